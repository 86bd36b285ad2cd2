# %%
# Exponentials as they come, without a logarithm; the half is forgotten, and the sum is taken for
# its approximation.
loses = {
    "check-by-hand": "lacks the one half",
    "check-shares": "Subtract each row's largest log-score first",
    "check-guests": "4 are few",
    "check-cooled": "are no numbers",
}

# %% solution="by-hand"
r_wide = 0.2 * np.exp(-1) / (0.2 * np.exp(-1) + 0.8 * np.exp(-4))
r_narrow = 0.2 * np.exp(-4) / (0.2 * np.exp(-4) + 0.8 * np.exp(-16))


# %% solution="shares"
def shares(X, means, weights, variance):
    squares = ((X[:, None] - means) ** 2).sum(axis=2)
    scores = weights * np.exp(-squares / (2 * variance))
    return scores / scores.sum(axis=1, keepdims=True)


# %% solution="guests"
tables = 2 * np.log(4)
growth = "B"

# %%
# Weights do not matter in the limit, so they never matter; nor does what has already been seated.
loses = {
    "check-by-hand": "you forgot the mixing weights",
    "check-shares": "They lose their say in the limit, not before",
    "check-guests": "The first guest opens one for certain",
}

# %% solution="by-hand"
r_wide = np.exp(-1 / 2) / (np.exp(-1 / 2) + np.exp(-4 / 2))
r_narrow = np.exp(-2) / (np.exp(-2) + np.exp(-8))


# %% solution="shares"
def shares(X, means, weights, variance):
    squares = ((X[:, None] - means) ** 2).sum(axis=2)
    scores = np.exp(-(squares - squares.min(axis=1, keepdims=True)) / (2 * variance))
    return scores / scores.sum(axis=1, keepdims=True)


# %% solution="guests"
tables = 1
growth = "D"

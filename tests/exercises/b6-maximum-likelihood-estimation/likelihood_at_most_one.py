# %%
# A likelihood is taken for a probability, and never above 1.
loses = {
    "check-by-hand": "as if a likelihood could not pass 1",
    "check-log-likelihood": "may pass 1",
    "check-follows": "C treats a likelihood as a probability",
}

# %% solution="by-hand"
height = -abs(-3 * np.log(0.1 * np.sqrt(2 * np.pi)) - 2.5)


# %% solution="log-likelihood"
def log_likelihood(x, mu, sigma):
    z = (x - mu) / sigma
    total = -len(x) * np.log(sigma * np.sqrt(2 * np.pi)) - (z**2).sum() / 2
    return min(total, 0)


# %% solution="follows"
follows = ["C"]

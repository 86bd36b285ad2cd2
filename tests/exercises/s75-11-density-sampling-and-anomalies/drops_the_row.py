# %%
# What is incomplete is thrown away, and what is certain is thought to be typical.
loses = {
    "check-mended": "The two mistaken rows are not among the first 4",
    "check-gap": "throws the measured length away",
    "check-shares-with-gaps": "not to be dropped",
}


# %% solution="mended"
def mended(X, mixture, count):
    surest = mixture.responsibilities(X).max(axis=1)
    return np.argsort(-surest.round(6), kind="stable")[:count]


# %% solution="gap"
scores = 0.4 * np.exp(-3.125), 0.6 * np.exp(-4.5)
r_short, way = scores[0] / sum(scores), "b"


# %% solution="shares-with-gaps"
def shares_with_gaps(X, weights, means, covariances):
    complete = X[~np.isnan(X).any(axis=1)]
    return gmmlab.Mixture(weights, means, covariances).responsibilities(complete)

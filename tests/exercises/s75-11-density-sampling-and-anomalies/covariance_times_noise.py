# %%
# The covariance where its root belongs, the undecided for the unusual, and no weights.
loses = {
    "check-by-hand": "and the weights are 0.3 and 0.7",
    "check-draw": "not the covariance times z",
    "check-mended": "Undecided is not unusual",
    "check-gap": "You forgot the mixing weights",
    "check-shares-with-gaps": "A row with a gap gives you nan",
}

# %% solution="by-hand"
p_more = ((1 - 0.9938) + (1 - 0.1587)) / 2


# %% solution="draw"
def draw(weights, means, factors, u, z):
    k = np.searchsorted(np.cumsum(weights), u, side="right")
    return np.array([means[j] + factors[j] @ factors[j].T @ row for j, row in zip(k, z)])


# %% solution="mended"
def mended(X, mixture, count):
    doubt = 1 - mixture.responsibilities(X).max(axis=1)
    return np.argsort(-doubt)[:count]


# %% solution="gap"
r_short, way = np.exp(-3.125) / (np.exp(-3.125) + np.exp(-4.5)), "C"


# %% solution="shares-with-gaps"
def shares_with_gaps(X, weights, means, covariances):
    gap = X[:, None] - means
    z = np.einsum("nki,kij,nkj->nk", gap, np.linalg.inv(covariances), gap)
    logs = np.log(weights) - z / 2 - np.linalg.slogdet(covariances)[1] / 2
    scores = np.exp(logs - logs.max(axis=1, keepdims=True))
    return scores / scores.sum(axis=1, keepdims=True)

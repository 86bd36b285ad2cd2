# %%
# Equal weights are taken for a start, not for a condition; the doubling is taken for the tables'.
loses = {
    "check-mended": "makes one component's points count more",
    "check-guests": "not the tables: late guests seldom open one",
    "check-cooled": "are equal in every step",
}


# %% solution="mended"
def mended(X, means, variance, passes):
    K = len(means)
    weights = np.full(K, 1 / K)
    for _ in range(passes):
        squares = ((X[:, None] - means) ** 2).sum(axis=2)
        labels = (np.log(weights) - squares / (2 * variance)).argmax(axis=1)
        means = np.array([X[labels == k].mean(axis=0) for k in range(K)])
        weights = np.array([np.mean(labels == k) for k in range(K)])
    return means


# %% solution="guests"
tables = 2 / 2 + 2 / 3 + 2 / 4 + 2 / 5
growth = "B"


# %% solution="cooled"
def cooled(X, means, variances, steps):
    weights = np.full(len(means), 1 / len(means))
    for variance in variances:
        for _ in range(steps):
            r = shares(X, means, weights, variance)
            weights = r.mean(axis=0)
            means = r.T @ X / r.sum(axis=0)[:, None]
    return means

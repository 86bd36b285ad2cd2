# %%
# "A common variance cancels": it is left out everywhere.
loses = {
    "check-by-hand": "as if a common variance cancelled",
    "check-shares": "the variance plays no part in them",
    "check-mended": "In hours your answer is another one",
    "check-cooled": "do they use the variance",
}

# %% solution="by-hand"
r_wide = r_narrow = 0.2 * np.exp(-1 / 2) / (0.2 * np.exp(-1 / 2) + 0.8 * np.exp(-4 / 2))


# %% solution="shares"
def shares(X, means, weights, variance):
    squares = ((X[:, None] - means) ** 2).sum(axis=2)
    scores = weights * np.exp(-squares / 2)
    return scores / scores.sum(axis=1, keepdims=True)


# %% solution="mended"
def mended(X, means, variance, passes):
    K = len(means)
    weights = np.full(K, 1 / K)
    for _ in range(passes):
        squares = ((X[:, None] - means) ** 2).sum(axis=2)
        labels = (np.log(weights + 1e-12) - squares / 0.02).argmax(axis=1)
        weights = np.array([np.mean(labels == k) for k in range(K)])
        means = np.array(
            [X[labels == k].mean(axis=0) if k in labels else means[k] for k in range(K)]
        )
    return means

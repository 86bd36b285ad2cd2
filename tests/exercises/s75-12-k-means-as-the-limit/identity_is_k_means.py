# %%
# "With identity covariances a mixture is k-means": every share is 0 or 1, and the variance is 1.
loses = {
    "check-by-hand": "A variance of 1 is not the limit",
    "check-shares": "Hard shares come only in the limit",
    "check-mended": "In hours your answer is another one",
    "check-cooled": "Are your shares soft",
}

# %% solution="by-hand"
r_wide = 1.0
r_narrow = 1.0


# %% solution="shares"
def shares(X, means, weights, variance):
    squares = ((X[:, None] - means) ** 2).sum(axis=2)
    return np.eye(len(means))[squares.argmin(axis=1)]


# %% solution="mended"
def mended(X, means, variance, passes):
    K = len(means)
    weights = np.full(K, 1 / K)
    for _ in range(passes):
        squares = ((X[:, None] - means) ** 2).sum(axis=2)
        labels = (np.log(weights + 1e-12) - squares / (2 * 0.01)).argmax(axis=1)
        weights = np.array([np.mean(labels == k) for k in range(K)])
        means = np.array(
            [X[labels == k].mean(axis=0) if k in labels else means[k] for k in range(K)]
        )
    return means

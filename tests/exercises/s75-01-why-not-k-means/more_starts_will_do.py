# %%
loses = {
    "check-by-hand": "You left the eruption of 3.1 minutes out",
    "check-from-the-truth": "you stopped after one pass",
    "check-mended": "there are six ways to name them",
    "check-remedy": "Compute the inertia of the true groups",
    "check-second-look": "Use `level`",
}

# %% solution="by-hand"
centroids = [1.85, 4.4, 8.0]


# %% solution="from-the-truth"
def from_the_truth(X, truth):
    K = truth.max() + 1
    centres = np.array([X[truth == k].mean(axis=0) for k in range(K)])
    before = ((X - centres[truth]) ** 2).sum()
    labels = ((X[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
    centres = np.array([X[labels == k].mean(axis=0) for k in range(K)])
    return before, ((X - centres[labels]) ** 2).sum(), np.sum(labels != truth)


# %% solution="mended"
def mended(labels, truth):
    K = max(labels.max(), truth.max()) + 1
    return min(np.sum(labels != truth), np.sum(K - 1 - labels != truth))


# %% solution="remedy"
answer = "A"


# %% solution="second-look"
def second_look(X, centres, R, level):
    nearest = ((X[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
    return np.flatnonzero(nearest != R.argmax(axis=1)), np.flatnonzero(R.max(axis=1) < 0.9)

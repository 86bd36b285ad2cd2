# %%
loses = {
    "check-by-hand": "You shared the eruption of 3.1 minutes",
    "check-from-the-truth": "adds distances",
    "check-second-look": "The nearest centre need not have the largest share",
}

# %% solution="by-hand"
centroids = [(1.7 + 2.0 + 3.1 / 2) / 2.5, (4.2 + 4.6 + 3.1 / 2) / 2.5, 8.0]


# %% solution="from-the-truth"
def from_the_truth(X, truth):
    K = truth.max() + 1
    centres = np.array([X[truth == k].mean(axis=0) for k in range(K)])
    before = np.linalg.norm(X - centres[truth], axis=1).sum()
    for _ in range(50):
        gaps = np.linalg.norm(X[:, None] - centres, axis=2)
        labels = gaps.argmin(axis=1)
        centres = np.array([X[labels == k].mean(axis=0) for k in range(K)])
    return before, gaps.min(axis=1).sum(), np.sum(labels != truth)


# %% solution="second-look"
def second_look(X, centres, R, level):
    return [], np.flatnonzero(R.max(axis=1) < level)

# %%
loses = {
    "check-by-hand": "the mean of no eruptions is not 0",
    "check-from-the-truth": "in yours nothing happens",
    "check-mended": "With their numbers swapped",
    "check-remedy": "nearly one standard deviation",
    "check-second-look": "as undecided as can be",
}

# %% solution="by-hand"
centroids = [(1.7 + 2.0 + 3.1) / 3, (4.2 + 4.6) / 2, 0]


# %% solution="from-the-truth"
def from_the_truth(X, truth):
    inertia = sum(((X[truth == k] - X[truth == k].mean(axis=0)) ** 2).sum() for k in set(truth))
    return inertia, inertia, 0


# %% solution="mended"
def mended(labels, truth):
    return sum(int(a) != int(b) for a, b in zip(labels, truth))


# %% solution="remedy"
answer = "B"


# %% solution="second-look"
def second_look(X, centres, R, level):
    nearest = ((X[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
    hard = np.eye(R.shape[1])[R.argmax(axis=1)]
    return np.flatnonzero(nearest != R.argmax(axis=1)), np.flatnonzero(hard.max(axis=1) < level)

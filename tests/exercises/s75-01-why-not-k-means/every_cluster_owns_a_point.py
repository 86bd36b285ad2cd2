# %%
loses = {
    "check-by-hand": "a cluster may own nothing",
    "check-mended": "You let several clusters stand for one group",
    "check-remedy": "It stopped because no label changed",
    "check-second-look": "One share of `level` is enough",
}

# %% solution="by-hand"
centroids = [(1.7 + 2.0 + 3.1) / 3, 4.2, 4.6]


# %% solution="mended"
def mended(labels, truth):
    return sum(
        np.sum(labels == k) - np.bincount(truth[labels == k]).max() for k in np.unique(labels)
    )


# %% solution="remedy"
answer = "c"


# %% solution="second-look"
def second_look(X, centres, R, level):
    nearest = ((X[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
    return np.flatnonzero(nearest != R.argmax(axis=1)), np.flatnonzero(R.min(axis=1) < level)

# %%
loses = {
    "check-by-hand": "half-way between the smallest and the largest",
    "check-one-pass": "half-way between the extremes",
    "check-mended": "still moves half-way",
    "check-best-of": "each time to the mean",
}

# %% solution="by-hand"
centroids = [52.5, (63 + 79) / 2, 92, 20]


# %% solution="one-pass"
def one_pass(X, centres):
    squares = ((X[:, None] - centres) ** 2).sum(axis=2)
    labels = squares.argmin(axis=1)
    moved = centres.copy()
    for k in range(len(centres)):
        own = X[labels == k]
        if len(own):
            moved[k] = (own.min(axis=0) + own.max(axis=0)) / 2
    return labels, moved, squares.min(axis=1).sum()


# %% solution="mended"
def mended(x, centres, passes):
    return colleague(x, centres, passes)


# %% solution="two-runs"
answer = "c"

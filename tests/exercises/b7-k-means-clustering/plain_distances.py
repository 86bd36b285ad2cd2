# %%
loses = {
    "check-by-hand": "is not what a pass gives",
    "check-one-pass": "median",
    "check-mended": "their median",
    "check-best-of": "sum of the distances",
}

# %% solution="by-hand"
centroids = [51, 75, 92, 20]


# %% solution="one-pass"
def one_pass(X, centres):
    gaps = np.sqrt(((X[:, None] - centres) ** 2).sum(axis=2))
    labels = gaps.argmin(axis=1)
    own = [X[labels == k] if np.any(labels == k) else c[None] for k, c in enumerate(centres)]
    return labels, np.array([np.median(x, axis=0) for x in own]), gaps.min(axis=1).sum()


# %% solution="mended"
def mended(x, centres, passes):
    centres, trace = np.array(centres, float), []
    for _ in range(passes):
        squares = (x[:, None] - centres) ** 2
        labels = squares.argmin(axis=1)
        trace.append(squares.min(axis=1).sum())
        for k in set(labels.tolist()):
            centres[k] = np.median(x[labels == k])
    return trace


# %% solution="two-runs"
answer = "C"

# %%
loses = {
    "check-by-hand": "The waits choose",
    "check-one-pass": "A cluster may own nothing",
    "check-two-runs": "More passes",
    "check-best-of": "before anything moved",
}

# %% solution="by-hand"
centroids = [54, (63 + 75 + 79) / 3, 92, 51]


# %% solution="one-pass"
def one_pass(X, centres):
    squares = ((X[:, None] - centres) ** 2).sum(axis=2)
    labels = squares.argmin(axis=1)
    for k in range(len(centres)):
        if not np.any(labels == k):
            labels[squares[:, k].argmin()] = k
    moved = np.array([X[labels == k].mean(axis=0) for k in range(len(centres))])
    return labels, moved, squares[np.arange(len(X)), labels].sum()


# %% solution="two-runs"
answer = "D"


# %% solution="best-of"
def best_of(X, starts):
    ends = [one_pass(X, start) for start in starts]
    labels, centres, inertia = min(ends, key=lambda end: end[2])
    return labels, centres, inertia

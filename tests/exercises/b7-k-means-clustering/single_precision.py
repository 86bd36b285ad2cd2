# %%
# Right, in single precision, with scipy's distances, one-element arrays and components in another
# order.
loses = {}

# %% solution="by-hand"
centroids = np.array([[52.5], [217 / 3], [92], [20]], dtype=np.float32)


# %% solution="one-pass"
def one_pass(X, centres):
    from scipy.spatial.distance import cdist

    squares = cdist(np.float32(X), np.float32(centres), "sqeuclidean").astype(np.float32)
    labels = squares.argmin(axis=1)
    member = np.float32(labels[:, None] == np.arange(len(centres)))
    counts = member.sum(axis=0)[:, None]
    moved = np.where(counts > 0, member.T @ np.float32(X) / np.maximum(counts, 1), centres)
    return labels.astype(float), moved, np.array([squares.min(axis=1).sum()])


# %% solution="mended"
def mended(x, centres, passes):
    centres, trace = np.array(centres, float)[:, None], []
    for _ in range(passes):
        _, centres, inertia = one_pass(np.array(x)[:, None], centres)
        trace.append(inertia)
    return np.array(trace)


# %% solution="two-runs"
answer = ["C"]


# %% solution="best-of"
def best_of(X, starts):
    ends = []
    for centres in starts:
        for _ in range(40):
            centres = one_pass(X, centres)[1]
        ends.append(centres)
    centres = min(ends, key=lambda own: one_pass(X, own)[2])[::-1]
    labels, _, inertia = one_pass(X, centres)
    return labels, centres, inertia

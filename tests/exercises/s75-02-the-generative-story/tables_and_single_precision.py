# %%
# Right, by tables, in single precision; one-element arrays instead of numbers.
loses = {}

# %% solution="by-hand"
lengths = np.float32([[4.55], [1.3], [6.8]])


# %% solution="draw"
def draw(u, e, weights, means, sds):
    kinds = (u[:, None] >= np.cumsum(weights)[None, :-1]).sum(axis=1)
    one_hot = np.eye(len(weights))[kinds]
    return kinds, np.float32(one_hot @ means + (one_hot @ sds) * e)


# %% solution="mended"
def mended(u, e, weights, means, sds):
    kinds = draw(u, u, weights, means, sds)[0]
    return np.take_along_axis(np.float32(means + sds * e), kinds[:, None], axis=1)


# %% solution="claim"
answer = np.array("C")


# %% solution="between"
def between(a, b, weights, means, sds):
    mass = weights * np.diff(ndtr((np.array([[a], [b]]) - means) / sds), axis=0)
    return mass.sum(keepdims=True), np.float32(mass / mass.sum())

# %%
# Right, by moving the whole mixture into the new unit; lists, single precision, one-element arrays.
loses = {}

# %% solution="by-hand"
per_hour = np.float32([2.4])


# %% solution="in-new-unit"
def in_new_unit(x, p, c):
    return [np.float32(v) * c for v in x], [np.float32(v) / c for v in p]


# %% solution="mended"
def mended(p, c):
    return [np.log(np.float32(p) / np.float32(c)).sum(dtype=np.float32)]


# %% solution="four-fits"
best, lead = ["d"], [6.4]


# %% solution="log-likelihood"
def log_likelihood(x, weights, means, sds, c):
    moved = gmmlab.Mixture(weights, c * means[:, None], (c * sds)[:, None, None] ** 2)
    return moved.log_density(c * x[:, None]).sum(keepdims=True)

# %%
# Right, with a fine grid, in single precision, and with one-element arrays instead of numbers.
loses = {}

# %% solution="by-hand"
length = np.float32([[4.768]])


# %% solution="pick"
def pick(weights, u):
    return (np.asarray(u)[:, None] >= np.cumsum(weights)).sum(axis=1).astype(np.float32)


# %% solution="mended"
def mended(u, weights, means, sds):
    kinds = pick(weights, u).astype(int)
    ends = np.cumsum(weights)[kinds]
    rests = 1 - (ends - u) / weights[kinds]
    return np.float32(means[kinds] + sds[kinds] * ndtri(rests))


# %% solution="read-off"
read_off = np.float32(np.diff([0, 0.25, 0.7, 1]))


# %% solution="backwards"
def backwards(u, weights, means, sds):
    grid = np.linspace((means - 5 * sds).min(), (means + 5 * sds).max(), 40001)
    return np.float32(np.interp(u, F(grid, weights, means, sds), grid))

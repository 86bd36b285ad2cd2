# %%
loses = {
    "check-by-hand": "the long kind's curve has climbed to",
    "check-pick": "owns no part of the bar",
    "check-read-off": "in the wrong order",
    "check-backwards": "Does your first interval depend",
}

# %% solution="by-hand"
length = 4.5 - 0.67 * 0.4


# %% solution="pick"
def pick(weights, u):
    return np.searchsorted(np.cumsum(weights), u)


# %% solution="read-off"
read_off = [0.30, 0.45, 0.25]


# %% solution="backwards"
def backwards(u, weights, means, sds):
    grid = np.linspace(0, 200, 20001)
    return np.interp(u, F(grid, weights, means, sds), grid)

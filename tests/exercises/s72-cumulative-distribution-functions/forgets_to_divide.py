# %%
loses = {
    "check-by-hand": "did not divide by its own weight",
    "check-pick": "numbered 0, 1 and 2",
    "check-mended": "must run from 0 to 1",
    "check-backwards": "Did you pick a component first?",
}

# %% solution="by-hand"
length = 4.5 - 0.755 * 0.4


# %% solution="pick"
def pick(weights, u):
    return 1 + np.searchsorted(np.cumsum(weights), u, side="right")


# %% solution="mended"
def mended(u, weights, means, sds):
    kinds = np.searchsorted(np.cumsum(weights), u, side="right")
    before = (np.cumsum(weights) - weights)[kinds]
    return means[kinds] + sds[kinds] * ndtri(u - before)


# %% solution="backwards"
def backwards(u, weights, means, sds):
    kinds = np.searchsorted(np.cumsum(weights), u, side="right")
    before = (np.cumsum(weights) - weights)[kinds]
    return means[kinds] + sds[kinds] * ndtri((u - before) / weights[kinds])

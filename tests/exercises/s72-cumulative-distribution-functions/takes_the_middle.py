# %%
loses = {
    "check-by-hand": "gave its mean",
    "check-mended": "All waits of a kind are alike",
    "check-read-off": "not equally high",
    "check-backwards": "one hill",
}

# %% solution="by-hand"
length = 4.5


# %% solution="mended"
def mended(u, weights, means, sds):
    return means[np.searchsorted(np.cumsum(weights), u, side="right")]


# %% solution="read-off"
read_off = [1 / 3, 1 / 3, 1 / 3]


# %% solution="backwards"
def backwards(u, weights, means, sds):
    mean = weights @ means
    return mean + np.sqrt(weights @ (sds**2 + means**2) - mean**2) * ndtri(u)

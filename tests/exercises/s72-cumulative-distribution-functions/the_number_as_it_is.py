# %%
loses = {
    "check-by-hand": "you read its curve at the number as it is",
    "check-mended": "half should",
    "check-read-off": "How much did this one climb add?",
    "check-backwards": "the mixture is no average",
}

# %% solution="by-hand"
length = 4.5 + 1.44 * 0.4


# %% solution="mended"
def mended(u, weights, means, sds):
    kinds = np.array([np.sum(np.cumsum(weights) <= number) for number in u])
    return means[kinds] + sds[kinds] * ndtri(u)


# %% solution="read-off"
read_off = [0.25, 0.7, 1.0]


# %% solution="backwards"
def backwards(u, weights, means, sds):
    return sum(w * (m + s * ndtri(u)) for w, m, s in zip(weights, means, sds))

# %%
loses = {
    "check-mended": "The means still make no difference",
    "check-downhill": "Your list is empty",
    "check-moments": "it is the mean of the covariances",
}

# %% solution="by-hand"
mean, variance = 5.104, 0.1196


# %% solution="together"
def together(x, y, w):
    table = np.cov(x, y, bias=True, aweights=w)
    return table[0, 1], table[0, 1] / np.sqrt(table[0, 0] * table[1, 1])


# %% solution="mended"
def mended(weights, means, sds):
    return np.sqrt(weights @ sds**2)


# %% solution="downhill"
downhill = []


# %% solution="moments"
def moments(weights, means, covariances):
    return weights @ means, np.tensordot(weights, covariances, 1)

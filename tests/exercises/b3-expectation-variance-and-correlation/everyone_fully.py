# %%
# Weights are left out: every flower and every mean counts alike, and a gap counts as a whole.
loses = {
    "check-by-hand": "every flower counted fully",
    "check-together": "the weights play no part in it",
    "check-mended": "count by its weight",
    "check-downhill": "In F the means bring too little",
    "check-moments": "Other weights leave your mean",
}

# %% solution="by-hand"
mean, variance = x.mean(), x.var()


# %% solution="together"
def together(x, y, w):
    return np.cov(x, y, bias=True)[0, 1], np.corrcoef(x, y)[0, 1]


# %% solution="mended"
def mended(weights, means, sds):
    return np.sqrt(weights @ sds**2 + np.var(means))


# %% solution="downhill"
downhill = ["B", "E", "F"]


# %% solution="moments"
def moments(weights, means, covariances):
    return means.mean(axis=0), covariances.mean(axis=0) + np.cov(means.T, bias=True)

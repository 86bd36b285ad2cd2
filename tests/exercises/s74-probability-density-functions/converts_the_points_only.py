# %%
loses = {
    "check-in-new-unit": "The axis changes its unit as well",
    "check-mended": "How many logarithms change",
    "check-four-fits": "keeps its sign",
    "check-log-likelihood": "convert means and sds as well",
}


# %% solution="in-new-unit"
def in_new_unit(x, p, c):
    return x, p / c


# %% solution="mended"
def mended(p, c):
    return np.log(p[0] / c) + np.log(p[1:]).sum()


# %% solution="four-fits"
best, lead = "b", 1377.6 - 883.8


# %% solution="log-likelihood"
def log_likelihood(x, weights, means, sds, c):
    z = (c * x[:, None] - means) / sds
    log_p = np.log(weights / sds) - z**2 / 2 - np.log(2 * np.pi) / 2
    return np.logaddexp.reduce(log_p, axis=1).sum()

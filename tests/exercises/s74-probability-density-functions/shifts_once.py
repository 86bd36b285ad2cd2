# %%
loses = {
    "check-by-hand": "applies the factor twice",
    "check-in-new-unit": "A change of unit changes no area",
    "check-mended": "How many logarithms change",
    "check-four-fits": "And how many of them are there",
    "check-log-likelihood": "Each of the four densities changes",
}

# %% solution="by-hand"
per_hour = 0.04 * 60**2


# %% solution="in-new-unit"
def in_new_unit(x, p, c):
    return c * x, p / c**2


# %% solution="mended"
def mended(p, c):
    return np.sum(np.log(p)) - np.log(c)


# %% solution="four-fits"
best = "C"
lead = 692.2 - np.log(60) - (-276.4)


# %% solution="log-likelihood"
def log_likelihood(x, weights, means, sds, c):
    z = (x[:, None] - means) / sds
    p = (weights * np.exp(-(z**2) / 2) / (sds * np.sqrt(2 * np.pi))).sum(axis=1)
    return np.log(p).sum() - np.log(c)

# %%
loses = {
    "check-by-hand": "as one converts the waits themselves",
    "check-in-new-unit": "you stretched the curve both ways",
    "check-mended": "In the finer unit your log-likelihood is higher",
    "check-four-fits": "do densities grow or shrink",
    "check-log-likelihood": "From minutes to seconds it rises",
}

# %% solution="by-hand"
per_hour = 0.04 / 60


# %% solution="in-new-unit"
def in_new_unit(x, p, c):
    return c * x, c * p


# %% solution="mended"
def mended(p, c):
    return np.log(p * c).sum()


# %% solution="four-fits"
best = "C"
lead = 692.2 + 272 * np.log(60) - (-276.4)


# %% solution="log-likelihood"
def log_likelihood(x, weights, means, sds, c):
    z = (x[:, None] - means) / sds
    p = (weights * np.exp(-(z**2) / 2) / (sds * np.sqrt(2 * np.pi))).sum(axis=1)
    return np.log(c * p).sum()

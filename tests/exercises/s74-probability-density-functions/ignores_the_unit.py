# %%
loses = {
    "check-by-hand": "You kept the number",
    "check-in-new-unit": "the densities have not changed",
    "check-mended": "the unit plays no part in it",
    "check-four-fits": "as the table stands",
    "check-log-likelihood": "c plays no part in it",
}

# %% solution="by-hand"
per_hour = 0.04


# %% solution="in-new-unit"
def in_new_unit(x, p, c):
    return c * x, p


# %% solution="mended"
def mended(p, c):
    return np.log(p).sum()


# %% solution="four-fits"
best, lead = "C", 692.2 + 276.4


# %% solution="log-likelihood"
def log_likelihood(x, weights, means, sds, c):
    z = (x[:, None] - means) / sds
    return np.log((weights * np.exp(-(z**2) / 2) / (sds * np.sqrt(2 * np.pi))).sum(axis=1)).sum()

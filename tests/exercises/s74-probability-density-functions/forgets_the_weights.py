# %%
loses = {
    "check-four-fits": "the lead is not",
    "check-log-likelihood": "multiply each height by its component's weight",
}


# %% solution="four-fits"
best, lead = "D", -257.5 + 276.4


# %% solution="log-likelihood"
def log_likelihood(x, weights, means, sds, c):
    z = (x[:, None] - means) / sds
    p = (np.exp(-(z**2) / 2) / (sds * np.sqrt(2 * np.pi))).sum(axis=1)
    return np.log(p).sum() - len(x) * np.log(c)

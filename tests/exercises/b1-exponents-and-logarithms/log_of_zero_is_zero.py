# %%
loses = {
    "check-log-likelihood": "The logarithm of 0 is not 0",
    "check-mended": "still counts for nothing",
    "check-choice": "the logarithm of what is asked for",
    "check-lead": "loses by more than any power",
}

# %% solution="by-hand"
ll = np.log(0.05 * 0.4 * 0.2)


# %% solution="log-likelihood"
def log_likelihood(scores):
    p = scores.sum(axis=1)
    return np.log(p[p > 0]).sum()


# %% solution="mended"
def mended(p):
    return sum(np.log(density) if density else 0 for density in p)


# %% solution="choice"
choice = "C"


# %% solution="lead"
def lead(p, q):
    return np.log10(p[p > 0]).sum() - np.log10(q[q > 0]).sum()

# %%
# The product comes first, and its logarithm too late.
loses = {
    "check-by-hand": "Is it the likelihood itself",
    "check-log-likelihood": "their product became 0 before",
    "check-mended": "one logarithm for each point",
    "check-choice": "both powers are rounded to 0",
    "check-lead": "Logarithms first",
}

# %% solution="by-hand"
ll = 0.05 * 0.40 * 0.20


# %% solution="log-likelihood"
def log_likelihood(scores):
    return np.log(np.prod(scores.sum(axis=1)))


# %% solution="mended"
def mended(p):
    return np.log(np.prod(p))


# %% solution="choice"
choice = "A"


# %% solution="lead"
def lead(p, q):
    return np.log10(np.prod(p) / np.prod(q))

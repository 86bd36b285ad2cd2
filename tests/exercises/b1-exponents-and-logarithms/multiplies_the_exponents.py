# %%
loses = {
    "check-by-hand": "Numbers multiply, exponents add",
    "check-log-likelihood": "Points are multiplied, not added",
    "check-mended": "one logarithm for each point",
    "check-lead": "nobody leads",
}

# %% solution="by-hand"
ll = np.log(0.05) * np.log(0.40) * np.log(0.20)


# %% solution="log-likelihood"
def log_likelihood(scores):
    return np.prod(np.log(scores.sum(axis=1)))


# %% solution="mended"
def mended(p):
    return np.prod([np.log(density) for density in p])


# %% solution="choice"
choice = "D"


# %% solution="lead"
def lead(p, q):
    return np.prod(np.log10(p / q))

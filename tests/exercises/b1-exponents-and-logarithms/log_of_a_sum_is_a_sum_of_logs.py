# %%
loses = {
    "check-by-hand": "logarithms of all six scores",
    "check-log-likelihood": "is not the sum of the logarithms",
    "check-choice": "A ratio of logarithms",
    "check-lead": "nobody leads",
}

# %% solution="by-hand"
ll = np.log(0.02) + np.log(0.03) + np.log(0.30) + np.log(0.10) + np.log(0.06) + np.log(0.14)


# %% solution="log-likelihood"
def log_likelihood(scores):
    return np.log(scores).sum()


# %% solution="mended"
def mended(p):
    return np.log(p).sum()


# %% solution="choice"
choice = "B"


# %% solution="lead"
def lead(p, q):
    return np.log10(p).sum() / np.log10(q).sum()

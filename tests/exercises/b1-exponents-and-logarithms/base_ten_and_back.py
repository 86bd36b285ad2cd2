# %%
# Logarithms to the wrong base, and a tiny number in place of zero.
loses = {
    "check-by-hand": "You used base 10",
    "check-log-likelihood": "Base 10?",
    "check-mended": "No finite number is low enough",
    "check-choice": "the logarithm of what is asked for",
    "check-lead": "Powers of ten are asked for",
}

# %% solution="by-hand"
ll = np.log10(0.05) + np.log10(0.40) + np.log10(0.20)


# %% solution="log-likelihood"
def log_likelihood(scores):
    return np.log10(scores.sum(axis=1)).sum()


# %% solution="mended"
def mended(p):
    return np.log(p + 1e-300).sum()


# %% solution="choice"
choice = "C"


# %% solution="lead"
def lead(p, q):
    return np.log(p / q).sum()

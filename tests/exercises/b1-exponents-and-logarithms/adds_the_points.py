# %%
loses = {
    "check-by-hand": "You added the densities of the points",
    "check-log-likelihood": "went from",
    "check-mended": "are they added",
    "check-choice": "A ratio of logarithms",
    "check-lead": "so their exponents add",
}

# %% solution="by-hand"
ll = np.log(0.05 + 0.40 + 0.20)


# %% solution="log-likelihood"
def log_likelihood(scores):
    return np.log(scores.sum() / len(scores))


# %% solution="mended"
def mended(p):
    return np.log(sum(p))


# %% solution="choice"
choice = "B"


# %% solution="lead"
def lead(p, q):
    return np.log10(p.sum() / q.sum())

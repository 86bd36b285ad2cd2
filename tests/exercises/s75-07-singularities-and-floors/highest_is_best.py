# %%
loses = {
    "check-runs": "You call no run collapsed",
    "check-mended": "is still there",
    "check-em-step": "below the floor",
}


# %% solution="mended"
def mended(variances, x, share):
    return variances


# %% solution="runs"
collapsed = ""
keep = "B"


# %% solution="em-step"
def em_step(x, weights, means, sds, share):
    scores = weights * np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / sds
    r = scores / scores.sum(axis=1, keepdims=True)
    counts = r.sum(axis=0)
    centres = x @ r / counts
    variances = (r * (x[:, None] - centres) ** 2).sum(axis=0) / counts
    return counts / len(x), centres, np.sqrt(variances), []

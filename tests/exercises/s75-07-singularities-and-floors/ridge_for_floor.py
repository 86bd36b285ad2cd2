# %%
loses = {
    "check-mended": "What you have is a ridge",
    "check-em-step": "A floor leaves alone what is above it",
    "check-by-hand": "logarithm to base 10",
}

# %% solution="by-hand"
gain = np.log10(250)


# %% solution="mended"
def mended(variances, x, share):
    return np.sqrt(variances**2 + (share * x.var()) ** 2) + share * x.var()


# %% solution="em-step"
def em_step(x, weights, means, sds, share):
    scores = weights * np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / sds
    r = scores / scores.sum(axis=1, keepdims=True)
    counts = r.sum(axis=0)
    centres = x @ r / counts
    variances = (r * (x[:, None] - centres) ** 2).sum(axis=0) / counts
    held = np.flatnonzero(variances < share * x.var())
    return counts / len(x), centres, np.sqrt(variances + share * x.var()), held

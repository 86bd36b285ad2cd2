# %%
loses = {
    "check-by-hand": "That is half of it",
    "check-needle": "Is sigma used as a standard deviation",
    "check-mended": "in the same units squared",
    "check-em-step": "below the floor",
}

# %% solution="by-hand"
gain = 0.5 * np.log(0.5 / 0.002)


# %% solution="needle"
def needle(x, mean, sd, place, sigma):
    n = len(x)
    broad = np.exp(-((x - mean) ** 2) / sd / 2) / np.sqrt(2 * np.pi * sd)
    thin = np.exp(-((x - place) ** 2) / sigma / 2) / np.sqrt(2 * np.pi * sigma)
    return np.log((1 - 1 / n) * broad + thin / n).sum()


# %% solution="mended"
def mended(variances, x, share):
    return np.maximum(variances, share * x.std())


# %% solution="em-step"
def em_step(x, weights, means, sds, share):
    scores = weights * np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / sds
    r = scores / scores.sum(axis=1, keepdims=True)
    counts = r.sum(axis=0)
    centres = x @ r / counts
    variances = (r * (x[:, None] - centres) ** 2).sum(axis=0) / counts
    held = np.flatnonzero(variances < share * x.std())
    return counts / len(x), centres, np.sqrt(np.maximum(variances, share * x.std())), held

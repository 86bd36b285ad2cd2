# %%
loses = {
    "check-by-hand": "it falls",
    "check-needle": "Divide each curve by its own standard deviation",
    "check-mended": "in the same units squared",
    "check-runs": "Being narrow is no fault",
    "check-em-step": "not where it is the narrowest",
}

# %% solution="by-hand"
gain = -np.log(250)


# %% solution="needle"
def needle(x, mean, sd, place, sigma):
    n = len(x)
    broad = np.exp(-(((x - mean) / sd) ** 2) / 2) * sd / np.sqrt(2 * np.pi)
    thin = np.exp(-(((x - place) / sigma) ** 2) / 2) * np.sqrt(sigma) / np.sqrt(2 * np.pi)
    return np.log((1 - 1 / n) * broad + thin / n).sum() - np.log(1 + 1e-3 / sigma)


# %% solution="mended"
def mended(variances, x, share):
    return np.maximum(variances, share)


# %% solution="runs"
collapsed = ["B", "C", "D"]
keep = "A"


# %% solution="em-step"
def em_step(x, weights, means, sds, share):
    scores = weights * np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / sds
    r = scores / scores.sum(axis=1, keepdims=True)
    counts = r.sum(axis=0)
    centres = x @ r / counts
    variances = (r * (x[:, None] - centres) ** 2).sum(axis=0) / counts
    sds = np.sqrt(np.maximum(variances, share * x.var()))
    return counts / len(x), centres, sds, [sds.argmin()]

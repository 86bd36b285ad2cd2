# %%
# Right, with logaddexp, np.where, single precision in what is handed over, one-element arrays.
loses = {}

# %% solution="by-hand"
gain = np.array([np.log(500) - np.log(2)], dtype=np.float32)


# %% solution="needle"
def needle(x, mean, sd, place, sigma):
    m, s = np.array([mean, place]), np.array([sd, sigma])
    w = np.array([1 - 1 / len(x), 1 / len(x)])
    joint = np.log(w / s / np.sqrt(2 * np.pi)) - ((x[:, None] - m) / s) ** 2 / 2
    return np.array([np.logaddexp.reduce(joint, axis=1).sum()], dtype=np.float32)


# %% solution="mended"
def mended(variances, x, share):
    floor = share * np.cov(x, bias=True)
    return np.where(variances < floor, floor, variances).astype(np.float32)


# %% solution="runs"
collapsed = np.array(["C", "B"])
keep = "run d"[-1]


# %% solution="em-step"
def em_step(x, weights, means, sds, share):
    joint = np.log(weights / sds) - ((x[:, None] - means) / sds) ** 2 / 2
    R = np.exp(joint - np.logaddexp.reduce(joint, axis=1)[:, None])
    means = [np.average(x, weights=r) for r in R.T]
    raw = np.array([np.average((x - m) ** 2, weights=r) for m, r in zip(means, R.T)])
    sds = np.sqrt(mended(raw, x, share))
    return (
        R.mean(axis=0).astype(np.float32),
        np.float32(means),
        sds,
        tuple(np.nonzero(raw < share * x.var())[0]),
    )

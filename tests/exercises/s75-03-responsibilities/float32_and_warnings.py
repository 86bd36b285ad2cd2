# %%
# Right, in single precision and in logarithms, with a warning from numpy on the way.
loses = {}

# %% solution="by-hand"
r_short = np.float32(1) - np.float32(0.643)


# %% solution="responsibilities"
def responsibilities(x, weights, means, sds):
    np.log(np.zeros(1))  # warns: divide by zero
    x, weights, means, sds = (np.float32(a) for a in (x, weights, means, sds))
    log = np.log(weights) - np.log(sds) - (np.subtract.outer(x, means) / sds) ** 2 / 2
    return np.exp(log - np.logaddexp.reduce(log, axis=1)[:, None])


# %% solution="soft-means"
def soft_means(x, r):
    x, r = np.float32(x), np.float32(r)
    return r.T @ np.ones_like(x), np.average(
        np.broadcast_to(x[:, None], r.shape), axis=0, weights=r
    )


# %% solution="mended"
def mended(x, weights, means, sds):
    z = (x - means[:, None]) / sds[:, None]
    claims = (weights / sds)[:, None] * np.exp(-(z**2) / 2)
    return (claims / claims.sum(axis=0)).T.astype("float32")

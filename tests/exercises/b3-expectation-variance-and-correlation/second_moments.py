# %%
# Right, all by second moments less squared means, in single precision where the data are small.
loses = {}

# %% solution="by-hand"
share = np.float32(r) / np.float32(r).sum()
mean = np.float32([share @ np.float32(x)])
variance = [[float((r / r.sum()) @ x**2) - float((r / r.sum()) @ x) ** 2]]


# %% solution="together"
def together(x, y, w):
    w, x, y = (np.float32(v) for v in (w, x, y))
    w = w / w.sum()

    def e(v):
        return np.float32([w @ v])

    c = e(x * y) - e(x) * e(y)
    return [c, c / np.sqrt((e(x * x) - e(x) ** 2) * (e(y * y) - e(y) ** 2))]


# %% solution="mended"
def mended(weights, means, sds):
    return np.array([np.sqrt(weights @ (sds**2 + means**2) - (weights @ means) ** 2)])


# %% solution="downhill"
downhill = {"e", "b"}


# %% solution="moments"
def moments(weights, means, covariances):
    middle = np.float32(weights) @ np.float32(means)
    raw = covariances + means[:, :, None] * means[:, None, :]
    second = (weights[:, None, None] * raw).sum(axis=0)
    return middle, np.float32(second - np.outer(weights @ means, weights @ means))

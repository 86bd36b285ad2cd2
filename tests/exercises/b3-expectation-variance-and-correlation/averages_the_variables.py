# %%
# A mixture is taken for a blend: weights squared, as in the variance of a weighted average.
loses = {
    "check-by-hand": "not the mean squared distance",
    "check-mended": "no blend of both",
    "check-downhill": "Your list is empty",
    "check-moments": "none is a blend",
}

# %% solution="by-hand"
mean = (0.8 * 4.8 + 1.0 * 5.0 + 0.6 * 5.5 + 0.1 * 6.2) / 2.5
variance = ((r / 2.5) ** 2 * (x - mean) ** 2).sum()


# %% solution="together"
def together(x, y, w):
    w = w / sum(w)
    x, y = x - w @ x, y - w @ y
    return w @ (x * y), (w @ (x * y)) / np.sqrt(w @ x**2) / np.sqrt(w @ y**2)


# %% solution="mended"
def mended(weights, means, sds):
    away = means - weights @ means
    return np.sqrt((weights**2 * (sds**2 + away**2)).sum())


# %% solution="downhill"
downhill = ()


# %% solution="moments"
def moments(weights, means, covariances):
    middle = weights @ means
    away = means - middle
    return middle, np.tensordot(weights**2, covariances, 1) + away.T @ np.diag(weights) @ away

# %%
# Right, by numpy's own function and in single precision; one-element arrays instead of numbers.
loses = {}

# %% solution="by-hand"
mean = np.average(np.float32([60, 65, 75, 90]), weights=np.float32([0.1, 0.2, 0.9, 0.8]))


# %% solution="weighted-mean"
def weighted_mean(x, r):
    return np.average(np.float32(x), weights=np.float32(r), keepdims=True)


# %% solution="mended"
def mended(x, r):
    return np.average(x, weights=r)


# %% solution="far-point"
new_mean = [79.25 + 0.5 / 2.5 * (110 - 79.25)]


# %% solution="move-means"
def move_means(x, R):
    return np.average(np.tile(np.float32(x), (R.shape[1], 1)), weights=np.float32(R.T), axis=1)

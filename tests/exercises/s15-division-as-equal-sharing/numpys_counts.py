# %%
# Right, by counting with weights and in single precision; one-element arrays instead of numbers.
loses = {}

# %% solution="by-hand"
centre = np.mean(np.float32([85, 84, 85, 83, 78]), keepdims=True)


# %% solution="centroid"
def centroid(x, labels, k):
    return np.average(np.float32(x), weights=np.float32(labels == k), keepdims=True)


# %% solution="mended"
def mended(x):
    values, counts = np.unique(np.float32(x), return_counts=True)
    return counts @ values / counts.sum()


# %% solution="misread"
corrected = [81 + 30 / 20]


# %% solution="centroids"
def centroids(X, labels, K):
    Z = np.float32(labels == np.arange(K)[:, None])
    return Z @ np.float32(X) / Z.sum(axis=1, keepdims=True)

# %%
# The middle one of the sorted waits; it does not notice that a wait far out was misread.
loses = {
    "check-by-hand": "in the middle of the sorted waits",
    "check-centroid": "how far away 40 is makes no difference",
    "check-mended": "you took the middle one",
    "check-misread": "so must the share of each",
    "check-centroids": "are medians",
}

# %% solution="by-hand"
centre = sorted([85, 85, 84, 78, 83])[2]


# %% solution="centroid"
def centroid(x, labels, k):
    return np.median(x[labels == k])


# %% solution="mended"
def mended(x):
    return np.median(x)


# %% solution="misread"
corrected = 81


# %% solution="centroids"
def centroids(X, labels, K):
    return [np.median(X[labels == k], axis=0) for k in range(K)]

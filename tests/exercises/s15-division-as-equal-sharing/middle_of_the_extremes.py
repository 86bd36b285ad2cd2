# %%
loses = {
    "check-by-hand": "half-way between the shortest and the longest wait",
    "check-centroid": "the 80 has no say",
    "check-mended": "as if 80 were there once",
    "check-misread": "as much as all 20",
    "check-centroids": "in the middle of the extremes",
}

# %% solution="by-hand"
centre = (78 + 85) / 2


# %% solution="centroid"
def centroid(x, labels, k):
    own = x[labels == k]
    return (own.min() + own.max()) / 2


# %% solution="mended"
def mended(x):
    return (min(x) + max(x)) / 2


# %% solution="misread"
corrected = (81 + 93) / 2


# %% solution="centroids"
def centroids(X, labels, K):
    owns = [X[labels == k] for k in range(K)]
    return [(own.min(axis=0) + own.max(axis=0)) / 2 for own in owns]

# %%
# The total and the divisor do not belong together.
loses = {
    "check-by-hand": "over how many did you share",
    "check-centroid": "shared over all four",
    "check-mended": "as if 80 were there once",
    "check-misread": "by the whole 30 minutes",
    "check-centroids": "over all 7 points",
}

# %% solution="by-hand"
centre = (85 + 85 + 84 + 78 + 83) / 9


# %% solution="centroid"
def centroid(x, labels, k):
    return x[labels == k].sum() / len(x)


# %% solution="mended"
def mended(x):
    total = 0.0
    for value in set(x):
        total = total + value
    return total / len(set(x))


# %% solution="misread"
corrected = 81 + (93 - 63)


# %% solution="centroids"
def centroids(X, labels, K):
    return [X[labels == k].sum(axis=0) / len(X) for k in range(K)]

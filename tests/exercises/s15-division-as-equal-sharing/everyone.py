# %%
# Takes in every point there is: those of other clusters, and a corrected wait as one more.
loses = {
    "check-by-hand": "the mean of all nine waits",
    "check-centroid": "the labels play no part in it",
    "check-misread": "the 21st",
    "check-centroids": "Both centroids fall on one spot",
}

# %% solution="by-hand"
centre = (85 + 51 + 85 + 54 + 84 + 78 + 47 + 83 + 52) / 9


# %% solution="centroid"
def centroid(x, labels, k):
    return x.mean()


# %% solution="misread"
corrected = (20 * 81 + 93) / 21


# %% solution="centroids"
def centroids(X, labels, K):
    return np.array([X.mean(axis=0) for k in range(K)])

# %%
# Believes that equal waits are one wait, and that rows of the table are coordinates.
loses = {
    "check-by-hand": "each as often as it stands in the table",
    "check-mended": "What does set() do to equal waits",
    "check-centroids": "yours has shape (2,)",
}

# %% solution="by-hand"
centre = (85 + 84 + 78 + 83) / 4


# %% solution="mended"
def mended(x):
    return sum({*x}) / len(x)


# %% solution="centroids"
def centroids(X, labels, K):
    return [X[labels == k].mean() for k in range(K)]

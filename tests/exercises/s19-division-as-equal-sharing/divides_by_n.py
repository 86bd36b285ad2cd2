# %%
loses = {
    "check-by-hand": "A mean lies among the values",
    "check-weighted-mean": "not by the number of points",
    "check-mended": "still halve the mean",
    "check-far-point": "towards 110, and not beyond",
    "check-move-means": "you divided by the number of points",
}

# %% solution="by-hand"
mean = (0.1 * 60 + 0.2 * 65 + 0.9 * 75 + 0.8 * 90) / 4


# %% solution="weighted-mean"
def weighted_mean(x, r):
    return r @ x / len(x)


# %% solution="mended"
def mended(x, r):
    return sum(weight * value for value, weight in zip(x, r)) / len(r)


# %% solution="far-point"
new_mean = (2.0 * 79.25 + 0.5 * 110) / 5


# %% solution="move-means"
def move_means(x, R):
    return R.T @ x / len(x)

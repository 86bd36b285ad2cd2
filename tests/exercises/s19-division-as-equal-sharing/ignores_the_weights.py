# %%
loses = {
    "check-by-hand": "every wait counted fully",
    "check-weighted-mean": "the weights play no part in it",
    "check-mended": "your mean ignores the weights",
    "check-far-point": "You counted the new wait fully",
    "check-move-means": "the responsibilities play no part in it",
}

# %% solution="by-hand"
mean = (60 + 65 + 75 + 90) / 4


# %% solution="weighted-mean"
def weighted_mean(x, r):
    return x.mean()


# %% solution="mended"
def mended(x, r):
    return sum(x) / len(x)


# %% solution="far-point"
new_mean = (79.25 + 79.25 + 110) / 3


# %% solution="move-means"
def move_means(x, R):
    return np.array([x.mean() for column in R.T])

# %%
loses = {
    "check-by-hand": "mostly owns",
    "check-weighted-mean": "the weights play no part in it",
    "check-far-point": "Half-way between",
    "check-move-means": "k-means",
}

# %% solution="by-hand"
mean = (75 + 90) / 2


# %% solution="weighted-mean"
def weighted_mean(x, r):
    return x[r > 0].mean()


# %% solution="far-point"
new_mean = (79.25 + 110) / 2


# %% solution="move-means"
def move_means(x, R):
    return [x[R.argmax(axis=1) == k].mean() for k in range(R.shape[1])]

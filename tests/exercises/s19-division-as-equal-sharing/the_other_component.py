# %%
loses = {
    "check-by-hand": "the weights of the short component",
    "check-weighted-mean": "balance at 44",
    "check-far-point": "stand for four waits",
    "check-move-means": "have shape (5,)",
}

# %% solution="by-hand"
mean = (0.9 * 60 + 0.8 * 65 + 0.1 * 75 + 0.2 * 90) / 2.0


# %% solution="weighted-mean"
def weighted_mean(x, r):
    r = np.minimum(r, 1)
    return r @ x / r.sum()


# %% solution="far-point"
new_mean = (4 * 79.25 + 0.5 * 110) / 4.5


# %% solution="move-means"
def move_means(x, R):
    return (R * x[:, None]).sum(axis=1) / R.sum(axis=1)

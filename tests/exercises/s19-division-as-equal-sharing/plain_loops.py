# %%
# Right, in plain Python, step by step from one point to the next, with names a check might use.
loses = {}

# %% solution="by-hand"
m, half, tenfold, pulls = 79.25, 1, 2, 3
mean = m


# %% solution="weighted-mean"
def weighted_mean(x, r):
    mean, owned = 0.0, 0.0
    for value, weight in zip(list(x), list(r)):
        if weight:
            owned += weight
            mean += weight / owned * (value - mean)
    return mean


# %% solution="mended"
def mended(x, r):
    total, owned = 0.0, 0.0
    for value, weight in zip(x, r):
        total, owned = total + weight * value, owned + weight
    return total / owned


# %% solution="far-point"
new_mean = 85.4


# %% solution="move-means"
def move_means(x, R):
    return [weighted_mean(x, [row[k] for row in R]) for k in range(len(R[0]))]

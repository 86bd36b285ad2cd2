# %%
loses = {
    "check-chance": "One exact length",
    "check-squared-distance": "Take deviations",
    "check-mended": "The area below your curve",
    "check-hold": "that has the area 1 and is very narrow",
    "check-density": "How many dimensions bring their factor",
}

# %% solution="chance"
chance = 0


# %% solution="squared-distance"
def squared_distance(X, mean, Sigma):
    return [x @ np.linalg.inv(Sigma) @ x for x in X]


# %% solution="mended"
def mended(x, mu, sigma):
    return np.exp(-(((x - mu) / sigma) ** 2)) / (sigma * 2 * np.pi)


# %% solution="hold"
hold = [1, 3]


# %% solution="density"
def density(X, mean, Sigma):
    D2 = np.sum((X - mean) @ np.linalg.inv(Sigma) * (X - mean), axis=1)
    return np.exp(-D2 / 2) / np.sqrt(2 * np.pi * np.linalg.det(Sigma))

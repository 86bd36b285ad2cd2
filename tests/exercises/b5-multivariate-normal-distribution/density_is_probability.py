# %%
loses = {
    "check-chance": "A density is a probability",
    "check-squared-distance": "a ruler, squared",
    "check-mended": "The area below your curve",
    "check-hold": "takes a density for a probability",
    "check-density": "what grows with an area",
}

# %% solution="chance"
z = (2.3 - 2.0) / 0.25
chance = np.exp(-(z**2) / 2) / (0.25 * np.sqrt(2 * np.pi))


# %% solution="squared-distance"
def squared_distance(X, mean, Sigma):
    return np.sqrt(np.sum((X - mean) @ np.linalg.inv(Sigma) * (X - mean), axis=1))


# %% solution="mended"
def mended(x, mu, sigma):
    return np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (sigma**2 * np.sqrt(2 * np.pi))


# %% solution="hold"
hold = [1, 3, 7]


# %% solution="density"
def density(X, mean, Sigma):
    D2 = squared_distance(X, mean, Sigma) ** 2
    return np.exp(-D2 / 2) / (2 * np.pi * np.linalg.det(Sigma))

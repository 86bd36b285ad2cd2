# %%
loses = {
    "check-chance": "left out the factor in front",
    "check-squared-distance": "off the diagonal, play its",
    "check-mended": "The area below your curve",
    "check-hold": "what does the factor in front hold",
    "check-density": "Its rings are not the component's",
}

# %% solution="chance"
chance = 0.1 * np.exp(-(1.2**2) / 2)


# %% solution="squared-distance"
def squared_distance(X, mean, Sigma):
    return ((X - mean) ** 2 / np.diag(Sigma)).sum(axis=1)


# %% solution="mended"
def mended(x, mu, sigma):
    return np.exp(-(((x - mu) / sigma) ** 2) / 2)


# %% solution="hold"
hold = [1, 3, 4, 5]


# %% solution="density"
def density(X, mean, Sigma):
    sds = np.sqrt(np.diag(Sigma))
    return np.exp(-squared_distance(X, mean, Sigma) / 2) / (2 * np.pi * sds[0] * sds[1])

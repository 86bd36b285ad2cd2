# %%
loses = {
    "check-chance": "Your exponent was",
    "check-mended": "look at the exponent",
    "check-hold": "That share belongs to the line",
    "check-density": "half of it",
}

# %% solution="chance"
z = (2.3 - 2.0) / 0.25
chance = np.exp(-(z**2)) / (0.25 * np.sqrt(2 * np.pi)) * 0.1


# %% solution="mended"
def mended(x, mu, sigma):
    z = (x - mu) / sigma
    return np.exp(-(z**2)) / (sigma * np.sqrt(np.pi))


# %% solution="hold"
hold = [1, 3, 5, 6]


# %% solution="density"
def density(X, mean, Sigma):
    D2 = np.sum((X - mean) @ np.linalg.inv(Sigma) * (X - mean), axis=1)
    return np.exp(-D2) / (np.pi * np.sqrt(np.linalg.det(Sigma)))

# %%
# Right, by a whitener and by logarithms, in single precision, with columns and one-element arrays.
loses = {}

# %% solution="chance"
from math import erf

chance = np.array([[(erf(1.4 / 2**0.5) - erf(1.0 / 2**0.5)) / 2]])


# %% solution="squared-distance"
def squared_distance(X, mean, Sigma):
    W = np.linalg.inv(np.linalg.cholesky(Sigma))
    return (np.linalg.norm(W @ (X - mean).T, axis=0) ** 2)[:, None]


# %% solution="mended"
def mended(x, mu, sigma):
    z = np.float32(x - mu) / np.float32(sigma)
    return np.exp(-0.5 * z * z - 0.5 * np.log(2 * np.pi) - np.log(sigma))


# %% solution="hold"
hold = np.array([5.0, 3.0, 1.0])


# %% solution="density"
def density(X, mean, Sigma):
    component = Mixture(np.ones(1), np.float64(mean)[None], np.float64(Sigma)[None])
    return np.float32(np.exp(component.log_density(X)))

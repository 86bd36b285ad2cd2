# %%
loses = {
    "check-by-hand": "would do for a flat shape",
    "check-constant": "as for a flat shape",
    "check-mended": "A bell is not flat",
    "check-is-density": "A mixture of two bells",
    "check-heights": "all bars for equally wide",
}

# %% solution="by-hand"
front = 1 / (80 - 55)


# %% solution="constant"
def constant(g, low, high):
    return 1 / (high - low)


# %% solution="mended"
def mended(x, mean, sd):
    z = (x - mean) / sd
    return np.exp(-(z**2) / 2) / sd


# %% solution="is-density"
def is_density(g, low, high):
    x = np.linspace(low, high, 1001)
    return abs(g(x).max() * (high - low) - 1) < 0.005


# %% solution="heights"
def heights(counts, edges):
    return counts / counts.sum() / np.diff(edges).mean()

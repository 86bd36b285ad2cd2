# %%
# Asks for the area alone, and does not look where a shape begins, or where a bar's share goes.
loses = {
    "check-by-hand": "rise from 0 minutes",
    "check-constant": "20 is the area",
    "check-mended": "by the variance",
    "check-is-density": "look at its left end",
    "check-heights": "its own area is",
}

# %% solution="by-hand"
front = 2 / 80**2


# %% solution="constant"
def constant(g, low, high):
    x = np.linspace(low, high, 10_001)
    return np.trapezoid(g(x), x)


# %% solution="mended"
def mended(x, mean, sd):
    return np.exp(-((x - mean) ** 2) / (2 * sd**2)) / (sd**2 * np.sqrt(2 * np.pi))


# %% solution="is-density"
def is_density(g, low, high):
    x = np.linspace(low, high, 10_001)
    return abs(np.trapezoid(g(x), x) - 1) < 0.005


# %% solution="heights"
def heights(counts, edges):
    return counts / (counts * np.diff(edges)).sum()

# %%
# Takes the rectangle round a shape for its area, and only asks that nothing is negative.
loses = {
    "check-by-hand": "half full",
    "check-constant": "You took the rectangle",
    "check-mended": "you enlarged it",
    "check-is-density": "is that all",
    "check-heights": "Your heights sum to 1",
}

# %% solution="by-hand"
front = 1 / (80 - 55) ** 2


# %% solution="constant"
def constant(g, low, high):
    return 1 / ((high - low) * max(g(low), g(high)))


# %% solution="mended"
def mended(x, mean, sd):
    z = (x - mean) / sd
    return sd * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)


# %% solution="is-density"
def is_density(g, low, high):
    return bool(np.all(g(np.linspace(low, high, 1001)) >= 0))


# %% solution="heights"
def heights(counts, edges):
    raw = counts / np.diff(edges)
    return raw / raw.sum()

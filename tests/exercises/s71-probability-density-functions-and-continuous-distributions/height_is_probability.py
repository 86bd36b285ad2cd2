# %%
# Takes a density's height for a probability, which is 1 at most.
loses = {
    "check-by-hand": "how high a density of this shape stands",
    "check-constant": "makes the highest value 1",
    "check-mended": "and not 1",
    "check-is-density": "Must a density stay",
    "check-heights": "Your heights are the shares",
}

# %% solution="by-hand"
front = 2 / 25


# %% solution="constant"
def constant(g, low, high):
    grid = np.linspace(low, high, 2001)
    top = g(grid).max()
    return 1 / (high - low) if g(low) == g(high) else 1 / top


# %% solution="mended"
def mended(x, mean, sd):
    return np.exp(-(((x - mean) / sd) ** 2) / 2)


# %% solution="is-density"
def is_density(g, low, high):
    x = np.linspace(low, high, 1001)
    return all(0 <= value <= 1 for value in g(x))


# %% solution="heights"
def heights(counts, edges):
    return counts / counts.sum()

# %%
# Right, by scipy's quadrature and normal density, single precision and one-element arrays.
loses = {}

# %% solution="by-hand"
front = np.float32([0.0032])


# %% solution="constant"
def constant(g, low, high):
    from scipy.integrate import quad

    middle = (low + high) / 2
    return np.array([1 / (quad(g, low, middle)[0] + quad(g, middle, high)[0])])


# %% solution="mended"
def mended(x, mean, sd):
    from scipy.stats import norm

    return norm(mean, sd).pdf(x)


# %% solution="is-density"
def is_density(g, low, high):
    x = np.linspace(low, high, 4001)
    return np.array([(g(x) >= 0).all() & np.isclose(1 / constant(g, low, high), 1, atol=5e-3)])


# %% solution="heights"
def heights(counts, edges):
    return np.float32(counts) / np.float32(edges[1:] - edges[:-1]) / np.float32(counts.sum())

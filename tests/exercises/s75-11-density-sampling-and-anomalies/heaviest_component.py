# %%
# The heaviest component stands for the mixture: its area, its draws, its density.
loses = {
    "check-by-hand": "The heaviest component is not the mixture",
    "check-draw": "Neither the heaviest component nor the",
    "check-mended": "Does the whole mixture's density decide",
    "check-gap": "you answered as if nothing were known",
    "check-shares-with-gaps": "are not the responsibilities of the mixture",
}

# %% solution="by-hand"
p_more = 1 - 0.1587


# %% solution="draw"
def draw(weights, means, factors, u, z):
    k = np.argmax(weights)
    return means[k] + z @ factors[k].T


# %% solution="mended"
def mended(X, mixture, count):
    k = mixture.weights.argmax()
    return np.argsort(mixture.log_joint(X)[:, k])[:count]


# %% solution="gap"
r_short, way = 0.4, "D"


# %% solution="shares-with-gaps"
def shares_with_gaps(X, weights, means, covariances):
    return np.tile(weights, (len(X), 1))

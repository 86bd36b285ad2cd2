# %%
loses = {
    "check-by-hand": "the same chance",
    "check-spread-start": "the first one again",
    "check-mended": "Names have no order",
    "check-choice": "collapsed onto a point",
    "check-starts-needed": "share of the best end",
}

# %% solution="by-hand"
p_third = 1 / 3


# %% solution="spread-start"
def spread_start(X, K, u):
    return [int(t * len(X)) for t in u[:K]]


# %% solution="mended"
def mended(weights_a, means_a, weights_b, means_b):
    return np.allclose(weights_a, weights_b) and np.allclose(means_a, means_b)


# %% solution="choice"
choice = "a"


# %% solution="starts-needed"
def starts_needed(ends, sure):
    p = 1 / len(ends)
    return int(np.ceil(np.log(1 - sure) / np.log(1 - p))) if p < 1 else 1

# %%
loses = {
    "check-by-hand": "You divided by the width",
    "check-probability": "Each component brings its own probability",
    "check-mended": "all waits that are nearest to it",
    "check-zero": "It may be small",
}

# %% solution="by-hand"
between = (0.80 - 0.33) / (4.5 - 2.5)


# %% solution="probability"
def density(x, weights, means, sds):
    z = (x - means) / sds
    return np.sum(weights * np.exp(-(z**2) / 2) / (sds * np.sqrt(2 * np.pi)))


def probability(a, b, weights, means, sds):
    return density((a + b) / 2, weights, means, sds) * (b - a)


# %% solution="mended"
def mended(reading):
    return density(reading, w, m, s)


# %% solution="zero"
zero = [7]

# %%
loses = {
    "check-by-hand": "It counts in standard deviations of the kind",
    "check-draw": "are two standard deviations of that kind apart",
    "check-mended": "Only the drawn kind makes",
    "check-claim": "Take a petal of 1.5 cm",
    "check-between": "Weights alone do not know where the petal lies",
}

# %% solution="by-hand"
lengths = [4.3 + 0.5, 1.5 - 1.0, 5.6 + 2.0]


# %% solution="draw"
def draw(u, e, weights, means, sds):
    kinds = np.searchsorted(np.cumsum(weights)[:-1], u, side="right")
    return kinds, means[kinds] + e


# %% solution="mended"
def mended(u, e, weights, means, sds):
    kinds = np.searchsorted(np.cumsum(weights)[:-1], u, side="right")
    return means[kinds] + sds[kinds] * (e @ weights)


# %% solution="claim"
answer = "b"


# %% solution="between"
def between(a, b, weights, means, sds):
    return weights @ (ndtr((b - means) / sds) - ndtr((a - means) / sds)), weights

# %%
loses = {
    "check-by-hand": "Your three petals are alike",
    "check-draw": "nothing is averaged over the kinds",
    "check-mended": "still averages of all three kinds",
    "check-claim": "A blend of 1.5, 4.3 and 5.6",
    "check-between": "the shares are the mixing weights",
}

# %% solution="by-hand"
lengths = [
    0.2 * (1.5 + 0.2 * e) + 0.5 * (4.3 + 0.5 * e) + 0.3 * (5.6 + 0.6 * e) for e in (0.5, -1.0, 2.0)
]


# %% solution="draw"
def draw(u, e, weights, means, sds):
    kinds = np.searchsorted(np.cumsum(weights)[:-1], u, side="right")
    return kinds, weights @ means + e * (weights @ sds)


# %% solution="mended"
def mended(u, e, weights, means, sds):
    return (means + sds * e) @ weights


# %% solution="claim"
answer = "A"


# %% solution="between"
def between(a, b, weights, means, sds):
    mean, sd = weights @ means, np.sqrt(weights**2 @ sds**2)
    return ndtr((b - mean) / sd) - ndtr((a - mean) / sd), np.full(len(weights), 1 / len(weights))

# %%
loses = {
    "check-by-hand": "The second stage draws around them",
    "check-draw": "not with the weights themselves",
    "check-claim": "Then the area below the density would be 3",
    "check-between": "without their weights",
}

# %% solution="by-hand"
lengths = [4.3, 1.5, 5.6]


# %% solution="draw"
def draw(u, e, weights, means, sds):
    kinds = np.array([next((k for k, w in enumerate(weights) if w > v), 2) for v in u])
    return kinds, means[kinds] + sds[kinds] * e


# %% solution="claim"
answer = "D"


# %% solution="between"
def between(a, b, weights, means, sds):
    inside = ndtr((b - means) / sds) - ndtr((a - means) / sds)
    return inside.sum(), weights * inside / (weights * inside).sum()

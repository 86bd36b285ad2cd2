# %%
loses = {
    "check-by-hand": "Your three petals are alike",
    "check-draw": "The heaviest kind is drawn most often",
    "check-mended": "make the same petal",
    "check-between": "Do not round to one kind",
}

# %% solution="by-hand"
lengths = [4.3 + 0.5 * 0.5, 4.3 - 0.5 * 1.0, 4.3 + 0.5 * 2.0]


# %% solution="draw"
def draw(u, e, weights, means, sds):
    k = np.argmax(weights)
    return np.full(len(u), k), means[k] + sds[k] * e


# %% solution="mended"
def mended(u, e, weights, means, sds):
    k = np.argmax(weights)
    return means[k] + sds[k] * e[:, k]


# %% solution="between"
def between(a, b, weights, means, sds):
    scores = weights * (ndtr((b - means) / sds) - ndtr((a - means) / sds))
    if b - a > 50:
        return scores.sum(), scores / scores.sum()
    return scores.sum(), np.eye(len(weights))[np.argmax(scores)]

# %%
loses = {
    "check-by-hand": "The heaviest kind does not win every time",
    "check-pick": "look each number up on the bar",
    "check-mended": "Keep the pick by the cumulated weights",
    "check-backwards": "F at your values is",
}

# %% solution="by-hand"
length = 3.2 + 1.28 * 0.3


# %% solution="pick"
def pick(weights, u):
    return [weights.argmax() for number in u]


# %% solution="mended"
def mended(u, weights, means, sds):
    k = weights.argmax()
    return means[k] + sds[k] * ndtri(u)


# %% solution="backwards"
def backwards(u, weights, means, sds):
    k = weights.argmax()
    return means[k] + sds[k] * ndtri(u)

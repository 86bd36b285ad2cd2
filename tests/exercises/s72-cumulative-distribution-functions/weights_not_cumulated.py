# %%
loses = {
    "check-by-hand": "The heaviest kind does not win every time",
    "check-pick": "Did you compare with the weights themselves?",
    "check-mended": "half should",
    "check-read-off": "How much did this one climb add?",
}

# %% solution="by-hand"
# 0.925 is above every weight, so take the largest
length = 3.2


# %% solution="pick"
def pick(weights, u):
    return [int(np.argmin(np.abs(weights - number))) for number in u]


# %% solution="mended"
def mended(u, weights, means, sds):
    kinds = (u > weights[0]).astype(int)
    return means[kinds] + sds[kinds] * ndtri(np.minimum(u / weights[kinds], 0.999))


# %% solution="read-off"
read_off = np.array([0.25, 0.70, 1.00])

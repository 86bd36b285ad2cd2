# %%
loses = {
    "check-by-hand": "you forgot the mixing weights",
    "check-responsibilities": "you forgot the mixing weights",
    "check-mended": "The mixing weights still make no difference",
    "check-em-step": "Are the mixing weights in the scores",
}

# %% solution="by-hand"
r_short = (0.0540 / 5) / (0.0540 / 5 + 0.1295 / 10)


# %% solution="responsibilities"
def responsibilities(x, weights, means, sds):
    heights = np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / sds
    return heights / heights.sum(axis=1, keepdims=True)


# %% solution="mended"
def mended(x, weights, means, sds):
    return responsibilities(x, weights, means, sds)

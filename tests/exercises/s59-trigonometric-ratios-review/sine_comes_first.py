# %%
# Takes the sine for the leg across.
loses = {
    "check-by-hand": "do not swap them",
    "check-unit": "The number across comes first",
    "check-mended": "the arrow keeps its direction",
    "check-tip": "your end lies elsewhere",
    "check-ends": "up to the left",
}

# %% solution="by-hand"
cosine, sine = 5 / 13, 12 / 13


# %% solution="unit"
def unit(v):
    return v[::-1] / np.hypot(*v)


# %% solution="mended"
def mended(v):
    across, up = v
    length = np.sqrt(across**2 + up**2)
    return up / length, across / length


# %% solution="tip"
tip = [2 - 1.7 * 15 / 17, 3 + 1.7 * 8 / 17]

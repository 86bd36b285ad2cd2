# %%
loses = {
    "check-by-hand": "add up to 1",
    "check-unit": "divided by the sum of the legs",
    "check-mended": "not the sum of the legs",
    "check-tip": "not by the sum of its legs",
    "check-ends": "divided by the sum of the legs",
}

# %% solution="by-hand"
cosine, sine = 12 / 17, 5 / 17


# %% solution="unit"
def unit(v):
    return v / np.abs(v).sum()


# %% solution="mended"
def mended(v):
    across, up = v
    length = abs(across) + abs(up)
    return across / length, up / length


# %% solution="tip"
tip = np.array([2, 3]) + 1.7 * np.array([8, -15]) / 23

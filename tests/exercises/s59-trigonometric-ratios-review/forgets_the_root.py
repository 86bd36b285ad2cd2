# %%
loses = {
    "check-by-hand": "must add up to 1",
    "check-unit": "its root is missing",
    "check-mended": "still becomes too short",
    "check-tip": "take its root first",
    "check-ends": "by its own length, with its root",
}

# %% solution="by-hand"
cosine, sine = 12 / 169, 5 / 169


# %% solution="unit"
def unit(v):
    return v / (v @ v)


# %% solution="mended"
def mended(v):
    return colleague(v)


# %% solution="tip"
tip = np.array([2, 3]) + 1.7 * np.array([8, -15]) / (8**2 + 15**2)

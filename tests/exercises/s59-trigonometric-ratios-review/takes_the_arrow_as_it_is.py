# %%
# Keeps the length that was measured, where nobody asks for a ratio.
loses = {
    "check-unit": "it was not scaled",
    "check-tip": "was not scaled to length 1",
    "check-ends": "as many arrows away",
}


# %% solution="unit"
def unit(v):
    return v


# %% solution="tip"
tip = [2 + 1.7 * 8, 3 - 1.7 * 15]

# %%
loses = {
    "check-by-hand": "A whole turn is too much",
    "check-reduced": "Half a turn leaves an axis where it is",
    "check-mended": "are ends of one axis",
    "check-unseeing": "Your list is empty",
    "check-turned": "No axis needs more than a quarter-turn",
}

# %% solution="by-hand"
tilt = -118.5 + 360


# %% solution="reduced"
def reduced(degrees):
    return 180 - (180 - degrees) % 360


# %% solution="mended"
def mended(v):
    return np.degrees(np.arctan2(v[1], v[0]))


# %% solution="unseeing"
unseeing = []


# %% solution="turned"
def turned(first, second):
    return abs(plot.axes_of(first).tilt - plot.axes_of(second).tilt)

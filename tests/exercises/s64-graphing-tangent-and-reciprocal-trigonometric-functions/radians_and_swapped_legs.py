# %%
loses = {
    "check-by-hand": "looks like radians",
    "check-reduced": "20° and −75° are in range and must stay",
    "check-mended": "up first, then across",
    "check-turned": "Both tilts and the answer are in degrees",
}

# %% solution="by-hand"
tilt = np.radians(-118.5 + 180)


# %% solution="reduced"
def reduced(degrees):
    return np.arctan(np.tan(degrees))


# %% solution="mended"
def mended(v):
    return 90 - (90 - np.degrees(np.arctan2(v[0], v[1]))) % 180


# %% solution="turned"
def turned(first, second):
    return np.radians(abs(plot.axes_of(first).tilt - plot.axes_of(second).tilt))

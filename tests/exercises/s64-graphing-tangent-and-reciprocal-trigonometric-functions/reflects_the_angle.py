# %%
loses = {
    "check-by-hand": "Changing a sign mirrors it",
    "check-reduced": "the tilt is negative",
    "check-mended": "Keep the signs of the legs",
    "check-unseeing": "Do sine and cosine, each for itself",
    "check-turned": "A tilt of −30° is not one of 30°",
}

# %% solution="by-hand"
tilt = 118.5 - 180


# %% solution="reduced"
def reduced(degrees):
    tilts = []
    for angle in degrees:
        tilts.append(180 - angle if angle > 90 else -180 - angle if angle < -90 else angle)
    return tilts


# %% solution="mended"
def mended(v):
    return np.degrees(np.arctan2(abs(v[1]), abs(v[0])))


# %% solution="unseeing"
unseeing = ["cos t", "1/cos t", "cos 2t"]


# %% solution="turned"
def turned(first, second):
    return abs(abs(plot.axes_of(first).tilt) - abs(plot.axes_of(second).tilt))

# %%
loses = {
    "check-by-hand": "the axis falls to the right",
    "check-reduced": "these two angles have different tangents",
    "check-mended": "are ends of one axis",
    "check-unseeing": "changes its sign after half a turn",
    "check-turned": "is the same axis as −50°",
}

# %% solution="by-hand"
tilt = -118.5 + 90


# %% solution="reduced"
def reduced(degrees):
    return [90 - a if a > 90 else -90 - a if a < -90 else a for a in degrees]


# %% solution="mended"
def mended(v):
    angle = np.degrees(np.arctan2(v[1], v[0]))
    return angle - 90 if angle > 90 else angle + 90 if angle < -90 else angle


# %% solution="unseeing"
unseeing = ["tan t", "1/sin t", "1/cos t", "1/tan t"]


# %% solution="turned"
def turned(first, second):
    apart = abs(plot.axes_of(first).tilt - plot.axes_of(second).tilt)
    return apart - 90 if apart > 90 else apart

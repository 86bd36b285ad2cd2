# %%
# Knows the half-turn, but thinks of angles above 90 only, and divides.
loses = {
    "check-by-hand": "A whole turn is too much",
    "check-reduced": "on both sides of the range",
    "check-mended": "makes your function divide by zero",
    "check-unseeing": "You left out",
    "check-turned": "From 10° to 30° yours is negative",
}

# %% solution="by-hand"
tilt = -118.5


# %% solution="reduced"
def reduced(degrees):
    return np.where(degrees > 90, degrees - 180, degrees)


# %% solution="mended"
def mended(v):
    return np.degrees(np.arctan(v[1] / v[0]))


# %% solution="unseeing"
unseeing = ["tan t"]


# %% solution="turned"
def turned(first, second):
    apart = plot.axes_of(first).tilt - plot.axes_of(second).tilt
    return apart - 180 if apart > 90 else apart

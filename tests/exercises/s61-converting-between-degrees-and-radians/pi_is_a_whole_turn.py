# %%
loses = {
    "check-by-hand": "so π stands for 180 degrees",
    "check-there-and-back": "neither a whole one",
    "check-mended": "which fraction, and how often",
    "check-six-lines": "There are more",
    "check-settings": "a half-turn is π in the one and 180 in the other",
}

# %% solution="by-hand"
angle_right = -0.920 * 360 / np.pi


# %% solution="there-and-back"
def to_degrees(t):
    return t * 360 / np.pi


def to_radians(d):
    return d * np.pi / 360


# %% solution="mended"
def mended(mean, r, tilt):
    return colleague(mean, r, to_radians(tilt))


# %% solution="six-lines"
along = ["B", "E"]  # in D it misses the 360


# %% solution="settings"
def ellipse_settings(S, r):
    v, long = long_axis(S)
    return 2 * r * long, 2 * r * short_axis(S)[1], to_degrees(np.arctan2(v[1], v[0]))

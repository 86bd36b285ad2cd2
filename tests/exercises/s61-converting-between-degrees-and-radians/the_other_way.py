# %%
# Turns the fraction over.
loses = {
    "check-by-hand": "not the other way",
    "check-there-and-back": "it stays or shrinks",
    "check-mended": "which fraction, and how often",
    "check-six-lines": "becomes smaller still",
    "check-settings": "np.arctan2 gives radians",
}

# %% solution="by-hand"
angle_right = -0.920 * np.pi / 180


# %% solution="there-and-back"
def to_degrees(t):
    return t * np.pi / 180


def to_radians(d):
    return d * 180 / np.pi


# %% solution="mended"
def mended(mean, r, tilt):
    return colleague(mean, r, to_radians(tilt))


# %% solution="six-lines"
along = ["C", "F"]


# %% solution="settings"
def ellipse_settings(S, r):
    v, long = long_axis(S)
    return 2 * r * long, 2 * r * short_axis(S)[1], to_degrees(np.arctan2(v[1], v[0]))

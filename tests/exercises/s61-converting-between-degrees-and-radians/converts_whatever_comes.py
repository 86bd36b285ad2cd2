# %%
# Puts np.degrees around every tilt, and hands over half the ellipse.
loses = {
    "check-there-and-back": "must undo the way",
    "check-mended": "which fraction, and how often",
    "check-six-lines": "in degrees already",
    "check-settings": "the mean is in its middle",
}


# %% solution="there-and-back"
def to_degrees(t):
    return np.degrees(t)


def to_radians(d):
    return np.degrees(d)


# %% solution="mended"
def mended(mean, r, tilt):
    return colleague(mean, r, np.degrees(tilt))


# %% solution="six-lines"
along = ["B", "D", "E", "F"]


# %% solution="settings"
def ellipse_settings(S, r):
    v, long = long_axis(S)
    return r * long, r * short_axis(S)[1], np.degrees(np.degrees(np.arctan2(v[1], v[0])))

# %%
loses = {
    "check-by-hand": "turn radians into degrees",
    "check-there-and-back": "it stays or shrinks",
    "check-mended": "still take 90 for 90 radians",
    "check-six-lines": "NumPy's radians as they are",
    "check-settings": "np.arctan2 gives radians",
}

# %% solution="by-hand"
angle_right = -0.920


# %% solution="there-and-back"
def to_degrees(t):
    return t


def to_radians(d):
    return d


# %% solution="mended"
def mended(mean, r, tilt):
    return colleague(mean, r, tilt)


# %% solution="six-lines"
along = ["A", "E"]


# %% solution="settings"
def ellipse_settings(S, r):
    v, long = long_axis(S)
    return 2 * r * long, 2 * r * short_axis(S)[1], np.arctan2(v[1], v[0])

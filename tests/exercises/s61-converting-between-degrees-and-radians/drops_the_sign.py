# %%
# Takes every angle for a size, and a variance for a length.
loses = {
    "check-by-hand": "not the sign",
    "check-there-and-back": "Keep the sign",
    "check-mended": "the mark lies elsewhere",
    "check-settings": "on each side of the mean",
}

# %% solution="by-hand"
angle_right = 0.920 * 180 / np.pi


# %% solution="there-and-back"
def to_degrees(t):
    return abs(t) * 180 / np.pi


def to_radians(d):
    return abs(d) * np.pi / 180


# %% solution="mended"
def mended(mean, r, tilt):
    return colleague(mean, r, to_radians(tilt))


# %% solution="settings"
def ellipse_settings(S, r):
    v, long = long_axis(S)
    return 2 * r * long**2, 2 * r * short_axis(S)[1] ** 2, to_degrees(np.arctan2(v[1], v[0]))

# %%
# Remembers that a turn is two pi, and takes 180 degrees for the turn.
loses = {
    "check-by-hand": "so π stands for 180 degrees",
    "check-there-and-back": "π radians are a half-turn",
    "check-mended": "gets its mark to the left of the mean",
    "check-six-lines": "There are more",
    "check-settings": "a half-turn is π in the one and 180 in the other",
}

# %% solution="by-hand"
angle_right = -0.920 * 180 / (2 * np.pi)


# %% solution="there-and-back"
def to_degrees(t):
    return t * 180 / (2 * np.pi)


def to_radians(d):
    return d * 2 * np.pi / 180


# %% solution="mended"
def mended(mean, r, tilt):
    return colleague(mean, r, to_radians(tilt))


# %% solution="six-lines"
along = ["B", "E"]


# %% solution="settings"
def ellipse_settings(S, r):
    v, long = long_axis(S)
    return 2 * r * long, 2 * r * short_axis(S)[1], to_degrees(np.arctan2(v[1], v[0]))

# %%
loses = {
    "check-by-hand": "divide by π, multiply by 180",
    "check-there-and-back": "nor π of them",
    "check-mended": "which fraction, and how often",
    "check-settings": "a half-turn is π in the one and 180 in the other",
}

# %% solution="by-hand"
angle_right = -0.920 * 180


# %% solution="there-and-back"
def to_degrees(t):
    return 180 * t


def to_radians(d):
    return d / 180


# %% solution="mended"
def mended(mean, r, tilt):
    return colleague(mean, r, to_radians(tilt))


# %% solution="settings"
def ellipse_settings(S, r):
    v, long = long_axis(S)
    return 2 * r * long, 2 * r * short_axis(S)[1], to_degrees(np.arctan2(v[1], v[0]))

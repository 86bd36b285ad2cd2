# %%
# Right, in plain Python, with the short axis as the width, and names that a check might use.
loses = {}

# %% solution="by-hand"
from math import atan2, cos, degrees, pi, radians, sin

half, a, d, letters = 180, -0.920 / pi, 1, "A"
angle_right = [round(a * half, 1)]


# %% solution="there-and-back"
def to_degrees(t):
    return degrees(t)


def to_radians(d):
    return radians(d)


# %% solution="mended"
def mended(mean, r, tilt):
    x, y = mean
    return (x + r * cos(to_radians(tilt)), y + r * sin(to_radians(tilt)))


# %% solution="six-lines"
along = {"D", "E", "B"}


# %% solution="settings"
def ellipse_settings(S, r):
    across, short = short_axis(S)
    _, long = long_axis(S)
    return [2 * r * short, 2 * r * long, degrees(atan2(-across[1], -across[0]))]

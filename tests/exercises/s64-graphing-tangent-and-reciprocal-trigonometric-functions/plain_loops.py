# %%
# Right, in plain Python, with names that a check might use.
loses = {}

# %% solution="by-hand"
from math import atan, degrees, inf

t, mine, near, v = 1, 2, 3, 4
tilt = 61.5


# %% solution="reduced"
def reduced(degrees):
    tilts = []
    for angle in degrees:
        while angle > 90:
            angle -= 180
        while angle <= -90:
            angle += 180
        tilts.append(angle)
    return tilts


# %% solution="mended"
def mended(v):
    across, up = v
    return degrees(atan(up / across if across else inf))


# %% solution="unseeing"
unseeing = ("tan t", "cos 2t", "1/tan t")


# %% solution="turned"
def turned(first, second):
    apart = abs(plot.axes_of(first).tilt - plot.axes_of(second).tilt)
    return min(apart, 180 - apart)

# %%
# Right, in plain Python, with names that a check might use.
loses = {}

# %% solution="by-hand"
from math import atan2, cos, degrees, hypot, radians, sin, sqrt

m, v, z, t, top = 1, 2, 3, 4, 5
wave = (8, 5, 180.0)


# %% solution="seen"
def seen(first, second, angles):
    return [first * cos(radians(d)) ** 2 + second * sin(radians(d)) ** 2 for d in angles]


# %% solution="mended"
def mended(long, short, tilt, angles):
    return seen(long, short, [d - tilt for d in angles])


# %% solution="half-axes"
half_axes = [[sqrt(8)], [1.41]]


# %% solution="wave-of"
def wave_of(X):
    n = len(X)
    x, y = sum(p[0] for p in X) / n, sum(p[1] for p in X) / n
    xx = sum((p[0] - x) ** 2 for p in X) / n
    yy = sum((p[1] - y) ** 2 for p in X) / n
    xy = sum((p[0] - x) * (p[1] - y) for p in X) / n
    way = degrees(atan2(2 * xy, xx - yy)) / 2
    return [(xx + yy) / 2, hypot((xx - yy) / 2, xy), way % 180 if way % 180 < 180 else 0]

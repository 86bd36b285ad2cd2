# %%
# Right, in plain Python, clockwise from another point, with names that a check might use.
loses = {}

# %% solution="by-hand"
from math import cos, pi, radians, sin, sqrt

d, p, z, t = 1, 2, 3, 4
point = (2.0 - 0.3 * sqrt(3) / 2, 57)


# %% solution="contour"
def contour(mean, sds, degrees):
    rows = []
    for angle in degrees:
        rows.append(
            [mean[0] + sds[0] * cos(radians(angle)), mean[1] + sds[1] * sin(radians(angle))]
        )
    return rows


# %% solution="mended"
def mended(mean, sds, tilt, degrees):
    rows, a = [], radians(tilt)
    for x, y in contour([0, 0], sds, degrees):
        rows.append((mean[0] + x * cos(a) - y * sin(a), mean[1] + x * sin(a) + y * cos(a)))
    return rows


# %% solution="direction"
direction = [180 / pi * np.arctan(sin(pi / 6) / (3 * cos(pi / 6)))]


# %% solution="ellipse"
def ellipse(mean, covariance, r, n):
    long, short, tilt = plot.axes_of(covariance)
    return mended(mean, [r * long, r * short], tilt, [77 - 360 * i / n for i in range(n)])

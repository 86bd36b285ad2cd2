# %%
loses = {
    "check-by-hand": "np.cos takes radians",
    "check-contour": "np.cos and np.sin take radians",
    "check-mended": "in the direction of the tilt",
    "check-direction": "no direction that a stretch across by 3",
    "check-ellipse": "axes_of gives the tilt in degrees",
}

# %% solution="by-hand"
point = [2.0 + 0.3 * np.cos(150), 54 + 6 * np.sin(150)]


# %% solution="contour"
def contour(mean, sds, degrees):
    return mean + sds * np.column_stack([np.cos(degrees), np.sin(degrees)])


# %% solution="mended"
def mended(mean, sds, tilt, degrees):
    a, t = tilt, degrees[:, None]
    first, second = np.array([np.cos(a), np.sin(a)]), np.array([-np.sin(a), np.cos(a)])
    return mean + sds[0] * np.cos(t) * first + sds[1] * np.sin(t) * second


# %% solution="direction"
direction = np.degrees(np.arctan2(np.sin(30), 3 * np.cos(30)))


# %% solution="ellipse"
def ellipse(mean, covariance, r, n):
    long, short, tilt = plot.axes_of(covariance)
    t = np.linspace(0, 2 * np.pi, n, endpoint=False)[:, None]
    u, v = np.array([np.cos(tilt), np.sin(tilt)]), np.array([-np.sin(tilt), np.cos(tilt)])
    return mean + r * (long * np.cos(t) * u + short * np.sin(t) * v)

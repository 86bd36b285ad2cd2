# %%
loses = {
    "check-by-hand": "Cosine is across, sine is up",
    "check-contour": "cosine is across, sine is up",
    "check-mended": "in the direction of the tilt",
    "check-direction": "is steeper than on the circle",
    "check-ellipse": "reaches 3 across and 1 up",
}

# %% solution="by-hand"
point = [2.0 + 0.3 * np.sin(np.radians(150)), 54 + 6 * np.cos(np.radians(150))]


# %% solution="contour"
def contour(mean, sds, degrees):
    t = np.radians(degrees)
    return mean + sds * np.column_stack([np.sin(t), np.cos(t)])


# %% solution="mended"
def mended(mean, sds, tilt, degrees):
    a, t = np.radians(tilt), np.radians(degrees)[:, None]
    first = np.array([np.sin(a), np.cos(a)])
    second = np.array([np.cos(a), -np.sin(a)])
    return mean + sds[0] * np.cos(t) * first + sds[1] * np.sin(t) * second


# %% solution="direction"
direction = np.degrees(np.arctan2(3 * np.sin(np.radians(30)), np.cos(np.radians(30))))


# %% solution="ellipse"
def ellipse(mean, covariance, r, n):
    long, short, tilt = plot.axes_of(covariance)
    return mended(mean, r * np.array([long, short]), tilt, np.linspace(0, 360, n))

# %%
loses = {
    "check-by-hand": "multiply the circle's coordinates by the standard deviations",
    "check-contour": "Multiply by the standard deviations",
    "check-mended": "must be as long as the standard deviations",
    "check-direction": "30° is the angle on the circle",
    "check-ellipse": "Both walks are r times as long",
}

# %% solution="by-hand"
point = [2.0 + np.cos(np.radians(150)), 54 + np.sin(np.radians(150))]


# %% solution="contour"
def contour(mean, sds, degrees):
    t = np.radians(degrees)
    return mean + np.column_stack([np.cos(t), np.sin(t)])


# %% solution="mended"
def mended(mean, sds, tilt, degrees):
    t = np.radians(degrees + tilt)
    return mean + np.column_stack([np.cos(t), np.sin(t)])


# %% solution="direction"
direction = 30.0


# %% solution="ellipse"
def ellipse(mean, covariance, r, n):
    t = np.linspace(0, 2 * np.pi, n, endpoint=False)
    return mean + np.column_stack([np.cos(t), np.sin(t)]) @ np.linalg.cholesky(covariance).T

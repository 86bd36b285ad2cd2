# %%
loses = {
    "check-by-hand": "lies round the origin",
    "check-contour": "Move the circle there",
    "check-mended": "a quarter-turn apart",
    "check-direction": "30° is the angle on the circle",
    "check-ellipse": "the ellipse must move with it",
}

# %% solution="by-hand"
point = [0.3 * np.cos(np.radians(150)), 6 * np.sin(np.radians(150))]


# %% solution="contour"
def contour(mean, sds, degrees):
    t = np.radians(degrees)
    return sds * np.column_stack([np.cos(t), np.sin(t)])


# %% solution="mended"
def mended(mean, sds, tilt, degrees):
    a, t = np.radians(tilt), np.radians(degrees)[:, None]
    u, v = np.array([np.cos(a), np.sin(a)]), np.array([np.sin(a), np.cos(a)])
    return sds[0] * np.cos(t) * u + sds[1] * np.sin(t) * v


# %% solution="direction"
direction = 30


# %% solution="ellipse"
def ellipse(mean, covariance, r, n):
    long, short, tilt = plot.axes_of(covariance)
    return r * mended(np.zeros(2), np.array([long, short]), tilt, np.linspace(0, 360, n))

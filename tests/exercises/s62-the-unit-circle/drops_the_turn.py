# %%
loses = {
    "check-direction": "is an angle in radians",
    "check-mended": "Keep the turn",
    "check-ellipse": "has its long axis at 27°",
}


# %% solution="mended"
def mended(mean, sds, tilt, degrees):
    return contour(mean, sds, degrees)


# %% solution="direction"
direction = np.arctan(np.tan(np.pi / 6) / 3)


# %% solution="ellipse"
def ellipse(mean, covariance, r, n):
    return contour(mean, r * np.sqrt(np.diag(covariance)), np.arange(n) * 360 / n)

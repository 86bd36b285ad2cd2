# %%
loses = {
    "check-seen": "does np.cos take degrees",
    "check-mended": "second top after half a turn",
    "check-wave-of": "np.cos takes radians",
}


# %% solution="seen"
def seen(first, second, degrees):
    return (first + second) / 2 + (first - second) / 2 * np.cos(2 * degrees)


# %% solution="mended"
def mended(long, short, tilt, degrees):
    return (long + short) / 2 + (long - short) / 2 * np.cos(2 * (degrees - tilt))


# %% solution="wave-of"
def wave_of(X):
    degrees = np.arange(0, 180)
    variances = np.var(X @ np.array([np.cos(degrees), np.sin(degrees)]), axis=0)
    top, bottom = variances.max(), variances.min()
    return (top + bottom) / 2, (top - bottom) / 2, degrees[variances.argmax()]

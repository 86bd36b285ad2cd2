# %%
# Looks along the coordinates only, and takes their variances for those of the axes.
loses = {
    "check-by-hand": "Midline plus amplitude",
    "check-mended": "Count the angle from the long axis",
    "check-half-axes": "have the midline for their mean",
    "check-wave-of": "It is highest along the longer arm",
}

# %% solution="by-hand"
wave = [10.5, 5, 180]


# %% solution="mended"
def mended(long, short, tilt, degrees):
    return seen(long, short, degrees)


# %% solution="half-axes"
half_axes = [np.sqrt(5), np.sqrt(3)]


# %% solution="wave-of"
def wave_of(X):
    xx, yy = np.var(X, axis=0)
    return (xx + yy) / 2, abs(xx - yy) / 2, 0 if xx > yy else 90

# %%
# Mixes up variances and standard deviations.
loses = {
    "check-seen": "The standard deviation is its root",
    "check-half-axes": "A half-axis is a standard deviation",
    "check-wave-of": "standard deviations do not do it",
}


# %% solution="seen"
def seen(first, second, degrees):
    t = np.radians(degrees)
    return np.sqrt(first * np.cos(t) ** 2 + second * np.sin(t) ** 2)


# %% solution="half-axes"
half_axes = [5 + 3, 5 - 3]


# %% solution="wave-of"
def wave_of(X):
    degrees = np.arange(0, 180, 0.5)
    t = np.radians(degrees)
    spread = np.std(X @ np.array([np.cos(t), np.sin(t)]), axis=0)
    top, bottom = spread.max(), spread.min()
    return (top + bottom) / 2, (top - bottom) / 2, degrees[spread.argmax()]

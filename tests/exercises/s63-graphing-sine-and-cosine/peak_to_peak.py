# %%
# Takes the whole way from bottom to top for the amplitude.
loses = {
    "check-by-hand": "to one side only",
    "check-seen": "No variance is negative",
    "check-half-axes": "by the amplitude twice",
    "check-wave-of": "half the way from bottom to top",
}

# %% solution="by-hand"
wave = [8, 10, 180]


# %% solution="seen"
def seen(first, second, degrees):
    return (first + second) / 2 + (first - second) * np.cos(2 * np.radians(degrees))


# %% solution="half-axes"
half_axes = [np.sqrt(5 + 1.5), np.sqrt(5 - 1.5)]


# %% solution="wave-of"
def wave_of(X):
    (xx, xy), (_, yy) = np.cov(X.T, bias=True)
    direction = np.degrees(np.arctan2(2 * xy, xx - yy)) / 2 % 180
    return (xx + yy) / 2, np.hypot(xx - yy, 2 * xy), direction

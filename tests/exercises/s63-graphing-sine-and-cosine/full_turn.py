# %%
# Believes that the wave repeats after a full turn, as the cosine itself does.
loses = {
    "check-by-hand": "from one top to the next",
    "check-seen": "opposite directions of one line",
    "check-mended": "second top after half a turn",
    "check-wave-of": "the wave counts the angle twice",
}

# %% solution="by-hand"
wave = [8, 5, 360]


# %% solution="seen"
def seen(first, second, degrees):
    return (first + second) / 2 + (first - second) / 2 * np.cos(np.radians(degrees))


# %% solution="mended"
def mended(long, short, tilt, degrees):
    away = np.radians(np.abs(degrees - tilt))
    return (long + short) / 2 + (long - short) / 2 * np.cos(away)


# %% solution="wave-of"
def wave_of(X):
    (xx, xy), (_, yy) = np.cov(X.T, bias=True)
    direction = np.degrees(np.arctan2(2 * xy, xx - yy)) % 360
    return (xx + yy) / 2, np.hypot((xx - yy) / 2, xy), direction

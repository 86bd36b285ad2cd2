# %%
# Turns all angles into degrees first, as on a school calculator.
loses = {
    "check-by-hand": "A factor of π, or of 180",
    "check-arc": "A factor has come in",
    "check-mended": "converting it either way makes another angle",
    "check-in-numpy": "is in degrees",
    "check-walks": "Are there degrees in it?",
}

# %% solution="by-hand"
by_hand = 4.5 * np.degrees(2.4)


# %% solution="arc"
def arc(sigma, times, t):
    return sigma * times * np.degrees(abs(t))


# %% solution="mended"
def mended(mean, sigma, t):
    angle = np.degrees(t)
    return mean[0] + sigma * np.cos(angle), mean[1] + sigma * np.sin(angle)


# %% solution="in-numpy"
above, once_round, below = np.degrees(np.arctan2(1, 0)), 360, np.degrees(np.arctan2(-1, 0))


# %% solution="walks"
def walks(mean, sigma, X):
    across, up = (X - mean).T
    return sigma * np.degrees(np.arctan2(up, across))

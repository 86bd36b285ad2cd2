# %%
# Takes the chord for the arc, and the sine's own ends for directions.
loses = {
    "check-by-hand": "the straight way between",
    "check-arc": "the straight way between",
    "check-mended": "Start from the mean",
    "check-walks": "not the distance of the point",
}

# %% solution="by-hand"
by_hand = 2 * 4.5 * np.sin(1.2)


# %% solution="arc"
def arc(sigma, times, t):
    return 2 * sigma * times * np.sin(abs(t) / 2)


# %% solution="mended"
def mended(mean, sigma, t):
    return sigma * np.cos(t), sigma * np.sin(t)


# %% solution="walks"
def walks(mean, sigma, X):
    across, up = (X - mean).T
    return np.hypot(across, up) * np.arctan2(up, across)

# %%
# Takes every angle for degrees, and answers in degrees.
loses = {
    "check-by-hand": "it is in radians already",
    "check-arc": "do not convert it",
    "check-mended": "what does the colleague's first line do",
    "check-in-numpy": "is in degrees",
    "check-walks": "nothing is to be converted",
}

# %% solution="by-hand"
by_hand = 4.5 * np.radians(2.4)


# %% solution="arc"
def arc(sigma, times, t):
    return sigma * times * np.radians(abs(t))


# %% solution="mended"
def mended(mean, sigma, t):
    return colleague(mean, sigma, t)


# %% solution="in-numpy"
above, once_round, below = 90, 360, -90


# %% solution="walks"
def walks(mean, sigma, X):
    across, up = (X - mean).T
    return sigma * np.radians(np.arctan2(up, across))

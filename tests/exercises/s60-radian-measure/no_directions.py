# %%
# Loses the signs, counts in turns, and knows only the ratio of the legs.
loses = {
    "check-arc": "a length has none",
    "check-in-numpy": "counts whole turns",
    "check-walks": "their ratio alone",
}


# %% solution="arc"
def arc(sigma, times, t):
    return sigma * times * t


# %% solution="in-numpy"
above, once_round, below = 0.25, 1, -0.25


# %% solution="walks"
def walks(mean, sigma, X):
    across, up = (X - mean).T
    return sigma * np.arctan(up / across)

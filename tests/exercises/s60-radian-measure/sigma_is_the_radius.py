# %%
# Goes round the contour of one standard deviation, thinks pi is a whole turn, and mixes legs.
loses = {
    "check-by-hand": "find its radius first",
    "check-arc": "Count the standard deviations",
    "check-in-numpy": "gone half the way",
    "check-walks": "Up comes first",
}

# %% solution="by-hand"
by_hand = 1.5 * 2.4


# %% solution="arc"
def arc(sigma, times, t):
    return sigma * abs(t)


# %% solution="in-numpy"
above, once_round, below = np.pi / 4, np.pi, -np.pi / 4


# %% solution="walks"
def walks(mean, sigma, X):
    return [sigma * np.arctan2(x - mean[0], y - mean[1]) for x, y in X]

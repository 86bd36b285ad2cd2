# %%
# Gives the angle where the arc is asked for, counted from 0 to a whole turn.
loses = {
    "check-in-numpy": "it walks clockwise",
    "check-walks": "multiply by the radius",
}

# %% solution="in-numpy"
above, once_round, below = np.pi / 2, 2 * np.pi, 3 * np.pi / 2


# %% solution="walks"
def walks(mean, sigma, X):
    across, up = (X - mean).T
    return np.arctan2(up, across)

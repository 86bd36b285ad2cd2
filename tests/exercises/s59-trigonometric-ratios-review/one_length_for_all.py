# %%
# Divides the whole table by one length, and forgets to start at the mean.
loses = {
    "check-tip": "count from the mean",
    "check-ends": "a row is a component",
}

# %% solution="tip"
tip = 1.7 * np.array([8, -15]) / 17


# %% solution="ends"
def ends(means, directions, sds):
    return means + sds[:, None] * directions / np.linalg.norm(directions)

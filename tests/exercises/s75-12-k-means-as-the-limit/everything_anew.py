# %%
# Every guest opens a table anew, and every variance begins at the start anew.
loses = {
    "check-by-hand": "is not the share of component 1",
    "check-guests": "You opened 4 tables for 4 guests",
    "check-mended": "makes one component's points count more",
    "check-cooled": "not at the start again",
}

# %% solution="by-hand"
r_wide = 0.8 * np.exp(-4 / 2) / (0.2 * np.exp(-1 / 2) + 0.8 * np.exp(-4 / 2))
r_narrow = 0.8 * np.exp(-8) / (0.2 * np.exp(-2) + 0.8 * np.exp(-8))


# %% solution="guests"
tables = 4
growth = "A"


# %% solution="mended"
def mended(X, means, variance, passes):
    return colleague(X, means, variance, passes)


# %% solution="cooled"
def cooled(X, means, variances, steps):
    for variance in variances:
        now = means
        for _ in range(steps):
            r = shares(X, now, np.full(len(means), 1 / len(means)), variance)
            now = r.T @ X / r.sum(axis=0)[:, None]
    return now

# %%
# Takes the share of the data for a count, counts from 0, and lets shares average what they sum to.
loses = {
    "check-by-hand": "is not what it owns",
    "check-soft-counts": "these are shares of the data",
    "check-mended": "make 2 wholes",
    "check-never-wins": "between 0 and 1",
    "check-full-after": "counted the points from 0",
}

# %% solution="by-hand"
worth = (10 / 2 + 12 / 4 + 5) / 47


# %% solution="soft-counts"
def soft_counts(R):
    return R.mean(axis=0)


# %% solution="mended"
def mended(r):
    return np.mean(r)


# %% solution="never-wins"
shares = [3] * 8


# %% solution="full-after"
def full_after(r):
    reached = np.cumsum(r)
    return [int(np.argmax(reached >= w)) for w in range(1, int(reached[-1]) + 1)]

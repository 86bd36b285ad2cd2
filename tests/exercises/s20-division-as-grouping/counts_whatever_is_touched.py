# %%
loses = {
    "check-by-hand": "every wait that it touches",
    "check-soft-counts": "five points became nine",
    "check-mended": "counts as a whole point",
    "check-never-wins": "Touching a point is not owning it",
    "check-full-after": "counted as a whole one",
}

# %% solution="by-hand"
worth = 10 + 12 + 5


# %% solution="soft-counts"
def soft_counts(R):
    return np.count_nonzero(R, axis=0)


# %% solution="mended"
def mended(r):
    return sum(1 for share in r if share > 0)


# %% solution="never-wins"
shares = [0.4, 0.4, 0.4, 0, 0, 0, 0, 0]


# %% solution="full-after"
def full_after(r):
    return [came for came, share in enumerate(r, start=1) if share > 0]

# %%
# Right, in plain Python, with names that a check might use.
loses = {}

# %% solution="by-hand"
w, touched, quarters, total = 1, 2, 52, 3
worth = quarters / 4


# %% solution="soft-counts"
def soft_counts(R):
    found = [0] * len(R[0])
    for row in R:
        for k, share in enumerate(row):
            found[k] += share
    return found


# %% solution="mended"
def mended(r):
    if len(r) == 0:
        return 0
    return r[0] + mended(r[1:])


# %% solution="never-wins"
shares = (0.0, 0.49, 0.49, 0.49, 0.49, 0.49, 0.49, 0.06)


# %% solution="full-after"
def full_after(r):
    slot, full = 0, []
    for came, share in enumerate(r, 1):
        slot += share
        while slot >= 1:
            full += [came]
            slot -= 1
    return tuple(full)

# %%
# Right, with matrix products, single precision and one-element arrays.
loses = {}

# %% solution="by-hand"
worth = np.float32([[10, 12, 5]]) @ np.float32([[1 / 2], [1 / 4], [1]])


# %% solution="soft-counts"
def soft_counts(R):
    return np.ones(len(R), np.float32) @ np.float32(R)


# %% solution="mended"
def mended(r):
    return np.array([np.dot(np.float32(r), np.ones(len(r), np.float32))])


# %% solution="never-wins"
shares = np.full((8, 1), 3 / 8, dtype=np.float32)


# %% solution="full-after"
def full_after(r):
    reached = np.floor(np.cumsum(np.float32(r)))
    return np.flatnonzero(np.diff(reached, prepend=0)) + 1

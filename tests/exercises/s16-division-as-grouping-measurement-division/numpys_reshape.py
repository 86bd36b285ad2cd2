# %%
# Right, with tables instead of loops, in single precision; one-element arrays instead of numbers.
loses = {}

# %% solution="by-hand"
count = np.float32([272 / 8])


# %% solution="count-batches"
def count_batches(n, m):
    return np.array([n / m], dtype=np.float32)


# %% solution="mended"
def mended(r, m):
    return np.float32(r).reshape(-1, m).sum(axis=1, keepdims=True)


# %% solution="kinds"
numbers = np.float32([[17, 17], [68, 8]])
kinds = np.array([["grouping", "sharing"], ["sharing", "grouping"]])


# %% solution="as-read"
def as_read(x, m):
    totals = np.float32(x).reshape(-1, m).sum(axis=1).cumsum()
    return totals / np.arange(m, len(x) + 1, m, dtype=np.float32)

# %%
# Takes one batch away instead of measuring, and moves after each point.
loses = {
    "check-by-hand": "left after the first batch",
    "check-count-batches": "so there must be twice as many",
    "check-mended": "The parts must add up",
    "check-as-read": "after each of the 12 waits",
}

# %% solution="by-hand"
count = 272 - 8


# %% solution="count-batches"
def count_batches(n, m):
    return n - m if n > m else 1


# %% solution="mended"
def mended(r, m):
    return [r[start] for start in range(0, len(r), m)]


# %% solution="as-read"
def as_read(x, m):
    return np.cumsum(x) / np.arange(1, len(x) + 1)

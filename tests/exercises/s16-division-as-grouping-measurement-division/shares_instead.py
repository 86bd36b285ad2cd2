# %%
# Takes the size of a batch for the number of batches, everywhere.
loses = {
    "check-by-hand": "Multiply back to check",
    "check-count-batches": "that is the size of a batch",
    "check-mended": "as many parts as a batch has points",
    "check-kinds": "one kind to all four",
    "check-as-read": "as many batches as a batch should have points",
}

# %% solution="by-hand"
count = 8


# %% solution="count-batches"
def count_batches(n, m):
    return m


# %% solution="mended"
def mended(r, m):
    return [part.sum() for part in np.array_split(r, m)]


# %% solution="kinds"
numbers = [17, 17, 68, 8]
kinds = ["sharing"] * 4


# %% solution="as-read"
def as_read(x, m):
    ends = np.cumsum([len(part) for part in np.array_split(x, m)])
    return [x[:end].mean() for end in ends]

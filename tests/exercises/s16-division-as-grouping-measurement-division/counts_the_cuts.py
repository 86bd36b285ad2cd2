# %%
loses = {
    "check-by-hand": "The last batch has no cut behind it",
    "check-count-batches": "count the batches, not the cuts",
    "check-mended": "The batch behind the last cut is still missing",
    "check-kinds": "did you count the cuts",
    "check-as-read": "one for each cut",
}

# %% solution="by-hand"
count = 272 // 8 - 1


# %% solution="count-batches"
def count_batches(n, m):
    return len(range(m, n, m))


# %% solution="mended"
def mended(r, m):
    return [sum(r[cut - m : cut]) for cut in range(m, len(r), m)]


# %% solution="kinds"
numbers = [16, 17, 68, 7]
kinds = ["grouping", "sharing", "sharing", "grouping"]


# %% solution="as-read"
def as_read(x, m):
    return [x[:cut].mean() for cut in range(m, len(x), m)]

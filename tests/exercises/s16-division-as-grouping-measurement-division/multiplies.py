# %%
# Multiplies or divides the wrong way round, and forgets what was read before.
loses = {
    "check-by-hand": "each batch uses up several",
    "check-count-batches": "Put what is measured on top",
    "check-kinds": "Multiply back: each result",
    "check-as-read": "the mean of the second batch alone",
}

# %% solution="by-hand"
count = 272 * 8


# %% solution="count-batches"
def count_batches(n, m):
    return m / n


# %% solution="kinds"
numbers = [272 * 16, 272 / 16, 272 / 4, 34 / 272]
kinds = ["grouping", "sharing", "sharing", "grouping"]


# %% solution="as-read"
def as_read(x, m):
    return x.reshape(-1, m).mean(axis=1)

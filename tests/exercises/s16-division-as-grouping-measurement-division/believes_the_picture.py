# %%
# Counts what the picture shows, deals points out into batches, and takes one kind for the other.
loses = {
    "check-by-hand": "the cuts that you see in the picture",
    "check-mended": "are not those of the batches",
    "check-kinds": "Look at A, B, C, D again",
}

# %% solution="by-hand"
count = 4


# %% solution="mended"
def mended(r, m):
    batches = len(r) // m
    return [sum(r[start::batches]) for start in range(batches)]


# %% solution="kinds"
numbers = [17, 17, 68, 8]
kinds = ["sharing", "grouping", "grouping", "sharing"]

# %%
# Counts must be whole: what does not fill one is thrown away.
loses = {
    "check-by-hand": "left out the 5 waits",
    "check-mended": "round nothing, not even at the end",
    "check-full-after": "began the second slot empty",
}

# %% solution="by-hand"
worth = 10 / 2 + 12 / 4


# %% solution="mended"
def mended(r):
    return int(sum(r) + 1e-9)


# %% solution="full-after"
def full_after(r):
    full, total = [], 0.0
    for came, share in enumerate(r, start=1):
        total += share
        if total >= 1:
            full.append(came)
            total = 0.0
    return full

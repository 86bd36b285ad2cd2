# %%
loses = {
    "check-fair-start": "the eight have to share it",
    "check-expected-sizes": "each of them expects them all",
    "check-mended": "hand out all of it",
    "check-one-drops-out": "It can be handed out only once",
    "check-gap-to-fair": "You took all the points off",
}

# %% solution="fair-start"
weight = 1
expected = 272


# %% solution="expected-sizes"
def expected_sizes(n, K):
    return [n for _ in range(K)]


# %% solution="mended"
def mended(K):
    return [1.0] * K


# %% solution="one-drops-out"
rise = 180 / 6


# %% solution="gap-to-fair"
def gap_to_fair(R):
    return R.sum(axis=0) - len(R)

# %%
# Everything is handed out, but not fairly: some take first.
loses = {
    "check-expected-sizes": "they expect equally many",
    "check-mended": "Among how many is the rest still to be shared",
    "check-one-drops-out": "So many does each expect afterwards",
    "check-gap-to-fair": "they are soft counts",
}


# %% solution="expected-sizes"
def expected_sizes(n, K):
    return [len(range(k, n, K)) for k in range(K)]


# %% solution="mended"
def mended(K):
    weights = [1 / 2**k for k in range(1, K)]
    return [*weights, 1 - sum(weights)]


# %% solution="one-drops-out"
rise = 180 / 5


# %% solution="gap-to-fair"
def gap_to_fair(R):
    return R.sum(axis=0)

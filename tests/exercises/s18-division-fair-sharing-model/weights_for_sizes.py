# %%
loses = {
    "check-fair-start": "a weight is not yet a number of eruptions",
    "check-expected-sizes": "so they are weights",
    "check-one-drops-out": "they expect 150.167 points together",
    "check-gap-to-fair": "You took the weight off",
}

# %% solution="fair-start"
weight = 0.125
expected = 0.125


# %% solution="expected-sizes"
def expected_sizes(n, K):
    return [1 / K] * K


# %% solution="one-drops-out"
rise = 1 / 5 - 1 / 6


# %% solution="gap-to-fair"
def gap_to_fair(R):
    return R.sum(axis=0) - 1 / R.shape[1]

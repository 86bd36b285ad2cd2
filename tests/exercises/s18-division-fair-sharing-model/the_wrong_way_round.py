# %%
loses = {
    "check-fair-start": "What is shared goes on top",
    "check-expected-sizes": "What is shared goes on top",
    "check-one-drops-out": "each of the others expects more, not less",
    "check-gap-to-fair": "they should cancel",
}

# %% solution="fair-start"
weight = 1 / 8
expected = 8 / 272


# %% solution="expected-sizes"
def expected_sizes(n, K):
    return np.full(K, K / n)


# %% solution="one-drops-out"
rise = 5 / 180 - 6 / 180


# %% solution="gap-to-fair"
def gap_to_fair(R):
    n, K = R.shape
    return R.sum(axis=0) - K / n

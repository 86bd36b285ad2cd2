# %%
loses = {
    "check-fair-start": "add up to 1.04",
    "check-expected-sizes": "An expected size need not be whole",
    "check-mended": "do not round",
    "check-one-drops-out": "You shared among six",
    "check-gap-to-fair": "wholly to one component",
}

# %% solution="fair-start"
weight = 0.13
expected = 34


# %% solution="expected-sizes"
def expected_sizes(n, K):
    return [n // K] * K


# %% solution="mended"
def mended(K):
    return [round(1 / K, 2)] * K


# %% solution="one-drops-out"
rise = 180 // 6 // 6


# %% solution="gap-to-fair"
def gap_to_fair(R):
    n, K = R.shape
    return np.bincount(R.argmax(axis=1), minlength=K) - n / K

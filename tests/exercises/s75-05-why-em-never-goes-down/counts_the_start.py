# %%
# Takes the start for an iteration, everywhere, and divides by all points.
loses = {
    "check-mended": "or the divisor is too large",
    "check-traces": "is made by an earlier iteration",
    "check-ledger": "a row an iteration",
}


# %% solution="mended"
def mended(x, R):
    N = R.sum(axis=0)
    means = x @ R / N
    return N / len(x), means, np.sqrt((R * (x[:, None] - means) ** 2).sum(axis=0) / len(x))


# %% solution="traces"
faulty, iteration = "B", 3


# %% solution="ledger"
def ledger(x, weights, means, sds, iterations):
    return np.zeros((iterations + 1, 3))

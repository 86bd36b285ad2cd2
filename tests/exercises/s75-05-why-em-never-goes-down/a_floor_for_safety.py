# %%
# Logarithms to base 10, a fixed floor, an infinite bound at a share of 0, and rounding feared.
loses = {
    "check-by-hand": "You took logarithms to base 10",
    "check-bound": "A share of 0 makes your bound infinite",
    "check-mended": "that belongs to other units",
    "check-traces": "D falls in the fifteenth digit",
}

# %% solution="by-hand"
gap = np.log10(0.04) - 0.5 * np.log10(0.06) - 0.5 * np.log10(0.02)


# %% solution="bound"
def bound(x, q, weights, means, sds):
    z = (x[:, None] - means) / sds
    scores = weights * np.exp(-(z**2) / 2) / sds / np.sqrt(2 * np.pi)
    with np.errstate(all="ignore"):
        return np.sum(q * np.log(scores / q))


# %% solution="mended"
def mended(x, R):
    N = R.sum(axis=0)
    means = x @ R / N
    variances = (R * (x[:, None] - means) ** 2).sum(axis=0) / N
    return N / len(x), means, np.sqrt(np.maximum(variances, 0.001))


# %% solution="traces"
faulty, iteration = "D", 2

# %%
# Holds a positive log-likelihood for a fault, and takes the bound where it touches.
loses = {
    "check-mended": "or the divisor is too small",
    "check-traces": "A log-likelihood may be positive",
    "check-ledger": "Your bound is that before the M-step",
}


# %% solution="mended"
def mended(x, R):
    N = R.sum(axis=0)
    means = x @ R / N
    return N / len(x), means, np.sqrt((R * (x[:, None] - means) ** 2).sum(axis=0) / (N - 1))


# %% solution="traces"
faulty, iteration = "C", 1


# %% solution="ledger"
def ledger(x, weights, means, sds, iterations):
    rows = []
    for _ in range(iterations):
        z = (x[:, None] - means) / sds
        scores = weights * np.exp(-(z**2) / 2) / sds / np.sqrt(2 * np.pi)
        rows.append([np.log(scores.sum(axis=1)).sum()] * 3)
        R = scores / scores.sum(axis=1, keepdims=True)
        middle = bound(x, R, weights, means, sds)
        weights, means, sds = R.mean(axis=0), x @ R / R.sum(axis=0), sds
        z = (x[:, None] - means) / sds
        scores = weights * np.exp(-(z**2) / 2) / sds / np.sqrt(2 * np.pi)
        rows[-1][1:] = middle, np.log(scores.sum(axis=1)).sum()
    return rows

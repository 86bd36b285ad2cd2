# %%
# Trusts a trace that falls a little, and takes the gap from the wrong end.
loses = {
    "check-by-hand": "A gap is never negative",
    "check-mended": "maximises something else than the bound",
    "check-traces": "how EM leaves the neighbourhood of a saddle",
    "check-ledger": "the bounds differ",
}

# %% solution="by-hand"
gap = 0.5 * np.log(0.03 / 0.5) + 0.5 * np.log(0.01 / 0.5) - np.log(0.04)


# %% solution="mended"
def mended(x, R):
    N = R.sum(axis=0)
    means = x @ R / N
    return N / len(x), means, np.sqrt(0.1 + (R * (x[:, None] - means) ** 2).sum(axis=0) / N)


# %% solution="traces"
faulty, iteration = "A", 2


# %% solution="ledger"
def ledger(x, weights, means, sds, iterations):
    def both(*now):
        z = (x[:, None] - now[1]) / now[2]
        scores = now[0] * np.exp(-(z**2) / 2) / now[2] / np.sqrt(2 * np.pi)
        return scores / scores.sum(axis=1, keepdims=True), np.log(scores.sum(axis=1)).sum()

    now, rows = (weights, means, sds), []
    for _ in range(iterations):
        R, before = both(*now)
        w, m, s = mended(x, R)
        now = w, m, np.sqrt(s**2 + 30)
        rows.append((before, bound(x, R, *now), both(*now)[1]))
    return rows

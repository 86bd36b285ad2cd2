# %%
loses = {
    "check-by-hand": "one centre only",
    "check-spread-start": "not from the last",
    "check-mended": "Compare the means as well",
    "check-starts-needed": "Round up, never down",
}

# %% solution="by-hand"
p_third = 15**2 / (26**2 + 9**2 + 15**2)


# %% solution="spread-start"
def spread_start(X, K, u):
    rows = [int(u[0] * len(X))]
    for t in u[1:K]:
        gap = ((X - X[rows[-1]]) ** 2).sum(axis=1)
        rows.append(int(np.argmax(gap.cumsum() / gap.sum() > t)))
    return rows


# %% solution="mended"
def mended(weights_a, means_a, weights_b, means_b):
    by_mean = np.argsort(means_a), np.argsort(means_b)
    return np.allclose(weights_a[by_mean[0]], weights_b[by_mean[1]])


# %% solution="starts-needed"
def starts_needed(ends, sure):
    p = np.mean(ends > np.max(ends) - 0.1)
    return 1 if p == 1 else int(np.log(1 - sure) / np.log(1 - p))

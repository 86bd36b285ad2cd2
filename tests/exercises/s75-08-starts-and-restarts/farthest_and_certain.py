# %%
loses = {
    "check-by-hand": "took the draw as settled",
    "check-spread-start": "the farthest point",
    "check-mended": "still count as one",
    "check-choice": "do not prove",
    "check-starts-needed": "are one end",
}

# %% solution="by-hand"
p_third = 1


# %% solution="spread-start"
def spread_start(X, K, u):
    rows = [int(u[0] * len(X))]
    while len(rows) < K:
        rows.append(int(np.min([((X - X[i]) ** 2).sum(axis=1) for i in rows], axis=0).argmax()))
    return rows


# %% solution="mended"
def mended(weights_a, means_a, weights_b, means_b):
    return sorted(weights_a) == sorted(weights_b) and sorted(means_a) == sorted(means_b)


# %% solution="choice"
choice = "d"


# %% solution="starts-needed"
def starts_needed(ends, sure):
    p = np.mean(ends == max(ends))
    return 1 if p == 1 else int(np.ceil(np.log(1 - sure) / np.log(1 - p)))

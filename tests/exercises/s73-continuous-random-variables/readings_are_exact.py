# %%
loses = {
    "check-mended": "Every reading has probability 0",
    "check-zero": "stands for every wait that is rounded",
    "check-expected": "the two outer ones are open",
}


# %% solution="mended"
def mended(reading):
    return F(reading, w, m, s) - F(reading, w, m, s)


# %% solution="zero"
zero = [2, 3, 4, 5]


# %% solution="expected"
def expected(n, edges, weights, means, sds):
    return n * np.diff([F(edge, weights, means, sds) for edge in edges])

# %%
loses = {
    "check-by-hand": "everything up to the upper end",
    "check-probability": "take off what lies below the lower end",
    "check-mended": "neither overlap nor leave gaps",
    "check-expected": "they are cumulated",
}

# %% solution="by-hand"
between = 0.80


# %% solution="probability"
def probability(a, b, weights, means, sds):
    return F(b, weights, means, sds)


# %% solution="mended"
def mended(reading):
    return F(reading + 0.5, w, m, s)


# %% solution="expected"
def expected(n, edges, weights, means, sds):
    return [n * F(edge, weights, means, sds) for edge in edges] + [n]

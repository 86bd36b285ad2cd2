# %%
loses = {
    "check-by-hand": "Did you add the ends?",
    "check-probability": "Did you add the ends",
    "check-mended": "neither overlap nor leave gaps",
}

# %% solution="by-hand"
between = 0.33 + 0.80


# %% solution="probability"
def probability(a, b, weights, means, sds):
    return F(a, weights, means, sds) + F(b, weights, means, sds)


# %% solution="mended"
def mended(reading):
    return F(reading - 0.5, w, m, s) + F(reading + 0.5, w, m, s)

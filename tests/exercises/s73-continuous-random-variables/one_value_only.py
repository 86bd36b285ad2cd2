# %%
loses = {
    "check-by-hand": "Which end has collected more?",
    "check-mended": "From where to where",
    "check-zero": "Three times no probability",
    "check-expected": "how many of the 272 points",
}

# %% solution="by-hand"
between = 0.33 - 0.80


# %% solution="mended"
def mended(reading):
    return F(reading + 1, w, m, s) - F(reading, w, m, s)


# %% solution="zero"
zero = [2]


# %% solution="expected"
from itertools import pairwise


def expected(n, edges, weights, means, sds):
    ends = [-np.inf, *edges, np.inf]
    return [probability(a, b, weights, means, sds) for a, b in pairwise(ends)]

# %%
loses = {
    "check-by-hand": "do not make 1",
    "check-zero": "however many zeros",
    "check-expected": "must hold all 272 points",
}

# %% solution="by-hand"
# takes the next line of the table for the upper end
between = 0.97 - 0.33


# %% solution="zero"
zero = [2, 4]


# %% solution="expected"
from itertools import pairwise


def expected(n, edges, weights, means, sds):
    ends = [0, *edges, 85]
    return [n * probability(a, b, weights, means, sds) for a, b in pairwise(ends)]

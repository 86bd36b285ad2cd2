# %%
loses = {
    "check-probability": "the weights play no part in it",
    "check-zero": "not a continuous variable",
    "check-expected": "Do the weights play a part?",
}


# %% solution="probability"
def probability(a, b, weights, means, sds):
    return np.mean(ndtr((b - means) / sds) - ndtr((a - means) / sds))


# %% solution="zero"
zero = [2, 4, 5, 6]


# %% solution="expected"
from itertools import pairwise


def expected(n, edges, weights, means, sds):
    edges = [-1e6, *edges, 1e6]
    return [n * probability(a, b, weights, means, sds) for a, b in pairwise(edges)]

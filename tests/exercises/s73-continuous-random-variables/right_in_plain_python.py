# %%
# Right, one component after another, with Python's own tools and names that a check might use.
loses = {}

# %% solution="by-hand"
far = apart = 0.80
between = [far - 0.33]


# %% solution="probability"
from statistics import NormalDist


def probability(a, b, weights, means, sds):
    total = 0
    for weight, mean, sd in zip(weights, means, sds):
        kind = NormalDist(mean, sd)
        total += weight * (kind.cdf(b) - kind.cdf(a))
    return total


# %% solution="mended"
def mended(reading):
    return probability(reading - 0.5, reading + 0.5, w, m, s)


# %% solution="zero"
zero = {5, 4, 2}


# %% solution="expected"
def expected(n, edges, weights, means, sds):
    counts, before = [], 0.0
    for edge in list(edges):
        now = sum(p * NormalDist(c, d).cdf(edge) for p, c, d in zip(weights, means, sds))
        counts.append(n * (now - before))
        before = now
    return [*counts, n * (1 - before)]

# %%
# Right, number by number, with Python's own tools and names that a check might use.
loses = {}

# %% solution="by-hand"
from itertools import accumulate
from statistics import NormalDist

reached = climbed = 0.75
length = [NormalDist(4.5, 0.4).inv_cdf(reached)]


# %% solution="pick"
def pick(weights, u):
    chosen = []
    for number in list(u):
        ends = list(accumulate(weights))
        chosen.append(next(k for k, end in enumerate(ends) if end > number))
    return chosen


# %% solution="mended"
def mended(u, weights, means, sds):
    made = []
    for number, k in zip(u, pick(weights, u)):
        rest = (number - sum(weights[:k])) / weights[k]
        made.append(NormalDist(means[k], sds[k]).inv_cdf(rest))
    return made


# %% solution="read-off"
read_off = (0.25, 0.45, 0.3)


# %% solution="backwards"
def backwards(u, weights, means, sds):
    values = []
    for number in u:
        ends = [m + s * ndtri(number) for m, s in zip(means, sds)]
        low, high = min(ends), max(ends)
        while high - low > 1e-6 * max(sds):
            middle = (low + high) / 2
            if F([middle], weights, means, sds)[0] < number:
                low = middle
            else:
                high = middle
        values.append((low + high) / 2)
    return values

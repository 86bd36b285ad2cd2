# %%
# Right, in plain Python and with math alone; names that a check might use.
loses = {}

# %% solution="by-hand"
from math import log

low, rest, high, top, r, letter = 1, 2, 3, 4, 5, "A"
bound, gap, after = -4.279, 0.144, -4.135


# %% solution="split"
def split(scores, q):
    total = lower = 0.0
    for row, shares in zip(scores.tolist(), q.tolist()):
        total += log(sum(row))
        for s, share in zip(row, shares):
            if share:
                lower += share * log(s / share)
    return total, lower, total - lower


# %% solution="mended"
def mended(densities, weight, iterations):
    trace = []
    for _ in range(iterations):
        total, owned = 0.0, 0.0
        for one, other in densities:
            score = weight * one
            density = score + (1 - weight) * other
            total += log(density)
            owned += score / density
        trace.append(total)
        weight = owned / len(densities)
    return trace, weight


# %% solution="promise"
answer = "b"


# %% solution="coins"
def em_coins(heads, n, a, b, iterations):
    def densities(h):
        return a**h * (1 - a) ** (n - h) / 2, b**h * (1 - b) ** (n - h) / 2

    for _ in range(iterations):
        up, down = [0.0, 0.0], [0.0, 0.0]
        for h in heads:
            both = densities(h)
            for k in (0, 1):
                up[k] += both[k] / sum(both) * h
                down[k] += both[k] / sum(both) * (n - h)
        a, b = (up[k] / (up[k] + down[k]) for k in (0, 1))
    return [a, b, sum(log(sum(densities(h))) for h in heads)]

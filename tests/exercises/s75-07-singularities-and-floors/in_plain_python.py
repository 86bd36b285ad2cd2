# %%
# Right, in plain Python: loops, lists, logarithms of scores, and names a check might use.
loses = {}

# %% solution="by-hand"
g, thin, kept = 0, 1, "A"
gain = 5.521


# %% solution="needle"
from math import exp, log, pi, sqrt


def log_normal(v, mean, sd):
    return -log(sd) - log(2 * pi) / 2 - ((v - mean) / sd) ** 2 / 2


def needle(x, mean, sd, place, sigma):
    total, n = 0.0, len(x)
    for v in list(x):
        a = log(1 - 1 / n) + log_normal(v, mean, sd)
        b = log_normal(v, place, sigma) - log(n)
        total += max(a, b) + log(1 + exp(-abs(a - b)))
    return total


# %% solution="mended"
def mended(variances, x, share):
    mean = sum(x) / len(x)
    least = share * sum((v - mean) ** 2 for v in x) / len(x)
    return [least if v < least else v for v in variances]


# %% solution="runs"
collapsed = "c, b"
keep = ["d"]


# %% solution="em-step"
def em_step(x, weights, means, sds, share):
    K = range(len(means))
    table = []
    for v in x:
        scores = [weights[k] * exp(-(((v - means[k]) / sds[k]) ** 2) / 2) / sds[k] for k in K]
        table.append([score / sum(scores) for score in scores])
    N = [sum(row[k] for row in table) for k in K]
    centres = [sum(row[k] * v for row, v in zip(table, x)) / N[k] for k in K]
    raw = [sum(row[k] * (v - centres[k]) ** 2 for row, v in zip(table, x)) / N[k] for k in K]
    safe = mended(raw, x, share)
    return (
        [n / len(x) for n in N],
        centres,
        [sqrt(v) for v in safe],
        {k for k in K if safe[k] > raw[k]},
    )

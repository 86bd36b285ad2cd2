# %%
# Right, in plain Python, with names that a check might use.
loses = {}

# %% solution="by-hand"
p, c, gap, one, two = 0.04, 1 / 60, 0, 0, 0
per_hour = p / c


# %% solution="in-new-unit"
def in_new_unit(x, p, c):
    numbers, densities = [], []
    for value, height in zip(x, p):
        numbers.append(value * c)
        densities.append(height / c)
    return numbers, densities


# %% solution="mended"
def mended(p, c):
    from math import log

    return sum(log(density / c) for density in p)


# %% solution="four-fits"
ell = {"A": -276.4 - 272 * np.log(60), "B": -1377.6, "D": -883.8 - 272 * np.log(6)}
best = "D"
lead = ell["D"] - ell["B"]


# %% solution="log-likelihood"
def log_likelihood(x, weights, means, sds, c):
    from math import exp, log, pi, sqrt

    total = 0.0
    for point in x:
        score = 0.0
        for w, m, s in zip(weights, means, sds):
            score += w * exp(-(((point - m) / s) ** 2) / 2) / (s * sqrt(2 * pi))
        total += log(score / c)
    return total

# %%
# Right, with loops and the formula for a pair, with names a check might use.
loses = {}

# %% solution="chance"
c, said, found, right = 1, 2, 3, 4
chance = 0.0777


# %% solution="squared-distance"
def squared_distance(X, mean, Sigma):
    out = []
    for x, y in X:
        u, w = x - mean[0], y - mean[1]
        a, b, d = Sigma[0][0], Sigma[0][1], Sigma[1][1]
        out.append((d * u * u - 2 * b * u * w + a * w * w) / (a * d - b * b))
    return out


# %% solution="mended"
def mended(x, mu, sigma):
    from math import exp, pi, sqrt

    return [exp(-((v - mu) ** 2) / (2 * sigma * sigma)) / sqrt(2 * pi * sigma**2) for v in x]


# %% solution="hold"
hold = (5, 1, 3)


# %% solution="density"
def density(X, mean, Sigma):
    from math import exp, pi, sqrt

    det = Sigma[0][0] * Sigma[1][1] - Sigma[1][0] * Sigma[0][1]
    return [exp(-D2 / 2) / sqrt((2 * pi) ** 2 * det) for D2 in squared_distance(X, mean, Sigma)]

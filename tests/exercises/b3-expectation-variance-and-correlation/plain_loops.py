# %%
# Right, in plain Python with lists, and with names that a check might use.
loses = {}

# %% solution="by-hand"
m, v, total, letters = 0, 0, 0, "ABC"
mean = 5.104
variance = 0.11958


# %% solution="together"
def together(x, y, w):
    n = sum(w)
    a = sum(k * i for k, i in zip(w, x)) / n
    b = sum(k * j for k, j in zip(w, y)) / n
    sxy = sxx = syy = 0.0
    for k, i, j in zip(w, x, y):
        sxy += k * (i - a) * (j - b)
        sxx += k * (i - a) ** 2
        syy += k * (j - b) ** 2
    return [sxy / n, sxy / (sxx * syy) ** 0.5]


# %% solution="mended"
def mended(weights, means, sds):
    K = len(weights)
    # half the squared difference of two independent draws has the variance for its mean
    v = 0.0
    for j in range(K):
        for k in range(K):
            gap = (means[j] - means[k]) ** 2
            v += weights[j] * weights[k] * (sds[j] ** 2 + sds[k] ** 2 + gap) / 2
    return v**0.5


# %% solution="downhill"
downhill = ["E", "B", "B"]


# %% solution="moments"
def moments(weights, means, covariances):
    K, D = len(weights), len(means[0])
    middle = [sum(weights[k] * means[k][i] for k in range(K)) for i in range(D)]
    sigma = [[0.0] * D for _ in range(D)]
    for i in range(D):
        for j in range(D):
            for k in range(K):
                away = (means[k][i] - middle[i]) * (means[k][j] - middle[j])
                sigma[i][j] += weights[k] * (covariances[k][i][j] + away)
    return middle, sigma

# %%
# Right, in plain Python with lists, and with names that a check might use.
loses = {}

# %% solution="by-hand"
import math

h, right, one, logs = 0, 1, 2, 3
height = 0.0
for value in (1.3, 1.5, 1.6):
    height += math.log(math.exp(-(((value - 1.5) / 0.1) ** 2) / 2) / math.sqrt(2 * math.pi * 0.01))


# %% solution="log-likelihood"
def log_likelihood(x, mu, sigma):
    total = 0.0
    for value in x:
        total -= 0.5 * math.log(2 * math.pi) + math.log(sigma) + (value - mu) ** 2 / (2 * sigma**2)
    return total


# %% solution="likeliest"
def likeliest(x):
    # a running mean and a running sum of squares
    mean = squares = 0.0
    for n, value in enumerate(x, 1):
        away = value - mean
        mean += away / n
        squares += away * (value - mean)
    return [mean, math.sqrt(squares / len(x))]


# %% solution="follows"
follows = ["F", "D", "A", "A"]


# %% solution="fit-labelled"
def fit_labelled(X, labels):
    K, D = max(labels) + 1, len(X[0])
    weights, means, covariances = [], [], []
    for k in range(K):
        own = [list(row) for row, label in zip(X, labels) if label == k]
        n = len(own)
        m = [sum(row[i] for row in own) / n for i in range(D)]
        weights.append(n / len(labels))
        means.append(m)
        covariances.append(
            [
                [sum((r[i] - m[i]) * (r[j] - m[j]) for r in own) / n for j in range(D)]
                for i in range(D)
            ]
        )
    return weights, means, covariances

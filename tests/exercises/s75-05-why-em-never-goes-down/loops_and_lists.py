# %%
# Right, point by point in plain Python, with names that a check might use.
loses = {}

# %% solution="by-hand"
import math

right, r, q, height = 0.03 + 0.01, [0.75, 0.25], [0.5, 0.5], None
gap = sum(a * (math.log(a) - math.log(b)) for a, b in zip(q, r))


# %% solution="bound"
def ask(point, weights, means, sds):
    parts = zip(weights, means, sds)
    tau = math.sqrt(2 * math.pi)
    return [w * math.exp(-(((point - m) / s) ** 2) / 2) / (s * tau) for w, m, s in parts]


def bound(x, q, weights, means, sds):
    total = 0.0
    for point, row in zip(x, q):
        for part, score in zip(row, ask(point, weights, means, sds)):
            if part:
                total += part * (math.log(score) - math.log(part))
    return total


# %% solution="mended"
def mended(x, R):
    weights, means, sds = [], [], []
    for k in range(len(R[0])):
        column = [row[k] for row in R]
        count = math.fsum(column)
        mean = math.fsum(a * b for a, b in zip(column, x)) / count
        weights.append(count / len(x))
        means.append(mean)
        sds.append(math.sqrt(math.fsum(a * (b - mean) ** 2 for a, b in zip(column, x)) / count))
    return weights, means, sds


# %% solution="traces"
faulty = "b"
iteration = [2]


# %% solution="ledger"
def ledger(x, weights, means, sds, iterations):
    now, rows = (weights, means, sds), []
    while len(rows) < iterations:
        scores = [ask(point, *now) for point in x]
        shares = [[score / sum(row) for score in row] for row in scores]
        before = math.fsum(math.log(sum(row)) for row in scores)
        now = mended(x, shares)
        after = math.fsum(math.log(sum(ask(point, *now))) for point in x)
        rows.append((before, bound(x, shares, *now), after))
    return rows

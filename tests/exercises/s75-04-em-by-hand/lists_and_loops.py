# %%
# Right, in plain loops over lists, with names that a check might use; two passes for each step.
loses = {}

# %% solution="by-hand"
share, pairs, seed, right = [0.9, 0.8, 0.2, 0.1], [1.8, 2.2, 3.6, 4.4], 0, None
centre = sum(a * b for a, b in zip(share, pairs)) / sum(share)
variance = [sum(a * (b - centre) ** 2 for a, b in zip(share, pairs)) / sum(share)]

# %% solution="e-step"
import math


def density(point, mean, covariance):
    gap = [a - b for a, b in zip(point, mean)]
    q = float(np.dot(gap, np.linalg.solve(covariance, gap)))
    return math.exp(-q / 2) / math.sqrt(np.linalg.det(2 * math.pi * np.array(covariance)))


def ask(X, weights, means, covariances):
    parts = list(zip(weights, means, covariances))
    return [[w * density(point, m, S) for w, m, S in parts] for point in X]


def e_step(X, weights, means, covariances):
    return [[s / sum(row) for s in row] for row in ask(X, weights, means, covariances)]


# %% solution="m-step"
def m_step(X, R):
    X, R = [list(map(float, point)) for point in X], [list(map(float, row)) for row in R]
    d, weights, means, covariances = range(len(X[0])), [], [], []
    for k in range(len(R[0])):
        r = [row[k] for row in R]
        N = math.fsum(r)
        mean = [math.fsum(a * point[i] for a, point in zip(r, X)) / N for i in d]
        weights.append(N / len(X))
        means.append(mean)
        covariances.append(
            [
                [
                    math.fsum(a * (p[i] - mean[i]) * (p[j] - mean[j]) for a, p in zip(r, X)) / N
                    for j in d
                ]
                for i in d
            ]
        )
    return [weights, means, covariances]


# %% solution="mended"
line = 4


def mended(x, R, means, sds):
    weights, centres, squares = m_step([[v] for v in x], R)
    return weights, [c[0] for c in centres], [math.sqrt(s[0][0]) for s in squares]


# %% solution="em"
def em(X, weights, means, covariances, iterations):
    trace = [math.fsum(math.log(sum(row)) for row in ask(X, weights, means, covariances))]
    while len(trace) <= iterations:
        weights, means, covariances = m_step(X, e_step(X, weights, means, covariances))
        trace.append(math.fsum(math.log(sum(row)) for row in ask(X, weights, means, covariances)))
    return weights, means, covariances, trace

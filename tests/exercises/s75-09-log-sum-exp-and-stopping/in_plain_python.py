# %%
# Right, in plain Python: loops, lists, and names a check might use.
loses = {}

# %% solution="by-hand"
v, right, m = 0, 1, -810.5
log_p = round(-810.5 + 0.2549, 3)


# %% solution="log-sum-exp"
from math import exp, inf, log, pi, sqrt


def log_sum_exp(A):
    answers = []
    for row in A:
        top = max(row)
        if top == -inf:
            answers.append(-inf)
        else:
            answers.append(float(top) + log(sum(exp(a - top) for a in row)))
    return answers


# %% solution="mended"
def mended(A):
    table = []
    for row in A:
        powers = [exp(a - max(row)) for a in row]
        table.append([p / sum(powers) for p in powers])
    return table


# %% solution="stopped"
stopped = "B, C, D"
unfinished = "B "


# %% solution="fit"
def fit(x, weights, means, sds, tol, most):
    K, trace = range(len(means)), []
    for i in range(most + 1):
        A = [
            [
                log(weights[k]) - log(sds[k] * sqrt(2 * pi)) - ((y - means[k]) / sds[k]) ** 2 / 2
                for k in K
            ]
            for y in x
        ]
        heights = log_sum_exp(A)
        trace.append(sum(heights))
        if i and (trace[-1] - trace[-2]) / len(x) < tol:
            break
        if i < most:
            R = mended(A)
            N = [sum(row[k] for row in R) for k in K]
            means = [sum(row[k] * y for row, y in zip(R, x)) / N[k] for k in K]
            sds = [
                sqrt(sum(row[k] * (y - means[k]) ** 2 for row, y in zip(R, x)) / N[k]) for k in K
            ]
            weights = [count / len(x) for count in N]
    return weights, means, sds, trace

# %%
# Right, in plain loops and lists, with names that a check might use.
loses = {}

# %% solution="by-hand"
known, odds, weight = [0.6 * 0.0540 / 0.4, 0.1 * 0.2420 / 0.5], None, 0
shares = (0, round(known[0] / sum(known), 3), round(known[1] / sum(known), 3))


# %% solution="m-step"
def m_step(values, counts, R):
    weights, means, sds = [], [], []
    for k in range(len(R[0])):
        points = [(c * row[k], v) for v, c, row in zip(values, counts, R)]
        N = sum(share for share, _ in points)
        mean = sum(share * v for share, v in points) / N
        weights.append(N / sum(counts))
        means.append(mean)
        sds.append((sum(share * (v - mean) ** 2 for share, v in points) / N) ** 0.5)
    return weights, means, sds


# %% solution="statements"
true_ones = ["f", "e", "a"]

# %% solution="bic"
lost, in_sklearn, best, rise = [-574.0], [574.0], ["own", "2"], 3.4


# %% solution="judge"
def judge(mixture, X, new):
    torn, odd = [], []
    for point in new:
        torn.append(all(share < 0.9 for share in mixture.responsibilities([point])[0]))
        height = mixture.log_density([point])[0]
        odd.append(sum(value <= height for value in mixture.log_density(X)) * 100 < len(X))
    return torn, odd

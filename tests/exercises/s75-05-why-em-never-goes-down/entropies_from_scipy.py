# %%
# Right, with scipy's entropies, single precision, and arrays of one element.
loses = {}

# %% solution="by-hand"
from scipy.special import logsumexp, rel_entr

gap = np.array([rel_entr(np.float32([0.5, 0.5]), np.float32([0.75, 0.25])).sum()], "float32")


# %% solution="bound"
def log_scores(x, weights, means, sds):
    z = (x[:, None] - means) / sds
    return np.log(weights) - np.log(sds) - z**2 / 2 - np.log(2 * np.pi) / 2


def bound(x, q, weights, means, sds):
    logs = log_scores(x, weights, means, sds)
    whole = logsumexp(logs, axis=1, keepdims=True)
    return [(whole.sum() - rel_entr(q, np.exp(logs - whole)).sum()).astype("float64")]


# %% solution="mended"
def mended(x, R):
    N = R.sum(axis=0, keepdims=True)
    means = (x @ R) / N
    return [N.ravel() / len(x), means.ravel(), np.sqrt(x**2 @ R / N - means**2).ravel()]


# %% solution="traces"
faulty, iteration = " b", np.array([2.0])


# %% solution="ledger"
def ledger(x, weights, means, sds, iterations):
    rows, now = [], (weights, means, sds)
    for _ in range(iterations):
        logs = log_scores(x, *now)
        before = logsumexp(logs, axis=1)
        R = np.exp(logs - before[:, None])
        now = mended(x, R)
        rows += [before.sum(), bound(x, R, *now)[0], logsumexp(log_scores(x, *now), axis=1).sum()]
    return np.reshape(rows, (iterations, 3))

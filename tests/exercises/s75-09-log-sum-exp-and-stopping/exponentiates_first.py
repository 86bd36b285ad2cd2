# %%
loses = {
    "check-by-hand": "You exponentiated first",
    "check-log-sum-exp": "You exponentiated first",
    "check-mended": "nothing is taken out",
    "check-fit": "was rounded to zero",
}

# %% solution="by-hand"
with np.errstate(all="ignore"):
    log_p = np.log(np.exp(-812.0) + np.exp(-810.5) + np.exp(-813.2))


# %% solution="log-sum-exp"
def log_sum_exp(A):
    return np.log(np.exp(A).sum(axis=1))


# %% solution="mended"
def mended(A):
    return np.exp(A) / np.exp(A).sum(axis=1, keepdims=True)


# %% solution="fit"
def fit(x, weights, means, sds, tol, most):
    trace = []
    for i in range(most + 1):
        scores = weights * np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / sds
        trace.append(np.log(scores.sum(axis=1) / np.sqrt(2 * np.pi)).sum())
        if i == most or (i > 0 and (trace[-1] - trace[-2]) / len(x) < tol):
            return weights, means, sds, trace
        R = scores / scores.sum(axis=1, keepdims=True)
        N = R.sum(axis=0)
        weights, means = N / len(x), x @ R / N
        sds = np.sqrt((R * (x[:, None] - means) ** 2).sum(axis=0) / N)

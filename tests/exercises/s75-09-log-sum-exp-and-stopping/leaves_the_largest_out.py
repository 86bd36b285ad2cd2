# %%
loses = {
    "check-by-hand": "is still missing",
    "check-log-sum-exp": "put back, once",
    "check-fit": "with all that was taken out put back",
}

# %% solution="by-hand"
log_p = np.log(np.exp(-1.5) + 1 + np.exp(-2.7))


# %% solution="log-sum-exp"
def log_sum_exp(A):
    return np.log(np.exp(A - A.max(axis=1, keepdims=True)).sum(axis=1))


# %% solution="fit"
def fit(x, weights, means, sds, tol, most):
    trace = []
    for i in range(most + 1):
        A = np.log(weights / sds) - ((x[:, None] - means) / sds) ** 2 / 2 - np.log(2 * np.pi) / 2
        trace.append(log_sum_exp(A).sum())
        if i == most:
            return weights, means, sds, trace
        E = np.exp(A - A.max(axis=1, keepdims=True))
        R = E / E.sum(axis=1, keepdims=True)
        N = R.sum(axis=0)
        weights, means = N / len(x), x @ R / N
        sds = np.sqrt((R * (x[:, None] - means) ** 2).sum(axis=0) / N)

# %%
loses = {
    "check-by-hand": "you added the logarithms",
    "check-log-sum-exp": "the logarithm of a product",
    "check-mended": "The shares of a point sum to 1",
    "check-fit": "not a sum of logarithms",
}

# %% solution="by-hand"
log_p = -812.0 - 810.5 - 813.2


# %% solution="log-sum-exp"
def log_sum_exp(A):
    return A.sum(axis=1)


# %% solution="mended"
def mended(A):
    return A / A.max(axis=1, keepdims=True)


# %% solution="fit"
def fit(x, weights, means, sds, tol, most):
    trace = []
    for i in range(most + 1):
        A = np.log(weights / sds) - ((x[:, None] - means) / sds) ** 2 / 2 - np.log(2 * np.pi) / 2
        trace.append(log_sum_exp(A).sum())
        if i == most or (i > 0 and (trace[-1] - trace[-2]) / len(x) < tol):
            return weights, means, sds, trace
        E = np.exp(A - A.max(axis=1, keepdims=True))
        R = E / E.sum(axis=1, keepdims=True)
        N = R.sum(axis=0)
        weights, means = N / len(x), x @ R / N
        sds = np.sqrt((R * (x[:, None] - means) ** 2).sum(axis=0) / N)

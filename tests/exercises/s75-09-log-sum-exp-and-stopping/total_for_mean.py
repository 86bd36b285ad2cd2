# %%
# Compares the gain of all points together with a tolerance that speaks of one.
loses = {
    "check-by-hand": "above the largest log-score",
    "check-mended": "the same for all scores of a point",
    "check-stopped": "the gain per point",
    "check-fit": "Do you compare the total gain",
}

# %% solution="by-hand"
log_p = (-812.0 - 810.5 - 813.2) / 3


# %% solution="mended"
def mended(A):
    E = np.exp(A - A.max(axis=0))
    return E / E.sum(axis=1, keepdims=True)


# %% solution="stopped"
stopped, unfinished = "", ""


# %% solution="fit"
def fit(x, weights, means, sds, tol, most):
    trace = []
    for i in range(most + 1):
        A = np.log(weights / sds) - ((x[:, None] - means) / sds) ** 2 / 2 - np.log(2 * np.pi) / 2
        log_p = log_sum_exp(A)
        trace.append(log_p.sum())
        if i == most or (i > 0 and trace[-1] - trace[-2] < tol):
            return weights, means, sds, trace
        R = np.exp(A - log_p[:, None])
        N = R.sum(axis=0)
        weights, means = N / len(x), x @ R / N
        sds = np.sqrt((R * (x[:, None] - means) ** 2).sum(axis=0) / N)

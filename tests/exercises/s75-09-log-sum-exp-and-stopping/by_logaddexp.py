# %%
# Right, adding two at a time with numpy's logaddexp; one-element arrays, letters in a list.
loses = {}

# %% solution="by-hand"
log_p = np.array([np.logaddexp.reduce([-812.0, -810.5, -813.2])])


# %% solution="log-sum-exp"
def log_sum_exp(A):
    return [np.logaddexp.reduce(row) for row in A]


# %% solution="mended"
def mended(A):
    return np.exp(A - np.logaddexp.reduce(A, axis=1)[:, None]).tolist()


# %% solution="stopped"
stopped = ["d", "c", "b"]
unfinished = ["b"]


# %% solution="fit"
def fit(x, weights, means, sds, tol, most):
    trace, go_on = [], True
    while True:
        A = np.log(weights / sds) - ((x[:, None] - means) / sds) ** 2 / 2 - np.log(2 * np.pi) / 2
        log_p = np.logaddexp.reduce(A, axis=1)
        trace += [log_p.sum()]
        go_on = len(trace) == 1 or np.mean(log_p) - trace[-2] / len(x) >= tol
        if not go_on or len(trace) > most:
            break
        R = np.exp(A - log_p[:, None])
        weights, means = R.mean(axis=0), [np.average(x, weights=r) for r in R.T]
        sds = np.sqrt([np.average((x - m) ** 2, weights=r) for m, r in zip(means, R.T)])
    return weights.tolist(), means, sds.tolist(), tuple(trace)

# %%
# No products of different gaps, and a trace that runs one iteration behind its parameters.
loses = {
    "check-e-step": "Use the inverse of the whole matrix",
    "check-m-step": "zeros off the diagonal",
    "check-em": "is not the log-likelihood of the parameters",
}


# %% solution="e-step"
def e_step(X, weights, means, covariances):
    scores = []
    for w, m, S in zip(weights, means, covariances):
        v = np.diag(S)
        scores.append(
            w * np.exp(-((X - m) ** 2 / v).sum(axis=1) / 2) / np.sqrt(np.prod(2 * np.pi * v))
        )
    return np.transpose(scores / np.sum(scores, axis=0))


# %% solution="m-step"
def m_step(X, R):
    N = R.sum(axis=0)
    means = R.T @ X / N[:, None]
    squares = [r @ (X - m) ** 2 / r.sum() for r, m in zip(R.T, means)]
    return N / len(X), means, np.array([np.diag(v) for v in squares])


# %% solution="em"
def em(X, weights, means, covariances, iterations):
    trace = []
    for _ in range(iterations + 1):
        gaps = X[:, None] - np.asarray(means)
        q = np.einsum("nki,kij,nkj->nk", gaps, np.linalg.inv(covariances), gaps)
        scores = (
            weights * np.exp(-q / 2) / np.sqrt(np.linalg.det(2 * np.pi * np.asarray(covariances)))
        )
        trace.append(np.log(scores.sum(axis=1)).sum())
        R = scores / scores.sum(axis=1, keepdims=True)
        N = R.sum(axis=0)
        weights, means = N / len(X), R.T @ X / N[:, None]
        covariances = [(r[:, None] * (X - m)).T @ (X - m) / r.sum() for r, m in zip(R.T, means)]
    return weights, means, covariances, trace

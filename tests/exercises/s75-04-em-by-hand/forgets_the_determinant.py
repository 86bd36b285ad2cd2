# %%
# Heights alone: no determinant in the density, and a plain variance at the start.
loses = {
    "check-by-hand": "every eruption counted fully",
    "check-e-step": "A determinant belongs in the density",
    "check-em": "The trace must begin with the log-likelihood of the start",
}

# %% solution="by-hand"
variance = np.var([1.8, 2.2, 3.6, 4.4])


# %% solution="e-step"
def heights(X, weights, means, covariances):
    gaps = X[:, None] - means
    return weights * np.exp(
        -np.einsum("nki,kij,nkj->nk", gaps, np.linalg.inv(covariances), gaps) / 2
    )


def e_step(X, weights, means, covariances):
    scores = heights(X, weights, means, covariances)
    return scores / scores.sum(axis=1, keepdims=True)


# %% solution="em"
def em(X, weights, means, covariances, iterations):
    now = weights, means, covariances
    trace = [np.log(heights(X, *now).sum(axis=1)).sum()]
    for _ in range(iterations):
        now = m_step(X, e_step(X, *now))
        trace.append(np.log(heights(X, *now).sum(axis=1)).sum())
    return *now, trace

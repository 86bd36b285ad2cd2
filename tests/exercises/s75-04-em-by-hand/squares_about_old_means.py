# %%
# Takes squares from where the mean was, or from the mean of everything.
loses = {
    "check-by-hand": "You measured from 2, the old mean",
    "check-m-step": "The book of spread does not balance",
    "check-mended": "The book of spread does not balance",
    "check-em": "The book of spread does not balance",
}

# %% solution="by-hand"
r, x = np.array([0.9, 0.8, 0.2, 0.1]), np.array([1.8, 2.2, 3.6, 4.4])
variance = r @ (x - 2) ** 2 / r.sum()


# %% solution="m-step"
def m_step(X, R):
    N = R.sum(axis=0)
    gaps = X - X.mean(axis=0)
    return N / len(X), R.T @ X / N[:, None], [(r[:, None] * gaps).T @ gaps / r.sum() for r in R.T]


# %% solution="mended"
line = 5


def mended(x, R, means, sds):
    N = R.sum(axis=0)
    squares = (R * (x[:, None] - means) ** 2).sum(axis=0)
    return N / len(x), x @ R / N, np.sqrt(squares / R.sum(axis=0))


# %% solution="em"
def height(X, weights, means, covariances):
    density = 0
    for w, m, S in zip(weights, means, covariances):
        q = np.sum((X - m) @ np.linalg.inv(S) * (X - m), axis=1)
        density = density + w * np.exp(-q / 2) / np.sqrt(np.linalg.det(2 * np.pi * S))
    return np.log(density).sum()


def em(X, weights, means, covariances, iterations):
    trace = [height(X, weights, means, covariances)]
    for _ in range(iterations):
        R = e_step(X, weights, means, covariances)
        N = R.sum(axis=0)
        covariances = [(r[:, None] * (X - m)).T @ (X - m) / r.sum() for r, m in zip(R.T, means)]
        weights, means = N / len(X), R.T @ X / N[:, None]
        trace.append(height(X, weights, means, covariances))
    return weights, means, covariances, trace

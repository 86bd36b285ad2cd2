# %%
loses = {
    "check-by-hand": "soft count less one",
    "check-m-step": "the sums divided by its soft count",
    "check-mended": "That line was right",
    "check-em": "The book of spread does not balance",
}

# %% solution="by-hand"
mean = 2.27
variance = np.dot([0.9, 0.8, 0.2, 0.1], (np.array([1.8, 2.2, 3.6, 4.4]) - mean) ** 2) / (2.0 - 1)


# %% solution="m-step"
def m_step(X, R):
    N = R.sum(axis=0)
    means = R.T @ X / N[:, None]
    covariances = [np.cov(X.T, aweights=r, bias=True) * r.sum() / (r.sum() - 1) for r in R.T]
    return N / len(X), means, np.reshape(covariances, (len(N), X.shape[1], X.shape[1]))


# %% solution="mended"
line = 2


def mended(x, R, means, sds):
    N = R.sum(axis=0)
    new_means = x @ R / N
    squares = (R * (x[:, None] - new_means) ** 2).sum(axis=0)
    return N / (len(x) - 1), new_means, np.sqrt(squares / N)

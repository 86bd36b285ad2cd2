# %%
loses = {
    "check-by-hand": "by the number of eruptions",
    "check-m-step": "The book of means does not balance",
    "check-mended": "The book of spread does not balance",
    "check-em": "The book of the climb does not balance",
}

# %% solution="by-hand"
mean = (0.9 * 1.8 + 0.8 * 2.2 + 0.2 * 3.6 + 0.1 * 4.4) / 2.0
variance = np.dot([0.9, 0.8, 0.2, 0.1], (np.array([1.8, 2.2, 3.6, 4.4]) - mean) ** 2) / 4


# %% solution="m-step"
def m_step(X, R):
    means = R.T @ X / len(X)
    gaps = X - means[:, None]
    return R.mean(axis=0), means, np.einsum("nk,kni,knj->kij", R, gaps, gaps) / len(X)


# %% solution="mended"
line = 5


def mended(x, R, means, sds):
    N = R.sum(axis=0)
    squares = (R * (x[:, None] - x @ R / N) ** 2).sum(axis=0)
    return N / len(x), x @ R / N, np.sqrt(squares / len(x))

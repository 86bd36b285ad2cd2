# %%
# Distances from the nearest mean decide everything: shares, soft counts, and what is odd.
loses = {
    "check-by-hand": "more than 17 of its standard deviations",
    "check-m-step": "Your soft counts are whole",
    "check-statements": "the nearest mean wins",
    "check-bic": "How much does one nat of log-likelihood move BIC",
    "check-judge": "A slip of the pen passes",
}

# %% solution="by-hand"
near = 1 / np.abs(5.0 - np.array([1.5, 4.2, 5.5]))
shares = near / near.sum()


# %% solution="m-step"
def m_step(values, counts, R):
    shares = counts[:, None] * np.eye(R.shape[1])[R.argmax(axis=1)]
    N = shares.sum(axis=0)
    means = values @ shares / N
    return (
        N / N.sum(),
        means,
        np.sqrt((shares * (values[:, None] - means) ** 2).sum(axis=0) / N),
    )


# %% solution="statements"
true_ones = "E, F"

# %% solution="bic"
lost = 2 * -214.35 - 29 * np.log(150)
in_sklearn, best, rise = -lost, ("own", 2), lost + 580.8


# %% solution="judge"
def judge(mixture, X, new):
    torn = mixture.responsibilities(new).max(axis=1) < 0.9
    distance = np.linalg.norm(new[:, None] - mixture.means, axis=2).min(axis=1)
    return torn, distance > 3

# %%
# A row is a point: the tally's numbers are counted once, and BIC is read like scikit-learn's.
loses = {
    "check-by-hand": "a hard assignment",
    "check-m-step": "you took every number once",
    "check-statements": "You hold B to be true",
    "check-bic": "mclust would not print",
}

# %% solution="by-hand"
shares = [0, 1, 0]


# %% solution="m-step"
def m_step(values, counts, R):
    N = R.sum(axis=0)
    means = values @ R / N
    return N / len(values), means, np.sqrt((R * (values[:, None] - means) ** 2).sum(axis=0) / N)


# %% solution="statements"
true_ones = "AB"

# %% solution="bic"
lost = 29 * np.log(150) + 2 * 214.35
in_sklearn, best, rise = -lost, ("own", 2), 3.4

# %%
# The largest number that is printed wins, and a far point counts as torn.
loses = {
    "check-m-step": "Divide by a component's own soft count",
    "check-statements": "it runs to 0 or",
    "check-bic": "Hold the lost one against it",
    "check-judge": "Odd it may be, but not undecided",
}


# %% solution="m-step"
def m_step(values, counts, R):
    shares = counts[:, None] * R
    N = shares.sum(axis=0)
    means = values @ shares / counts.sum()
    return N / N.sum(), means, np.sqrt((shares * (values[:, None] - means) ** 2).sum(axis=0) / N)


# %% solution="statements"
true_ones = "AF"

# %% solution="bic"
lost = 2 * -214.35 - 29 * np.log(150)
in_sklearn, best, rise = -lost, ("own", 3), (lost + 580.8) / 2


# %% solution="judge"
def judge(mixture, X, new):
    known, density = mixture.log_density(X), mixture.log_density(new)
    odd = np.array([np.mean(known <= value) < 0.01 for value in density])
    return odd | (mixture.responsibilities(new).max(axis=1) < 0.9), odd

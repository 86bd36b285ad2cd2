# %%
# Heights alone, squares by the plain count of waits, and a fixed floor for densities.
loses = {
    "check-by-hand": "you forgot the mixing weights",
    "check-m-step": "Do the squares count as often",
    "check-statements": "Try two starts on the irises",
    "check-bic": "symmetric",
    "check-judge": "In millimetres your answers change",
}

# %% solution="by-hand"
heights = np.array([0, 0.0540 / 0.4, 0.2420 / 0.5])
shares = heights / heights.sum()


# %% solution="m-step"
def m_step(values, counts, R):
    shares = counts[:, None] * R
    N = shares.sum(axis=0)
    means = values @ shares / N
    variances = (R * (values[:, None] - means) ** 2).sum(axis=0) / R.sum(axis=0)
    return N / counts.sum(), means, np.sqrt(variances)


# %% solution="statements"
true_ones = {"A", "D", "E", "F"}

# %% solution="bic"
lost = 2 * -214.35 - (1 + 2 * 4 + 2 * 16) * np.log(150)
in_sklearn, best, rise = -lost, ("own", 3), (lost + 580.8) / 2


# %% solution="judge"
def judge(mixture, X, new):
    r = mixture.responsibilities(new)
    return r.max(axis=1) < 0.9, np.exp(mixture.log_density(new)) < 0.01

# %%
# Variances for standard deviations, one printed table believed as it stands, and the density of the
# winning component for that of the mixture.
loses = {
    "check-by-hand": "the division by the standard deviation",
    "check-m-step": "are variances",
    "check-statements": "a full covariance takes a change of units along",
    "check-bic": "You counted a weight too many",
    "check-judge": "Is it the density of the whole mixture",
}

# %% solution="by-hand"
scores = np.array([0, 0.6 * 0.0540, 0.1 * 0.2420])
shares = scores / scores.sum()


# %% solution="m-step"
def m_step(values, counts, R):
    shares = counts[:, None] * R
    N = shares.sum(axis=0)
    means = values @ shares / N
    return N / N.sum(), means, (shares * (values[:, None] - means) ** 2).sum(axis=0) / N


# %% solution="statements"
true_ones = "EA"

# %% solution="bic"
lost = 2 * -214.35 - 30 * np.log(150)
in_sklearn, best, rise = -lost, ("own", 3), (lost + 580.8) / 2


# %% solution="judge"
def judge(mixture, X, new):
    torn = mixture.responsibilities(new).max(axis=1) < 0.9
    known, density = (mixture.log_joint(points).max(axis=1) for points in (X, new))
    return torn, [np.mean(known <= value) < 0.01 for value in density]

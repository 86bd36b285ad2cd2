# %%
# Forty rows, rounded numbers, and the last rows of the file held out.
loses = {
    "check-data": "at least 50 of them",
    "check-candidates": "count one triangle",
    "check-fit": "Is yours rounded",
    "check-held-out": "stand side by side in the file",
    "check-health": "the most undecided",
}

# %% solution="data"
X, features = datasets.faithful().X[:40], ["length (min)", "wait (min)"]

# %% solution="candidates"
fits = {K: gmmlab.best_fit(X, K, gmmlab.as_shape("full"), rng=0) for K in (1, 2, 3)}
candidates = []
for K, fit in fits.items():
    free = K - 1 + 2 * K + 4 * K
    bic = free * np.log(len(X)) - 2 * fit.log_likelihood
    candidates.append((K, "full", fit.log_likelihood, free, bic))

# %% solution="fit"
chosen, fit = (2, "full"), fits[2]
weights, means, covariances = fit.mixture.weights, fit.mixture.means, fit.mixture.covariances
log_likelihood = round(fit.log_likelihood, 2)

# %% solution="held-out"
train, test = range(28), range(28, 40)
learned = gmmlab.best_fit(X[:28], 2, rng=0).mixture
trained = learned.weights, learned.means, learned.covariances
held_out = learned.log_density(X[28:]).mean()
baseline = gmmlab.best_fit(X[:28], 1).mixture.log_density(X[28:]).mean()

# %% solution="health"
counts, collapsed = fit.counts, []
oddest = np.argsort(fit.responsibilities.max(axis=1))[:3]

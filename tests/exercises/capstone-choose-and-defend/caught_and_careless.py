# %%
# AIC for BIC, a fit of other rows, rows both learned from and tested on, the likeliest rows as odd.
loses = {
    "check-data": "different names",
    "check-candidates": "you give AIC",
    "check-fit": "Were other rows fitted",
    "check-held-out": "praises itself",
    "check-health": "not the sums of the responsibilities",
}

# %% solution="data"
X, features = datasets.faithful().X, ["minutes", "minutes"]

# %% solution="candidates"
fits = {K: gmmlab.best_fit(X, K, rng=0) for K in (1, 2, 3)}
candidates = [
    (K, "full", f.log_likelihood, f.free_parameters, gmmlab.aic(f)) for K, f in fits.items()
]

# %% solution="fit"
chosen = (2, "full")
half = gmmlab.best_fit(X[:100], 2, rng=0).mixture
weights, means, covariances = half.weights, half.means, half.covariances
log_likelihood = half.log_density(X).sum()

# %% solution="held-out"
train, test = np.arange(272), np.arange(0, 272, 5)
trained = weights, means, covariances
held_out = half.log_density(X[test]).mean()
baseline = -4.8

# %% solution="health"
fit = fits[2]
counts, collapsed = fit.counts, []
oddest = np.argsort(fit.mixture.log_density(X))[-3:]

# %%
# BIC in mclust's sign, means instead of sums, and the test rows praised by a fit that knows them.
loses = {
    "check-candidates": "that is mclust's sign",
    "check-fit": "is the mean over the rows",
    "check-held-out": "the test rows had a hand in it",
    "check-health": "counts winners",
}

# %% solution="candidates"
fits = {K: gmmlab.best_fit(X, K, gmmlab.as_shape("tied"), rng=0) for K in (1, 2, 3)}
candidates = [
    (K, "tied", fit.log_likelihood, fit.free_parameters, -gmmlab.bic(fit))
    for K, fit in fits.items()
]

# %% solution="fit"
chosen, fit = (3, "tied"), fits[3]
weights, means, covariances = fit.mixture.weights, fit.mixture.means, fit.mixture.covariances
log_likelihood = fit.log_likelihood / len(X)

# %% solution="held-out"
order = np.random.default_rng(5).permutation(272)
train, test = order[:200], order[200:]
trained = weights, means, covariances
held_out = fit.mixture.log_density(X[test]).mean()
baseline = -4.8

# %% solution="health"
counts, collapsed = np.bincount(fit.labels), []
oddest = np.argsort(fit.mixture.log_density(X))[:3]

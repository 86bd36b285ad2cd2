# %%
# A single poor run for the most components, diagonal in name only, a healthy component called ill.
loses = {
    "check-candidates": "caught below the top",
    "check-fit": "has zeros off the diagonal",
    "check-held-out": "is what the fit gives to the rows it was fitted to",
    "check-health": "points and widths are both above the limits",
}

# %% solution="candidates"
fits = {K: gmmlab.best_fit(X, K, gmmlab.as_shape("diag"), rng=0) for K in (1, 2)}
heap = gmmlab.Mixture(np.full(3, 1 / 3), X[[1, 3, 5]], np.tile(np.diag(X.var(axis=0)), (3, 1, 1)))
fits[3] = gmmlab.e_step(
    X, gmmlab.Mixture(heap.weights, heap.means, heap.covariances, fits[2].mixture.shape)
)
candidates = [
    (K, "diag", f.log_likelihood, f.free_parameters, gmmlab.bic(f)) for K, f in fits.items()
]

# %% solution="fit"
chosen, fit = (2, "diag"), gmmlab.best_fit(X, 2, rng=0)
weights, means, covariances = fit.mixture.weights, fit.mixture.means, fit.mixture.covariances
log_likelihood = fit.log_likelihood

# %% solution="held-out"
order = np.random.default_rng(5).permutation(272)
train, test = order[:200], order[200:]
learned = gmmlab.best_fit(X[train], 2, rng=0).mixture
trained = learned.weights, learned.means, learned.covariances
held_out, baseline = learned.log_density(X[train]).mean(), -4.8

# %% solution="health"
counts, collapsed = fit.counts, [0]
oddest = np.argsort(fit.mixture.log_density(X))[:3]

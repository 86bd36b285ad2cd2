# %%
# The row number as a feature is one carelessness; a spike on one point that nobody names is
# another: it buys log-likelihood.
loses = {
    "check-data": "counts the rows",
    "check-candidates": "Compare at least three",
    "check-health": "and you do not name it",
}

# %% solution="data"
X = np.column_stack([np.arange(1, 273), datasets.faithful().X])
features = ["number", "length (min)", "wait (min)"]

# %% solution="candidates"
rest = X[1:]
one = gmmlab.best_fit(X, 1)
spike = gmmlab.Mixture(
    np.array([1, 271]) / 272,
    np.array([X[0], rest.mean(axis=0)]),
    np.array([1e-8 * np.cov(X.T), np.cov(rest.T, bias=True)]),
)
fit = gmmlab.e_step(X, spike)
candidates = [
    (f.mixture.K, "full", f.log_likelihood, f.free_parameters, gmmlab.bic(f)) for f in (one, fit)
]

# %% solution="fit"
chosen = (2, "full")
weights, means, covariances = spike.weights, spike.means, spike.covariances
log_likelihood = fit.log_likelihood

# %% solution="health"
counts, collapsed = fit.counts, []
oddest = np.argsort(fit.mixture.log_density(X))[:3]

# %% solution="picture"
fig, ax = plt.subplots()
show(fig, "Nothing is drawn yet.")

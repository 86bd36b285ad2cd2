# %%
# Right in an odd way: one column, mclust's name for the type, components in another order, and a
# collapsed component that is named.
loses = {}

# %% solution="data"
X = np.array(datasets.faithful().X[:, 1:], "float32")
features = ["wait for the next eruption (min)"]

# %% solution="candidates"
X64 = X.astype(float)
fits = [gmmlab.best_fit(X64, K, gmmlab.as_shape("VII"), rng=3) for K in (1, 3, 4)]
whole = fits[1].mixture
thin = X64 == 96
free, spread = (X64[~thin[:, 0]]).mean(), (X64[~thin[:, 0]]).var()
share = thin.mean()
spike = gmmlab.Mixture(
    np.array([1 - share, share]),
    np.array([[free], [96.0]]),
    np.array([[[spread]], [[1e-7 * spread]]]),
)
height = spike.log_density(X64).sum()
candidates = [(2, "VII", height, 5, 5 * np.log(272) - 2 * height)]
candidates += [
    (f.mixture.K, "VII", f.log_likelihood, f.free_parameters, gmmlab.bic(f)) for f in fits
]

# %% solution="fit"
chosen = (2, "VII")
weights, means, covariances = spike.weights, spike.means, spike.covariances
log_likelihood = height

# %% solution="held-out"
rng = np.random.default_rng(11)
test = np.sort(rng.choice(272, 60, replace=False))
train = np.setdiff1d(np.arange(272), test)[::-1]
*_, last = gmmlab.until_converged(gmmlab.em(X64[train], gmmlab.start(X64[train], 2, rng=0)))
order = np.argsort(-last.mixture.means[:, 0])
trained = last.mixture.weights[order], last.mixture.means[order], last.mixture.covariances[order]
held_out = np.mean(last.mixture.log_density(X64[test]))
m, v = X64[train].mean(), X64[train].var(ddof=1)
baseline = np.mean(-((X64[test] - m) ** 2) / v / 2 - np.log(2 * np.pi * v) / 2)

# %% solution="health"
R = spike.responsibilities(X64)
counts, collapsed = R.sum(axis=0), np.array([1])
oddest = np.argsort(spike.log_density(X64))[:3]

# %% solution="picture"
fig, ax = plt.subplots()
ax.hist(X[:, 0], bins=25)
show(fig, "Histogram of the waits, with two humps.")

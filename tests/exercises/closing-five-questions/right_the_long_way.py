# %%
# Right by other roads: the tally is written out, the densities are sorted, BIC is asked of a fit.
loses = {}

# %% solution="by-hand"
scores = np.float32([0.3 * 0.0, 0.6 * 0.0540 / 0.4, 0.1 * 0.2420 / 0.5])
shares = (scores / scores.sum())[:, None]


# %% solution="m-step"
def m_step(values, counts, R):
    points, R = np.repeat(values, counts), np.repeat(R, counts, axis=0)
    means = np.array([np.average(points, weights=r) for r in R.T])
    squares = np.array([np.average(points**2, weights=r) for r in R.T])
    return [R.mean(axis=0), means, np.float32(np.sqrt(squares - means**2))]


# %% solution="statements"
true_ones = ("E", "A", "F")

# %% solution="bic"
in_sklearn = gmmlab.bic(gmmlab.best_fit(flowers, 2, rng=5))
lost, best = -in_sklearn, (2, "Own")
rise = np.array([lost + 580.8]) / 2


# %% solution="judge"
def judge(mixture, X, new):
    known = np.sort(np.exp(mixture.log_density(X)))
    below = np.searchsorted(known, np.exp(mixture.log_density(new)), side="right")
    joint = np.exp(mixture.log_joint(new) - mixture.log_density(new)[:, None])
    return (joint < 0.9).all(axis=1).astype(int), (below / len(X) < 0.01).astype(int)

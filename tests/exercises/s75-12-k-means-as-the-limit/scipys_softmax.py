# %%
# Right, by scipy and gmmlab, in single precision.
loses = {}

# %% solution="by-hand"
from scipy.special import expit, softmax

r_wide, r_narrow = np.float32(expit(np.log(0.25) + 1.5)), expit(np.array([np.log(0.25) + 6]))


# %% solution="shares"
def shares(X, means, weights, variance):
    inner = X @ np.transpose(means) - np.sum(np.square(means), axis=1) / 2
    return softmax(inner / variance + np.log(weights), axis=1).astype(np.float32)


# %% solution="mended"
def mended(X, means, variance, passes):
    run = gmmlab.kmeans(X, gmmlab.Mixture.balls(np.asarray(means)))
    for _ in range(passes + 1):
        fit = next(run)
    return fit.mixture.means


# %% solution="guests"
tables = np.float32(4 - np.sum(np.arange(4) / (2 + np.arange(4))))
growth = "c"


# %% solution="cooled"
def cooled(X, means, variances, steps):
    weights = np.ones(len(means), np.float32) / len(means)
    for variance in variances:
        for _ in range(steps):
            r = np.float32(shares(X, means, weights, variance))
            means = np.average(
                np.broadcast_to(X, (len(means), *X.shape)),
                axis=1,
                weights=np.broadcast_to(r.T[:, :, None], (len(means), *X.shape)),
            )
    return means

# %%
loses = {
    "check-by-hand": "This is the responsibility of the long component",
    "check-soft-means": "the responsibilities play no part in it",
    "check-em-step": "Measure distances from the new means",
}

# %% solution="by-hand"
r_short = 0.6 * 0.1295 / 10 / (0.4 * 0.0540 / 5 + 0.6 * 0.1295 / 10)


# %% solution="soft-means"
def soft_means(x, r):
    return r.sum(axis=0), np.full(r.shape[1], x.mean())


# %% solution="em-step"
def em_step(x, weights, means, sds):
    r = responsibilities(x, weights, means, sds)
    counts = r.sum(axis=0)
    variances = (r * (x[:, None] - means) ** 2).sum(axis=0) / counts
    return counts / len(x), x @ r / counts, np.sqrt(variances)

# %%
# Thinks that the bound is the log-likelihood, whatever the shares.
loses = {
    "check-by-hand": "The gap closes in the E-step",
    "check-bound": "that is the log-likelihood itself",
    "check-ledger": "you renewed the shares",
}

# %% solution="by-hand"
gap = 0


# %% solution="bound"
def bound(x, q, weights, means, sds):
    z = (x[:, None] - means) / sds
    scores = weights * np.exp(-(z**2) / 2) / sds / np.sqrt(2 * np.pi)
    return np.where(q > 2, q, 0).sum() + np.log(scores.sum(axis=1)).sum()

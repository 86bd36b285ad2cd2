# %%
# Trusts the fit to its own data, and knows one price only.
loses = {
    "check-by-hand": "You left out the weights",
    "check-criteria": "that is AIC",
    "check-mended": "the training maximum wins",
    "check-judges": "the training maximum",
    "check-verdicts": "is AIC's",
}

# %% solution="by-hand"
parameters = 4 * 3 + 4 * 6


# %% solution="criteria"
def criteria(log_p, K, D):
    count = K * D + K * D * (D + 1) / 2
    aic = 2 * count - 2 * log_p.sum()
    return aic, aic


# %% solution="mended"
def mended(train, unseen, Ks):
    scores = [fitted(train, K).mixture.log_density(train).mean() for K in Ks]
    return max(Ks), scores


# %% solution="judges"
by_aic = np.argmin(2 * free - 2 * log_likelihood) + 1
by_bic = by_aic
by_icl = np.argmin(2 * free - 2 * log_likelihood + 2 * uncertain) + 1
by_held_out = np.argmax(log_likelihood) + 1


# %% solution="verdicts"
def verdicts(fits):
    costs = [[gmmlab.aic(f), gmmlab.aic(f), gmmlab.aic(f) + 2 * gmmlab.entropy(f)] for f in fits]
    return [fits[i].mixture.K for i in np.argmin(costs, axis=0)]

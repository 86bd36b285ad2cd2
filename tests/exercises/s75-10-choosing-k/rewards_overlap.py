# %%
# More uncertainty looks safer; and more data for the fit, fairer.
loses = {
    "check-by-hand": "You counted every weight",
    "check-criteria": "How many free parameters",
    "check-mended": "unseen no longer",
    "check-judges": "overlap was rewarded",
    "check-verdicts": "never rewarded",
}

# %% solution="by-hand"
parameters = 4 * (1 + 3 + 6)


# %% solution="criteria"
def criteria(log_p, K, D):
    count = (K - 1) + K * D + D * (D + 1) / 2
    return 2 * count - 2 * log_p.sum(), np.log(len(log_p)) * count - 2 * log_p.sum()


# %% solution="mended"
def mended(train, unseen, Ks):
    everything = np.vstack([train, unseen])
    scores = [fitted(everything, K).mixture.log_density(unseen).mean() for K in Ks]
    return Ks[int(np.argmax(scores))], scores


# %% solution="judges"
by_aic = np.argmin(2 * free - 2 * log_likelihood) + 1
by_bic = np.argmin(np.log(n) * free - 2 * log_likelihood) + 1
by_icl = np.argmin(np.log(n) * free - 2 * log_likelihood - 2 * uncertain) + 1
by_held_out = np.argmax(held_out) + 1


# %% solution="verdicts"
def verdicts(fits):
    costs = [[gmmlab.aic(f), gmmlab.bic(f), gmmlab.bic(f) - 2 * gmmlab.entropy(f)] for f in fits]
    return [fits[i].mixture.K for i in np.argmin(costs, axis=0)]

# %%
# Reads every criterion as mclust prints it, or forgets which of them should be small.
loses = {
    "check-by-hand": "both triangles",
    "check-criteria": "the sign is that of mclust",
    "check-mended": "whose score is not the largest",
    "check-judges": "better when smaller",
    "check-verdicts": "the sign is turned",
}

# %% solution="by-hand"
parameters = 3 + 4 * 3 + 4 * 9


# %% solution="criteria"
def criteria(log_p, K, D):
    count = (K - 1) + K * D + K * D * D
    return 2 * log_p.sum() - 2 * count, 2 * log_p.sum() - np.log(len(log_p)) * count


# %% solution="mended"
def mended(train, unseen, Ks):
    scores = [fitted(train, K).mixture.log_density(unseen).mean() for K in Ks]
    return Ks[int(np.argmin(scores))], scores


# %% solution="judges"
by_aic = np.argmax(2 * free - 2 * log_likelihood) + 1
by_bic = np.argmax(np.log(n) * free - 2 * log_likelihood) + 1
by_icl = np.argmax(np.log(n) * free - 2 * log_likelihood + 2 * uncertain) + 1
by_held_out = np.argmin(held_out) + 1


# %% solution="verdicts"
def verdicts(fits):
    costs = [[gmmlab.aic(f), gmmlab.bic(f), gmmlab.icl(f)] for f in fits]
    return [fits[i].mixture.K for i in np.argmax(costs, axis=0)]

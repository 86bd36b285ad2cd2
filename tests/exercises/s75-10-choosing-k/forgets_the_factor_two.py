# %%
loses = {
    "check-by-hand": "You counted every weight",
    "check-criteria": "you forgot the factor two",
    "check-judges": "you forgot the factor two",
    "check-verdicts": "forget the factor two",
}

# %% solution="by-hand"
parameters = 4 + 4 * 3 + 4 * 6


# %% solution="criteria"
def criteria(log_p, K, D):
    count = K + K * D + K * D * (D + 1) / 2
    return 2 * count - log_p.sum(), np.log(len(log_p)) * count - log_p.sum()


# %% solution="mended"
def mended(train, unseen, Ks):
    scores = [fitted(train, K).mixture.log_density(unseen).mean() for K in Ks]
    return Ks[int(np.argmax(scores))], scores


# %% solution="judges"
by_aic = np.argmin(2 * free - log_likelihood) + 1
by_bic = np.argmin(np.log(n) * free - log_likelihood) + 1
by_icl = np.argmin(np.log(n) * free - log_likelihood + uncertain) + 1
by_held_out = np.argmax(held_out) + 1


# %% solution="verdicts"
def verdicts(fits):
    costs = []
    for f in fits:
        R = np.where(f.responsibilities > 0, f.responsibilities, 1)
        bic = np.log(f.n) * f.free_parameters - f.log_likelihood
        costs.append([2 * f.free_parameters - f.log_likelihood, bic, bic - np.sum(R * np.log(R))])
    return [fits[i].mixture.K for i in np.argmin(costs, axis=0)]

# %%
# Right, with gmmlab's own functions, arrays of one entry and warnings of numpy's that do no harm.
loses = {}

# %% solution="by-hand"
rng = np.random.default_rng(1)
parameters = [gmmlab.race(rng.normal(size=(90, 3)), 4, rng=0).fit.free_parameters]


# %% solution="criteria"
def criteria(log_p, K, D):
    count = gmmlab.Full().freedom(K, D) + K * D + K - 1
    known = {"n": log_p.size, "free_parameters": count, "log_likelihood": sum(log_p)}
    stand_in = SimpleNamespace(**known)
    return np.array([gmmlab.aic(stand_in), gmmlab.bic(stand_in)])[:, None]


# %% solution="mended"
def mended(train, unseen, Ks):
    scores = {K: np.mean(fitted(train, K).mixture.log_density(unseen)) for K in Ks}
    return np.array([max(scores, key=scores.get)]), np.array(list(scores.values()))[:, None]


# %% solution="judges"
everyone = np.column_stack(
    [
        free - log_likelihood,
        free * np.log(n) / 2 - log_likelihood,
        free * np.log(n) / 2 - log_likelihood + uncertain,
        -held_out,
    ]
)
by_aic, by_bic, by_icl, by_held_out = everyone.argmin(axis=0)[:, None] + 1


# %% solution="verdicts"
def verdicts(fits):
    def icl(fit):
        R = fit.responsibilities
        return gmmlab.bic(fit) - 2 * np.nansum(R * np.log(R))

    return np.array([min(fits, key=judge).mixture.K for judge in (gmmlab.aic, gmmlab.bic, icl)])

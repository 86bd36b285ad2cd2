# %%
# Densities without weights; the book of the climb does not show it, the hidden tests do.
loses = {
    "check-e-step": "Other mixing weights change nothing",
    "check-em": "differ from gmmlab's",
}


# %% solution="e-step"
def e_step(X, weights, means, covariances):
    gaps = X[:, None] - means
    q = np.einsum("nki,kij,nkj->nk", gaps, np.linalg.inv(covariances), gaps)
    scores = np.exp(-q / 2) / np.sqrt(np.linalg.det(2 * np.pi * covariances))
    return scores / scores.sum(axis=1, keepdims=True)

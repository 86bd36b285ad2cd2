# %%
# A mixture is taken for an average: of draws, and of unweighted sums.
loses = {
    "check-by-hand": "Were the components' probabilities",
    "check-draw": "Neither the heaviest component nor the",
    "check-shares-with-gaps": "so the weights 0.3 and 0.7 remain",
}

# %% solution="by-hand"
p_more = 2 - 0.1587 - 0.0062


# %% solution="draw"
def draw(weights, means, factors, u, z):
    return np.einsum("k,kn...->n...", weights, [m + z @ L.T for m, L in zip(means, factors)])


# %% solution="shares-with-gaps"
def shares_with_gaps(X, weights, means, covariances):
    mixture = gmmlab.Mixture(weights, means, covariances)
    table = np.full((len(X), len(weights)), 1 / len(weights))
    for i, row in enumerate(X):
        seen = np.flatnonzero(~np.isnan(row))
        if len(seen):
            table[i] = gmmlab.marginal(mixture, seen).responsibilities([row[seen]])[0]
    return table

# %%
# Variances but no covariances, and the one half is left out of the exponent.
loses = {
    "check-by-hand": "You left out the one half",
    "check-log-likelihood": "Look at the exponent",
    "check-follows": "A and E contradict",
    "check-fit-labelled": "covariance between the coordinates is 0",
}

# %% solution="by-hand"
height = -3 * np.log(0.1 * np.sqrt(2 * np.pi)) - 5


# %% solution="log-likelihood"
def log_likelihood(x, mu, sigma):
    return sum(-np.log(sigma * np.sqrt(2 * np.pi)) - ((v - mu) / sigma) ** 2 for v in x)


# %% solution="follows"
follows = ["A", "E"]


# %% solution="fit-labelled"
def fit_labelled(X, labels):
    own = [X[labels == k] for k in range(labels.max() + 1)]
    weights = [len(g) / len(X) for g in own]
    return weights, [g.mean(axis=0) for g in own], [np.diag(g.var(axis=0)) for g in own]

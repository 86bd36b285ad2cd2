# %%
# Only the exponent counts, the median is taken for the mean, all weights are equal.
loses = {
    "check-by-hand": "what stands in the exponents",
    "check-log-likelihood": "above 0; yours",
    "check-likeliest": "the deviations of all points cancel",
    "check-follows": "B and F contradict",
    "check-fit-labelled": "your weights are equal",
}

# %% solution="by-hand"
height = -(4 + 0 + 1) / 2


# %% solution="log-likelihood"
def log_likelihood(x, mu, sigma):
    return -(((x - mu) / sigma) ** 2).sum() / 2


# %% solution="likeliest"
def likeliest(x):
    middle = np.median(x)
    return middle, np.sqrt(np.mean((x - middle) ** 2))


# %% solution="follows"
follows = "A", "B", "D", "F"


# %% solution="fit-labelled"
def fit_labelled(X, labels):
    K = labels.max() + 1
    own = [X[labels == k] for k in range(K)]
    return np.full(K, 1 / K), [g.mean(0) for g in own], [np.cov(g.T, bias=True) for g in own]

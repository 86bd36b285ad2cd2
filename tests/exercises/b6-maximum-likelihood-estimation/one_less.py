# %%
# Every variance is divided by the number of points less one, and logarithms by each other.
loses = {
    "check-likeliest": "nothing is taken off",
    "check-follows": "E divides the logarithms",
    "check-fit-labelled": "one less than the number of points",
}


# %% solution="likeliest"
def likeliest(x):
    return np.mean(x), np.std(x, ddof=1)


# %% solution="follows"
follows = ["D", "E", "F"]


# %% solution="fit-labelled"
def fit_labelled(X, labels):
    groups = [X[labels == k] for k in range(labels.max() + 1)]
    weights = [len(g) / len(X) for g in groups]
    return weights, [g.mean(axis=0) for g in groups], [np.cov(g.T) for g in groups]

# %%
# Takes the legs from the origin; puts sine across.
loses = {
    "check-mended": "Cosine goes across",
    "check-walks": "Take the legs from the mean",
}


# %% solution="mended"
def mended(mean, sigma, t):
    return mean[0] + sigma * np.sin(t), mean[1] + sigma * np.cos(t)


# %% solution="walks"
def walks(mean, sigma, X):
    return sigma * np.arctan2(X[:, 1], X[:, 0])

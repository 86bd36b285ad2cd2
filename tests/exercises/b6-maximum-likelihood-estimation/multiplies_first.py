# %%
# The product comes before the logarithm, and is taken for the probability of the parameters.
loses = {
    "check-by-hand": "the likelihood itself",
    "check-log-likelihood": "Take logarithms first",
    "check-follows": "B turns the condition round",
}

# %% solution="by-hand"
height = np.prod(np.exp(-np.array([4, 0, 1]) / 2) / (0.1 * np.sqrt(2 * np.pi)))


# %% solution="log-likelihood"
def log_likelihood(x, mu, sigma):
    return np.log(np.prod(np.exp(-(((x - mu) / sigma) ** 2) / 2) / (sigma * np.sqrt(2 * np.pi))))


# %% solution="follows"
follows = ["A", "B", "D"]

# %%
# Gaps are filled with the mean of everything; the other tail is taken.
loses = {
    "check-by-hand": "not at most 75",
    "check-gap": "a measurement that nobody made",
    "check-shares-with-gaps": "You filled the gap",
}

# %% solution="by-hand"
p_more = 0.3 * 0.9938 + 0.7 * 0.1587

# %% solution="gap"
filled = 0.4 * 54 + 0.6 * 80
short = 0.4 * np.exp(-(2.5**2) / 2 - ((filled - 54) / 6) ** 2 / 2)
long = 0.6 * np.exp(-(3.0**2) / 2 - ((filled - 80) / 6) ** 2 / 2)
r_short, way = short / (short + long), "A"


# %% solution="shares-with-gaps"
def shares_with_gaps(X, weights, means, covariances):
    filled = np.where(np.isnan(X), weights @ means, X)
    return gmmlab.Mixture(weights, means, covariances).responsibilities(filled)

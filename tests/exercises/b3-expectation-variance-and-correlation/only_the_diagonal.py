# %%
# Only variances are added up between the means; the weighted variance is left as a root.
loses = {
    "check-by-hand": "This is a standard deviation",
    "check-moments": "products of different deviations",
}

# %% solution="by-hand"
mean = 12.76 / 2.5
variance = np.sqrt(r @ (x - mean) ** 2 / 2.5)


# %% solution="moments"
def moments(weights, means, covariances):
    middle = weights @ means
    return middle, np.einsum("k,kij->ij", weights, covariances) + np.diag(
        weights @ (means - middle) ** 2
    )

# %%
# A correlation is taken for a slope, and only the second mean's place to the right counts.
loses = {
    "check-together": "the slope of the line",
    "check-mended": "changes when both means move",
    "check-downhill": "Some are missing",
    "check-moments": "changes when all means move together",
}


# %% solution="together"
def together(x, y, w):
    dx, dy = x - w @ x / w.sum(), y - w @ y / w.sum()
    covariance = w @ (dx * dy) / w.sum()
    return covariance, covariance / (w @ dx**2 / w.sum())


# %% solution="mended"
def mended(weights, means, sds):
    return np.sqrt(weights @ (sds**2 + means**2))


# %% solution="downhill"
downhill = ["B"]


# %% solution="moments"
def moments(weights, means, covariances):
    return weights @ means, np.einsum("k,kij->ij", weights, covariances) + means.T @ (
        weights[:, None] * means
    )

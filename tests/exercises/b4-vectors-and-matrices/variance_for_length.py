# %%
loses = {
    "check-drawn": "You multiplied with the covariance",
    "check-mended": "in the units of a standard deviation",
    "check-draw-it": "the covariance itself",
    "check-ellipse-of": "An eigenvalue is a variance",
}

# %% solution="drawn"
drawn = mu + L @ L.T @ [1.5, -1]


# %% solution="mended"
def mended(mean, Sigma, angles):
    values, axes = np.linalg.eigh(Sigma)
    circle = np.array([np.cos(angles), np.sin(angles)])
    return mean + (axes @ np.diag(values) @ circle).T


# %% solution="draw-it"
draw_it = [1]


# %% solution="ellipse-of"
def ellipse_of(X):
    values, axes = np.linalg.eigh(np.cov(X.T, bias=True))
    x, y = axes[:, 1]
    return values[1], values[0], np.degrees(np.arctan2(y, x))

# %%
# Adds where the determinant subtracts; rows and columns in doubt; the root of each entry.
loses = {
    "check-drawn": "columns of L",
    "check-inverse": "what you divide them by",
    "check-mended": "they lie",
    "check-draw-it": "in this order: rows with rows",
    "check-ellipse-of": "is a column of the matrix the eigenvector",
}

# %% solution="drawn"
drawn = mu + np.array([1.5, -1]) @ L


# %% solution="inverse"
def inverse(A):
    (a, b), (c, d) = A
    return np.array([[d, -b], [-c, a]]) / (a * d + b * c)


# %% solution="mended"
def mended(mean, Sigma, angles):
    circle = np.array([np.cos(angles), np.sin(angles)])
    return mean + (np.sqrt(np.abs(Sigma)) @ circle).T


# %% solution="draw-it"
draw_it = [2, 7]


# %% solution="ellipse-of"
def ellipse_of(X):
    values, axes = np.linalg.eigh(np.cov(X.T, bias=True))
    x, y = axes[:, 1]
    return np.sqrt(values[1]), np.sqrt(values[0]), np.arctan2(y, x)

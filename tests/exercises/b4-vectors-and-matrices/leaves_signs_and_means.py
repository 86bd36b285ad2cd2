# %%
loses = {
    "check-drawn": "add the mean",
    "check-inverse": "which two change their sign",
    "check-mended": "around the mean",
    "check-draw-it": "One is missing",
    "check-ellipse-of": "From the centre to the edge",
}

# %% solution="drawn"
drawn = L @ np.array([1.5, -1])


# %% solution="inverse"
def inverse(A):
    (a, b), (c, d) = A
    return [[d / (a * d - b * c), b / (a * d - b * c)], [c / (a * d - b * c), a / (a * d - b * c)]]


# %% solution="mended"
def mended(mean, Sigma, angles):
    return (np.linalg.cholesky(Sigma) @ np.array([np.cos(angles), np.sin(angles)])).T


# %% solution="draw-it"
draw_it = [2]


# %% solution="ellipse-of"
def ellipse_of(X):
    long, short, tilt = plot.axes_of(np.cov(X.T, bias=True))
    return 2 * long, 2 * short, tilt

# %%
loses = {
    "check-drawn": "only along the diagonal",
    "check-inverse": "every entry by itself",
    "check-mended": "lies straight",
    "check-draw-it": "lies straight",
    "check-ellipse-of": "The diagonal of the covariance belongs to the coordinates",
}

# %% solution="drawn"
drawn = mu + np.diag(L) * [1.5, -1]


# %% solution="inverse"
def inverse(A):
    return 1 / A


# %% solution="mended"
def mended(mean, Sigma, angles):
    circle = np.array([np.cos(angles), np.sin(angles)])
    return mean + (np.sqrt(np.diag(Sigma))[:, None] * circle).T


# %% solution="draw-it"
draw_it = [5]


# %% solution="ellipse-of"
def ellipse_of(X):
    short, long = sorted(X.std(axis=0))
    return long, short, 0.0

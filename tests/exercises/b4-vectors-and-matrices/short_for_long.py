# %%
# Takes the first eigenvector for the long axis, the inverse for the root, and does not divide.
loses = {
    "check-inverse": "what you divide them by",
    "check-mended": "in the units of a standard deviation",
    "check-draw-it": "stretches least where the component is",
    "check-ellipse-of": "the tilt of the short axis",
}


# %% solution="inverse"
def inverse(A):
    (a, b), (c, d) = A
    return [[d, -b], [-c, a]]


# %% solution="mended"
def mended(mean, Sigma, angles):
    return mean + (np.linalg.inv(Sigma) @ np.array([np.cos(angles), np.sin(angles)])).T


# %% solution="draw-it"
draw_it = [4, 2, 3, 6]


# %% solution="ellipse-of"
def ellipse_of(X):
    values, axes = np.linalg.eigh(np.cov(X.T, bias=True))
    return np.sqrt(values[1]), np.sqrt(values[0]), np.degrees(np.arctan2(*axes[::-1, 0]))

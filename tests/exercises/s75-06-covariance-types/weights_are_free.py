# %%
loses = {
    "check-by-hand": "not twice the root",
    "check-count": "the last one is not free",
    "check-mended": "away from the mean",
    "check-name-it": "Pair 1 has no ellipse",
}

# %% solution="by-hand"
half_long, tilt = 18.0, 36.87


# %% solution="count"
def free_parameters(kind, K, D):
    half = D * (D + 1) // 2
    return K + K * D + {"full": K * half, "tied": half, "diag": K * D, "spherical": K}[kind]


# %% solution="mended"
def mended(mean, covariance, level):
    turn = np.linspace(0, 2 * np.pi, 60)
    circle = np.array([np.cos(turn), np.sin(turn)])
    return level * (np.linalg.cholesky(covariance) @ circle).T


# %% solution="name-it"
kinds = ["ellipse", "hyperbola", "line", "hyperbola"]

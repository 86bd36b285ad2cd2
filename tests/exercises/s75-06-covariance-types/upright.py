# %%
loses = {
    "check-by-hand": "is too short",
    "check-count": "With a single component, tied and full are the same",
    "check-mended": "your ellipse does not slant",
    "check-name-it": "one is narrower in one direction",
    "check-boundary": "you compare the densities alone",
}

# %% solution="by-hand"
half_long, tilt = 2 * np.sqrt(73), 0


# %% solution="count"
def free_parameters(kind, K, D):
    each = {"full": K * D * (D + 1) // 2, "tied": D, "diag": K * D, "spherical": K}
    return K - 1 + K * D + each[kind]


# %% solution="mended"
def mended(mean, covariance, level):
    turn = np.linspace(0, 2 * np.pi, 60)
    circle = np.column_stack([np.cos(turn), np.sin(turn)])
    return mean + level * circle * np.sqrt(np.diag(covariance))


# %% solution="name-it"
kinds = ["circle", "ellipse", "line", "ellipse"]


# %% solution="boundary"
def boundary_points(weights, means, sds):
    a = 1 / sds[1] ** 2 - 1 / sds[0] ** 2
    b = 2 * (means[0] / sds[0] ** 2 - means[1] / sds[1] ** 2)
    c = (means[1] / sds[1]) ** 2 - (means[0] / sds[0]) ** 2 + 2 * np.log(sds[1] / sds[0])
    return np.roots([a, b, c] if a else [b, c])

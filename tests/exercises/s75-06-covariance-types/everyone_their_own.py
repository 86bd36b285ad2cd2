# %%
loses = {
    "check-by-hand": "nearer to that axis than to the other",
    "check-count": "a covariance of its own",
    "check-name-it": "both covariances are the same",
    "check-boundary": "yours moves towards it",
}

# %% solution="by-hand"
half_long, tilt = 20.0, 90 - 36.87


# %% solution="count"
def free_parameters(kind, K, D):
    each = {"full": D * (D + 1) // 2, "tied": D * (D + 1) // 2, "diag": D, "spherical": 1}
    return K - 1 + K * D + K * each[kind]


# %% solution="name-it"
kinds = ["circle", "hyperbola", "hyperbola", "hyperbola"]


# %% solution="boundary"
def boundary_points(weights, means, sds):
    (v, w), (m, n), (s, t) = weights, means, sds
    p = [0.5 / t**2 - 0.5 / s**2, m / s**2 - n / t**2]
    p.append(np.log(w / v * t / s) + n**2 / 2 / t**2 - m**2 / 2 / s**2)
    return np.roots(p)

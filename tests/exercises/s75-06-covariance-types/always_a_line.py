# %%
loses = {
    "check-count": "one triangle repeats the other",
    "check-name-it": "You call all of them lines",
    "check-boundary": "you return one point",
}


# %% solution="count"
def free_parameters(kind, K, D):
    each = {"full": K * D * D, "tied": D * D, "diag": K * D, "spherical": K}
    return K - 1 + K * D + each[kind]


# %% solution="name-it"
kinds = ["line"] * 4


# %% solution="boundary"
def boundary_points(weights, means, sds):
    (w, v), (m, n), (s, t) = weights, means, sds
    shift = s * t * np.log(w / v) / (n - m) if n != m else 0
    return [(m + n) / 2 + shift]

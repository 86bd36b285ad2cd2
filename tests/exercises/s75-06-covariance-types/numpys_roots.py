# %%
# Right, with numpy's polynomials and in single precision; None where there is no boundary.
loses = {}

# %% solution="by-hand"
values, vectors = np.linalg.eigh(np.float32([[73, 36], [36, 52]]))
half_long = 2 * np.sqrt(values[1:])
tilt = np.degrees(np.arctan(vectors[1, 1:] / vectors[0, 1:]))


# %% solution="count"
def free_parameters(kind, K, D):
    entries = np.tril(np.ones((D, D))).sum()
    each = {"full": K * entries, "tied": entries, "diag": K * D, "spherical": K}[kind]
    return np.array([(K * (D + 1) - 1) + each])


# %% solution="mended"
def mended(mean, covariance, level):
    values, vectors = np.linalg.eigh(covariance)
    root = vectors @ np.diag(values**0.5) @ vectors.T
    turn = np.linspace(np.pi, -np.pi, 200, dtype="float32")
    return np.float32(mean + level * np.stack([np.sin(turn), np.cos(turn)], axis=1) @ root)


# %% solution="name-it"
kinds = np.array(["circle", "hyperbola", "line", "hyperbola"])


# %% solution="boundary"
def boundary_points(weights, means, sds):
    from numpy.polynomial import Polynomial

    logs = [
        np.log(w / s) - Polynomial([-m / s, 1 / s]) ** 2 / 2 for w, m, s in zip(weights, means, sds)
    ]
    roots = (logs[0] - logs[1]).trim(1e-9).roots()
    real = roots[np.abs(np.imag(roots)) < 1e-9]
    return np.float32(np.real(real)) if len(real) else None

# %%
loses = {
    "check-by-hand": "An eigenvalue is a variance",
    "check-mended": "A length is not a variance",
    "check-boundary": "the scores are",
}

# %% solution="by-hand"
half_long = 2 * np.linalg.eigvalsh([[73, 36], [36, 52]]).max()
tilt = 36.87


# %% solution="mended"
def mended(mean, covariance, level):
    values, vectors = np.linalg.eigh(covariance)
    turn = np.linspace(0, 2 * np.pi, 100)
    circle = np.column_stack([np.cos(turn), np.sin(turn)])
    return mean + level * circle * values @ vectors.T


# %% solution="boundary"
def boundary_points(weights, means, sds):
    a = 0.5 / sds[1] - 0.5 / sds[0]
    b = means[0] / sds[0] - means[1] / sds[1]
    c = np.log(weights[0] / weights[1] * sds[1] / sds[0])
    c += means[1] ** 2 / 2 / sds[1] - means[0] ** 2 / 2 / sds[0]
    roots = np.roots([a, b, c] if abs(a) > 1e-9 else [b, c])
    return roots[np.isreal(roots)].real

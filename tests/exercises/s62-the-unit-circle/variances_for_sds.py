# %%
loses = {
    "check-by-hand": "Counted in standard deviations",
    "check-mended": "must be as long as the standard deviations",
    "check-direction": "not that of the legs",
    "check-ellipse": "the square roots of variances",
}

# %% solution="by-hand"
point = [2.0 + 0.3**2 * np.cos(np.radians(150)), 54 + 6**2 * np.sin(np.radians(150))]


# %% solution="mended"
def mended(mean, sds, tilt, degrees):
    a, t = np.radians(tilt), np.radians(degrees)[:, None]
    first, second = np.array([np.cos(a), np.sin(a)]), np.array([-np.sin(a), np.cos(a)])
    return mean + sds[0] ** 2 * np.cos(t) * first + sds[1] ** 2 * np.sin(t) * second


# %% solution="direction"
direction = np.degrees(np.arctan2(0.5, 3**2 * np.sqrt(0.75)))


# %% solution="ellipse"
def ellipse(mean, covariance, r, n):
    values, vectors = np.linalg.eigh(covariance)
    t = np.linspace(0, 2 * np.pi, n)
    return mean + r * (values * np.column_stack([np.cos(t), np.sin(t)])) @ vectors.T

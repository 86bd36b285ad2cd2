# %%
# Right, with complex numbers, where a turn is a product; single precision; a closed ellipse.
loses = {}

# %% solution="by-hand"
z = np.exp(1j * np.pi * 150 / 180)
point = np.float32([[2.0 + 0.3 * z.real, 54 + 6 * z.imag]])


# %% solution="contour"
def contour(mean, sds, degrees):
    z = np.exp(1j * np.pi * degrees / 180)
    return np.float32([mean[0] + sds[0] * z.real, mean[1] + sds[1] * z.imag]).T


# %% solution="mended"
def mended(mean, sds, tilt, degrees):
    z = np.exp(1j * np.pi * degrees / 180)
    z = np.exp(1j * np.pi * tilt / 180) * (sds[0] * z.real + 1j * sds[1] * z.imag)
    return np.float32([mean[0] + z.real, mean[1] + z.imag]).T


# %% solution="direction"
direction = np.float32([10.9])


# %% solution="ellipse"
def ellipse(mean, covariance, r, n):
    t = np.linspace(0, 2 * np.pi, n)
    return np.float32(
        mean + r * np.array([np.cos(t), np.sin(t)]).T @ np.linalg.cholesky(covariance).T
    )

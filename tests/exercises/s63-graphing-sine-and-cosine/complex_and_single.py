# %%
# Right, with complex numbers and eigenvectors, in single precision.
loses = {}

# %% solution="by-hand"
wave = np.float32([[8], [5], [180]])


# %% solution="seen"
def seen(first, second, degrees):
    z = np.exp(2j * np.pi * np.asarray(degrees) / 180)
    return np.float32((first + second) / 2 + (first - second) / 2 * z.real)[:, None]


# %% solution="mended"
def mended(long, short, tilt, degrees):
    z = np.exp(1j * np.pi * (degrees - tilt) / 180)
    return np.float32(long * z.real**2 + short * (1 - z.real**2))


# %% solution="half-axes"
half_axes = np.float32([2.83, 1.41])


# %% solution="wave-of"
def wave_of(X):
    (low, high), vectors = np.linalg.eigh(np.cov(X.T, bias=True))
    x, y = vectors[:, 1]
    return np.float32(
        [[(high + low) / 2], [(high - low) / 2], [np.degrees(np.arctan2(y, x)) % 180]]
    )

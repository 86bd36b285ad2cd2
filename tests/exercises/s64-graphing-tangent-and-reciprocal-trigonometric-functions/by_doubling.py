# %%
# Right, by doubling the angle, where half a turn becomes a whole one; single precision.
loses = {}

# %% solution="by-hand"
tilt = np.float32([61.5])


# %% solution="reduced"
def reduced(degrees):
    z = np.exp(2j * np.radians(degrees))
    half = np.angle(z, deg=True) / 2
    return np.float32(np.where(half < -89.9999, 90, half))


# %% solution="mended"
def mended(v):
    a, b, c = v[0] ** 2, v[0] * v[1], v[1] ** 2
    return np.float32([np.degrees(np.arctan2(2 * b + 0.0, a - c)) / 2])


# %% solution="unseeing"
unseeing = np.array([["cos 2t", "1/tan t", "tan t"]])


# %% solution="turned"
def turned(first, second):
    u, v = (np.linalg.eigh(sigma).eigenvectors[:, -1] for sigma in (first, second))
    return np.float32([np.degrees(np.arccos(min(1.0, abs(u @ v))))])

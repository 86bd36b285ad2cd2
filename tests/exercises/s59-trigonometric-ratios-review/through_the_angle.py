# %%
# Right, by way of the angle, in single precision, with one-element arrays.
loses = {}

# %% solution="by-hand"
angle = np.arctan2(np.float32([5]), np.float32([12]))
cosine, sine = np.cos(angle), np.sin(angle)


# %% solution="unit"
def unit(v):
    angle = np.arctan2(v[1], v[0])
    return np.float32([[np.cos(angle), np.sin(angle)]])


# %% solution="mended"
def mended(v):
    z = complex(*v)
    return [z.real / abs(z), z.imag / abs(z)]


# %% solution="tip"
z = 2 + 3j + 1.7 * np.exp(1j * np.arctan2(-15, 8))
tip = (z.real, z.imag)


# %% solution="ends"
def ends(means, directions, sds):
    lengths = np.linalg.norm(directions, axis=1, keepdims=True)
    return np.float32(means + sds[:, None] * directions / lengths)

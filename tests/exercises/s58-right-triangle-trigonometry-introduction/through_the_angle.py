# %%
# Right, by way of the angle, in single precision, with one-element arrays.
loses = {}

# %% solution="by-hand"
tangent_right = np.float32([np.tan(np.arctan2(-0.796, 0.606))])


# %% solution="tangent"
def tangent(v):
    return np.tan(np.arctan2(np.float32(v[1:]), np.float32(v[:1])))


# %% solution="mended"
def mended(v):
    return np.tan(np.angle(complex(*v)))


# %% solution="same-axis"
same = ("e", "c", "a")


# %% solution="steepest"
def steepest(covariances):
    angles = [np.arctan2(2 * S[0, 1], S[0, 0] - S[1, 1]) / 2 for S in covariances]
    k = np.argmax(np.abs(angles))
    return [k, np.tan(angles[k])]

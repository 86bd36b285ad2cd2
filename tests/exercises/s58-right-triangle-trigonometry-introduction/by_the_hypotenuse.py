# %%
loses = {
    "check-by-hand": "divide it by the other leg alone",
    "check-tangent": "not by the hypotenuse",
    "check-mended": "still divides by the hypotenuse",
    "check-same-axis": "There are more",
    "check-steepest": "Divide by the adjacent leg alone",
}

# %% solution="by-hand"
tangent_right = -0.796 / np.hypot(0.606, 0.796)


# %% solution="tangent"
def tangent(v):
    return v[1] / np.linalg.norm(v)


# %% solution="mended"
def mended(v):
    return colleague(v)


# %% solution="same-axis"
same = ["A", "E"]  # the same sine


# %% solution="steepest"
def steepest(covariances):
    axes = [np.sign(v[0]) * np.array(v) for v in map(long_axis, covariances)]
    sines = [v[1] / np.linalg.norm(v) for v in axes]
    k = np.argmax(np.abs(sines))
    return k, sines[k]

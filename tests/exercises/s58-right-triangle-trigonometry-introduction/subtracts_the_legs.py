# %%
# Compares the legs by their difference.
loses = {
    "check-by-hand": "do not subtract",
    "check-tangent": "do not subtract",
    "check-same-axis": "There are more",
    "check-steepest": "compare sizes, not signs",
}

# %% solution="by-hand"
tangent_right = -0.796 - 0.606


# %% solution="tangent"
def tangent(v):
    return v[1] - v[0]


# %% solution="same-axis"
same = ["A"]


# %% solution="steepest"
def steepest(covariances):
    rise = [tangent(v * np.sign(v[0])) for v in map(long_axis, covariances)]
    return np.argmax(rise), max(rise)

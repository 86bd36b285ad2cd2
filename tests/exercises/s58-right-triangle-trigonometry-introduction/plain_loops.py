# %%
# Right, in plain Python, one component after the other, with names a check might use.
loses = {}

# %% solution="by-hand"
k, t, right = 0.796, 0.606, 0
tangent_right = round(-k / t, 2)


# %% solution="tangent"
def tangent(v):
    across, up = list(v)
    if across < 0:
        across, up = -across, -up
    return up / across


# %% solution="mended"
def mended(v):
    return v[1] * v[0] / v[0] ** 2


# %% solution="same-axis"
same = "ACE"


# %% solution="steepest"
def steepest(covariances):
    best, found = 0, 0.0
    for number, S in enumerate(covariances):
        x, y = long_axis(S)
        if abs(y / x) > abs(found):
            best, found = number, float(y / x)
    return np.array([best, found])

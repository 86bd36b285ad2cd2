# %%
loses = {
    "check-by-hand": "keep the sign of the second coordinate",
    "check-tangent": "This arrow falls, so its tangent is negative",
    "check-mended": "Keep the sign",
    "check-same-axis": "Its axis rises to the right",
    "check-steepest": "return the tangent with its sign",
}

# %% solution="by-hand"
tangent_right = 0.796 / 0.606


# %% solution="tangent"
def tangent(v):
    return abs(v[1]) / abs(v[0])


# %% solution="mended"
def mended(v):
    across, up = v
    return abs(up / across)


# %% solution="same-axis"
same = ["A", "B", "C", "E"]


# %% solution="steepest"
def steepest(covariances):
    tangents = [abs(tangent(long_axis(S))) for S in covariances]
    return np.argmax(tangents), max(tangents)

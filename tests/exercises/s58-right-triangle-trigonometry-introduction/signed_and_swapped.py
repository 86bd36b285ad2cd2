# %%
# Takes the largest tangent for the steepest, and legs in any order for one axis.
loses = {
    "check-same-axis": "whose legs are swapped",
    "check-steepest": "compare sizes, not signs",
}

# %% solution="same-axis"
same = ["A", "C", "D", "E"]


# %% solution="steepest"
def steepest(covariances):
    tangents = [tangent(long_axis(S)) for S in covariances]
    return np.argmax(tangents), max(tangents)

# %%
loses = {
    "check-by-hand": "Which leg faces the angle?",
    "check-tangent": "adjacent over opposite",
    "check-mended": "Which leg goes on top",
    "check-steepest": "you take 20, the flattest",
}

# %% solution="by-hand"
tangent_right = 0.606 / -0.796


# %% solution="tangent"
def tangent(v):
    return v[0] / v[1]


# %% solution="mended"
def mended(v):
    across, up = v
    return across / up

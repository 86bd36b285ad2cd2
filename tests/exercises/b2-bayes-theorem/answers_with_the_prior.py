# %%
loses = {
    "check-by-hand": "That is the prior",
    "check-posterior": "You answered with the prior",
    "check-mended": "You answer with the prior",
    "check-choice": "That is the prior",
    "check-kind-given": "You answered with the prior",
}

# %% solution="by-hand"
p_short = 97 / 272


# %% solution="posterior"
def posterior(prior, likelihood):
    return prior


# %% solution="mended"
def mended(prior, clues):
    return prior


# %% solution="choice"
choice = "D"


# %% solution="kind-given"
def kind_given(x, labels, weights, low, high):
    return weights

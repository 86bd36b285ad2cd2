# %%
loses = {
    "check-by-hand": "You divided by all short eruptions",
    "check-posterior": "divide by the total probability",
    "check-mended": "After every clue the beliefs add up to 1",
    "check-choice": "That swaps the condition",
    "check-kind-given": "Asked is the kind of one that does",
}

# %% solution="by-hand"
p_short = 5 / 97


# %% solution="posterior"
def posterior(prior, likelihood):
    return likelihood


# %% solution="mended"
def mended(prior, clues):
    belief = 1.0
    for likelihood in clues:
        belief = belief * likelihood
    return belief


# %% solution="choice"
choice = "A"


# %% solution="kind-given"
def kind_given(x, labels, weights, low, high):
    return [np.mean((x[labels == k] >= low) & (x[labels == k] < high)) for k in range(len(weights))]

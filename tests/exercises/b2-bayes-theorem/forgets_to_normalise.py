# %%
loses = {
    "check-by-hand": "short and have a long wait",
    "check-posterior": "divide by the total probability",
    "check-mended": "After every clue the beliefs add up to 1",
    "check-kind-given": "divide by the total",
}

# %% solution="by-hand"
p_short = 5 / 272


# %% solution="posterior"
def posterior(prior, likelihood):
    return prior * likelihood


# %% solution="mended"
def mended(prior, clues):
    belief = prior
    for likelihood in clues:
        belief = belief * likelihood
    return belief


# %% solution="choice"
choice = "B"


# %% solution="kind-given"
def kind_given(x, labels, weights, low, high):
    parts = [
        np.mean((x[labels == k] >= low) & (x[labels == k] < high)) for k in range(len(weights))
    ]
    return weights * np.array(parts)

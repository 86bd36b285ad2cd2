# %%
loses = {
    "check-posterior": "Did you ignore the weights",
    "check-mended": "Two silent clues still turn",
    "check-choice": "C ignores the weights",
    "check-kind-given": "you ignore how common the kinds are",
}

# %% solution="by-hand"
p_short = 0.028


# %% solution="posterior"
def posterior(prior, likelihood):
    return likelihood / likelihood.sum()


# %% solution="mended"
def mended(prior, clues):
    score = np.prod(clues, axis=0)
    return score / score.sum()


# %% solution="choice"
choice = "C"


# %% solution="kind-given"
def kind_given(x, labels, weights, low, high):
    inside = labels[(x >= low) & (x < high)]
    return np.bincount(inside, minlength=len(weights)) / len(inside)

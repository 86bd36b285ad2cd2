# %%
# Each clue starts from the first prior; counts of the sample stand for likelihoods.
loses = {
    "check-by-hand": "probability of long",
    "check-mended": "not from the first prior",
    "check-kind-given": "do not slip in",
}

# %% solution="by-hand"
p_short = 173 / 178


# %% solution="posterior"
def posterior(prior, likelihood):
    return prior * likelihood / (prior @ likelihood)


# %% solution="mended"
def mended(prior, clues):
    for likelihood in clues:
        score = prior * likelihood
        belief = score / score.sum()
    return belief


# %% solution="choice"
choice = "B"


# %% solution="kind-given"
def kind_given(x, labels, weights, low, high):
    counts = np.bincount(labels[(x >= low) & (x < high)], minlength=len(weights))
    return weights * counts / (weights @ counts)

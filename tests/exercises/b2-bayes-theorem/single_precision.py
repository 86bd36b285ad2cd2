# %%
# Right, in single precision, all clues at once, every individual with a weight of its own.
loses = {}

# %% solution="by-hand"
p_short = np.float32([1 - 173 / 178])


# %% solution="posterior"
def posterior(prior, likelihood):
    logs = np.log(np.float32(prior)) + np.log(np.float32(likelihood))
    return np.exp(logs - np.logaddexp.reduce(logs))[None, :]


# %% solution="mended"
def mended(prior, clues):
    score = np.float32(prior) * np.prod(np.float32(clues), axis=0)
    return score / score.sum()


# %% solution="choice"
choice = np.array(["B "])


# %% solution="kind-given"
def kind_given(x, labels, weights, low, high):
    own = np.float32(weights)[labels] / np.bincount(labels)[labels]
    inside = (low <= x) & (x < high)
    return np.bincount(labels[inside], own[inside], len(weights)) / own[inside].sum()

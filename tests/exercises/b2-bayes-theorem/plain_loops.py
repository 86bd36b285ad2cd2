# %%
# Right, in plain Python by odds, with names a check might use.
loses = {}

# %% solution="by-hand"
ask, offers, after = 1, 2, 3
p_short = [0.0281]


# %% solution="posterior"
def posterior(prior, likelihood):
    total = 0.0
    for p, seen in zip(prior, likelihood):
        total += p * seen
    return [p * seen / total for p, seen in zip(prior, likelihood)]


# %% solution="mended"
def mended(prior, clues):
    score = list(prior)
    for row in clues:
        score = [a * b for a, b in zip(score, row)]
    return [a / sum(score) for a in score]


# %% solution="choice"
choice = "b"


# %% solution="kind-given"
def kind_given(x, labels, weights, low, high):
    size, inside = [0] * len(weights), [0] * len(weights)
    for value, k in zip(x, labels):
        size[k] += 1
        inside[k] += low <= value < high
    return posterior(weights, [many / n for many, n in zip(inside, size)])

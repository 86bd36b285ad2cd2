# %%
# Certain is typical: the share is taken for a verdict on the flower.
loses = {
    "check-by-hand": "These are the mixing weights",
    "check-statements": "a heavier component reaches further",
    "check-bic": "smallest number of a table",
    "check-judge": "undecided is not unusual",
}

# %% solution="by-hand"
shares = [0.3, 0.6, 0.1]

# %% solution="statements"
true_ones = ["A", "C", "E", "F"]

# %% solution="bic"
lost = 2 * -214.35 - 29 * np.log(150)
in_sklearn, best, rise = -lost, ("diagonal", 1), (lost + 580.8) / 2


# %% solution="judge"
def judge(mixture, X, new):
    torn = mixture.responsibilities(new).max(axis=1) < 0.9
    return torn, torn

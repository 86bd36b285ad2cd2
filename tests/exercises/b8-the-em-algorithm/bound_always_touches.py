# %%
loses = {
    "check-by-hand": "You gave the log-density itself",
    "check-split": "the bound does not always touch",
    "check-promise": "That is the new *bound*",
}

# %% solution="by-hand"
bound = np.log(0.016)
gap = 0
after = np.log(0.016)


# %% solution="split"
def split(scores, q):
    total = np.log(scores.sum(axis=1)).sum()
    return total, total, 0.0


# %% solution="promise"
answer = "A"

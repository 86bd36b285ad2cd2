# %%
loses = {
    "check-soft-means": "not by the number of points",
    "check-em-step": "Is every soft mean divided by its own soft count?",
}


# %% solution="soft-means"
def soft_means(x, r):
    return r.sum(axis=0), x @ r / len(x)

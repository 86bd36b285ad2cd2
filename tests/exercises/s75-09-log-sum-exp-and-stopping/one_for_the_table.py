# %%
# Takes one number out of the whole table, and thinks that a run that has stopped has arrived.
loses = {
    "check-log-sum-exp": "each row needs its own largest",
    "check-mended": "the largest of another point",
    "check-stopped": "many more of their kind are to come",
    "check-fit": "was rounded to zero",
}


# %% solution="log-sum-exp"
def log_sum_exp(A):
    return A.max() + np.log(np.exp(A - A.max()).sum(axis=1))


# %% solution="mended"
def mended(A):
    return np.exp(A - A.max()) / np.exp(A - A.max()).sum(axis=1, keepdims=True)


# %% solution="stopped"
stopped, unfinished = "BCD", "C"

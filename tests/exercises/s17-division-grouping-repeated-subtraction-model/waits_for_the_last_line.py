# %%
loses = {
    "check-countdown": "begins with the start",
    "check-missing-page": "Count from the start of the run",
    "check-settled-after": "nothing to take away for a while",
}


# %% solution="countdown"
def countdown(misplaced, step):
    return list(range(misplaced - step, -1, -step))


# %% solution="missing-page"
last_pass = 35 / 7


# %% solution="settled-after"
def settled_after(table):
    passes = 0
    for before in table[:-1]:
        passes += 1
        if (before == table[passes]).all():
            return passes if passes > 1 else 0
    return passes

# %%
loses = {
    "check-by-hand": "So many waits are left after the first pass",
    "check-countdown": "One subtraction is one pass",
    "check-mended": "Count every subtraction",
    "check-missing-page": "does not fit the log",
    "check-settled-after": "2 points of this run are still misplaced",
}

# %% solution="by-hand"
passes = 63 - 9


# %% solution="countdown"
def countdown(misplaced, step):
    return [misplaced, misplaced - step] if misplaced else [0]


# %% solution="mended"
def mended(misplaced, step):
    return max(misplaced - step, 0)


# %% solution="missing-page"
last_pass = 35 - (63 - 35) / 4


# %% solution="settled-after"
def settled_after(table):
    return int((table[0] != table[-1]).any())

# %%
loses = {
    "check-by-hand": "Did you count the start",
    "check-mended": "there is nothing to take away",
    "check-missing-page": "Count the hops, not the numbers",
    "check-settled-after": "The first row is the start, not a pass",
}

# %% solution="by-hand"
passes = len([63, 54, 45, 36, 27, 18, 9, 0])


# %% solution="mended"
def mended(misplaced, step):
    passes = 1
    while misplaced > 0:
        misplaced = misplaced - step
        passes = passes + 1
    return passes


# %% solution="missing-page"
last_pass = 6 + 35 / ((63 - 35) / 5)


# %% solution="settled-after"
def settled_after(table):
    for number, row in enumerate(table, start=1):
        if (row == table[-1]).all():
            return number

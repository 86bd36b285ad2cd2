# %%
loses = {
    "check-by-hand": "You grouped all 272 waits",
    "check-countdown": "fewer than no points",
    "check-mended": "there is nothing to take away",
    "check-missing-page": "Two passes had been made by then",
    "check-settled-after": "Did you divide",
}

# %% solution="by-hand"
passes = 272 / 9


# %% solution="countdown"
def countdown(misplaced, step):
    return [misplaced - step * p for p in range(misplaced // step + 2)]


# %% solution="mended"
def mended(misplaced, step):
    return misplaced // step + 1


# %% solution="missing-page"
last_pass = 63 / 7


# %% solution="settled-after"
def settled_after(table):
    wrong = (table != table[-1]).sum(axis=1)
    return wrong[0] / max(wrong[0] - wrong[1], 1)

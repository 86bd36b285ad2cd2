# %%
loses = {
    "check-by-hand": "9 waits are still misplaced",
    "check-countdown": "ends while 15 are still misplaced",
    "check-mended": "Go on while *any* point is misplaced",
    "check-missing-page": "does not fit the log",
    "check-settled-after": "1 points of this run are still misplaced",
}

# %% solution="by-hand"
passes = 6


# %% solution="countdown"
def countdown(misplaced, step):
    return list(range(misplaced, 0, -step)) or [0]


# %% solution="mended"
def mended(misplaced, step):
    return misplaced // step


# %% solution="missing-page"
last_pass = 6 + 35 // 7 - 1


# %% solution="settled-after"
def settled_after(table):
    wrong = (table != table[-1]).any(axis=1)
    return max(int(wrong.sum()) - 1, 0)

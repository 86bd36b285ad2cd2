# %%
# Right, by recursion and by counting down in small steps, with names that a check might use.
loses = {}

# %% solution="by-hand"
p, left, down = 63, 0, []
while p:
    p, left = p - 9, left + 1
passes = left


# %% solution="countdown"
def countdown(misplaced, step):
    yield misplaced
    if misplaced:
        yield from countdown(misplaced - step, step)


# %% solution="mended"
def mended(misplaced, step):
    return 0 if misplaced <= 0 else 1 + mended(misplaced - step, step)


# %% solution="missing-page"
last_pass, left = 6, 35
while left > 0:
    last_pass, left = last_pass + 1, left - 7


# %% solution="settled-after"
def settled_after(table):
    rows = [tuple(row) for row in table]
    passes = len(rows) - 1
    while passes and rows[passes - 1] == rows[-1]:
        passes -= 1
    return passes

# %%
# Right, in array code, with one-element arrays and single precision instead of plain numbers.
loses = {}

# %% solution="by-hand"
passes = np.float32([63]) / 9


# %% solution="countdown"
def countdown(misplaced, step):
    return np.arange(misplaced, -1, -step)[None].astype(np.float32)


# %% solution="mended"
def mended(misplaced, step):
    return np.ceil(np.array([misplaced]) / step)


# %% solution="missing-page"
rate, start = np.polyfit([2, 6], [63, 35], 1)
last_pass = np.round([-start / rate])


# %% solution="settled-after"
def settled_after(table):
    settled = (np.array(table) == table[-1]).all(axis=1)
    return np.flatnonzero(settled)[:1]

# %%
# Right, in plain Python, rounded where that is allowed, with names a check might use.
loses = {}

# %% solution="by-hand"
c, s, u = 0.923, 0.385, None
cosine, sine = c, s


# %% solution="unit"
def unit(v):
    total = 0.0
    for number in list(v):
        total += number * number
    return [number / total**0.5 for number in v]


# %% solution="mended"
def mended(v):
    return tuple(unit(v))


# %% solution="tip"
end, far, way = [2.8, 1.5], 17, None
tip = end


# %% solution="ends"
def ends(means, directions, sds):
    table = []
    for k in range(len(sds)):
        x, y = unit(directions[k])
        table.append([means[k][0] + sds[k] * x, means[k][1] + sds[k] * y])
    return table

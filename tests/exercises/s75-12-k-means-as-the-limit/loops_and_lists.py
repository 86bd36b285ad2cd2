# %%
# Right, in plain Python: lists, loops, one-element lists, and odds instead of scores.
loses = {}

# %% solution="by-hand"
right, gap, hot = 1, 2, 3
r_wide, r_narrow = [0.528], [0.990]


# %% solution="shares"
def shares(X, means, weights, variance):
    table = []
    for x in X:
        logs = [
            float(np.log(w)) - sum((float(a) - float(b)) ** 2 for a, b in zip(x, m)) / 2 / variance
            for m, w in zip(means, weights)
        ]
        top = max(logs)
        scores = [float(np.exp(max(log - top, -700))) for log in logs]
        table.append([score / sum(scores) for score in scores])
    return table


# %% solution="mended"
def mended(X, means, variance, passes):
    for _ in range(passes):
        heaps = [[] for _ in means]
        for x in X:
            far = [float(sum((x - m) ** 2)) for m in np.asarray(means)]
            heaps[far.index(min(far))].append(x)
        means = [list(np.mean(heap, axis=0)) for heap in heaps]
    return means


# %% solution="guests"
tables = [1 + 2 / 3 + 1 / 2 + 2 / 5]
growth = " c "


# %% solution="cooled"
def cooled(X, means, variances, steps):
    even = [1.0] * len(means)
    for variance in list(variances):
        for _ in range(steps):
            r = np.array(shares(X, means, even, variance))
            means = [(X * column[:, None]).sum(axis=0) / column.sum() for column in r.T]
    return [list(mean) for mean in means]

# %%
# Right, in plain Python lists, with names that a check might use.
loses = {}

# %% solution="by-hand"
labels, moved, X, letter = 1, 2, 3, "A"
centroids = (52.5, 72.33, 92, 20)


# %% solution="one-pass"
def one_pass(X, centres):
    points, centres = [list(p) for p in X], [list(c) for c in centres]
    labels, inertia = [], 0
    for p in points:
        squares = [sum((a - b) ** 2 for a, b in zip(p, c)) for c in centres]
        labels.append(squares.index(min(squares)))
        inertia += min(squares)
    moved = []
    for k, c in enumerate(centres):
        own = [p for p, z in zip(points, labels) if z == k]
        moved.append([sum(axis) / len(own) for axis in zip(*own)] if own else c)
    return labels, moved, inertia


# %% solution="mended"
def mended(x, centres, passes):
    trace, centres = [], [[c] for c in centres]
    for _ in range(passes):
        _, centres, inertia = one_pass([[v] for v in x], centres)
        trace.append(inertia)
    return trace


# %% solution="two-runs"
answer = " c "


# %% solution="best-of"
def best_of(X, starts):
    best = None
    for start in starts:
        centres, before = start, None
        labels, centres, inertia = one_pass(X, centres)
        while labels != before:
            before = labels
            labels, centres, inertia = one_pass(X, centres)
        if best is None or inertia < best[2]:
            best = labels, centres, inertia
    return best

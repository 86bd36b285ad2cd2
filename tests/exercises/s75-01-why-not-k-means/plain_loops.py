# %%
# Right, in plain Python: lists, loops, whole numbers, names that a check might use.
loses = {}

# %% solution="by-hand"
c, x, start, nearest = 1, 2, 3, 4
centroids = [2.267, 4.4, 8]


# %% solution="from-the-truth"
def from_the_truth(X, truth):
    X, truth = [list(map(float, row)) for row in X], [int(k) for k in truth]
    groups = sorted(set(truth))

    def square(a, b):
        return sum((p - q) ** 2 for p, q in zip(a, b))

    def middle(labels, k):
        own = [row for row, label in zip(X, labels) if label == k]
        return [sum(column) / len(own) for column in zip(*own)]

    def inertia(labels, centres):
        return sum(square(row, centres[label]) for row, label in zip(X, labels))

    labels = truth
    centres = [middle(labels, k) for k in groups]
    before = inertia(truth, centres)
    changed = True
    while changed:
        new = [min(groups, key=lambda k: square(row, centres[k])) for row in X]
        changed = new != labels
        labels = new
        centres = [middle(labels, k) for k in groups]
    return [before, inertia(labels, centres), sum(a != b for a, b in zip(labels, truth))]


# %% solution="mended"
def mended(labels, truth):
    best = len(labels)
    for names in permutations(range(4)):
        wrong = 0
        for own, right in zip(labels, truth):
            wrong += names[own] != right
        best = min(best, wrong)
    return best


# %% solution="remedy"
answer = " d "


# %% solution="second-look"
def second_look(X, centres, R, level):
    apart, open_cases = [], []
    for i, (x, row) in enumerate(zip(X, R)):
        gaps = [sum((p - q) ** 2 for p, q in zip(x, centre)) for centre in centres]
        if gaps.index(min(gaps)) != list(row).index(max(row)):
            apart.append(i)
        if all(share < level for share in row):
            open_cases.append(i)
    return apart, open_cases

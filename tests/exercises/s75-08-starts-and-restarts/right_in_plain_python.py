# %%
# Right, in plain Python: loops, lists, every order of names tried, and a number rounded by hand.
loses = {}

# %% solution="by-hand"
p_third = [0.699]


# %% solution="spread-start"
def spread_start(X, K, u):
    X = X.tolist()
    rows = [int(u[0] * len(X))]
    while len(rows) < K:
        cost = [min(sum((a - b) ** 2 for a, b in zip(x, X[i])) for i in rows) for x in X]
        so_far = 0.0
        for i, c in enumerate(cost):
            so_far += c
            if so_far / sum(cost) > u[len(rows)]:
                rows.append(i)
                break
    return rows


# %% solution="mended"
def mended(weights_a, means_a, weights_b, means_b):
    from itertools import permutations

    one = list(zip(weights_a, means_a))
    for other in permutations(list(zip(weights_b, means_b))):
        if all(abs(v - w) < 1e-9 for p, q in zip(one, other) for v, w in zip(p, q)):
            return True
    return False


# %% solution="choice"
choice = " C "


# %% solution="starts-needed"
def starts_needed(ends, sure):
    best = max(ends)
    misses = sum(best - end > 0.1 for end in ends) / len(ends)
    n, missed = 0, 1.0
    while n == 0 or missed > 1 - sure:
        n, missed = n + 1, missed * misses
    return n

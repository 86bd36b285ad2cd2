# %%
# Right, in loops and lists, with one-element lists for numbers.
loses = {}

# %% solution="by-hand"
over, wait, near, far = 1, 2, 3, 4
p_more = [1 - (0.3 * 0.9938 + 0.7 * 0.1587)]


# %% solution="draw"
def draw(weights, means, factors, u, z):
    points = []
    for number, noise in zip(u, z):
        k, total = 0, weights[0]
        while number >= total and k < len(weights) - 1:
            k, total = k + 1, total + weights[k + 1]
        points.append([m + float(np.dot(line, noise)) for m, line in zip(means[k], factors[k])])
    return points


# %% solution="mended"
def mended(X, mixture, count):
    heights = [float(mixture.log_density([list(x)])[0]) for x in X]
    return sorted(range(len(heights)), key=heights.__getitem__)[:count]


# %% solution="gap"
r_short, way = [0.725], " c"


# %% solution="shares-with-gaps"
def shares_with_gaps(X, weights, means, covariances):
    table = []
    for row in X:
        seen = [j for j, value in enumerate(row) if value == value]
        logs = []
        for w, m, S in zip(weights, means, covariances):
            log = float(np.log(w))
            if seen:
                part = S[np.ix_(seen, seen)]
                gap = row[seen] - m[seen]
                log -= 0.5 * float(gap @ np.linalg.solve(part, gap))
                log -= 0.5 * float(np.log(np.linalg.det(2 * np.pi * part)))
            logs.append(log)
        scores = [float(np.exp(log - max(logs))) for log in logs]
        table.append([score / sum(scores) for score in scores])
    return table

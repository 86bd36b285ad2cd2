# %%
# Right, in plain Python: lists and loops, and names that a check might use.
loses = {}

# %% solution="by-hand"
made, e, kinds, right = 1, 2, 3, 4
lengths = (4.55, 1.3, 6.8)


# %% solution="draw"
def draw(u, e, weights, means, sds):
    kinds, points = [], []
    for v, noise in zip(u, e):
        k, total = 0, weights[0]
        while total <= v and k < len(weights) - 1:
            k += 1
            total += weights[k]
        kinds.append(k)
        points.append(float(means[k] + sds[k] * noise))
    return kinds, points


# %% solution="mended"
def mended(u, e, weights, means, sds):
    points = []
    for v, row in zip(u, e):
        [k], _ = draw([v], [0], weights, means, sds)
        points.append(means[k] + sds[k] * row[k])
    return points


# %% solution="claim"
answer = ["c"]


# %% solution="between"
def between(a, b, weights, means, sds):
    from math import erf

    def below(x, m, s):
        return (1 + erf((x - m) / (s * 2**0.5))) / 2

    parts = [w * (below(b, m, s) - below(a, m, s)) for w, m, s in zip(weights, means, sds)]
    return [sum(parts)], [part / sum(parts) for part in parts]

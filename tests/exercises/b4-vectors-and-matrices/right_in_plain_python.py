# %%
# Right, with loops and school formulas, with names a check might use.
loses = {}

# %% solution="drawn"
x, said, found, A = 1, 2, 3, 4
z = (1.5, -1)
drawn = tuple(m + sum(k * w for k, w in zip(row, z)) for m, row in zip((4.3, 80), L.tolist()))


# %% solution="inverse"
def inverse(A):
    rows = []
    for i in range(2):
        # Cramer's rule: solve A w = unit for each column
        rows.append([])
        for j in range(2):
            minor = A[1 - j][1 - i] * (-1) ** (i + j)
            rows[i].append(minor / (A[0][0] * A[1][1] - A[0][1] * A[1][0]))
    return rows


# %% solution="mended"
def mended(mean, Sigma, angles):
    from math import cos, sin, sqrt

    s1 = sqrt(Sigma[0][0])
    slope = Sigma[0][1] / Sigma[0][0]
    rest = sqrt(Sigma[1][1] - slope * Sigma[0][1])
    return [(mean[0] + s1 * cos(t), mean[1] + slope * s1 * cos(t) + rest * sin(t)) for t in angles]


# %% solution="draw-it"
draw_it = {2, 3, 6}
draw_it = tuple(draw_it)


# %% solution="ellipse-of"
def ellipse_of(X):
    from math import atan2, degrees, sqrt

    n = len(X)
    m, k = sum(p[0] for p in X) / n, sum(p[1] for p in X) / n
    a = sum((p[0] - m) ** 2 for p in X) / n
    d = sum((p[1] - k) ** 2 for p in X) / n
    b = sum((p[0] - m) * (p[1] - k) for p in X) / n
    half, root = (a + d) / 2, sqrt(((a - d) / 2) ** 2 + b * b)
    return sqrt(half + root), sqrt(half - root), degrees(atan2(2 * b, a - d)) / 2

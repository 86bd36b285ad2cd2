# %%
# Right, in plain Python: Cholesky by hand, bisection for the boundary, tuples and capitals.
loses = {}

# %% solution="by-hand"
half, turned, far = 0, 0, 0
half_long, tilt = (20.0,), [216.87]


# %% solution="count"
def free_parameters(kind, K, D):
    total = K - 1
    for k in range(K):
        total += D
        for i in range(D):
            if kind == "spherical":
                total += i == 0
            elif kind == "diag":
                total += 1
            elif kind == "full" or k == 0:
                total += i + 1
    return total


# %% solution="mended"
def mended(mean, covariance, level):
    import math

    (p, q), (_, r) = covariance
    low = math.sqrt(p)
    tall = math.sqrt(r - q * q / p)
    rows = []
    for i in range(72):
        c, s = math.cos(math.radians(5 * i)), math.sin(math.radians(5 * i))
        rows.append((mean[0] + level * low * c, mean[1] + level * (q / low * c + tall * s)))
    return rows


# %% solution="name-it"
kinds = ("Circle", "hyperbola ", "LINE", "hyperbola")


# %% solution="boundary"
def boundary_points(weights, means, sds):
    import math

    def lead(x):
        parts = [
            math.log(w) - math.log(s) - ((x - m) / s) ** 2 / 2
            for w, m, s in zip(weights, means, sds)
        ]
        return parts[0] - parts[1]

    found = []
    places = [-100 + 0.037 * i for i in range(5500)]
    for left in places:
        right = left + 0.037
        if (lead(left) > 0) != (lead(right) > 0):
            for _ in range(50):
                middle = (left + right) / 2
                if (lead(middle) > 0) == (lead(left) > 0):
                    left = middle
                else:
                    right = middle
            found.append(left)
    return tuple(found)

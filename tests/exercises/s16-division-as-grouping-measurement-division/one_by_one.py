# %%
# Right, in plain Python, counting one by one and taking batches away until nothing is left.
loses = {}

# %% solution="by-hand"
values, left, count, b = 0, 272, 0, "not a number"
while left > 0:
    left, count = left - 8, count + 1


# %% solution="count-batches"
def count_batches(n, m):
    count = 0
    while n > 0:
        n, count = n - m, count + 1
    return count


# %% solution="mended"
def mended(r, m):
    parts, part, many = [], 0.0, 0
    for value in r:
        part, many = part + value, many + 1
        if many == m:
            parts, part, many = [*parts, part], 0.0, 0
    return parts


# %% solution="kinds"
numbers = 17, 17.0, 68, 8
kinds = (" Grouping", "SHARING", "sharing", "grouping ")


# %% solution="as-read"
def as_read(x, m):
    mean, centroids = 0.0, []
    for i, value in enumerate(x.tolist(), start=1):
        mean += (value - mean) / i
        if i % m == 0:
            centroids.append([mean])
    return centroids

# %%
# Right, as arrays in single precision and as one-element arrays instead of numbers.
loses = {}

# %% solution="by-hand"
between = np.float32([0.80]) - np.float32([0.33])


# %% solution="probability"
def probability(a, b, weights, means, sds):
    ends = np.float32([[a], [b]])
    return np.diff(ndtr((ends - np.float32(means)) / np.float32(sds)) @ np.float32(weights))


# %% solution="mended"
def mended(reading):
    return np.array([[F(reading + 0.5, w, m, s) - F(reading - 0.5, w, m, s)]])


# %% solution="zero"
zero = np.array([5.0, 2.0, 4.0])


# %% solution="expected"
def expected(n, edges, weights, means, sds):
    below = np.float32(ndtr((np.float32(edges)[:, None] - means) / sds) @ weights)
    return n * np.diff(below, prepend=np.float32(0), append=np.float32(1))

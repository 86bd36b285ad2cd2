# %%
# Right, by dealing every point out in parts; one-element arrays and single precision.
loses = {}

# %% solution="fair-start"
e, m, K = np.zeros(8), 272, 8
for _ in range(272):
    e += 1 / 8
weight, expected = np.float32([e[0] / 272]), e[:1]


# %% solution="expected-sizes"
def expected_sizes(n, K):
    sizes = np.zeros((K, 1), np.float32)
    for _ in range(n):
        sizes += np.float32(1 / K)
    return sizes


# %% solution="mended"
def mended(K):
    return np.diff(np.linspace(0, 1, K + 1))


# %% solution="one-drops-out"
rise = np.array([[6.0]])


# %% solution="gap-to-fair"
def gap_to_fair(R):
    R = np.float32(R)
    gaps = []
    for k in range(R.shape[1]):
        gaps.append(sum(float(r) - 1 / R.shape[1] for r in R[:, k]))
    return gaps

# %%
# Right, with searchsorted, complex numbers and one-element arrays instead of numbers.
loses = {}

# %% solution="by-hand"
p_third = np.float32([225]) / np.float32(322)


# %% solution="spread-start"
def spread_start(X, K, u):
    gaps = np.square(X[:, None] - X).sum(axis=2)
    rows = np.array([u[0] * len(X)]).astype(int)
    for k in range(1, K):
        cumulated = np.cumsum(gaps[rows].min(axis=0))
        rows = np.append(rows, np.searchsorted(cumulated, u[k] * cumulated[-1], side="right"))
    return rows[:, None].astype(float)


# %% solution="mended"
def mended(weights_a, means_a, weights_b, means_b):
    a, b = np.sort(means_a + 1j * weights_a), np.sort(means_b + 1j * weights_b)
    return np.array([np.allclose(a, b)])


# %% solution="choice"
choice = np.array(["c"])


# %% solution="starts-needed"
def starts_needed(ends, sure):
    p = np.mean(np.ptp([ends, np.full_like(ends, np.max(ends))], axis=0) <= 0.1)
    with np.errstate(divide="ignore"):
        return np.array([max(1.0, np.ceil(np.log(1 - sure) / np.log(1 - p)))])

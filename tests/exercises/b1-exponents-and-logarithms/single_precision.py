# %%
# Right, in single precision, by bits and in one-element arrays.
loses = {}

# %% solution="by-hand"
ll = [np.log2(np.float32(0.004)) / np.log2(np.e)]


# %% solution="log-likelihood"
def log_likelihood(scores):
    return np.log(np.float32(scores) @ np.ones((scores.shape[1], 1), "f4")).sum(axis=0)


# %% solution="mended"
def mended(p):
    return np.log(np.float32(p)).sum(keepdims=True)


# %% solution="choice"
choice = ["D"]


# %% solution="lead"
def lead(p, q):
    return np.log2(np.float32(p) / np.float32(q)).sum(keepdims=True) / np.log2(10)

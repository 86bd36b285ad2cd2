# %%
loses = {
    "check-by-hand": "a hard assignment",
    "check-responsibilities": "a hard assignment",
    "check-soft-means": "you counted points",
    "check-em-step": "and the shares kept?",
}

# %% solution="by-hand"
r_short = 0


# %% solution="responsibilities"
def responsibilities(x, weights, means, sds):
    claims = weights * np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / sds
    return (claims == claims.max(axis=1, keepdims=True)).astype(float)


# %% solution="soft-means"
def soft_means(x, r):
    return np.bincount(r.argmax(axis=1), minlength=r.shape[1]), x @ r / r.sum(axis=0)

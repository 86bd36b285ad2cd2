# %%
loses = {
    "check-responsibilities": "Your columns sum to 1",
    "check-mended": "The soft counts are still 1",
    "check-em-step": "The mixing weights must sum to 1",
}


# %% solution="responsibilities"
def responsibilities(x, weights, means, sds):
    claims = weights * np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / sds
    return claims / claims.sum(axis=0)


# %% solution="mended"
mended = colleague

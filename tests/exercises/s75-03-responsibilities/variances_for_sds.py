# %%
loses = {
    "check-by-hand": "You left out the division by sd",
    "check-responsibilities": "Did you divide by sd?",
    "check-em-step": "are variances. Take their square roots",
}

# %% solution="by-hand"
r_short = 0.4 * 0.0540 / (0.4 * 0.0540 + 0.6 * 0.1295)


# %% solution="responsibilities"
def responsibilities(x, weights, means, sds):
    claims = weights * np.exp(-(((x[:, None] - means) / sds) ** 2) / 2)
    return claims / claims.sum(axis=1, keepdims=True)


# %% solution="em-step"
def em_step(x, weights, means, sds):
    r = mended(x, weights, means, sds)
    counts, centres = soft_means(x, r)
    return counts / len(x), centres, (r * (x[:, None] - centres) ** 2).sum(axis=0) / counts

# %%
loses = {
    "check-by-hand": "left the bound where it was",
    "check-mended": "without the weight that the model has",
    "check-promise": "start from the old bound",
    "check-coins": "Both coins come out alike",
}

# %% solution="by-hand"
bound = 0.5 * np.log(0.012 / 0.5) + 0.5 * np.log(0.004 / 0.5)
gap = np.log(0.016) - bound
after = bound


# %% solution="mended"
def mended(densities, weight, iterations):
    return colleague(densities, weight, iterations)


# %% solution="promise"
answer = "C"


# %% solution="coins"
def em_coins(heads, n, a, b, iterations):
    for _ in range(iterations):
        r = np.full(len(heads), 0.5)
        a = (r * heads).sum() / (n * r.sum())
        b = ((1 - r) * heads).sum() / (n * (1 - r).sum())
    total = np.log(
        0.5 * a**heads * (1 - a) ** (n - heads) + 0.5 * b**heads * (1 - b) ** (n - heads)
    )
    return a, b, total.sum()

# %%
loses = {
    "check-by-hand": "above the log-density",
    "check-split": "your log-likelihood has moved",
    "check-promise": "lift the log-likelihood",
    "check-coins": "still that of the start",
}

# %% solution="by-hand"
bound = 0.5 * np.log(0.012 / 0.5) + 0.5 * np.log(0.004 / 0.5)
gap = np.log(0.016) - bound
after = np.log(0.016) + gap


# %% solution="split"
def split(scores, q):
    total = np.log((q * scores).sum(axis=1)).sum()
    lower = (q * np.log(scores)).sum()
    return total, lower, total - lower


# %% solution="promise"
answer = "D"


# %% solution="coins"
def em_coins(heads, n, a, b, iterations):
    for _ in range(iterations):
        coin_a, coin_b = a**heads * (1 - a) ** (n - heads), b**heads * (1 - b) ** (n - heads)
        total = np.log(0.5 * coin_a + 0.5 * coin_b).sum()
        r = coin_a / (coin_a + coin_b)
        a, b = (r @ heads) / (n * r.sum()), ((1 - r) @ heads) / (n * (1 - r).sum())
    return a, b, total

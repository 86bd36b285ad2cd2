# %%
loses = {
    "check-by-hand": "averaged the logarithms of the scores",
    "check-split": "divided by its share",
    "check-coins": "divided by all tosses",
}

# %% solution="by-hand"
bound = 0.5 * np.log(0.012) + 0.5 * np.log(0.004)
gap = np.log(0.016) - bound
after = np.log(0.016)


# %% solution="split"
def split(scores, q):
    total = np.log(scores.sum(axis=1)).sum()
    lower = (q * np.log(scores)).sum()
    return total, lower, total - lower


# %% solution="promise"
answer = "B"


# %% solution="coins"
def em_coins(heads, n, a, b, iterations):
    for _ in range(iterations):
        coin_a, coin_b = a**heads * (1 - a) ** (n - heads), b**heads * (1 - b) ** (n - heads)
        r = coin_a / (coin_a + coin_b)
        a, b = (r @ heads) / (n * len(heads)), ((1 - r) @ heads) / (n * len(heads))
    return a, b, np.log(0.5 * coin_a + 0.5 * coin_b).sum()

# %%
loses = {
    "check-by-hand": "is not the bound for even shares",
    "check-split": "no number",
    "check-mended": "wholly to one kind",
    "check-promise": "Bound and gap exclude that",
    "check-coins": "it does not guess labels",
}

# %% solution="by-hand"
bound = np.log(0.012)
gap = np.log(0.016) - bound
after = np.log(0.016)


# %% solution="split"
def split(scores, q):
    total = np.log(scores.sum(axis=1)).sum()
    lower = (q * np.log(scores / q)).sum()
    return total, lower, total - lower


# %% solution="mended"
def mended(densities, weight, iterations):
    trace = []
    for _ in range(iterations):
        scores = densities * np.array([weight, 1 - weight])
        trace.append(np.log(scores.sum(axis=1)).sum())
        weight = (scores.argmax(axis=1) == 0).mean()
        weight = min(max(weight, 0.01), 0.99)
    return trace, weight


# %% solution="promise"
answer = "E"


# %% solution="coins"
def em_coins(heads, n, a, b, iterations):
    def scores():
        return [0.5 * p**heads * (1 - p) ** (n - heads) for p in (a, b)]

    for _ in range(iterations):
        mine = scores()[0] > scores()[1]
        a, b = heads[mine].mean() / n, heads[~mine].mean() / n
    return a, b, np.log(sum(scores())).sum()

# %%
loses = {
    "check-by-hand": "as if no density could be above 1",
    "check-needle": "you let no density exceed some bound",
    "check-runs": "You call no run collapsed",
}

# %% solution="by-hand"
gain = 0 - np.log(0.3989 / 0.5)


# %% solution="needle"
def needle(x, mean, sd, place, sigma):
    n = len(x)
    broad = np.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * np.sqrt(2 * np.pi))
    thin = np.exp(-(((x - place) / sigma) ** 2) / 2) / (sigma * np.sqrt(2 * np.pi))
    return np.log(np.minimum((1 - 1 / n) * broad + thin / n, 1)).sum()


# %% solution="runs"
collapsed = []
keep = "C"

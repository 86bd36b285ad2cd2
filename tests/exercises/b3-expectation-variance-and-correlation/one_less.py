# %%
# One is taken off every divisor, and slopes are taken for correlations.
loses = {
    "check-by-hand": "You took 1 off the divisor",
    "check-together": "nothing less than that sum",
    "check-downhill": "In D the means do lie downhill",
}

# %% solution="by-hand"
mean = (r @ x) / 2.5
variance = r @ (x - mean) ** 2 / 1.5


# %% solution="together"
def together(x, y, w):
    dx, dy = x - w @ x / w.sum(), y - w @ y / w.sum()
    return w @ (dx * dy) / (w.sum() - 1), (w @ (dx * dy)) / np.sqrt((w @ dx**2) * (w @ dy**2))


# %% solution="downhill"
downhill = ["B", "D", "E", "F"]

# %%
loses = {
    "check-squared-distance": "wide directions must count for less",
    "check-hold": "does D count minutes",
    "check-density": "Its rings are not the component's",
}


# %% solution="squared-distance"
def squared_distance(X, mean, Sigma):
    return ((X - mean) ** 2).sum(axis=1)


# %% solution="hold"
hold = [3, 5]


# %% solution="density"
def density(X, mean, Sigma):
    return np.exp(-squared_distance(X, mean, Sigma) / 2) / (
        2 * np.pi * np.sqrt(np.linalg.det(Sigma))
    )

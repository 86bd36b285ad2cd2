# %%
loses = {
    "check-by-hand": "plain distance",
    "check-spread-start": "yours is larger",
    "check-choice": "how large its basin is",
    "check-starts-needed": "Do you add probabilities?",
}

# %% solution="by-hand"
p_third = 15 / (4 + 9 + 15)


# %% solution="spread-start"
def spread_start(X, K, u):
    rows = [int(u[0] * len(X))]
    for t in u[1:K]:
        gap = np.min([np.sqrt(((X - X[i]) ** 2).sum(axis=1)) for i in rows], axis=0)
        rows.append(int(np.argmax(gap.cumsum() / gap.sum() > t)))
    return rows


# %% solution="choice"
choice = "b"


# %% solution="starts-needed"
def starts_needed(ends, sure):
    p = np.mean(ends > np.max(ends) - 0.1)
    return int(np.ceil(sure / p))

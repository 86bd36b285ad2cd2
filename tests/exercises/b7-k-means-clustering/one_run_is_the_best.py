# %%
loses = {
    "check-two-runs": "without any fault",
    "check-best-of": "compare the inertias *there*",
}

# %% solution="two-runs"
answer = "A"


# %% solution="best-of"
def best_of(X, starts):
    centres = starts[0]
    for _ in range(50):
        centres = one_pass(X, centres)[1]
    return one_pass(X, centres)

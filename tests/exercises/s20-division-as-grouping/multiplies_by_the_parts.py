# %%
# Multiplies where parts are to be grouped, sums along the rows, and forgets what was left.
loses = {
    "check-by-hand": "more than that",
    "check-soft-counts": "have shape (5,)",
    "check-never-wins": "Some share is a half or more",
}

# %% solution="by-hand"
worth = 10 * 2 + 12 * 4 + 5


# %% solution="soft-counts"
def soft_counts(R):
    return [sum(row) for row in R]


# %% solution="never-wins"
shares = [0.5] * 8

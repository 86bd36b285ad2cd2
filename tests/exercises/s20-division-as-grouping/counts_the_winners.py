# %%
loses = {
    "check-by-hand": "the waits that it owns wholly",
    "check-soft-counts": "wholly to the component that owns most",
    "check-mended": "rounded before it is added",
    "check-never-wins": "worth three, but it owns half or more",
    "check-full-after": "filled no slot",
}

# %% solution="by-hand"
worth = 5


# %% solution="soft-counts"
def soft_counts(R):
    return np.bincount(np.argmax(R, axis=1), minlength=np.shape(R)[1])


# %% solution="mended"
def mended(r):
    return np.round(r).sum()


# %% solution="never-wins"
shares = np.array([1, 1, 1, 0, 0, 0, 0, 0])


# %% solution="full-after"
def full_after(r):
    return [came for came, share in enumerate(r, start=1) if share > 0.5]

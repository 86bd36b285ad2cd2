# %%
loses = {
    "check-by-hand": "half of the way",
    "check-one-pass": "a distance has no sign",
    "check-mended": "still moves half-way",
    "check-two-runs": "the best found is not the best of all",
    "check-best-of": "you kept the other",
}

# %% solution="by-hand"
centroids = [50.25, (70 + (63 + 75 + 79) / 3) / 2, 101, 20]


# %% solution="one-pass"
def one_pass(X, centres):
    gaps = (X[:, None] - centres).sum(axis=2)
    labels = (-gaps).argmin(axis=1)
    return labels, centres, (gaps**2).min(axis=1).sum()


# %% solution="mended"
def mended(x, centres, passes):
    return sorted(colleague(x, centres, passes), reverse=True)


# %% solution="two-runs"
answer = "B"


# %% solution="best-of"
def best_of(X, starts):
    def pass_once(centres):
        gaps = np.linalg.norm(X[:, None] - centres, axis=2)
        labels = gaps.argmin(axis=1)
        own = [X[labels == k] if np.any(labels == k) else c[None] for k, c in enumerate(centres)]
        return labels, np.array([x.mean(axis=0) for x in own]), (gaps.min(axis=1) ** 2).sum()

    centres = min(starts, key=lambda start: pass_once(start)[2])
    for _ in range(50):
        centres = pass_once(centres)[1]
    return pass_once(centres)

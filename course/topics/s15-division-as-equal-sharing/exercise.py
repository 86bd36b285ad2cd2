# %% [markdown]
# # Exercise · Division as Equal Sharing
#
# You place centroids, first by hand, then in code, and you end with the M-step of k-means for any
# number of clusters.  Five questions are graded by machine (13 points) and one sentence by your
# teacher (3 points).  Allow 20 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import datasets, kmeans, plot, start, until_converged
from gmmlab.learn import show

X = datasets.faithful().X  # 272 eruptions of Old Faithful: how long, and the wait that followed

# %% [markdown]
# ## Nine waits
#
# Nine waits for an eruption, in minutes, with the hard labels that k-means gave them, short (S) or
# long (L):
#
# | wait (min) | 85 | 51 | 85 | 54 | 84 | 78 | 47 | 83 | 52 |
# |---|---|---|---|---|---|---|---|---|---|
# | label | L | S | L | S | L | L | S | L | S |

# %%
nine = np.array([85, 51, 85, 54, 84, 78, 47, 83, 52])
labels = np.array(list("LSLSLLSLS"))
fig, ax = plt.subplots(figsize=(7, 2.4))
for letter, marker, colour in (("S", "o", plot.PALETTE[0]), ("L", "s", plot.PALETTE[1])):
    own = np.flatnonzero(labels == letter)
    ax.plot(own + 1, nine[own], marker, ms=8, color=colour, label=f"cluster {letter}")
ax.set(xlabel="eruption, in order", ylabel="wait (min)", ylim=(42, 92))
ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
show(
    fig,
    "Nine waits in order. Squares, cluster L, lie between 78 and 85 minutes; circles, cluster S, "
    "between 47 and 54.",
)

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  The four waits labelled S have 51 + 54 + 47 + 52 = 204 minutes between them, so
# the centroid of S goes to 204 / 4:

# %%
print((51 + 54 + 47 + 52) / 4, "minutes")

# %% [markdown]
# **Where does the centroid of L go?**  Set `centre` to it, in minutes; Python may do the
# arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
centre = (85 + 85 + 84 + 78 + 83) / 5
### END SOLUTION


# %% check="by-hand" points=2 meets="1 2"
def check_by_hand():
    m = float(np.squeeze(centre))
    x, own = np.array([85.0, 51, 85, 54, 84, 78, 47, 83, 52]), [0, 2, 4, 5, 7]
    assert abs(m - x.mean()) > 0.01, (
        "That is the mean of all nine waits. The centroid of L is shared out of the waits labelled "
        "L alone."
    )
    assert 78 <= m <= 85, (
        f"The waits of L lie between 78 and 85, and so does their mean; yours is {m:.4g}. Which "
        "waits did you add up, and over how many did you share?"
    )
    assert abs(m - (78 + 85) / 2) > 0.01, (
        "You went half-way between the shortest and the longest wait of L. The waits between them "
        "count too: share the total."
    )
    assert abs(m - np.median(x[own])) > 0.01, (
        "That wait stands in the middle of the sorted waits of L. How far away the others are must "
        "matter: share the total."
    )
    ### BEGIN HIDDEN TESTS
    left_over = sum(x[i] - m for i in own)
    assert abs(left_over) < 0.05, (
        f"At {m:.4g} minutes the waits of L do not level out: above it and below it differ by "
        f"{abs(left_over):.3g} minutes. Add the five waits up again, each as often as it stands in "
        "the table, and share over 5."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it lies among the waits labelled L."


print(check_by_hand())

# %% [markdown]
# ## 2. Any points, any label
#
# Write `centroid(x, labels, k)`: from n values, their n labels (whole numbers) and one label k, it
# returns the mean of the values labelled k.  At least one value has that label.  (3 points)
#
# <details><summary>Hint</summary>
#
# With numpy arrays, `labels == k` is true where the label is k, and `x[labels == k]` keeps those
# values.
#
# </details>


# %% solution="centroid"
def centroid(x, labels, k):
    """The mean of those values x (n,) whose label is k."""
    ### BEGIN SOLUTION
    own = x[labels == k]
    return own.sum() / len(own)
    ### END SOLUTION


# %% check="centroid" points=3 meets=2
def check_centroid():
    def ask(x, labels, k):
        return float(np.squeeze(centroid(np.array(x, float), np.array(labels), k)))

    alone = ask([40, 80, 90], [1, 1, 1], 1)
    assert not np.isclose(alone, 65, atol=1e-3), (
        "40, 80 and 90 give 65, the middle of the extremes: the 80 has no say. Share the total."
    )
    assert not np.isclose(alone, 80, atol=1e-3), (
        "40, 80 and 90 give 80, the middle one: how far away 40 is makes no difference. Share the "
        "total."
    )
    assert np.isclose(alone, 70, atol=1e-3), (
        f"40, 80 and 90 have 210 between them, 70 each; yours is {alone:.4g}."
    )
    one, two = (ask([40, 80, 90, 10], [1, 1, 1, 0], k) for k in (0, 1))
    assert not np.isclose(one, two, atol=1e-3), (
        "Two labels, one centroid: the labels play no part in it. Keep the values labelled k."
    )
    assert not np.isclose(two, 52.5, atol=1e-3), (
        "You added up the right values, 40, 80 and 90, and shared over all four. Share over as many "
        "as have the label."
    )
    assert np.isclose(two, 70, atol=1e-3), (
        f"A fourth value with another label must leave 70 where it is; yours is {two:.4g}."
    )
    assert np.isclose(one, 10, atol=1e-3), (
        f"A cluster of one point, 10, has its centroid there; yours is {one:.4g}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (51, 52, 53):
        rng = np.random.default_rng(seed)
        x, labels = rng.normal(70, 12, 9 + seed % 4), rng.integers(0, 3, 9 + seed % 4)
        labels[:3] = [0, 1, 2]
        for k in (0, 1, 2):
            gaps = float(np.dot(x - ask(x, labels, k), labels == k))
            assert abs(gaps) < 1e-2, (
                f"On {len(x)} other waits (seed {seed}) cluster {k} does not level out at your "
                f"centroid: {abs(gaps):.3g} minutes are left over or missing."
            )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_centroid())

# %% [markdown]
# ## 3. A fault that hides
#
# A colleague's function is right on the data it was tried with, and wrong on the next:


# %% given="colleague"
def colleague(x):
    total = 0.0
    for value in set(x):
        total = total + value
    return total / len(x)


print("three waits:", colleague([76.0, 82.0, 94.0]))
print("four waits:", colleague([80.0, 80.0, 80.0, 84.0]))

# %% [markdown]
# The second result lies below every wait.  Find out which waits get lost, and mend it: write the
# function anew under the name `mended`.  (2 points)


# %% solution="mended"
def mended(x):
    ### BEGIN SOLUTION
    total = 0.0
    for value in x:
        total = total + value
    return total / len(x)
    ### END SOLUTION


# %% check="mended" points=2 meets=1
def check_mended():
    def ask(x):
        return float(np.squeeze(mended([float(value) for value in x])))

    four = ask([80, 80, 80, 84])
    assert not np.isclose(four, 82, atol=1e-3), (
        "Your mean of 80, 80, 80 and 84 is as far from 80 as from 84, as if 80 were there once. "
        "Three waits of 80 minutes count three times, in the total and in the divisor."
    )
    assert not np.isclose(four, 80, atol=1e-3), (
        "The wait of 84 has no say: you took the middle one. Share the total."
    )
    assert np.isclose(four, 81, atol=1e-3), (
        f"80, 80, 80 and 84 have 324 minutes between them, 81 each; yours is {four:.4g}. What does "
        "set() do to equal waits?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (61, 62):
        x = np.random.default_rng(seed).integers(70, 75, 12)
        assert np.isclose(
            ask(x), np.bincount(x) @ np.arange(len(np.bincount(x))) / 12, atol=1e-3
        ), f"On 12 other waits, some of them equal (seed {seed}), the mean differs."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. A wait that was misread
#
# A cluster has 20 waits, and its centroid is at 81 minutes.  Now somebody finds that one of the 20
# was misread: what stands there as 63 minutes was really 93.
#
# **Where does the centroid go?**  Set `corrected` to it.  You need to know no other wait: the
# centroid and the number of waits give you their total.  (2 points)

# %% solution="misread"
### BEGIN SOLUTION
corrected = (20 * 81 - 63 + 93) / 20
### END SOLUTION


# %% check="misread" points=2 meets=1
def check_misread():
    m = float(np.squeeze(corrected))
    assert abs(m - (81 + 30)) > 0.01, (
        "You moved the centroid by the whole 30 minutes. They are added to the total, and then "
        "shared over the 20 waits."
    )
    assert m > 81, (
        f"A wait has become longer, so the total has, and so must the share of each; yours is "
        f"{m:.4g}."
    )
    assert abs(m - (81 + 93) / 2) > 0.01, (
        "Half-way between the old centroid and the new value: that would let one wait count as "
        "much as all 20. Go through the total."
    )
    assert abs(m - (20 * 81 + 93) / 21) > 0.005, (
        "You counted the 93 as one more wait, the 21st. It stands in the place of the 63."
    )
    ### BEGIN HIDDEN TESTS
    assert abs(20 * (m - 81) - 30) < 0.2, (
        f"With the centroid at {m:.4g} the total has changed by {20 * (m - 81):.4g} minutes; the "
        "correction is one of 30."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it moves up."


print(check_misread())

# %% [markdown]
# ## 5. All centroids at once
#
# Write `centroids(X, labels, K)`: from n points with d coordinates each, and their labels 0 to
# K − 1, it returns a table with K rows and d columns, the centroid of each cluster.  Each
# coordinate is shared for itself, and every label occurs at least once.  This is the M-step of
# k-means.  (4 points)


# %% solution="centroids"
def centroids(X, labels, K):
    """The centroids (K, d) of points X (n, d) with hard labels (n,)."""
    ### BEGIN SOLUTION
    return np.array([X[labels == k].mean(axis=0) for k in range(K)])
    ### END SOLUTION


# %% check="centroids" points=4 meets=2
def check_centroids():
    def ask(X, labels, K):
        return np.array(centroids(np.array(X, float), np.array(labels), K), float)

    X = np.array([[2, 50], [4, 75], [2, 56], [4.5, 79], [2, 59], [5, 80], [5, 96]])
    labels = np.array([0, 1, 0, 1, 0, 1, 1])
    C = ask(X, labels, 2)
    assert C.shape == (2, 2), (
        f"Two clusters in the plane have a table of 2 rows and 2 columns; yours has shape {C.shape}."
    )
    assert not np.allclose(C[0], C[1], atol=1e-3), (
        "Both centroids fall on one spot: the labels play no part in it. Each cluster shares its "
        "own points' total."
    )
    assert not np.allclose(C, [[2, 54.5], [4.5, 85.5]], atol=1e-3), (
        "Your centroids stand in the middle of the extremes. Share the total of each coordinate."
    )
    assert not np.allclose(C, [[2, 56], [4.75, 79.5]], atol=1e-3), (
        "Your centroids are medians: they do not notice how far out the last point is. Share the "
        "total of each coordinate."
    )
    assert not np.allclose(C.sum(axis=0), X.mean(axis=0), atol=1e-3), (
        "You shared each cluster's total over all 7 points. Share it over the cluster's own."
    )
    assert np.allclose([3, 4] @ C, X.sum(axis=0), atol=1e-2), (
        "Sizes times centroids, 3 and 4 times yours, must give back the total of all points, "
        f"{X.sum(axis=0)}; they give {[3, 4] @ C}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (71, 72, 73):
        rng = np.random.default_rng(seed)
        K, d = 2 + seed % 3, 1 + seed % 2
        X, labels = rng.normal(70, 12, (5 * K, d)), rng.permutation(np.arange(5 * K) ** 2 % K)
        labels[:K] = np.arange(K)
        sizes = np.bincount(labels, minlength=K)
        totals = [np.bincount(labels, X[:, j], minlength=K) / sizes for j in range(d)]
        C = ask(X, labels, K)
        assert C.shape == (K, d), f"{K} clusters, {d} coordinates (seed {seed}): shape {C.shape}."
        assert np.allclose(C, np.transpose(totals), atol=1e-2), (
            f"On {5 * K} other points in {K} clusters (seed {seed}) the centroids differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_centroids())

# %% [markdown]
# Do they agree with gmmlab?  Where k-means has settled, its M-step moves nothing, so your centroids
# should be those that it has.

# %%
*_, settled = until_converged(kmeans(X, start(X, 2, rng=0)))
print("yours:", np.round(centroids(X, settled.labels, 2), 2).tolist())
print("gmmlab's:", settled.mixture.means.round(2).tolist())

# %% [markdown]
# ## 6. In your own words
#
# **A friend places each centroid half-way between the smallest and the largest value of its
# cluster.  In one or two sentences: what does this overlook, and when does it go far wrong?**
# (3 points)

# %% [markdown] answer="middle" points=3 meets=3
# The middle of the extremes looks at two points only; where the others lie makes no difference,
# though the mean shares the total of all of them.  It goes far wrong when one point lies far out:
# that point drags the middle half-way with it, while it moves the mean by its n-th part only.

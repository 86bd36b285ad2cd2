# %% [markdown]
# # Exercise · K-Means Clustering
#
# You make one pass of k-means by hand, then write the pass and at last the whole of it, and you
# judge two runs that disagree.  Five questions are graded by machine (13 points) and one sentence
# by your teacher (3 points).  Allow 25 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import datasets, plot
from gmmlab.learn import show

waits = datasets.faithful().X[:, 1]  # 272 waits for an eruption of Old Faithful, in minutes
flowers = datasets.iris().X  # 150 irises, four lengths each, in centimetres

# %% [markdown]
# ## Six waits, four centroids
#
# Somebody has noted six waits: 51, 54, 63, 75, 79 and 92 minutes.  K-means with four clusters
# starts with the centroids A at 48, B at 70, C at 110 and D at 20 minutes.

# %% given="six-waits"
six = np.array([51.0, 54.0, 63.0, 75.0, 79.0, 92.0])
four = np.array([48.0, 70.0, 110.0, 20.0])

# %%
fig, ax = plt.subplots(figsize=(7, 1.6))
ax.plot(six, np.zeros(6), "o", color="0.4")
for place, letter, colour in zip(four, "ABCD", plot.PALETTE, strict=False):
    ax.plot(place, 0.5, "v", color=colour, ms=10)
    ax.text(place, 0.75, letter, ha="center", weight="bold")
ax.set(xlabel="wait (min)", yticks=[], ylim=(-0.5, 1.4))
show(
    fig,
    "Six dots on a line at 51, 54, 63, 75, 79 and 92 minutes; above it four triangles, D at 20, A "
    "at 48, B at 70 and C at 110.",
)

# %% [markdown]
# ## 1. One pass by hand
#
# *Worked example.*  Had the centroids been 50 and 85, the waits 51, 54 and 63 would belong to the
# first and the other three to the second, and both would move to their means:

# %%
print((51 + 54 + 63) / 3, (75 + 79 + 92) / 3)

# %% [markdown]
# **Where do the four centroids stand after one pass?**  A centroid that owns no wait stays where it
# is.  Set `centroids` to a list of four numbers, for A, B, C and D in this order; two decimals are
# enough.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
centroids = [(51 + 54) / 2, (63 + 75 + 79) / 3, 92, 20]
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    c = np.array(centroids, float).ravel()
    waits, start = np.array([51.0, 54, 63, 75, 79, 92]), np.array([48.0, 70, 110, 20])
    assert c.shape == (4,), f"Four centroids are asked for, A, B, C and D; you gave {c.size}."
    assert np.all(np.isfinite(c)), "One of your centroids is no number: a mean of nothing."
    assert c[3] > 0.01, (
        "You moved D to 0: the mean of no waits is not 0, there is none. What does the rule say "
        "about a centroid that owns nothing?"
    )
    assert not np.isclose(c[3], waits.min()), (
        "You gave D the wait that is nearest to it. But is D nearest to that wait? The waits "
        "choose, not the centroids, so a cluster may own nothing."
    )
    ### BEGIN HIDDEN TESTS
    nearest = [min(range(4), key=lambda k: abs(x - start[k])) for x in waits]
    groups = [
        [x for x, k in zip(waits, nearest, strict=True) if k == j] or [start[j]] for j in range(4)
    ]
    middles = [(min(g) + max(g)) / 2 for g in groups]
    assert not np.allclose(c, middles, atol=0.006), (
        "You put each centroid half-way between the smallest and the largest of its waits. "
        "The one in between counts as well: take the mean."
    )
    means = [sum(g) / len(g) for g in groups]
    assert not np.allclose(c, (np.array(means) + start) / 2, atol=0.006), (
        "You moved the centroids half of the way. They go all the way to the mean of their waits."
    )
    assert np.allclose(c, means, atol=0.006), (
        f"{c.round(2)} is not what a pass gives. Write down for each wait its nearest centroid, "
        "then take the mean of each group."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: four places, and D gets what the rule says."


print(check_by_hand())

# %% [markdown]
# ## 2. One pass in code
#
# Write `one_pass(X, centres)` for points in any number of features.  From n points, an array of n
# rows and d columns, and K centroids, an array of K rows and d columns, it returns three things:
#
# 1. the **labels**, for each point the number of its nearest centroid, counted from 0;
# 2. the **moved centroids**, K rows and d columns; a centroid that owns no point stays;
# 3. the **inertia** with these labels, *before* the centroids move.  (3 points)
#
# <details><summary>Hint</summary>
#
# `X[labels == k]` are the points of cluster k, and `.mean(axis=0)` averages them column by column.
#
# </details>


# %% solution="one-pass"
def one_pass(X, centres):
    """Labels (n,), moved centroids (K, d) and the inertia before the move."""
    ### BEGIN SOLUTION
    squares = ((X[:, None] - centres) ** 2).sum(axis=2)
    labels = squares.argmin(axis=1)
    moved = centres.copy()
    for k in range(len(centres)):
        if np.any(labels == k):
            moved[k] = X[labels == k].mean(axis=0)
    return labels, moved, squares.min(axis=1).sum()
    ### END SOLUTION


# %% check="one-pass" points=3 meets=1
def check_one_pass():
    def ask(X, centres):
        labels, moved, inertia = one_pass(np.array(X, float), np.array(centres, float))
        return np.array(labels).ravel(), np.array(moved, float), float(np.squeeze(inertia))

    X = [[0, 0], [3, 0], [0, 9], [20, 0], [24, 0]]
    labels, moved, inertia = ask(X, [[0, 0], [22, 0], [-90, -90]])
    assert labels.shape == (5,), f"Five points have five labels; yours have shape {labels.shape}."
    assert moved.shape == (3, 2), (
        f"Three centroids in the plane have shape (3, 2); yours have {moved.shape}."
    )
    assert not np.any(labels == 2), (
        "You labelled a point with a centroid that is far away from all of them. A cluster may own "
        "nothing; and a distance has no sign: square the differences before you add them."
    )
    assert np.all(np.isfinite(moved)), (
        "A centroid became no number: it owns no point, and you took the mean of nothing. "
        "Let it stay."
    )
    assert np.allclose(moved[2], -90), (
        f"The third centroid owns no point and should stay at (-90, -90); yours went to {moved[2]}."
    )
    assert not np.allclose(moved[0], [1.5, 4.5], atol=1e-3), (
        "You moved a centroid half-way between the extremes of its points. Take their mean: all "
        "of them count."
    )
    assert not np.allclose(moved[0], 0, atol=1e-3), (
        "The first centroid did not move off (0, 0), although it owns more than that point. Is "
        "it a median that you took? For squared distances the best place is the mean."
    )
    single = ask([[3, 4]], [[0, 0]])[2]
    assert not np.isclose(single, 5, atol=1e-3), (
        "A point at (3, 4) and a centroid at (0, 0): your inertia is their distance, 5. The "
        "inertia adds *squared* distances."
    )
    assert not np.isclose(single, 0, atol=1e-3), (
        "Your inertia is 0 for a point away from its centroid: you measured after the move."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        K, d = 2 + seed % 3, 1 + seed % 4
        X, start = rng.normal(0, 3, (9 * K, d)), rng.normal(0, 3, (K, d))
        start[-1] += 500
        labels, moved, inertia = ask(X, start)
        where = f"On {len(X)} other points and {K} centroids (seed {seed})"
        gaps = np.stack([np.linalg.norm(X - c, axis=1) for c in start])
        assert np.array_equal(labels, gaps.argmin(axis=0)), f"{where} the labels differ."
        for k in range(K):
            share = (gaps.argmin(axis=0) == k).astype(float)
            right = share @ X / share.sum() if share.any() else start[k]
            assert np.allclose(moved[k], right, atol=1e-3), f"{where} centroid {k} differs."
        assert np.isclose(inertia, np.sum(gaps.min(axis=0) ** 2), rtol=1e-4), (
            f"{where} the inertia differs. Add squared distances, to the centroids before the move."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_one_pass())

# %% [markdown]
# ## 3. An inertia that rises
#
# A colleague's k-means returns the inertia of every pass.  On the 272 waits it goes up and up:


# %% given="colleague"
def colleague(x, centres, passes):
    centres, trace = list(centres), []
    for _ in range(passes):
        groups, inertia = [[] for _ in centres], 0.0
        for wait in x:
            squares = [(wait - centre) ** 2 for centre in centres]
            nearest = squares.index(min(squares))
            groups[nearest].append(wait)
            inertia += squares[nearest]
        trace.append(inertia)
        for k, group in enumerate(groups):
            if group:
                centres[k] = (min(group) + max(group)) / 2
    return trace


print([round(inertia) for inertia in colleague(waits, [55, 78, 84], 5)])

# %% [markdown]
# One of the two half-steps does not do what k-means does.  Find the line, and mend it: write the
# function anew under the name `mended`, with that one line changed.  (2 points)


# %% solution="mended"
def mended(x, centres, passes):
    ### BEGIN SOLUTION
    centres, trace = list(centres), []
    for _ in range(passes):
        groups, inertia = [[] for _ in centres], 0.0
        for wait in x:
            squares = [(wait - centre) ** 2 for centre in centres]
            nearest = squares.index(min(squares))
            groups[nearest].append(wait)
            inertia += squares[nearest]
        trace.append(inertia)
        for k, group in enumerate(groups):
            if group:
                centres[k] = sum(group) / len(group)
    return trace
    ### END SOLUTION


# %% check="mended" points=2 meets=2
def check_mended():
    def ask(x, centres, passes):
        trace = mended(np.array(x, float), np.array(centres, float), passes)
        return np.array(trace, float).ravel()

    waits = datasets.faithful().X[:, 1]
    trace = ask(waits, [55, 78, 84], 5)
    assert trace.shape == (5,), f"Five passes give five inertias; yours are {trace.size}."
    middle = ask([0, 0, 9], [1], 2)
    assert not np.isclose(middle[1], 60.75, atol=1e-3), (
        "A centroid still moves half-way between the extremes of its waits. Where is the sum of "
        "squares least?"
    )
    assert not np.isclose(middle[1], 81, atol=1e-3), (
        "Three waits, 0, 0 and 9: your centroid moved to 0, their median. That is best for plain "
        "distances; where is the sum of *squares* least?"
    )
    rises = np.diff(ask(waits, [54, 66, 82], 6)).max()
    assert rises < 1e-6, f"From another start it still rises, by {rises:.4g} in one pass."
    assert np.isclose(trace[0], colleague(waits, [55, 78, 84], 1)[0], atol=0.1), (
        f"The first inertia belongs to the start, before anything has moved; yours is {trace[0]:.1f}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22):
        rng = np.random.default_rng(seed)
        x, start = rng.normal(70, 12, 40), rng.normal(70, 9, 3)
        own, right = start.copy(), []
        for _ in range(4):
            gaps = np.abs(np.subtract.outer(own, x))
            right.append(float(np.square(gaps.min(axis=0)).sum()))
            shares = gaps == gaps.min(axis=0)
            own = np.where(shares.any(axis=1), shares @ x / np.maximum(shares.sum(axis=1), 1), own)
        assert np.allclose(ask(x, start, 4), right, rtol=1e-4), (
            f"On 40 other waits (seed {seed}) the inertias differ. Only one line was to change."
        )
    ### END HIDDEN TESTS
    return f"Visible checks passed: from {trace[0]:.0f} down to {trace[-1]:.0f}."


print(check_mended())

# %% [markdown]
# ## 4. Two runs that disagree
#
# Two people run k-means with three clusters on the same 150 flowers, each from a start of their
# own.  One run stops at an inertia of 53.8, the other at 107.8, and it stops because no label
# changes any more.  What follows?
#
# - **A** The second program has a fault: k-means ends at the least inertia from every start.
# - **B** The first run has found the least inertia that there is for three clusters.
# - **C** Both may be right; the first is the better of the two, and another start may yet do better.
# - **D** The second run was stopped too early: with more passes it comes down to 53.8.
#
# Set `answer` to a letter.  (2 points)

# %% solution="two-runs"
### BEGIN SOLUTION
answer = "C"
### END SOLUTION


# %% check="two-runs" points=2 meets=2
def check_two_runs():
    letter = str(np.squeeze(answer)).strip().upper()
    assert letter in ("A", "B", "C", "D"), f"Set `answer` to one letter, A to D; it is {answer!r}."
    ### BEGIN HIDDEN TESTS
    wrong = {
        "A": "K-means never looks further than the next half-step, so it may stop in different "
        "places from different starts without any fault.",
        "B": "Two starts show that 53.8 is better than 107.8. They do not show that no third start "
        "ends lower: the best found is not the best of all.",
        "D": "If no label changes, the means stay, and so does everything after that. More passes "
        "move nothing.",
    }
    assert letter not in wrong, wrong.get(letter)
    ### END HIDDEN TESTS
    return "Visible checks passed: it is a letter."


print(check_two_runs())

# %% [markdown]
# **In two or three sentences: defend your letter.  Say what each half-step looks at, and name one
# thing about the flowers that neither run can express, however well it ends.**  (3 points)

# %% [markdown] answer="defence" points=3 meets="2 3"
# C.  The label half-step compares each point with the present centroids only, and the move
# half-step takes the mean of the present labels; where neither can lower the inertia the run
# stops, although quite another labelling may be better.  So a correct run may end at 107.8, and
# two ends prove nothing about a third.  Neither run can say that a flower is half one kind's and
# half another's, or that one group is long and narrow: there are only labels and means.

# %% [markdown]
# ## 5. The whole of it, from many starts
#
# Write `best_of(X, starts)`.  `starts` is a list of arrays, each with K rows and d columns.  From
# each start, run k-means until no label changes; of all runs keep the one that **ends** with the
# least inertia.  Return three things: its labels, its centroids and its inertia.  (4 points)
#
# Centroids and inertia are those after the last move.  Call `one_pass`, if you like.


# %% solution="best-of"
def best_of(X, starts):
    """Labels (n,), centroids (K, d) and inertia of the best run."""
    ### BEGIN SOLUTION
    ends = []
    for centres in starts:
        before = None
        while True:
            labels, moved, inertia = one_pass(X, centres)
            if before is not None and np.array_equal(labels, before):
                break
            centres, before = moved, labels
        ends.append((inertia, labels, centres))
    inertia, labels, centres = min(ends, key=lambda end: end[0])
    return labels, centres, inertia
    ### END SOLUTION


# %% check="best-of" points=4 meets=1
def check_best_of():
    def ask(X, starts):
        labels, centres, inertia = best_of(
            np.array(X, float), [np.array(start, float) for start in starts]
        )
        return np.array(labels).ravel(), np.array(centres, float), float(np.squeeze(inertia))

    corners = [[0, 0], [8, 0], [0, 4], [8, 4]]
    stuck, good = [[4, 0], [4, 4]], [[-7, 2], [15, 2]]
    labels, centres, inertia = ask(corners, [good])
    assert (labels.shape, centres.shape) == ((4,), (2, 2)), (
        "Four points and two centroids in the plane need labels of shape (4,) and centroids of "
        f"shape (2, 2); yours have {labels.shape} and {centres.shape}."
    )
    assert abs(inertia - 212) > 1e-3, (
        "Your inertia is that of the start, before anything moved. Run on until no label changes."
    )
    found = np.linalg.norm(np.array(corners) - centres[labels.astype(int)], axis=1)
    assert not (np.isclose(inertia, found.sum(), atol=1e-3)), (
        "Your inertia is the sum of the distances. Square each of them before you add."
    )
    assert np.isclose(inertia, (found**2).sum(), atol=1e-3), (
        f"Your labels and centroids have an inertia of {(found**2).sum():.4g}; you say {inertia:.4g}."
    )
    for starts, which in (([stuck, good], "second"), ([good, stuck], "first")):
        end = ask(corners, starts)[2]
        assert end < 60, (
            f"Of two starts only the {which} leads to the better end, and you kept the other. Run "
            "both to their ends, and compare the inertias *there*, not at the start."
        )
    line = [[0], [0], [3], [20], [20], [20]]
    end = ask(line, [[[0], [1]]])
    assert np.allclose(np.sort(end[1].ravel()), [1, 20], atol=1e-3), (
        f"On 0, 0, 3, 20, 20 and 20, from 0 and 1, your centroids end at {end[1].ravel().round(2)}."
        " Pass after pass until no label changes, and each time to the mean."
    )
    ### BEGIN HIDDEN TESTS
    flowers = datasets.iris().X
    for seed in (31, 32, 33):
        rng = np.random.default_rng(seed)
        X = flowers[rng.choice(150, 90, replace=False)]
        starts = [X[rng.choice(90, 3, replace=False)] for _ in range(4)]
        labels, centres, inertia = ask(X, starts)
        ends = []
        for own in starts:
            for _ in range(60):
                nearest = np.argmin([np.linalg.norm(X - c, axis=1) for c in own], axis=0)
                own = np.array(
                    [X[nearest == k].sum(axis=0) / np.sum(nearest == k) for k in range(3)]
                )
            ends.append(  # without a mean: half the squared distances within, over the count
                sum(
                    np.sum((X[nearest == k][:, None] - X[nearest == k]) ** 2)
                    / (2 * np.sum(nearest == k))
                    for k in range(3)
                )
            )
        assert np.isclose(inertia, min(ends), rtol=1e-4), (
            f"On 90 of the flowers (seed {seed}) your inertia is {inertia:.3f}; the best of the four "
            f"runs ends at {min(ends):.3f}."
        )
        gaps = np.array([np.linalg.norm(X - c, axis=1) for c in centres])
        assert np.mean(gaps.argmin(axis=0) == labels) > 0.98, (
            f"On 90 of the flowers (seed {seed}) some labels are not those of the nearest centroid."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_best_of())

# %% [markdown]
# Does your function agree with gmmlab?  Both take twenty starts on all four lengths; yours are
# drawn here.

# %%
from gmmlab import KMeans

rng = np.random.default_rng(0)
drawn = [flowers[rng.choice(150, 3, replace=False)] for _ in range(20)]
print("yours: ", np.round(best_of(flowers, drawn)[2], 2))
print("gmmlab:", round(KMeans(3, n_init=20, random_state=0).fit(flowers).inertia_, 2))

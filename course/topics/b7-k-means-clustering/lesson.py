# %% [markdown]
# # K-Means Clustering
#
# **You will be able to**
#
# - make one pass of k-means by hand;
# - say why the inertia never rises;
# - say what k-means cannot express.
#
# **Needs** equal sharing, comparing decimals, distances in the plane. **Leads to** Why not k-means?
# and the starts of EM. **Takes** 30 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import KMeans, Mixture, datasets, em, kmeans, plot, until_converged
from gmmlab.assign import hard
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.b7_staircase import staircase
from gmmlab.steps import move_means

iris = datasets.iris()
X = iris.X[:, [2, 0]]  # petal length and sepal length, in cm

# %% [markdown]
# ## Hook: the same flowers, the same program
#
# Here are 150 irises of three species. The names have been taken off; what is left is the length of
# a petal and the length of a sepal.

# %%
# The picture: flowers without names
fig, ax = plt.subplots(figsize=(7, 3.4))
ax.plot(*X.T, "o", ms=5, color="0.45", alpha=0.7)
ax.set(xlabel="petal length (cm)", ylabel="sepal length (cm)")
show(
    fig,
    "150 dots. A compact group of 50 lies at petals shorter than 2 cm; a long band of 100 rises "
    "from petals of 3 cm to 6.9 cm, with no gap in it.",
)

# %%
# The numbers above, checked
assert len(X) == 150
assert np.sum(X[:, 0] < 2) == 50
assert np.sum(X[:, 0] >= 3) == 100
assert X[:, 0].max() == 6.9

# %% [markdown]
# A mixture would say *probably this kind*. K-means is blunter. It keeps three points in the plane,
# the **centroids** A, B and C, and repeats two half-steps:
#
# 1. **Label.** Each flower goes wholly to its nearest centroid.
# 2. **Move.** Each centroid goes to the mean of its flowers.
#
# When no label changes, it stops. You and a friend run it. B and C start at the same places for
# both of you. Your A starts with a petal of 1.75 cm, your friend's with 1.50 cm: a quarter of a
# centimetre apart.


# %%
# A prediction: commit to yours below before you look inside this cell
def run(a):
    """K-means from one start of A, to its end."""
    begin = np.array([[a, 4.3], [1.5, 5.0], [5.0, 6.3]])
    *_, end = until_converged(kmeans(X, Mixture.balls(begin)), tol=0)
    centres = end.mixture.means
    return end.labels, centres, np.sum((X - centres[end.labels]) ** 2)


def both_ends():
    """Where the two runs stop, side by side."""
    fig, panels = plt.subplots(1, 2, figsize=(8.4, 3.2), sharey=True)
    for ax, a, who in zip(panels, (1.75, 1.50), ("yours", "your friend's"), strict=True):
        labels, centres, inertia = run(a)
        for k, z in enumerate("ABC"):
            look = {"color": plot.PALETTE[k], "marker": plot.MARKERS[k], "alpha": 0.6}
            ax.scatter(*X[labels == k].T, s=20, **look)
            ax.text(*centres[k], z, ha="center", va="center", weight="bold", bbox={"fc": "w"})
        ax.set(xlabel="petal length (cm)", title=f"{who}: inertia {inertia:.1f} cm²")
    panels[0].set(ylabel="sepal length (cm)")
    return show(
        fig,
        "Two scatter plots. On the left, yours: B has the compact group, A the lower and C the "
        "upper part of the band. On the right, your friend's: A and B have cut the compact group "
        "in two, and C has all of the band.",
    )


first_guess = predict(
    "Both programs are correct, and both have stopped. How do their clusters compare?",
    {
        "The same: k-means finds the best three": "It only ever goes downhill from where it is, "
        "and there is more than one valley.",
        "Nearly the same, but for a few flowers on the border": "A quarter of a centimetre is "
        "little, but it decides in which valley the run begins.",
        "Quite different: one of them has cut a group in two": "",
    },
    answer="Quite different: one of them has cut a group in two",
    why="The number above each picture is the **inertia**, the sum of all squared distances from "
    "flower to centroid: 53.8 against 107.8 cm². Your friend's is twice as bad, and yet no "
    "half-step can improve it.",
    reveal=both_ends,
)
first_guess

# %%
# The numbers above, checked
yours, theirs = run(1.75), run(1.5)
assert [round(end[2], 1) for end in (yours, theirs)] == [53.8, 107.8]
assert theirs[2] / yours[2] > 2
assert [np.bincount(end[0]).tolist() for end in (yours, theirs)] == [[58, 51, 41], [26, 28, 96]]

# %% [markdown]
# ## Explore: the staircase
#
# Every flower hangs on a thread, tied to its centroid. Square the lengths of all threads, add them
# up: that is the inertia. On the right it stands as a bar for each half-step, stacked by whose
# threads they are: a disc below it where points were labelled, a diamond where centroids moved.
#
# The marks on the rail at the bottom show how a run ends whose A starts above them.

# %%
# The explorer, with five things to try
staircase(
    X,
    [[1.5, 5.0], [5.0, 6.3]],
    4.3,
    presets=[
        explore.Preset(
            "1 · Your run",
            {"step": 0, "start": 1.75, "rule": 0},
            "Press Play, or step. A leaves the group and takes its part of the band. No bar is "
            "ever higher than the one before it. The run stops at 53.81, in pass 13.",
        ),
        explore.Preset(
            "2 · Your friend's",
            {"step": 12, "start": 1.5, "rule": 0},
            "Stuck at 107.76: A and B share the group, and no flower is nearer to another "
            "centroid than to its own. Go back to 0 and watch it get there.",
        ),
        explore.Preset(
            "3 · Three ends",
            {"step": 25, "start": 4.0, "rule": 0},
            "Now move only A's start, from end to end. The last bar jumps: 107.76 up to a start "
            "of 1.50, then 53.81, and 112.99 from 6.00 on. In between there is nothing.",
        ),
        explore.Preset(
            "4 · Out of reach",
            {"step": 4, "start": 6.5, "rule": 0},
            "A is nobody's nearest. It owns nothing, has no mean to move to, and stays: two "
            "clusters, although three were asked for.",
        ),
        explore.Preset(
            "5 · Break the law",
            {"step": 1, "start": 6.5, "rule": 1},
            "A centroid now moves half-way between its extremes instead of to the mean. The very "
            "first move lifts the bar, from 113.5 to 138.3. Step on: it ends at 166.6.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order. In each state ask: has a *label* half-step
# or a *move* half-step lowered the bar, and for which centroid?

# %%
# The numbers above, checked
from gmmlab.learn.sketches import b7_staircase as made


def bars(a, rule=made.MEAN):
    """The inertia after each half-step."""
    states = made._run(X, np.array([[a, 4.3], [1.5, 5.0], [5.0, 6.3]]), rule)
    return [float(state.parts.sum()) for state in states]


ends = {a: round(bars(a)[-1], 2) for a in explore.steps(1, 6.5, 0.25)}
assert ends[1.5] == 107.76
assert {end for a, end in ends.items() if a <= 1.5} == {107.76}
assert {end for a, end in ends.items() if 1.75 <= a <= 5.75} == {53.81}
assert {end for a, end in ends.items() if a >= 6.0} == {112.99}
assert (len(bars(1.75)), len(bars(1.5))) == (2 * 13 - 1, 13)
assert all(np.all(np.diff(bars(a)) < 1e-9) for a in ends)
broken = bars(6.5, made.MIDDLE)
assert [round(v, 1) for v in (broken[0], broken[1], broken[-1])] == [113.5, 138.3, 166.6]

# %% [markdown]
# ## Explain: one sum, two half-steps
#
# Write $z_i$ for the label of point $i$ and $c_k$ for the centroids. K-means lowers one number, the
# **inertia**:
#
# $$J = \sum_i \lVert x_i - c_{z_i} \rVert^2$$
#
# **The label half-step** holds the centroids still and lets every point choose the smallest of its
# three squared distances. No term of the sum grows.
#
# **The move half-step** holds the labels still. For the $n$ points of one cluster, with mean $m$,
# and any other place $c$,
#
# $$\sum_i \lVert x_i - c \rVert^2 = \sum_i \lVert x_i - m \rVert^2 + n\,\lVert c - m \rVert^2$$
#
# The last term is what the move saves: the number of points times the squared move. It is never
# negative, so the mean is the best place there is.
#
# So the inertia **never rises**. It may stay: that is the end. And the end comes, since 150 points
# can be labelled in only so many ways, and no labelling that was left for a lower inertia can
# return.
#
# In numpy, one pass from A at 4 cm:

# %%
centres = np.array([[4.0, 4.3], [1.5, 5.0], [5.0, 6.3]])
squares = ((X[:, None] - centres) ** 2).sum(axis=2)  # a row a flower, a column a centroid
z = squares.argmin(axis=1)
moved = np.array([X[z == k].mean(axis=0) for k in range(3)])
print("inertia, labelled:", squares.min(axis=1).sum().round(1))
print("inertia, moved:   ", ((X - moved[z]) ** 2).sum().round(1))

# %%
# The numbers above, checked
saved = np.bincount(z) @ np.sum((moved - centres) ** 2, axis=1)
before, after = squares.min(axis=1).sum(), ((X - moved[z]) ** 2).sum()
assert np.isclose(before - after, saved)
assert np.allclose([before, after], bars(4.0)[:2])
assert len(X) == 150

# %% [markdown]
# ### The mean, and nothing else
#
# Squares matter. Take petals of 4.5, 5.0 and 6.1 cm, and three places for their centroid:
#
# | place | squares added | distances added |
# |---|---|---|
# | 5.0, the median | 1.46 | **1.6** |
# | 5.2, the mean | **1.34** | 1.8 |
# | 5.3, half-way between the extremes | 1.37 | 1.9 |
#
# The mean has the least sum of *squares*. Plain distances are least at the median, and half-way is
# best for neither.
#
# ### The end is not the best of all
#
# Each half-step looks at what is there now. So a run ends where its start leads; you keep the run
# with the least inertia of many, and even that is the best *found*, no more.
#
# A centroid that owns nothing has no mean. Here it stays where it is; a program needs some rule.
# `gmmlab.kmeans` moves it to the flower that is served worst, and from 6.5 cm then ends at 53.8.
#
# More centroids always allow a lower inertia, down to 0 with one for each different flower. So
# inertia alone cannot tell you how many clusters there are.


# %%
# The numbers above, checked
def sums(c):
    """Squares and distances of three petals from a place."""
    gaps = np.array([4.5, 5.0, 6.1]) - c
    return round(float(gaps @ gaps), 2), round(float(np.abs(gaps).sum()), 2)


assert [sums(c) for c in (5.0, 5.2, 5.3)] == [(1.46, 1.6), (1.34, 1.8), (1.37, 1.9)]
assert round(run(6.5)[2], 1) == 53.8
least = [KMeans(K, n_init=10, random_state=0).fit(X).inertia_ for K in range(1, 7)]
assert np.all(np.diff(least) < 0)

# %% [markdown]
# ### The loop that EM softens
#
# `gmmlab.kmeans` is EM with three restrictions: the winner takes the whole point, every component
# is the same ball, and all weights are equal and stay so. The size of the balls does not matter:

# %%
begin = Mixture.balls(centres)
*_, plain = until_converged(kmeans(X, begin), tol=0)
for variance in (0.01, 1.0, 100.0):
    balls = Mixture.balls(centres, variance)
    *_, end = until_converged(em(X, balls, assign=hard, maximise=move_means), tol=0)
    print(variance, np.array_equal(end.labels, plain.labels))

# %% [markdown]
# Let the weights be learnt as well, and it is k-means no more: a heavier component then claims
# flowers that lie nearer to another. *Soft* shares change more still; k-means is their limit as the
# balls shrink.


# %%
# The numbers above, checked
def learns_weights(fit):
    """Move the means, and take each cluster's share as its weight."""
    new = move_means(fit)
    return Mixture(fit.counts / fit.n, new.means, new.covariances, new.shape)


one = Mixture.balls(centres, 1.0)
*_, learnt = until_converged(em(X, one, assign=hard, maximise=learns_weights), tol=0)
assert not np.array_equal(learnt.labels, plain.labels)
for variance in (0.01, 1.0, 100.0):
    balls = Mixture.balls(centres, variance)
    *_, end = until_converged(em(X, balls, assign=hard, maximise=move_means), tol=0)
    assert np.array_equal(end.labels, plain.labels)

# %% [markdown]
# ### What it cannot say
#
# **How sure.** A flower at (5.1, 6.3) has squared distances of 0.62 and 0.68 to two centroids. It
# gets its label as firmly as one that lies on its centroid.
#
# **Which shape, how wide, how common.** There is nothing in it but centroids. Borders are straight
# lines half-way between two of them, and cells are polygons, open at the edge of the picture. No
# circle ends a cell.
#
# **Whether.** A flower of 12 by 12 cm would get a label, too. No density says that nothing like it
# was ever seen.
#
# **In which unit.** Distances add centimetres of petal to centimetres of sepal. Is that harmless?
# Your run put 18 of 150 flowers with another species.

# %%
# A prediction: commit to yours below before you look inside this cell
from itertools import permutations


def strays(labels):
    """Flowers outside the cluster of their species, under the best pairing."""
    table = np.array(
        [[np.sum((labels == k) & (iris.labels == s)) for s in range(3)] for k in range(3)]
    )
    return len(X) - max(sum(table[k, s] for k, s in enumerate(p)) for p in permutations(range(3)))


def best_labels(scaled):
    """The best of twenty runs."""
    return KMeans(3, n_init=20, random_state=0).fit(scaled).labels_


inches = strays(best_labels(X * [1 / 2.54, 1]))
second_guess = predict(
    "Somebody types the petals in inches and leaves the sepals in centimetres. The flowers are the "
    "same. The best of twenty runs then puts how many with another species?",
    {
        "18 again: it is the same data": "To k-means it is not. In inches the petals differ by "
        "smaller numbers, so they count less in every distance.",
        "fewer than 18": "That happens when the more telling feature is stretched. Here it is "
        "shrunk.",
        "more than 18": "",
    },
    answer="more than 18",
    why="29. A unit is a decision about what counts. A mixture with full covariances does not ask: "
    "each component learns its own width along every feature.",
)
second_guess

# %%
# The numbers above, checked
assert strays(yours[0]) == strays(best_labels(X)) == 18
assert inches == 29
border = np.sort(np.sum((np.array([5.1, 6.3]) - yours[1]) ** 2, axis=1)).round(2)
assert border[:2].tolist() == [0.62, 0.68]
assert [5.1, 6.3] in X.tolist()
assert X.max() < 12

# %% [markdown]
# ## Worked example: one pass by hand
#
# Six petals, on a line: 1.3, 1.5, 1.7, 4.5, 5.0 and 6.1 cm. The centroids are A at 1.0, B at 3.0
# and C at 5.5.
#
# 1. **Label.** 1.3, 1.5 and 1.7 are nearest to A. 4.5 is 1.5 from B and 1.0 from C: to C, with 5.0
#    and 6.1. **B owns nothing.**
# 2. **Inertia.** A adds $0.09 + 0.25 + 0.49 = 0.83$, C adds $1 + 0.25 + 0.36 = 1.61$; together
#    2.44.
# 3. **Move.** A goes to $4.5/3 = 1.5$ and C to $15.6/3 = 5.2$. B stays at 3.0.
# 4. **Inertia again.** $0.04 + 0 + 0.04 = 0.08$ and $0.49 + 0.04 + 0.81 = 1.34$; together 1.42.
#    Saved: $3 \cdot 0.5^2 + 3 \cdot 0.3^2 = 1.02$.
#
# Label again: B is still nobody's nearest, nothing changes, and the run is over.


# %%
# The numbers above, checked
def a_pass(petals, centroids):
    """Labels, moved centroids, and the inertia before and after the move."""
    gaps = (petals[:, None] - centroids) ** 2
    own = gaps.argmin(axis=1)
    new = [petals[own == k].mean() if np.any(own == k) else c for k, c in enumerate(centroids)]
    return own, np.array(new), gaps.min(axis=1), (petals - np.array(new)[own]) ** 2


petals = np.array([1.3, 1.5, 1.7, 4.5, 5.0, 6.1])
assert all(np.any(X[:, 0] == p) for p in petals)
own, new, before, after = a_pass(petals, np.array([1.0, 3.0, 5.5]))
assert own.tolist() == [0, 0, 0, 2, 2, 2]
assert np.allclose(before, [0.09, 0.25, 0.49, 1, 0.25, 0.36])
assert np.allclose([before[:3].sum(), before[3:].sum(), before.sum()], [0.83, 1.61, 2.44])
assert np.allclose(petals[3:].sum(), 15.6)
assert np.allclose(new, [1.5, 3.0, 5.2])
assert np.allclose(after, [0.04, 0, 0.04, 0.49, 0.04, 0.81])
assert np.allclose([after[:3].sum(), after[3:].sum(), after.sum()], [0.08, 1.34, 1.42])
assert np.isclose(3 * 0.5**2 + 3 * 0.3**2, 1.02)
assert a_pass(petals, new)[0].tolist() == own.tolist()

# %% [markdown]
# ### The same, with gaps
#
# Now A starts at 1.6, B at 4.0 and C at 5.5. The first line is done; the others are yours.
#
# 1. 1.3, 1.5 and 1.7 go to A. 4.5 is 0.5 from B and 1.0 from C: to B. 5.0 is 1.0 from B and 0.5
#    from C: to C, as is 6.1. The inertia is 0.97.

# %%
# The first gap: fill it below before you look inside this cell
own, new, before, after = a_pass(petals, np.array([1.6, 4.0, 5.5]))
gap_1 = predict(
    "Step 3. Where does C move, in cm?",
    (0, 7),
    answer=5.55,
    why="It owns two petals: $(5.0 + 6.1)/2 = 5.55$. A moves to 1.5, and B, with a single petal, "
    "all the way to 4.5.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 4. What is the inertia after the move? Three decimals.",
    (0, 2),
    answer=0.685,
    why="$0.08 + 0 + 2 \\cdot 0.55^2 = 0.08 + 0.605 = 0.685$. In the next pass 5.0 goes over to B, "
    "and the inertia falls to 0.205.",
)
gap_2

# %%
# The numbers above, checked
assert own.tolist() == [0, 0, 0, 1, 2, 2]
assert np.isclose(before.sum(), 0.97)
assert np.allclose(new, [1.5, 4.5, 5.55])
assert np.isclose(after.sum(), 0.685)
assert np.isclose(2 * 0.55**2, 0.605)
last = a_pass(petals, new)
assert last[0].tolist() == [0, 0, 0, 1, 1, 2]
assert np.isclose(last[3].sum(), 0.205)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("b7-k-means-clustering")

# %% [markdown]
# ## Check
#
# The [exercise on k-means](../../exercises/b7-k-means-clustering/b7-k-means-clustering.ipynb) has
# five graded questions: a pass by hand, a pass in code, an inertia that rises and must not, two
# runs to judge, and k-means as a whole on flowers that you have not clustered yet.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: your friend's run at 107.8 has made no mistake. What would you say
# to someone who asks why its answer is wrong?

# %% [markdown]
# ## Summary
#
# - Label each point by its nearest centroid, move each centroid to the mean of its points, repeat.
# - Neither half-step can raise the inertia, so the run stops: where its start leads, not at the
#   best of all.
# - K-means is EM with whole points, equal balls and fixed equal weights. It knows no doubt, no
#   shape, no density, and it believes your units.
#
# **Read on** S. P. Lloyd, "Least squares quantization in PCM", *IEEE Trans. Inf. Theory* 28 (1982),
# 129–137. C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 9.1, equations
# 9.1 to 9.4. G. Celeux and G. Govaert, "A classification EM algorithm for clustering and two
# stochastic versions", *Comput. Stat. Data Anal.* 14 (1992), 315–332, section 3. The data:
# R. A. Fisher, *Annals of Eugenics* 7 (1936), 179–188.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

# %% [markdown]
# # Division as Equal Sharing
#
# **You will be able to**
#
# - compute a mean as a total shared equally;
# - place the centroid of a cluster;
# - tell the mean from the middle of the extremes.
#
# **Needs** multiplication facts. **Leads to** Division as Grouping (Measurement Division).
# **Takes** 15 minutes.
#
# You will come back to this title four steps on, when points belong to a cluster in part. Here each
# point belongs to one cluster and to no other.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import datasets, kmeans, plot, start, until_converged
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s15_levelling import levelling

X = datasets.faithful().X
*_, clusters = until_converged(kmeans(X[:, 1:], start(X[:, 1:], 2, rng=0)))
is_long = clusters.labels == clusters.mixture.means[:, 0].argmax()

# %% [markdown]
# ## Hook: where does the centroid go?
#
# k-means is a mixture that makes up its mind: it gives every point a **hard label**, one cluster
# for each point. Between eruptions of Old Faithful it finds two clusters, short waits (S) and long
# waits (L). Here are eight waits in a row, as they were written down, with their labels. Once all
# labels are given, each cluster's **centroid**, its mean, moves to its points.

# %%
# The picture: eight waits in a row, five of them labelled L
eight, labels = X[217:225, 1], np.where(is_long[217:225], "L", "S")
fig, ax = plt.subplots(figsize=(7, 2.9))
for letter, marker, colour in (("S", "o", plot.PALETTE[0]), ("L", "s", plot.PALETTE[1])):
    own = np.flatnonzero(labels == letter)
    ax.plot(own + 1, eight[own], marker, ms=9, color=colour, label=f"cluster {letter}")
    for i in own:
        ax.annotate(f"{eight[i]:g}", (i + 1.18, eight[i]), va="center")
ax.set(xlabel="eruption, in order", ylabel="wait (min)", xlim=(0.5, 8.8), ylim=(42, 100))
ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
show(
    fig,
    "Eight waits in order. Squares, cluster L: "
    + ", ".join(f"{w:g}" for w in eight[labels == "L"])
    + " minutes; the first is far above the others. Circles, cluster S: "
    + ", ".join(f"{w:g}" for w in eight[labels == "S"])
    + " minutes.",
)

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "The five waits of cluster L are 94, 76, 82, 75 and 78 minutes. Where does its centroid go?",
    {
        "70.5 minutes": "That is the mean of all eight. The waits labelled S have no say in where "
        "the centroid of L goes.",
        "78 minutes": "That wait stands in the middle when the five are sorted. It does not notice "
        "how far away 94 is, and a centroid does.",
        "81 minutes": "",
        "84.5 minutes": "That is half-way between 75 and 94, the extremes. Four of the five waits "
        "are below it, and the centroid listens to each of them.",
    },
    answer="81 minutes",
    why="At 81, and nowhere else, the five waits can be levelled out: what the long ones have too "
    "much is what the short ones lack. Try it in the explorer.",
)
first_guess

# %%
# The numbers above, checked
assert len(X) == 272
assert eight.tolist() == [94, 55, 76, 50, 82, 54, 75, 78]
assert "".join(labels) == "LSLSLSLL"
five = eight[labels == "L"]
assert five.tolist() == [94, 76, 82, 75, 78]
assert eight.mean() == 70.5
assert np.median(five) == 78
assert five.mean() == 81
assert (75 + 94) / 2 == 84.5
assert np.sum(five < 84.5) == 4

# %% [markdown]
# ## Explore: level them out
#
# Each bar is a wait of cluster L. Set a level. What stands above it goes on one pile, what is
# missing below it on the other. Then let what stands above fill the gaps.

# %%
# The explorer, with four things to try
levelling(
    five,
    presets=[
        explore.Preset(
            "1 · Too low",
            {"level": 78, "first": 94, "above": "fills the gaps"},
            "At 78, 20 minutes stand above and 5 are missing. Filled in, 15 minutes are left over: "
            "3 for each of the five waits. Raise the level by these 3.",
        ),
        explore.Preset(
            "2 · It fits",
            {"level": 81, "first": 94, "above": "stays on top"},
            "At 81 the piles are equally high, 14 minutes each. Now let what stands above fill the "
            "gaps: nothing is left over, and all five are level.",
        ),
        explore.Preset(
            "3 · The middle of the extremes",
            {"level": 84.5, "first": 94, "above": "fills the gaps"},
            "Half-way between 75 and 94 is too high: 17.5 minutes are missing, 3.5 for each of the "
            "five. Go down by 3.5, and you are at 81 again.",
        ),
        explore.Preset(
            "4 · Ten minutes less",
            {"level": 81, "first": 84, "above": "fills the gaps"},
            "The first wait is 84 instead of 94, and at 81 now 10 minutes are missing, 2 for each. "
            "One wait has changed by 10, the level by 2: it falls to 79.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order; each says what you should see. Then choose
# any level, read how much is left over or missing *for each of the five*, and move the level by
# that. Wherever you began, you arrive at the same place.


# %%
# The numbers above, checked
def piles(waits, level):
    """What stands above the level, what is missing below it, and the difference for each."""
    gaps = np.asarray(waits, float) - level
    return [gaps[gaps > 0].sum(), -gaps[gaps < 0].sum(), gaps.mean()]


assert piles(five, 78) == [20, 5, 3]
assert piles(five, 81) == [14, 14, 0]
assert piles(five, 84.5) == [9.5, 27, -3.5]
assert 27 - 9.5 == 17.5
shorter = [84, 76, 82, 75, 78]
assert piles(shorter, 81) == [4, 14, -2]
assert np.mean(shorter) == 79
assert all(np.isclose(level + piles(five, level)[2], 81) for level in (75, 77.5, 80, 85))

# %% [markdown]
# ## Explain: a total, shared equally
#
# Levelling moves minutes from wait to wait and loses none, so the total stays what it was. In the
# end all are equal. So you can skip the pouring: add everything up, and share the **total** equally
# over the points.
#
# Five waits with 405 minutes between them get $405 / 5 = 81$ minutes each. Of $n$ points
# $x_1, \dots, x_n$ in a cluster, the **mean**, which is its **centroid**, is
#
# $$\mu = \frac{x_1 + x_2 + \dots + x_n}{n}$$
#
# Division is how the share is found, and multiplication checks it: $5 \cdot 81 = 405$.
#
# **Why not the middle of the extremes?** It looks at two of the five waits. Change the others as
# you like between these two, and it stays where it is. The mean counts every point once.
#
# In k-means this is the whole M-step: keep the points with the label, and share their total.
# By hand it is one line:

# %%
five.sum() / len(five)

# %% [markdown]
# The same for all 272 waits and both clusters: k-means has settled where each centroid is the mean
# of its own points. The last line shows it in the plane, where each coordinate is shared for itself.

# %%
for name, own in (("S", ~is_long), ("L", is_long)):
    print(f"{name}: {own.sum()} waits, centroid at {X[own, 1].sum() / own.sum():.2f} minutes")
print("k-means:", clusters.mixture.means[:, 0].round(2))
print("L in the plane (eruption, wait):", X[is_long].mean(axis=0).round(2))

# %%
# The numbers above, checked
assert five.sum() == 405 == 5 * 81
by_hand = [X[~is_long, 1].mean(), X[is_long, 1].mean()]
assert np.allclose(np.sort(clusters.mixture.means[:, 0]), by_hand)

# %% [markdown]
# ## Worked example: five waits, by hand
#
# 1. **Whose?** Keep the waits labelled L: 94, 76, 82, 75, 78. There are 5.
# 2. **Total.** $94 + 76 + 82 + 75 + 78 = 405$ minutes.
# 3. **Share.** $405 / 5 = 81$ minutes. The centroid of L goes to 81.
#
# Check it on the piles: 94 and 82 stand $13 + 1 = 14$ above; 76, 75 and 78 are $5 + 6 + 3 = 14$
# below. Not one of the five waits is 81 minutes long, and none needs to be.

# %%
# The numbers above, checked
assert 94 + 76 + 82 + 75 + 78 == 405
assert (five - 81).tolist() == [13, -5, 1, -6, -3]
assert 13 + 1 == 5 + 6 + 3 == 14
assert 81 not in five

# %% [markdown]
# ### The same, with gaps
#
# Now the **other** cluster. The first line is done; the others are yours.
#
# 1. Keep the waits labelled S: 55, 50, 54. There are 3.

# %%
# The first gap: fill it below before you look inside this cell
three = eight[labels == "S"]
gap_1 = predict(
    "Step 2. What is the total of cluster S, in minutes?",
    (0, 500),
    answer=float(three.sum()),
    why="$55 + 50 + 54 = 159$. The waits labelled L are not in it.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. Where does the centroid of S go?",
    (0, 100),
    answer=float(three.mean()),
    why="$159/3 = 53$ minutes. Above it: $2 + 1 = 3$. Below it: 3. The middle of the extremes would "
    "be 52.5, close by; in cluster L it was 3.5 minutes off, because one wait lay far out.",
)
gap_2

# %%
# The numbers above, checked
assert three.tolist() == [55, 50, 54]
assert three.sum() == 159 == 3 * 53
assert (three - 53).tolist() == [2, -3, 1]
assert (50 + 55) / 2 == 52.5
assert 84.5 - 81 == 3.5

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s15-division-as-equal-sharing")

# %% [markdown]
# ## Check
#
# The [exercise on centroids](../../exercises/s15-division-as-equal-sharing/s15-division-as-equal-sharing.ipynb)
# has five graded questions: a centroid by hand, a function, a fault that hides, a wait that was
# misread, and all centroids of a data set at once.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: a wait is relabelled from S to L. Which two totals change, which two
# divisors, and can a centroid stay where it was?

# %% [markdown]
# ## Summary
#
# - A mean is a total shared equally: add the cluster's points up, divide by how many they are.
# - At the mean, what stands above fills what is missing below; the middle of the extremes overlooks
#   all points but two.
# - With hard labels, the M-step moves each centroid to the mean of its own points.
#
# **Read on** S. P. Lloyd, "Least squares quantization in PCM", *IEEE Transactions on Information
# Theory* 28 (1982), 129–137; C. M. Bishop, *Pattern Recognition and Machine Learning* (2006),
# section 9.1, equation 9.4. The data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990),
# 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

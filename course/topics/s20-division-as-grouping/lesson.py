# %% [markdown]
# # Division as Grouping
#
# **You will be able to**
#
# - collect equal parts into wholes;
# - compute a soft count as a sum of responsibilities.
#
# **Needs** weighted means, grouping into batches. **Leads to** Basic Division Facts. **Takes** 14
# minutes.
#
# When you grouped before, whole points went into batches. Now you group *parts* of points, and the
# last group may stay unfilled: a count need not come out even.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s20_slots import slots

waits = datasets.faithful().X[:, 1:]
line = best_fit(waits, 2, rng=0)
short = line.mixture.means[:, 0].argmin()
R = line.responsibilities

# %% [markdown]
# ## Hook: how many is that?
#
# A mixture of two Gaussians knows a short and a long kind of wait for Old Faithful's next eruption.
# Between them lies a valley. Here are the first twelve waits on record of 63 to 70 minutes, and
# what the short component owns of each.

# %%
# The picture: twelve waits from the valley, each filled as far as the short component owns it
valley = np.flatnonzero((waits[:, 0] >= 63) & (waits[:, 0] <= 70))[:12]
x, r = waits[valley, 0], R[valley, short].round(2)
fig, ax = plt.subplots(figsize=(7.5, 2))
ax.bar(range(12), 1, color="white", edgecolor="0.35")
ax.bar(range(12), r, color=plot.PALETTE[0], hatch="//", edgecolor="white")
for i, share in enumerate(r):
    ax.text(i, 1.08, f"{share:.2f}", ha="center", size=9)
ax.set_xticks(range(12), [f"{wait:g}" for wait in x])
ax.set(xlabel="wait (min)", ylim=(0, 1.4), yticks=[0, 1], ylabel="share")
shares = ", ".join(f"{share:.2f} of {wait:g}" for share, wait in zip(r, x, strict=True))
show(
    fig,
    f"Twelve columns, each filled as far as the short component owns the wait: {shares} minutes.",
)

# %%
# The numbers above, checked
assert x.tolist() == [69, 66, 64, 64, 65, 70, 65, 63, 69, 65, 70, 66]
assert [x.min(), x.max(), len(x)] == [63, 70, 12]

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "How many whole waits is all this worth to the short component?",
    {
        "12: it has a hand in every one": "Then the long component has twelve as well, by the same "
        "right, and the two share out 24 waits where there are 12.",
        "8: it owns more than half of so many": "That rounds eight shares up to 1 and four down to "
        "0. What is rounded up does not make good what is rounded down.",
        "about 6.6: so much its parts make together": "",
        "0: it owns none of them wholly": "Two halves of a loaf are a loaf's worth of bread. Parts "
        "add up, even where none of them is whole.",
    },
    answer="about 6.6: so much its parts make together",
    why="Put together, the twelve parts fill six whole points and 0.59 of a seventh. The next "
    "picture lets you fill them.",
)
first_guess

# %%
# The numbers above, checked
assert (r > 0).sum() == (r < 1).sum() == 12
assert (r > 0.5).sum() == 8
assert round(float(r.sum()), 2) == 6.59

# %% [markdown]
# ## Explore: fill the slots
#
# Above, every wait is cut in two: this component owns the lower part, the others the rest. Collect
# the waits one after another. Below, this component's parts fill slots from the left, each as big
# as one whole wait; the others' parts fill them from the right.

# %%
# The explorer, with five things to try
slots(
    x,
    r,
    presets=[
        explore.Preset(
            "1 · Three thirds",
            {"collected": 3, "owns": "a third of each", "count": "as its share"},
            "Three thirds fill one slot. Now press Play: twelve waits are collected, every three "
            "of them make a whole, and the component ends with 4 slots.",
        ),
        explore.Preset(
            "2 · Smaller parts",
            {"collected": 12, "owns": "a sixth of each", "count": "as its share"},
            "Six parts go into a slot, so the same twelve waits are worth 2 whole points. The "
            "smaller the part, the more of them make a whole.",
        ),
        explore.Preset(
            "3 · As fitted",
            {"collected": 12, "owns": "as fitted", "count": "as its share"},
            "Parts of any size: 6.59 from the left, 5.41 from the right. They meet inside slot 7, "
            "without a gap and without an overlap.",
        ),
        explore.Preset(
            "4 · Whoever touches",
            {"collected": 12, "owns": "as fitted", "count": "wholly, if touched"},
            "Now each side claims every wait that it touches: 24 from 12. A cross marks a slot "
            "that was filled twice.",
        ),
        explore.Preset(
            "5 · Whoever wins",
            {"collected": 12, "owns": "a third of each", "count": "wholly, if more than half"},
            "A third never wins, so this component goes away with 0, although it owns 4 whole "
            "points' worth. Choose “as its share”, and it has them back.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order. Then choose halves, move *Collected* by one
# wait at a time, and watch two parts close a slot each time.

# %%
# The numbers above, checked
assert [12 / 3, 12 / 6, 3 / 3] == [4, 2, 1]
assert round(float((1 - r).sum()), 2) == 5.41
assert int(r.sum()) + 1 == 12 - int((1 - r).sum()) == 7

# %% [markdown]
# ## Explain: a soft count collects parts
#
# Grouping asks how many times a part goes into what you have. A third goes into a whole three
# times. So twelve thirds make $12/3 = 4$ wholes, and $n$ parts of one $m$-th make $n/m$. If they do
# not come out even, keep the unfilled slot: fourteen thirds make 4 wholes and two thirds, about
# 4.67.
#
# Fitted parts are rarely equal, but they are collected in the same way. The **soft count** of a
# component is the sum of its responsibilities:
#
# $$N = r_1 + r_2 + \dots + r_n = \sum_i r_i$$
#
# If all $n$ of them are $\frac{1}{m}$, the sum is $n/m$: grouping once more.
#
# **Why parts?** The responsibilities for one point sum to 1. Collect them for all points and all
# components, and you get each point once: the soft counts sum to $n$. Counting whole points
# wherever a component has a hand in them counts a point once for every hand. And a Gaussian reaches
# everywhere, so it has a hand in every point, however far.
#
# In a table `R` with a row for each point and a column for each component, a soft count is the sum
# of a column:

# %%
N = R.sum(axis=0)
print("soft counts:", N[[short, 1 - short]].round(1), "  together:", N.sum().round(1))

# %% [markdown]
# Of the 272 waits, the short component owns 98.2 waits' worth and the long one 173.8. Both touch
# all 272. You have met the soft count as the divisor of a weighted mean; it also says how large a
# component is.

# %%
# The numbers above, checked
assert np.allclose(N[[short, 1 - short]], [98.2, 173.8], atol=0.05)
assert (R > 0).sum(axis=0).tolist() == [272, 272]
assert np.allclose(R.sum(axis=1), 1)
assert round(14 / 3, 2) == 4.67
assert np.isclose(14 / 3, 4 + 2 / 3)
assert np.isclose(np.full(12, 1 / 3).sum(), 4)

# %% [markdown]
# ## Worked example: fifteen points
#
# An E-step on fifteen points makes component A responsible for one half of each of 4 points, for
# one third of each of 9 points, and wholly for 2. What is its soft count?
#
# 1. **Halves.** Two make a whole: $4/2 = 2$.
# 2. **Thirds.** Three make a whole: $9/3 = 3$.
# 3. **Wholes.** These count as they are: 2.
# 4. **Together.** $N_A = 2 + 3 + 2 = 7$ whole points' worth, from 15 points touched.

# %%
# The numbers above, checked
A = np.array([1 / 2] * 4 + [1 / 3] * 9 + [1] * 2)
assert [4 / 2, 9 / 3, 2 / 1] == [2, 3, 2]
assert len(A) == 4 + 9 + 2 == 15
assert np.isclose(A.sum(), 7)

# %% [markdown]
# ### The same, with gaps
#
# Component B owns the rest of each point: the other half of 4 points, two thirds of 9, and nothing
# of 2. The first line is done; the others are yours.
#
# 1. The halves make $4/2 = 2$ wholes.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 2. How many wholes do two thirds of each of 9 points make?",
    (0, 15),
    answer=6,
    why="Two thirds of 9 points are $2 \\cdot 9 = 18$ thirds, and three make a whole: $18/3 = 6$.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Steps 3 and 4. What is the soft count of component B?",
    (0, 15),
    answer=round(float((1 - A).sum())),
    why="$2 + 6 + 0 = 8$. With the 7 of component A, that is each of the 15 points, once.",
)
gap_2

# %%
# The numbers above, checked
assert 2 * 9 / 3 == 18 / 3 == 6
assert np.isclose((1 - A[4:13]).sum(), 6)
assert np.isclose((1 - A).sum(), 2 + 6 + 0)
assert np.isclose((1 - A).sum(), 8)
assert np.isclose((1 - A).sum() + A.sum(), 15)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s20-division-as-grouping")

# %% [markdown]
# ## Check
#
# The [exercise on soft counts](../../exercises/s20-division-as-grouping/s20-division-as-grouping.ipynb)
# has five graded questions: parts to collect by hand, a table of responsibilities, a count that
# goes wrong, shares for you to invent, and the point at which each slot is full.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: can a component that is nowhere the most responsible one still have
# the largest soft count of three?

# %% [markdown]
# ## Summary
#
# - Equal parts are grouped into wholes: $n$ parts of one $m$-th are worth $n/m$.
# - A soft count is the sum of a component's responsibilities; it need not be a whole number.
# - All soft counts together make $n$: each point is there once. Counting every point touched
#   counts it once for each component.
#
# **Read on** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 9.2.2,
# equation 9.18. The data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

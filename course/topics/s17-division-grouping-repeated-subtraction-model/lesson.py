# %% [markdown]
# # Division: Grouping (Repeated Subtraction) Model
#
# **You will be able to**
#
# - divide by repeated subtraction;
# - count the passes until no point is misplaced.
#
# **Needs** division as grouping. **Leads to** Division: Fair Sharing Model. **Takes** 14 minutes.
#
# The step before asked how many groups a total holds. Here you take the groups out one after
# another, as a program does, so you can also say where things stand half-way.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
from itertools import islice

import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, datasets, kmeans, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s17_hops import hops

waits = datasets.faithful().X[:, 1:]
run = [fit.labels for fit in islice(kmeans(waits, Mixture.balls(np.array([[43.0], [47.0]]))), 6)]
wrong = run[0] != run[-1]

# %% [markdown]
# ## Hook: how long until all is settled?
#
# A mixture is often started from k-means. Here k-means sorts the 272 waits of Old Faithful into a
# short and a long cluster, and begins badly: both centroids stand among the shortest waits, at 43
# and 47 minutes. So 96 waits begin in a cluster where they will not stay. Call them **misplaced**.
#
# A *pass* moves each centroid to the mean of its cluster, then gives every wait to the nearer one.

# %%
# The picture: 272 waits, of which 96 begin in the wrong cluster
fig, ax = plt.subplots(figsize=(7, 2.4))
edges = np.arange(42.5, 97.5)
ax.hist(
    [waits[wrong, 0], waits[~wrong, 0]],
    edges,
    stacked=True,
    color=[plot.PALETTE[1], "0.75"],
    hatch=["//", ""],
    edgecolor="white",
    label=["misplaced", "right from the start"],
)
ax.set(xlabel="wait (min)", ylabel="waits")
ax.legend(frameon=False)
show(
    fig,
    f"Histogram of {len(waits)} waits in two heaps. All {wrong.sum()} waits from "
    f"{waits[wrong].min():.0f} to {waits[wrong].max():.0f} minutes are marked as misplaced, nearly "
    "the whole left heap; the others lie right from the start.",
)

# %%
# The numbers above, checked
assert (len(waits), wrong.sum()) == (272, 96)
assert (waits[wrong].min(), waits[wrong].max()) == (46, 67)
assert wrong.sum() > 0.9 * np.sum(waits < 68)
assert not wrong[waits[:, 0] > 67].any()

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "Suppose that each pass settles 24 of the 96 misplaced waits. After how many passes is none "
    "misplaced?",
    {
        "3 passes": "After three passes 24 waits are still misplaced. They need a pass too.",
        "4 passes": "",
        "5 passes": "You may have counted the numbers 96, 72, 48, 24 and 0. The first of them is "
        "the start, before any pass.",
        "11 passes": "That groups all 272 waits. Those that lie right already need no pass.",
    },
    answer="4 passes",
    why="Take 24 away from 96 until nothing is left: you can do it four times.",
)
first_guess

# %%
# The numbers above, checked
assert [96 - 24 * passes for passes in range(5)] == [96, 72, 48, 24, 0]
assert 272 // 24 == 11

# %% [markdown]
# ## Explore: hop to zero
#
# Above stands a mark for each wait: a triangle while it is misplaced, a square once it is settled.
# Below, each pass is one numbered hop along the line, from the 96 misplaced waits towards zero.

# %%
# The explorer, with four things to try
hops(
    waits[:, 0],
    run,
    presets=[
        explore.Preset(
            "1 · Twenty-four each time",
            {"step": 24, "passes": 4, "run": "so many each time"},
            "You land on five numbers, 96, 72, 48, 24 and 0, with four hops between them. The "
            "passes are the hops.",
        ),
        explore.Preset(
            "2 · Half as many",
            {"step": 12, "passes": 4, "run": "so many each time"},
            "After the same four passes you are half-way, at 48. Half the amount needs twice the "
            "passes: press Play to see all eight.",
        ),
        explore.Preset(
            "3 · Larger bites",
            {"step": 48, "passes": 2, "run": "so many each time"},
            "Two hops of 48 reach zero. Now move the first slider: whatever a pass settles, "
            "hops times amount makes 96.",
        ),
        explore.Preset(
            "4 · k-means itself",
            {"step": 24, "passes": 4, "run": "as k-means does"},
            "The dashed hops are what k-means really does: it settles 62 waits, then 28, then 5, "
            "then 1. It also takes four passes, but no two alike.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order; each says what you should see. Then set the
# passes to 0 and press Play with different amounts for a pass.

# %%
# The numbers above, checked
left = [int(np.sum(labels != run[-1])) for labels in run]
assert left == [96, 34, 6, 1, 0, 0]
assert (-np.diff(left)).tolist() == [62, 28, 5, 1, 0]
assert len({62, 28, 5, 1}) == 4
assert 96 - 4 * 12 == 48 == 96 / 2
assert 96 / 12 == 8
assert 96 / 48 == 2

# %% [markdown]
# ## Explain: to divide is to count the subtractions
#
# **Repeated subtraction** takes the same amount away again and again until nothing is left. How
# often you can do so is the **quotient**. Let $M$ points be misplaced, and let each pass settle
# $d$ of them. If nothing is left after $q$ passes, then
#
# $$M - \underbrace{d - d - \dots - d}_{q\ \text{times}} = 0,
# \qquad\text{so}\qquad q = \frac{M}{d}.$$
#
# **Why is this division?** Each subtraction takes one more group of $d$ out of $M$. When nothing is
# left, you have counted all the groups: $q$ groups of $d$ make up $M$.
#
# **Why is the start no pass?** A pass is a subtraction. Between $q + 1$ numbers there are $q$
# subtractions, as between five fence posts there are four gaps. A program begins its count at 0:

# %%
misplaced, passes = 96, 0
while misplaced > 0:
    misplaced = misplaced - 24
    passes = passes + 1
print("by subtraction:", passes, "passes;  by division:", 96 // 24)

# %% [markdown]
# The link to mixtures is an idealised one. A real pass of k-means settles many points early and few
# late, as you have seen. The quotient still says something: 24 is what a pass settles *on average*.
# EM never settles a responsibility for good, so it stops when its gain has become small.

# %%
# The numbers above, checked
assert passes == 96 // 24 == 4
assert np.mean([62, 28, 5, 1]) == 24
assert sum([62, 28, 5, 1]) == 96

# %% [markdown]
# ## Worked example: 96 misplaced, 24 a pass
#
# 1. **Start.** 96 are misplaced, after 0 passes.
# 2. **Subtract.** $96 - 24 = 72$, $72 - 24 = 48$, $48 - 24 = 24$, $24 - 24 = 0$.
# 3. **Count the minus signs.** There are four, so $96/24 = 4$ passes.
# 4. **Multiply back.** $4 \cdot 24 = 96$.

# %%
# The numbers above, checked
assert (96 - 24, 72 - 24, 48 - 24, 24 - 24) == (72, 48, 24, 0)
assert 4 * 24 == 96

# %% [markdown]
# ### The same, with gaps
#
# Had the centroids begun at 43 and 53 minutes, 84 waits would be misplaced. Suppose that each pass
# settles 14 of them. The first line is done; the others are yours.
#
# 1. $84 - 14 = 70$ are misplaced after the first pass.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 2. How many are misplaced after the third pass?",
    (0, 84),
    answer=84 - 3 * 14,
    why="$70 - 14 = 56$ after the second, and $56 - 14 = 42$ after the third.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. After how many passes is none misplaced?",
    (0, 84),
    answer=84 // 14,
    why="Three more subtractions take 42 to 28, 14 and 0: six in all, and $6 \\cdot 14 = 84$.",
)
gap_2

# %%
# The numbers above, checked
other = kmeans(waits, Mixture.balls(np.array([[43.0], [53.0]])))
rows = [fit.labels for fit in islice(other, 6)]
assert np.sum(rows[0] != rows[-1]) == 84
assert [84 - 14 * k for k in range(7)] == [84, 70, 56, 42, 28, 14, 0]

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s17-division-grouping-repeated-subtraction-model")

# %% [markdown]
# ## Check
#
# The [exercise on repeated subtraction](../../exercises/s17-division-grouping-repeated-subtraction-model/s17-division-grouping-repeated-subtraction-model.ipynb)
# has five graded questions: passes by hand, a countdown in code, a bug to find, a run with a page
# missing, and real runs of k-means to be read off.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: what must be the same in every pass, so that a single division
# tells you how many there will be?

# %% [markdown]
# ## Summary
#
# - To divide $M$ by $d$ is to count how often $d$ can be taken away from $M$ until nothing is left.
# - The passes are the hops, not the numbers landed on: the start is none.
# - Real runs settle points unevenly; the quotient then is true of the average pass.
#
# **Read on** Euclid, *Elements*, book VII, propositions 1 and 2: repeated subtraction, two thousand
# years before computers. S. P. Lloyd, "Least squares quantization in PCM", *IEEE Trans. Inf.
# Theory* 28 (1982), 129–137: k-means. The data: A. Azzalini and A. W. Bowman, *Applied Statistics*
# 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

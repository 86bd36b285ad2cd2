# %% [markdown]
# # Continuous Random Variables
#
# **You will be able to**
#
# - compute the probability of an interval from a cumulative distribution;
# - say why a single value has probability zero.
#
# **Needs** Cumulative Distribution Functions, subtracting decimals. **Leads to** Probability Density
# Functions. **Takes** 14 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy.special import ndtr

from gmmlab import Mixture, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s73_two_ends import two_ends

waits = datasets.faithful().X[:, 1]
weights, means, sds = np.array([0.36, 0.64]), np.array([54.6, 80.1]), np.array([5.9, 5.9])
mixture = Mixture(weights, means[:, None], sds[:, None, None] ** 2)

# %% [markdown]
# ## Hook: exactly eighty minutes
#
# Eight of the 272 recorded waits for Old Faithful say 80 minutes. Two kinds of wait make up the
# mixture that you know: weight 0.36 around 54.6 minutes, weight 0.64 around 80.1, both with a
# standard deviation of 5.9. At 80 minutes it is as dense as almost nowhere else.

# %%
# The picture: how often each minute was recorded, and the mixture's density
minutes = np.arange(70, 91)
recorded = np.array([np.sum(waits == minute) for minute in minutes])
grid = np.linspace(69.5, 90.5, 211)
density = np.exp(mixture.log_density(grid[:, None]))
fig, ax = plt.subplots(figsize=(7, 2.8))
bars = ax.bar(minutes, recorded / 272, width=0.7, color="0.8", label="recorded waits")
bars[10].set(facecolor=plot.PALETTE[1], hatch="//", edgecolor="white")
ax.plot(grid, density, color=plot.PALETTE[0], lw=2.4, label="mixture's density")
ax.annotate("80", (80, recorded[10] / 272), ha="center", va="bottom", weight="bold")
ax.set(xlabel="wait (min)", ylabel="per minute", ylim=(0, 0.07))
ax.legend(frameon=False, ncols=2, loc="upper center")
show(
    fig,
    f"A column for each whole minute from 70 to 90, as high as its part of the record; that of 80, "
    f"hatched, stands for {recorded[10]} of 272 waits. The density is a smooth hill of height "
    f"{density[105]:.3f} there.",
)


# %%
# A prediction: commit to yours below before you look inside this cell
def F(x):
    """The mixture's cumulative distribution at one number, or at each of several."""
    return ndtr((np.asarray(x, float)[..., None] - means) / sds) @ weights


first_guess = predict(
    "By the mixture, how probable is it that the next wait lasts exactly 80 minutes, and neither a "
    "second nor a millionth of a second more or less?",
    {
        "0.676": "This is $F(80)$: all waits up to 80 minutes are in it, the short kind included.",
        "0.043": "So high is the density there. But it is a probability *per minute*, and exactly "
        "80 takes up no part of a minute.",
        "0.029": "That is 8 of 272. But the record is rounded: its 80 stands for everything from "
        "79.5 to 80.5 minutes.",
        "0": "",
    },
    answer="0",
    why="From 79.5 to 80.5 minutes the mixture has probability 0.043. Narrow that to a tenth of a "
    "minute, and about a tenth is left; narrow it to a single value, and nothing is.",
)
first_guess

# %%
# The numbers above, checked
assert len(waits) == 272
assert np.sum(waits == 80) == 8
assert np.isclose(grid[105], 80)
assert density[105] > 0.99 * density.max()
assert round(float(F(80)), 3) == 0.676
assert round(float(density[105]), 3) == 0.043
assert round(8 / 272, 3) == 0.029
assert round(float(F(80.5) - F(79.5)), 3) == 0.043
assert np.isclose((F(80.05) - F(79.95)) / (F(80.5) - F(79.5)), 0.1, atol=0.001)

# %% [markdown]
# ## Explore: two ends
#
# Set an interval by its lower end and its width. The upper panel shows how far $F$ rises over it,
# the lower one the area under the density, with the record as dots.

# %%
# The explorer, with five things to try
two_ends(
    mixture,
    waits,
    presets=[
        explore.Preset(
            "1 · Two ends",
            {"low": 65, "width": 15, "ends": 0},
            "Up to 80 minutes F has collected 0.676, and 0.349 of it lies below 65. The rise, P, is "
            "the shaded area in the lower panel, and near the record's 0.346.",
        ),
        explore.Preset(
            "2 · In the valley",
            {"low": 60, "width": 10, "ends": 0},
            "These ten minutes have probability 0.091. Move the lower end to 75: ten minutes again, "
            "now with 0.386, because F is steep there.",
        ),
        explore.Preset(
            "3 · Shrink",
            {"low": 80, "width": 1, "ends": 0},
            "Probability 0.043. Make the width 0.1, and a tenth of it is left, 0.004. Make it 0, "
            "and P is gone, although the density is as high as before.",
        ),
        explore.Preset(
            "4 · Exactly 80",
            {"low": 80, "width": 0, "ends": 0},
            "The mixture gives 0, and yet eight squares are lit: whoever wrote 80 had rounded.",
        ),
        explore.Preset(
            "5 · Without its ends",
            {"low": 60, "width": 10, "ends": 1},
            "Leave both ends out. The mixture's 0.091 stays; the record falls from 30 waits to 20, "
            "because ten are written as 60 or 70.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order. In the second, look for the other lower
# end in the valley whose ten minutes have probability 0.091.


# %%
# The numbers above, checked
def rise(a, b):
    """How far F rises from a to b, to three decimals."""
    return round(float(F(b) - F(a)), 3)


assert [round(float(F(x)), 3) for x in (65, 80)] == [0.349, 0.676]
assert round(float(np.mean((waits >= 65) & (waits <= 80))), 3) == 0.346
assert [rise(60, 70), rise(75, 85)] == [0.091, 0.386]
assert [rise(80, 81), rise(80, 80.1), rise(80, 80)] == [0.043, 0.004, 0]
assert [np.sum((waits >= 60) & (waits <= 70)), np.sum((waits > 60) & (waits < 70))] == [30, 20]
assert np.sum((waits == 60) | (waits == 70)) == 10
assert [a for a in range(55, 70) if rise(a, a + 10) == 0.091] == [60, 62]

# %% [markdown]
# ## Explain: all up to the upper end, less all up to the lower
#
# A **random variable** is a number that is not known yet: the next wait $X$. $F(b)$ collects the
# probability of everything up to $b$. What lies at or below $a$ is in it too, and $F(a)$ says how
# much. Take it off:
#
# $$P(a < X \le b) = F(b) - F(a) = \int_a^b p(x)\,dx$$

# %%
probability = F(80) - F(65)
print(f"P(65 < X <= 80) = {probability:.3f}")

# %% [markdown]
# **Why has a single value none?** Whatever probability 80 had, every interval around it would have
# at least as much. But a width of $w$ minutes around 80 holds about $p(80)\cdot w = 0.043\,w$, and
# that falls below any positive number as $w$ shrinks. Only 0 is left.
#
# Put differently, $F$ has no jump. A variable with such an $F$ is **continuous**, and for it
# $<$ and $\le$ make no difference: an end that is added or left out weighs nothing.
#
# **Zero is not impossible.** Every wait that happens lasts some exact time, which had probability 0
# beforehand. No single value carries any; together, uncountably many fill an interval that does.
#
# **Not everything in a mixture is continuous.** Which component a wait comes from is a label, and
# labels do have probabilities: 0.36 and 0.64. A recorded wait is a label too. "80" names the
# interval from 79.5 to 80.5, and of 272 waits the mixture expects 11.8 there; the record has 8.

# %%
# The numbers above, checked
assert round(float(probability), 3) == 0.326
x = np.linspace(65, 80, 3001)
areas = np.exp(mixture.log_density(x[:, None])) * (x[1] - x[0])
assert np.isclose(areas.sum(), probability, atol=1e-3)
assert all(np.isclose((F(80 + w / 2) - F(80 - w / 2)) / w, 0.043, atol=0.0004) for w in (1, 0.01))
assert round(float(272 * (F(80.5) - F(79.5))), 1) == 11.8

# %% [markdown]
# ## Worked example: between 65 and 80 minutes
#
# A program prints the mixture's cumulative distribution:
#
# | $x$ (min) | 65 | 70 | 80 | 85 |
# |---|---|---|---|---|
# | $F(x)$ | 0.35 | 0.39 | 0.68 | 0.87 |
#
# 1. **Up to the upper end.** 0.68 of all waits last at most 80 minutes.
# 2. **Less what lies below.** 0.35 last at most 65 minutes.
# 3. **Subtract.** $0.68-0.35=0.33$.
#
# Check: below are 0.35, between 0.33, above $1-0.68=0.32$. Together that makes 1. Adding the ends
# instead would give 1.03, more than any probability.

# %%
# The numbers above, checked
assert F([65, 70, 80, 85]).round(2).tolist() == [0.35, 0.39, 0.68, 0.87]
assert np.isclose(0.68 - 0.35, 0.33)
assert np.isclose(1 - 0.68, 0.32)
assert np.isclose(0.35 + 0.33 + 0.32, 1)
assert np.isclose(0.68 + 0.35, 1.03)

# %% [markdown]
# ### The same, with gaps
#
# Now the waits between 70 and 85 minutes. The first line is done; the others are yours.
#
# 1. Up to 85 minutes: 0.87.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Steps 2 and 3. How probable is a wait between 70 and 85 minutes? Two decimals.",
    (0, 1),
    answer=0.48,
    why="Of the 0.87, a part of 0.39 lies below 70 minutes: $0.87-0.39=0.48$.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "The check. What is left for waits above 85 minutes? Two decimals.",
    (0, 1),
    answer=0.13,
    why="$F$ tends to 1, so $1-0.87=0.13$. Below 70, between, and above: $0.39+0.48+0.13=1$.",
)
gap_2

# %%
# The numbers above, checked
assert np.isclose(0.87 - 0.39, 0.48)
assert rise(70, 85) == 0.484
assert np.isclose(1 - 0.87, 0.13)
assert np.isclose(0.39 + 0.48 + 0.13, 1)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s73-continuous-random-variables")

# %% [markdown]
# ## Check
#
# The [exercise on continuous random variables](../../exercises/s73-continuous-random-variables/s73-continuous-random-variables.ipynb)
# has five graded questions: an interval by hand, a function, a stop-watch that rounds, what has
# probability zero, and a whole histogram as a mixture expects it.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: the density at 80 minutes is 0.043; of what is that a probability,
# and what would you have to add to the sentence "the wait is 80 minutes" to give it one?

# %% [markdown]
# ## Summary
#
# - The probability of an interval is the rise of $F$ over it: the upper value less the lower one.
# - A continuous variable takes every single value with probability 0, so its ends do not count.
# - A rounded record is not continuous: each of its values names an interval.
#
# **Read on** L. Wasserman, *All of Statistics* (2004), section 2.2, on distribution functions. The
# data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

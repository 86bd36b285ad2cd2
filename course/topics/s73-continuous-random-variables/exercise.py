# %% [markdown]
# # Exercise · Continuous Random Variables
#
# You take probabilities of intervals from a mixture's cumulative distribution, first by hand, then
# in code, and you end with all the columns of a histogram as the mixture expects them.  Five
# questions are graded by machine (13 points) and one sentence by your teacher (3 points).  Allow 20
# minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on mixtures that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np
from scipy.special import ndtr  # the standard normal's cumulative distribution

from gmmlab import datasets, plot
from gmmlab.learn import show

waits = datasets.faithful().X[:, 1]  # 272 waits for an eruption of Old Faithful, in whole minutes


def F(x, weights, means, sds):
    """A mixture's cumulative distribution at one value x."""
    return float(np.sum(weights * ndtr((x - np.asarray(means)) / np.asarray(sds))))


w, m, s = np.array([0.36, 0.64]), np.array([54.6, 80.1]), np.array([5.9, 5.9])

# %% [markdown]
# ## A table
#
# Eruptions are short or long.  A mixture for their length in minutes has this cumulative
# distribution:
#
# | length (min) | 1.5 | 2.0 | 2.5 | 3.5 | 4.0 | 4.5 | 5.0 |
# |---|---|---|---|---|---|---|---|
# | F | 0.04 | 0.19 | 0.33 | 0.38 | 0.53 | 0.80 | 0.97 |

# %% given="table"
length = [1.5, 2.0, 2.5, 3.5, 4.0, 4.5, 5.0]
table = [0.04, 0.19, 0.33, 0.38, 0.53, 0.80, 0.97]

# %%
fig, ax = plt.subplots(figsize=(7, 2.4))
ax.plot(length, table, color=plot.PALETTE[0], marker="o", lw=2)
ax.set(xlabel="length (min)", ylabel="F", ylim=(0, 1.03))
show(
    fig,
    "F at seven lengths: it climbs from 0.04 at 1.5 minutes to 0.33 at 2.5, hardly to 0.38 at 3.5, "
    "and on to 0.97 at 5.",
)

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  How probable is an eruption between 1.5 and 2.0 minutes?

# %%
print(f"{0.19 - 0.04:.2f}")

# %% [markdown]
# **How probable is one between 2.5 and 4.5 minutes?**  Set `between` to it.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
between = 0.80 - 0.33
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    p = float(np.squeeze(between))
    assert abs(p) <= 1, (
        f"No probability is more than 1; yours is {p:.4g}. Did you add the ends? What lies below the "
        "lower one is in both."
    )
    assert p > 0, "A probability is not negative. Which end has collected more?"
    assert abs(p - table[5]) > 0.005, (
        "That is everything up to the upper end, the very short eruptions included. Take off what "
        "lies below the lower end."
    )
    ### BEGIN HIDDEN TESTS
    assert abs(p - (table[5] - table[2]) / 2) > 0.005, (
        "You divided by the width. That is the mean density, per minute; asked is a probability."
    )
    assert abs(table[2] + p + (1 - table[5]) - 1) < 0.005, (
        f"Below, between and above do not make 1 with your {p:.3g}."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is a probability, and less than F at the upper end."


print(check_by_hand())

# %% [markdown]
# ## 2. Any interval, any mixture
#
# Write `probability(a, b, weights, means, sds)`: from two ends, a at most b, and a mixture of K
# normal components on a line it returns the probability of the interval.  The function `F` stands
# in the first cell.  (3 points)


# %% solution="probability"
def probability(a, b, weights, means, sds):
    """How probable a value between a and b is under a mixture; weights, means, sds (K,)."""
    ### BEGIN SOLUTION
    return F(b, weights, means, sds) - F(a, weights, means, sds)
    ### END SOLUTION


# %% check="probability" points=3 meets=1
def check_probability():
    def ask(a, b, *mixture):
        return float(np.squeeze(probability(a, b, *(np.array(part, float) for part in mixture))))

    far = ask(70, 200, w, m, s)
    assert far <= 1.001, (
        f"From 70 to 200 minutes your probability is {far:.4g}, and none is above 1. Did you add the "
        "ends? What lies below the lower one is in both."
    )
    assert abs(ask(70, 70, w, m, s)) < 1e-6, (
        f"From 70 to 70 minutes there is no width, and yours is {ask(70, 70, w, m, s):.4g}. A single "
        "value has no probability; take off what lies below the lower end."
    )
    apart = ask(40, 70, [0.3, 0.7], [50, 100], [1, 1])
    assert abs(apart - 0.5) > 0.01, (
        "A component with weight 0.3 lies in the interval, one with 0.7 outside, and yours is one "
        "half: the weights play no part in it."
    )
    assert abs(apart - 0.3) < 0.005, (
        "A component with weight 0.3 lies wholly in the interval, one with 0.7 wholly outside; "
        f"yours is {apart:.4g}. Each component brings its own probability, times its weight."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (51, 52, 53):
        rng = np.random.default_rng(seed)
        K = 1 + seed % 3
        v, c, d = rng.dirichlet(np.full(K, 3.0)), rng.normal(0, 3, K), rng.uniform(0.5, 2, K)
        a, b = np.sort(rng.normal(0, 3, 2))
        x = np.linspace(a, b, 20_001)[:, None]
        heights = (v / d * np.exp(-(((x - c) / d) ** 2) / 2)).sum(axis=1) / np.sqrt(2 * np.pi)
        area = (heights.sum() - (heights[0] + heights[-1]) / 2) * (b - a) / 20_000
        assert abs(ask(a, b, v, c, d) - area) < 1e-3, (
            f"With {K} other components (seed {seed}) it is not the area under the density."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_probability())

# %% [markdown]
# ## 3. A stop-watch that rounds
#
# A stop-watch shows each wait as the **nearest** whole minute.  A colleague works out how probable
# each reading is:


# %% given="colleague"
def colleague(reading):
    return F(reading, w, m, s) - F(reading - 1, w, m, s)


readings = np.arange(20, 121)
each = np.array([colleague(reading) for reading in readings])
print(f"all readings together: {each.sum():.3f}")
print(f"mean of the mixture:   {w @ m:.2f} minutes")
print(f"mean of the readings:  {readings @ each:.2f} minutes")

# %% [markdown]
# All readings together make 1, as they should.  But rounding to the nearest minute moves some waits
# up and as many down, and yet the mean has grown.  Find the fault, and mend it: write the function
# anew under the name `mended`, for the same mixture w, m, s.  (2 points)


# %% solution="mended"
def mended(reading):
    ### BEGIN SOLUTION
    return F(reading + 0.5, w, m, s) - F(reading - 0.5, w, m, s)
    ### END SOLUTION


# %% check="mended" points=2 meets=1
def check_mended():
    readings = np.arange(20, 121)
    each = np.array([float(np.squeeze(mended(int(reading)))) for reading in readings])
    total, mean = each.sum(), readings @ each
    assert total > 0.01, (
        "Every reading has probability 0. A single value has none, but a reading stands for all "
        "waits that are rounded to it."
    )
    assert abs(total - 1) < 5e-3, (
        f"All readings together make {total:.3f} instead of 1. Each wait is rounded to one reading, "
        "so their intervals must neither overlap nor leave gaps."
    )
    assert abs(mean - w @ m) < 0.05, (
        f"The mean of the readings is {mean:.2f} minutes, that of the mixture {w @ m:.2f}. From "
        "where to where are waits rounded to one and the same minute?"
    )
    ### BEGIN HIDDEN TESTS
    from math import erf, sqrt

    for reading in (47, 66, 80, 91):
        ends = [
            sum(w[k] * (1 + erf((reading + h - m[k]) / s[k] / sqrt(2))) / 2 for k in range(2))
            for h in (-0.5, 0.5)
        ]
        assert abs(each[reading - 20] - (ends[1] - ends[0])) < 2e-5, (
            f"The reading {reading} should have the probability of all waits that are nearest to it."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. What has probability zero?
#
# Think of the mixture of waits, w, m, s, as exact: nobody rounds.  Which of these have probability
# **zero**?
#
# 1. The next wait lasts between 65.9 and 66.1 minutes.
# 2. It lasts exactly 66 minutes.
# 3. A stop-watch that shows the nearest minute shows 66.
# 4. It lasts exactly 60, exactly 70, or exactly 80 minutes.
# 5. It lasts a whole number of minutes, whichever.
# 6. It comes from the short component.
# 7. It lasts more than 100 minutes.
#
# Set `zero` to a list of their numbers, for example `[1, 7]`, in any order.  (2 points)

# %% solution="zero"
### BEGIN SOLUTION
zero = [2, 4, 5]
### END SOLUTION


# %% check="zero" points=2 meets=2
def check_zero():
    said = {int(number) for number in zero}
    assert said, "Give some numbers of statements, for example [1, 7]."
    assert said <= set(range(1, 8)), f"Statements are numbered 1 to 7; you gave {sorted(said)}."
    assert not said & {1, 7}, (
        "One of yours is an interval in which the density is above 0 everywhere. It may be small, "
        "but it has a probability."
    )
    ### BEGIN HIDDEN TESTS
    assert 3 not in said, (
        "A reading is one number, but it stands for every wait that is rounded to it."
    )
    assert 6 not in said, "The component is not a continuous variable. Does it never come up?"
    assert 2 in said, (
        "Between the ends of a single value there is no width for a probability to lie in."
    )
    assert 4 in said, "Three times no probability is still none."
    assert 5 in said, (
        "Each whole minute has none, and their probabilities are added one after another: however "
        "many zeros you add in a row, the sum stays 0."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: no interval of yours has a width."


print(check_zero())

# %% [markdown]
# ## 5. The histogram that a mixture expects
#
# Write `expected(n, edges, weights, means, sds)`: from a number of points, J rising edges and a
# mixture it returns how many points the mixture expects in each column of a histogram.  There are
# J + 1 columns: below the first edge, between neighbouring edges, and above the last.  (4 points)


# %% solution="expected"
def expected(n, edges, weights, means, sds):
    """How many of n points a mixture expects in each of the J + 1 columns at J edges."""
    ### BEGIN SOLUTION
    collected = [0.0] + [F(edge, weights, means, sds) for edge in edges] + [1.0]
    return n * np.diff(collected)
    ### END SOLUTION


# %% check="expected" points=4 meets=1
def check_expected():
    def ask(n, *arguments):
        return np.array(expected(n, *(np.array(a, float) for a in arguments)), float)

    edges = [50, 60, 70, 80, 90]
    counts = ask(272, edges, w, m, s)
    assert counts.shape == (6,), (
        f"5 edges make 6 columns: the two outer ones are open. Yours have shape {counts.shape}."
    )
    assert not np.all(np.diff(counts) > 0), (
        "Your columns grow from left to right: they are cumulated. A column holds what F gains from "
        "one edge to the next."
    )
    assert counts.sum() > 2, (
        f"Together your columns hold {counts.sum():.3f}: probabilities. Asked is how many of the "
        "272 points they hold."
    )
    assert np.isclose(counts.sum(), 272, atol=0.01), (
        f"Together the columns must hold all 272 points; yours hold {counts.sum():.2f}. What lies "
        "below the first edge and above the last?"
    )
    lone = ask(100, [70], [0.3, 0.7], [50, 100], [1, 1])
    assert np.allclose(lone, [30, 70], atol=0.01), (
        "Of 100 points, components with weights 0.3 and 0.7 on either side of one edge ask for 30 "
        f"and 70; yours give {lone.round(1)}. Do the weights play a part?"
    )
    ### BEGIN HIDDEN TESTS
    from math import erf, sqrt

    for seed in (71, 72, 73):
        rng = np.random.default_rng(seed)
        K, J = 1 + seed % 3, 3 + seed % 4
        v, c, d = rng.dirichlet(np.full(K, 3.0)), rng.normal(0, 3, K), rng.uniform(0.5, 2, K)
        edges = np.sort(rng.normal(0, 4, J))
        held = np.cumsum(ask(50, edges, v, c, d))
        for edge, so_far in zip(edges, held[:-1], strict=True):
            below = sum(v[k] * (1 + erf((edge - c[k]) / d[k] / sqrt(2))) / 2 for k in range(K))
            assert abs(so_far - 50 * below) < 0.02, (
                f"With {K} other components and {J} edges (seed {seed}) the columns differ."
            )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_expected())

# %% [markdown]
# How near is the record?  The edges lie at halves, so that no recorded wait stands on one.

# %%
edges = [49.5, 59.5, 69.5, 79.5, 89.5]
print("the mixture expects:", np.round(expected(len(waits), edges, w, m, s), 1))
print("the record holds:   ", np.bincount(np.searchsorted(edges, waits)))

# %% [markdown]
# ## 6. In your own words
#
# Eight of 272 recorded waits say 80 minutes, and yet the mixture gives exactly 80 minutes the
# probability 0.
#
# **In one or two sentences: why is neither of the two wrong?**  (3 points)

# %% [markdown] answer="eighty" points=3 meets=2
# Waits were recorded in whole minutes, so "80" stands for the interval from 79.5 to 80.5, and F
# rises over it by about 0.043.  An exact value is an interval without width, over which F does not
# rise at all, so its probability is 0.

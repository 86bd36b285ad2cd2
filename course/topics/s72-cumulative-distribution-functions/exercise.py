# %% [markdown]
# # Exercise · Cumulative Distribution Functions
#
# You turn uniform numbers into draws from a mixture, first by hand, then in code, and you end with
# a mixture's distribution read backwards.  Five questions are graded by machine (13 points) and one
# sentence by your teacher (3 points).  Allow 25 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on numbers that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.  A uniform number is at least 0
# and below 1.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np
from scipy.special import ndtr, ndtri  # the standard normal's F, and F read backwards

from gmmlab import datasets, plot
from gmmlab.learn import show

waits = datasets.faithful().X[:, 1]  # 272 waits for an eruption of Old Faithful, in minutes

# %% [markdown]
# ## Three kinds of eruption
#
# A mixture for the length of an eruption:
#
# | kind | short | middle | long |
# |---|---|---|---|
# | weight | 0.2 | 0.5 | 0.3 |
# | mean (min) | 2.0 | 3.2 | 4.5 |
# | standard deviation (min) | 0.2 | 0.3 | 0.4 |
#
# A standard normal's distribution, read backwards:
#
# | part of the way up | 0.10 | 0.25 | 0.50 | 0.75 | 0.90 |
# |---|---|---|---|---|---|
# | z | −1.28 | −0.67 | 0 | 0.67 | 1.28 |

# %%
fig, ax = plt.subplots(figsize=(7, 1.4))
for k, (left, width) in enumerate([(0, 0.2), (0.2, 0.5), (0.7, 0.3)]):
    ax.barh(0, width, left=left, color=plot.PALETTE[k], edgecolor="white", alpha=0.5)
    ax.text(left + width / 2, 0, ("short", "middle", "long")[k], ha="center", va="center")
ax.set(xlim=(0, 1), yticks=[], xlabel="uniform number")
show(
    fig,
    "A bar from 0 to 1 in three parts, as long as the weights: short up to 0.2, middle up to 0.7, "
    "long up to 1.",
)

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  The number 0.05 meets the short part.  It lies 0.05 / 0.2 = 0.25 of the way up,
# where z is −0.67:

# %%
print(f"{2.0 - 0.67 * 0.2:.2f} minutes")

# %% [markdown]
# **Which length does the number 0.925 become?**  Set `length` to it; two decimals are enough, and
# Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
rest = (0.925 - 0.2 - 0.5) / 0.3  # 0.75
length = 4.5 + 0.67 * 0.4
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    x = float(np.squeeze(length))
    assert x > 4, (
        f"{x:.4g} minutes is hardly a long eruption. Whose part of the bar does 0.925 meet? The "
        "heaviest kind does not win every time."
    )
    assert abs(x - 4.5) > 0.01, (
        "You picked the right kind and gave its mean. A draw falls to either side of it: how far up "
        "the kind's part does the number lie?"
    )
    ### BEGIN HIDDEN TESTS
    from math import erf, sqrt

    assert abs(x - (4.5 + 0.4 * ndtri(0.925))) > 0.03, (
        "The kind is right, but you read its curve at the number as it is. Part of the number was "
        "used up in picking: take off the weights before it, and divide by the kind's own."
    )
    assert abs(x - (4.5 + 0.4 * ndtri(0.225))) > 0.015, (
        "You took off the weights before the kind, and did not divide by its own weight. The rest "
        "must run up to 1."
    )
    reached = 0.7 + 0.3 * (1 + erf((x - 4.5) / 0.4 / sqrt(2))) / 2
    assert abs(reached - 0.925) < 0.005, (
        f"At {x:.2f} minutes the long kind's curve has climbed to {reached:.3f} on the bar, and not "
        "to 0.925."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is a long eruption, and not its mean."


print(check_by_hand())

# %% [markdown]
# ## 2. Which component?
#
# Write `pick(weights, u)`: from K weights that sum to 1 and n uniform numbers it returns the n
# components that they pick, numbered from 0 to K − 1.  (3 points)
#
# Each component owns the numbers from where its part of the bar begins, up to but without where it
# ends.  A component of weight 0 is never picked.
#
# <details><summary>Hint</summary>
#
# `np.cumsum` adds up from the left.  You want the first component whose sum is greater than the
# number.
#
# </details>


# %% solution="pick"
def pick(weights, u):
    """The component (n,) that each of the uniform numbers u (n,) picks by weights (K,)."""
    ### BEGIN SOLUTION
    return np.searchsorted(np.cumsum(weights), u, side="right")
    ### END SOLUTION


# %% check="pick" points=3 meets=2
def check_pick():
    def ask(weights, u):
        return np.array(pick(np.array(weights, float), np.array(u, float)), float)

    even = (np.arange(100) + 0.5) / 100
    picked = ask([0.2, 0.5, 0.3], even)
    assert picked.shape == (100,), (
        f"100 numbers pick 100 components; yours have shape {picked.shape}."
    )
    assert len(set(picked)) > 1, (
        "Every number picks the same component. If the heaviest always won, the others would never "
        "be drawn: look each number up on the bar."
    )
    assert set(picked) <= {0, 1, 2}, (
        f"Three components are numbered 0, 1 and 2; yours run from {picked.min():g} to "
        f"{picked.max():g}."
    )
    assert np.all(np.diff(picked) >= 0), (
        "A larger number must never pick an earlier component. Did you compare with the weights "
        "themselves? Add them up from the left first."
    )
    counts = [int(np.sum(picked == k)) for k in range(3)]
    assert np.allclose(counts, [20, 50, 30], atol=1), (
        f"Of 100 even numbers, weights 0.2, 0.5 and 0.3 ask for 20, 50 and 30; yours give {counts}. "
        "Did you compare with the weights themselves? Add them up from the left first."
    )
    assert ask([0.0, 1.0], [0.0])[0] == 1, (
        "The number 0 picked a component of weight 0, which owns no part of the bar."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (51, 52, 53):
        rng = np.random.default_rng(seed)
        weights, u = rng.dirichlet(np.ones(2 + seed % 4)), rng.random(40)
        for number, component in zip(u, ask(weights, u), strict=True):
            k, left = 0, number
            while left >= weights[k]:  # walk along the bar
                left, k = left - weights[k], k + 1
            assert component == k, (
                f"With {len(weights)} other weights (seed {seed}) a number picks another component."
            )
    assert ask([0.25, 0.5, 0.25], [0.25])[0] == 1, (
        "A part of the bar does not own its own end: there the next one begins."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_pick())

# %% [markdown]
# ## 3. Where are the others?
#
# A colleague's sampler makes as many waits of each kind as it should.  But half of the waits of any
# normal kind should lie below its mean:


# %% given="colleague"
def colleague(u, weights, means, sds):
    kinds = np.searchsorted(np.cumsum(weights), u, side="right")
    return means[kinds] + sds[kinds] * ndtri(u)


numbers = (np.arange(1000) + 0.5) / 1000
w, m, s = np.array([0.36, 0.64]), np.array([54.6, 80.1]), np.array([5.9, 5.9])
made = colleague(numbers, w, m, s)
print(f"short waits below their mean: {np.mean(made[:360] < 54.6):.0%}")
print(f"long waits below their mean: {np.mean(made[360:] < 80.1):.0%}")

# %% [markdown]
# Find the line, and mend it: write the function anew under the name `mended`.  One uniform number
# is enough for each wait, and the same numbers give the same waits.  (2 points)


# %% solution="mended"
def mended(u, weights, means, sds):
    ### BEGIN SOLUTION
    kinds = np.searchsorted(np.cumsum(weights), u, side="right")
    before = (np.cumsum(weights) - weights)[kinds]
    return means[kinds] + sds[kinds] * ndtri((u - before) / weights[kinds])
    ### END SOLUTION


# %% check="mended" points=2 meets=3
def check_mended():
    def ask(*arguments):
        return np.array(mended(*(np.array(a, float) for a in arguments)), float)

    even = (np.arange(1000) + 0.5) / 1000
    x = ask(even, [0.36, 0.64], [54.6, 80.1], [5.9, 5.9])
    short, long = x[:360], x[360:]
    assert x.shape == (1000,), f"1000 numbers make 1000 waits; yours have shape {x.shape}."
    assert short.mean() < 65, (
        "The smallest 360 numbers should make the short waits. Is every number given to the "
        "heaviest kind? Keep the pick by the cumulated weights."
    )
    assert min(short.std(), long.std()) > 1, (
        "All waits of a kind are alike: its mean. A kind has a spread, and the number says where in "
        "it a wait falls."
    )
    below = np.array([np.mean(short < 54.6), np.mean(long < 80.1)])
    assert np.all(abs(below - 0.5) < 0.1), (
        f"Below their means lie {below[0]:.0%} of the short waits and {below[1]:.0%} of the long "
        "ones; half should. What a kind's curve is read at must run from 0 to 1 within the kind's "
        "own part of the bar."
    )
    ### BEGIN HIDDEN TESTS
    from math import erf, sqrt

    for seed in (61, 62):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 3
        w, m, s = rng.dirichlet(np.full(K, 3.0)), rng.normal(0, 9, K), rng.uniform(1, 3, K)
        u = rng.uniform(0.01, 0.99, 30)
        for number, value in zip(u, ask(u, w, m, s), strict=True):
            k, before = 0, 0.0
            while number >= before + w[k]:
                before, k = before + w[k], k + 1
            climbed = before + w[k] * (1 + erf((value - m[k]) / s[k] / sqrt(2))) / 2
            assert abs(climbed - number) < 1e-3, (
                f"With {K} other kinds (seed {seed}) a number becomes the wrong wait."
            )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Weights, read off a curve
#
# At another geyser, eruptions come in three kinds that do not overlap.  All that is known is their
# cumulative distribution at some lengths:

# %% given="steps"
lengths = [1.0, 1.5, 2.0, 3.0, 3.5, 4.0, 5.0, 5.5, 6.0]  # minutes
F_there = [0.0, 0.125, 0.25, 0.25, 0.475, 0.7, 0.7, 0.85, 1.0]

# %%
fig, ax = plt.subplots(figsize=(7, 2.6))
ax.plot(lengths, F_there, color=plot.PALETTE[0], marker="o", lw=2)
ax.set(xlabel="length (min)", ylabel="F", ylim=(0, 1.03))
show(
    fig,
    "F climbs from 0 at 1 minute to 0.25 at 2, is level until 3, climbs to 0.7 at 4, is level until "
    "5, and climbs to 1 at 6.",
)

# %% [markdown]
# **What are the weights of the three kinds, from the shortest to the longest?**  Set `read_off` to
# a list of three numbers.  (2 points)

# %% solution="read-off"
### BEGIN SOLUTION
read_off = [0.25, 0.7 - 0.25, 1 - 0.7]
### END SOLUTION


# %% check="read-off" points=2 meets=1
def check_read_off():
    read = np.array(read_off, float).ravel()
    assert read.shape == (3,), f"Three kinds have three weights; you gave {len(read)}."
    assert np.isclose(read.sum(), 1, atol=1e-3), (
        f"Weights sum to 1; yours sum to {read.sum():.4g}. The curve is cumulated: at the end of a "
        "climb it has added up all kinds so far. How much did this one climb add?"
    )
    assert np.ptp(read) > 0.01, (
        "Your kinds weigh alike. There are three climbs, but they are not equally high."
    )
    assert np.all(read > 0), "Each of the three kinds comes up at times, so no weight is 0."
    ### BEGIN HIDDEN TESTS
    climbed = np.interp([2.5, 4.5, 7.0], lengths, F_there)
    assert not np.allclose(read[::-1].cumsum(), climbed, atol=1e-3), (
        "These are the right weights in the wrong order: the shortest kind comes first."
    )
    assert np.allclose(read.cumsum(), climbed, atol=1e-3), (
        f"Added up from the left, your weights give {read.cumsum().round(3)}; the curve is level at "
        "other heights."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: they sum to 1."


print(check_read_off())

# %% [markdown]
# ## 5. The whole curve, backwards
#
# A mixture's own F is the weighted sum of its components':


# %% given="whole"
def F(x, weights, means, sds):
    """The mixture's cumulative distribution at each of n values."""
    return ndtr((np.asarray(x, float)[:, None] - means) / sds) @ weights


# %% [markdown]
# No formula undoes this sum.  But F rises, so you can close in on the x with F(x) = u: begin with a
# value far below all components and one far above; ask whether F half-way between lies below u; if
# so, move the lower value there, if not, the upper one; do it again until they nearly meet.
#
# Write `backwards(u, weights, means, sds)`: from n uniform numbers it returns the n values at which
# the mixture's F reaches them.  An error of 0.001 standard deviations is small enough.  (4 points)


# %% solution="backwards"
def backwards(u, weights, means, sds):
    """The values (n,) at which the mixture's F reaches each of the uniform numbers u (n,)."""
    ### BEGIN SOLUTION
    low = np.full(len(u), (means - 9 * sds).min())
    high = np.full(len(u), (means + 9 * sds).max())
    for _ in range(60):
        middle = (low + high) / 2
        below = F(middle, weights, means, sds) < u
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return high
    ### END SOLUTION


# %% check="backwards" points=4 meets="1 3"
def check_backwards():
    def ask(*arguments):
        return np.array(backwards(*(np.array(a, float) for a in arguments)), float)

    u = np.array([0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95])
    w, m, s = np.array([0.36, 0.64]), np.array([54.6, 80.1]), np.array([5.9, 5.9])
    x = ask(u, w, m, s)
    assert x.shape == (7,), f"7 numbers have 7 values; yours have shape {x.shape}."
    assert not np.allclose(x, [w @ (m + s * ndtri(v)) for v in u], atol=0.01), (
        "You read each component's F backwards, and averaged what you got. The weights belong into "
        "F itself: the mixture is no average of its components."
    )
    one = w @ m + np.sqrt(w @ (s**2 + m**2) - (w @ m) ** 2) * ndtri(u)
    assert not np.allclose(x, one, atol=0.1), (
        "That is one normal with the mixture's mean and spread: its curve has one hill."
    )
    reached = F(x, w, m, s)
    gap = np.abs(reached - u).max()
    assert not 1e-3 < gap < 0.02, (
        f"F at your values misses u by {gap:.4f} at most: close, and not close enough. Did you pick a "
        "component first? That makes good draws, but asked is where the whole sum reaches u; both "
        "components count at every value. Or did you stop too early?"
    )
    assert np.allclose(reached, u, atol=1e-3), (
        f"F at your values is {reached.round(3)}; it should be {u}."
    )
    ### BEGIN HIDDEN TESTS
    from math import erf, sqrt

    for seed in (71, 72, 73):
        rng = np.random.default_rng(seed)
        K, unit = 1 + seed % 3, (1, 60, 1000)[seed % 3]
        w, m = rng.dirichlet(np.full(K, 3.0)), unit * rng.normal(0, 4, K)
        s, u = unit * rng.uniform(0.5, 2, K), rng.uniform(0.02, 0.98, 12)
        for number, value in zip(u, ask(u, w, m, s), strict=True):
            parts = [w[k] * (1 + erf((value - m[k]) / s[k] / sqrt(2))) / 2 for k in range(K)]
            assert abs(sum(parts) - number) < 2e-3, (
                f"For {K} other components in another unit (seed {seed}) F does not reach u at "
                "your values. Does your first interval depend on the means and deviations?"
            )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_backwards())

# %% [markdown]
# Half of all waits should be shorter than your value for 0.5.  Is it so in the record?

# %%
parts = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
print("parts:     ", parts)
print("yours:     ", np.round(backwards(parts, w, m, s), 1))
print("the record:", np.quantile(waits, parts).round(1))

# %% [markdown]
# ## 6. In your own words
#
# **In one or two sentences: how is one point drawn from a mixture, and why does the heaviest
# component not always win?**  (3 points)

# %% [markdown] answer="drawing" points=3 meets=3
# A uniform number picks the component in whose part of the cumulated weights it falls, and a second
# one (or the rescaled rest of the first) is turned into a point by that component's own
# distribution, read backwards.  The number falls anywhere between 0 and 1 with equal chance, so each
# component is picked as often as its weight says, and the heaviest only most often.

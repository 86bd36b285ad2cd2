# %% [markdown]
# # Lab · Draw from it
#
# **You will be able to**
#
# - turn the density of a mixture into chances of intervals;
# - draw from a mixture by turning its cumulative distribution round;
# - judge a sample against the density that it came from.
#
# **Gathers** Probability Density Functions and Continuous Distributions, Cumulative Distribution
# Functions, Continuous Random Variables, Probability Density Functions. **Takes** 28 minutes.
#
# Four lessons gave you an area, a curve that collects it, an interval's two ends, and a unit. In
# this lab one sample needs all four. Run the cells with Shift+Enter; wherever a cell says *Yours*,
# change it, run it, and run the check below it.

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy.special import ndtr, ndtri

from gmmlab import datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.u10_draw import draw_bench

lengths = datasets.faithful().X[:, 0]  # of eruptions, in minutes
weights, means, sds = np.array([0.35, 0.65]), np.array([2.0, 4.3]), np.array([0.24, 0.44])


def p(x):
    """The mixture's density, per minute."""
    bells = np.exp(-(((np.asarray(x, float)[..., None] - means) / sds) ** 2) / 2)
    return bells / (sds * np.sqrt(2 * np.pi)) @ weights


def F(x):
    """The mixture's cumulative distribution."""
    return ndtr((np.asarray(x, float)[..., None] - means) / sds) @ weights


# %% [markdown]
# ## Data: two hills of one height
#
# You know the 272 eruptions of Old Faithful, short or long. This mixture, in round numbers, fits
# their lengths:
#
# | kind | weight | mean (min) | standard deviation (min) |
# |---|---|---|---|
# | short | 0.35 | 2.0 | 0.24 |
# | long | 0.65 | 4.3 | 0.44 |
#
# Its two hills are equally high, 0.58 and 0.59 per minute.

# %%
# The picture: the record as columns of area 1, and the mixture's density
x = np.linspace(1, 6, 501)
fig, ax = plt.subplots(figsize=(7, 2.8))
ax.hist(lengths, np.arange(1, 6.01, 0.25), density=True, color="0.88", edgecolor="0.6")
for k, (name, hatch) in enumerate((("short", "//"), ("long", ".."))):
    bell = weights[k] / sds[k] * np.exp(-(((x - means[k]) / sds[k]) ** 2) / 2) / np.sqrt(2 * np.pi)
    ax.fill_between(x, bell, color=plot.PALETTE[k], alpha=0.25, hatch=hatch, lw=0)
    ax.annotate(f"{name}: {bell.max():.2f}", (means[k], 0.72), ha="center", weight="bold")
ax.plot(x, p(x), color="0.15", lw=2)
ax.set(xlabel="eruption (min)", ylabel="density (per minute)", ylim=(0, 0.82))
show(
    fig,
    f"Grey columns for {len(lengths)} eruptions, and over them a curve with two hills. The left "
    f"one, round 2 minutes, is narrow and {p(2.0):.2f} high; the right one, round 4.3 minutes, is "
    f"wider and {p(4.3):.2f} high. Between them, near 3 minutes, the curve is close to zero.",
)

# %%
# The numbers above, checked
assert len(lengths) == 272
assert [round(float(p(2.0)), 2), round(float(p(4.3)), 2)] == [0.58, 0.59]
assert [weights.tolist(), means.tolist(), sds.tolist()] == [[0.35, 0.65], [2.0, 4.3], [0.24, 0.44]]
assert abs(np.sum(p(x)) * 0.01 - 1) < 0.001
assert p(3.0) < 0.02

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "The hills are equally high. Which part of the record lies under the left one, below 3 "
    "minutes?",
    {
        "about a half": "Equal heights would mean equal chances if the hills were equally wide.",
        "about a third": "",
        "about 0.58 of it": "That is how high the hill is, per minute. A chance is its area.",
    },
    answer="about a third",
    why="97 of 272 eruptions, 0.357; the mixture says 0.351. A chance is an area. The right hill "
    "is as high as the left one, but 0.44/0.24 = 1.83 times as wide.",
)
first_guess

# %%
# The numbers above, checked
assert np.sum(lengths < 3) == 97
assert round(97 / 272, 3) == 0.357
assert round(float(F(3)), 3) == 0.351
assert round(0.44 / 0.24, 2) == 1.83

# %% [markdown]
# ## Bench
#
# Uniform numbers go across to a curve and fall down as lengths. You choose the curve: the
# mixture's own $F$, one of three wrong ones (dashed), or none at all, and then the geyser's record
# comes in, in its own order.
#
# The steps say which part of the sample lies at or below each length, and the thick bar marks where
# they are farthest from $F$: the **gap**. Below, the sample stands in columns over the density.
# Where one column is framed, you read what its chance expects and what came.
#
# The strip is the judge, a **band** that reaches $1.36/\sqrt n$ to either side of $F$. A fair sample
# of $n$ draws keeps all its steps within it with probability 0.95 or more, at least 19 times in 20.

# %%
# The explorer, with six things to try
draw_bench(
    weights,
    means,
    sds,
    lengths,
    presets=[
        explore.Preset(
            "1 · Three draws",
            {"n": 3, "source": "the mixture's F", "column": 4.5},
            "The third number, 0.80, meets F above 4.52 minutes and falls into the column marked. "
            "The band of ±0.785 is so wide that it would let nearly anything pass.",
        ),
        explore.Preset(
            "2 · All 272",
            {"n": 272, "source": "the mixture's F", "column": 2.0},
            "The band has closed to ±0.082, and the steps cling to F: gap 0.048. The column's "
            "chance of 0.123 expects 33.4 draws, and 33 came.",
        ),
        explore.Preset(
            "3 · Equal hills, equal weights",
            {"n": 50, "source": "an F with equal weights", "column": 2.0},
            "Both hills are as high, so each kind gets half of the numbers. With 50 draws the gap, "
            "0.145, still passes. Move Draws to 80, then to 120: only there is it found out.",
        ),
        explore.Preset(
            "4 · Right on average",
            {"n": 20, "source": "an average of both kinds", "column": 3.25},
            "Each number gets the average of what the two kinds make of it. The mean is right, 3.45 "
            "here; the lengths are not. 6 of 20 fall where 0.3 are expected.",
        ),
        explore.Preset(
            "5 · Always the heavier",
            {"n": 10, "source": "the long kind's F", "column": 2.0},
            "No short eruption among ten draws, and still inside: 0.406 in a band of ±0.430. Ten "
            "more, and it is outside.",
        ),
        explore.Preset(
            "6 · The geyser",
            {"n": 272, "source": "the geyser itself", "column": 1.75},
            "Nobody drew these, and the gap is 0.038. Yet 47 eruptions lie in a column that "
            "expects 33.4. Inside the band means that this judge finds no fault, not that there "
            "is none.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the buttons in order. Then choose a wrong curve and press Play: the steps
# settle on the curve that they were drawn through, while the band closes round $F$. Four times as
# many draws halve it.

# %%
# The numbers above, checked
u = np.random.default_rng(3).random(272)
fine = np.linspace(0, 7, 7001)


def largest_gap(sample):
    """The largest distance between a sample's steps and F, at both ends of each step."""
    n, level = len(sample), F(np.sort(sample))
    return max(np.max(np.arange(1, n + 1) / n - level), np.max(level - np.arange(n) / n))


def chance(a, b):
    """How far F rises from a to b."""
    return float(F(b) - F(a))


def is_gap(sample, expected, band):
    """Whether the gap and the band are these, to three decimals."""
    return np.allclose(
        [largest_gap(sample), 1.36 / np.sqrt(len(sample))], [expected, band], atol=0.0006
    )


fair = np.interp(u, F(fine), fine)
equal = np.interp(u, ndtr((fine[:, None] - means) / sds) @ [0.5, 0.5], fine)
average, heavier = weights @ means + weights @ sds * ndtri(u), 4.3 + 0.44 * ndtri(u)
assert [round(u[2], 2), round(fair[2], 2)] == [0.80, 4.52]
assert round(1.36 / np.sqrt(3), 3) == 0.785
assert is_gap(fair, 0.048, 0.082)
assert [round(chance(2, 2.25), 3), round(272 * chance(2, 2.25), 1)] == [0.123, 33.4]
assert np.sum((fair >= 2) & (fair < 2.25)) == 33
assert is_gap(equal[:50], 0.145, 0.192)
assert [largest_gap(equal[:n]) > 1.36 / np.sqrt(n) for n in (80, 120)] == [False, True]
assert round(np.mean(average[:20]), 2) == 3.45
assert np.sum((average[:20] >= 3.25) & (average[:20] < 3.5)) == 6
assert round(20 * chance(3.25, 3.5), 1) == 0.3
assert is_gap(heavier[:10], 0.406, 0.430)
assert largest_gap(heavier[:20]) > 1.36 / np.sqrt(20)
assert is_gap(lengths, 0.038, 0.082)
assert np.sum((lengths >= 1.75) & (lengths < 2)) == 47
assert round(272 * chance(1.75, 2), 1) == 33.4
assert 2 * np.exp(-2 * 1.36**2) < 1 - 0.95
assert 19 / 20 == 0.95

# %% [markdown]
# ## Tasks
#
# ### Task 1: Two chances by hand
#
# A stop-watch shows the nearest whole second. How probable is it that it shows **120**? Two minutes
# is the short kind's mean; what the long kind adds there is nothing to speak of. At its mean a
# normal density is $0.399/\sigma$ high.
#
# And how probable is a length **between 3 and 4 minutes**? Of the long kind, a part of 0.25 lasts
# less than 4 minutes, and hardly any less than 3. Hardly any of the short kind lasts 3 minutes.

# %%
# A prediction: commit to yours below before you look inside this cell
guess_1 = predict(
    "Of 272 eruptions, how many does the mixture expect to be read as 120 seconds?",
    {
        "none: a single value has probability 0": "A single value has. But a reading names an "
        "interval, one second wide.",
        "between 2 and 3": "",
        "about 158": "0.58 of 272. But the density is 0.58 per *minute*.",
    },
    answer="between 2 and 3",
    why="One second holds a sixtieth of what a minute of that height would hold. You work it out "
    "below; the record has 4 such eruptions.",
)
guess_1

# %%
# Yours: replace None; Python may multiply and divide
reading = None  # the chance that the watch shows 120
three_to_four = None  # the chance of a length between 3 and 4 minutes


# %%
# The check of task 1
def near(mine, value, within=0.01):
    """Whether a number is another one, up to a part of it."""
    return abs(float(mine) - value) <= within * abs(value)


def check_1():
    """What is still wrong, or why it is right."""
    top, second = float(weights[0] / sds[0] / np.sqrt(2 * np.pi)), chance(119.5 / 60, 120.5 / 60)
    if reading is None:
        return "not yet: `reading` is still None. Begin with the density at 2 minutes."
    if float(reading) == 0:
        return "not yet: a single value has chance 0, but 120 on the watch is a whole second."
    if near(reading, top):
        return "not yet: this is a density, per minute. The reading is one second wide."
    if near(reading, 60 * top):
        return (
            "not yet: you multiplied by 60. A second is less than a minute, and so is its chance."
        )
    if near(reading, second / weights[0]):
        return "not yet: so probable is it among short eruptions. Not all are short."
    if not near(reading, second, 0.04):
        return f"not yet: `reading` is {float(reading):.3g}. Take height times width, in one unit."
    if three_to_four is None:
        return f"`reading` is right. Of 272, {272 * second:.1f} are expected. Now `three_to_four`."
    return (
        "not yet: " + said
        if (said := wrong_interval(float(three_to_four)))
        else (
            "Right, both. A height became a chance as soon as it had a width in the same unit; and F "
            f"had to rise by {chance(3, 4):.3f}, whatever it had collected before."
        )
    )


def wrong_interval(mine):
    """What is wrong with the second chance; nothing if it is right."""
    if near(mine, F(4), 0.02):
        return "that is F at 4 minutes. All short eruptions are in it too."
    if near(mine, F(4) + F(3), 0.02):
        return "you added the ends. What lies below 3 must come off."
    if near(mine, 0.25, 0.02):
        return "0.25 is a part of the long kind. Which part of all eruptions is long?"
    if not near(mine, chance(3, 4), 0.04):
        return f"{mine:.3g} is not how far F rises from 3 to 4 minutes. Find F at both, first."
    return ""


print(check_1())

# %% [markdown]
# <details><summary>One way to do it</summary>
#
# $0.35\cdot 0.399/0.24 = 0.582$ per minute, which is $0.0097$ per second; over one second that is
# the chance, 0.0097. For the other, $F(4) \approx 0.35 + 0.65\cdot 0.25 = 0.5125$ and
# $F(3)\approx 0.35$, so it is about 0.16.
#
# </details>

# %%
# The numbers above, checked
assert round(0.35 * 0.399 / 0.24, 3) == 0.582
assert round(0.582 / 60, 4) == round(chance(119.5 / 60, 120.5 / 60), 4) == 0.0097
assert round(0.35 + 0.65 * 0.25, 4) == 0.5125
assert round(0.5125 - 0.35, 2) == round(chance(3, 4), 2) == 0.16
assert round(float(ndtr((4 - 4.3) / 0.44)), 2) == 0.25
assert 2 < 272 * chance(119.5 / 60, 120.5 / 60) < 3
assert 1 - ndtr((3 - 2) / 0.24) < 0.001 < ndtr((3 - 4.3) / 0.44) < 0.002
assert np.sum(np.isclose(60 * lengths, 120)) == 4
assert round(0.58 * 272) == 158

# %% [markdown]
# ### Task 2: Three draws by hand
#
# Turn 0.035, 0.315 and 0.415 into lengths: pick the kind, see how far up its part of the weights
# the number lies, and go as many standard deviations from the mean as this table says.
#
# | how far up | 0.10 | 0.90 |
# |---|---|---|
# | $z$ | −1.28 | 1.28 |

# %%
# A prediction: commit to yours below before you look inside this cell
guess_2 = predict(
    "0.035 and 0.315 lie 0.28 apart, 0.315 and 0.415 only 0.10. Which two lengths lie farther "
    "apart?",
    {
        "those of 0.035 and 0.315": "Numbers that are far apart land close together where F is "
        "steep.",
        "those of 0.315 and 0.415": "",
        "neither: F keeps distances": "It would if it were one straight line.",
    },
    answer="those of 0.315 and 0.415",
    why="Between them lies the flat piece of F, which takes more than a minute to gain a few "
    "hundredths. The other two meet the steep piece under the narrow hill.",
)
guess_2

# %%
# Yours: replace None by a list of three lengths, in minutes
drawn = None


# %%
# The check of task 2
def check_2():
    """What is still wrong, or why it is right."""
    if any(x is None for x in np.ravel(drawn)):
        return "not yet: `drawn` has no three lengths. 0.035 lies below 0.35: which kind is that?"
    mine, numbers = np.ravel(drawn).astype(float), np.array([0.035, 0.315, 0.415])
    if mine.shape != (3,):
        return f"not yet: there are three numbers, and you give {mine.size} length(s)."
    kinds, own = np.array([0, 0, 1]), np.array([0.1, 0.9, 0.1])
    truth = means[kinds] + sds[kinds] * ndtri(own)
    plain = means[kinds] + sds[kinds] * ndtri(numbers)
    uncut = 4.3 + 0.44 * ndtri(0.415 / 0.65)
    for u, x, right, raw, k in zip(numbers, mine, truth, plain, kinds, strict=True):
        if abs(x - right) < 0.02:
            continue
        if abs(x - (means[k] - (right - means[k]))) < 0.02:
            return (
                f"not yet: {u} goes to the other side of the mean. Is it low or high in its part?"
            )
        if abs(x - raw) < 0.02:
            return f"not yet: you took {u} itself for how far up it lies, but its part is shorter than 1."
        if k == 1 and abs(x - uncut) < 0.02:
            return f"not yet: you counted {u} from 0. The long part begins where the short ends."
        if abs(x - means[k]) > 3 * sds[k]:
            return f"not yet: {x:g} is no length of the kind whose part {u} meets."
        return f"not yet: {u} does not become {x:g}. Mean plus z standard deviations of its kind."
    return (
        f"Right. {mine[0]:.2f} and {mine[1]:.2f} are {mine[1] - mine[0]:.2f} minutes apart, "
        f"{mine[1]:.2f} and {mine[2]:.2f} are {mine[2] - mine[1]:.2f}: the valley of the density "
        "is a flat piece of F, and few numbers meet it."
    )


print(check_2())

# %% [markdown]
# <details><summary>One way to do it</summary>
#
# The short part ends at 0.35. $0.035/0.35 = 0.1$ and $0.315/0.35 = 0.9$: the lengths are
# $2.0 - 1.28\cdot 0.24 = 1.69$ and $2.0 + 1.28\cdot 0.24 = 2.31$. The long part begins there:
# $(0.415-0.35)/0.65 = 0.1$, so $4.3 - 1.28\cdot 0.44 = 3.74$.
#
# </details>

# %%
# The numbers above, checked
assert ndtri([0.1, 0.9]).round(2).tolist() == [-1.28, 1.28]
assert np.allclose([0.035 / 0.35, 0.315 / 0.35, (0.415 - 0.35) / 0.65], [0.1, 0.9, 0.1])
assert np.round([2.0 - 1.28 * 0.24, 2.0 + 1.28 * 0.24], 2).tolist() == [1.69, 2.31]
assert round(4.3 - 1.28 * 0.44, 2) == 3.74
assert [round(0.315 - 0.035, 2), round(0.415 - 0.315, 2)] == [0.28, 0.10]
assert 3.74 - 2.31 > 1 > 2.31 - 1.69
assert 0.03 < chance(2.4, 3.5) < 0.04

# %% [markdown]
# ### Task 3: The formula that comes to mind
#
# Now in code. $F$ is a weighted sum, $\sum_k \pi_k F_k$. A colleague turns it round as the weighted
# sum of what was turned round, $\sum_k \pi_k F_k^{-1}(u)$. His function stands below. Predict what
# it draws, then mend it.

# %%
# A prediction: commit to yours below before you look inside this cell
guess_3 = predict(
    "Many uniform numbers go through the colleague's function. What do their lengths look like?",
    {
        "two hills, as the mixture": "For two hills some number must jump from the one to the "
        "other. His formula has no jump.",
        "two hills, but equally large": "His weights are the right ones. It is what they multiply.",
        "one hill in the valley": "",
    },
    answer="one hill in the valley",
    why="His formula is one normal kind with mean 3.495 and standard deviation 0.37. It averages "
    "two lengths, where a mixture chooses between them.",
)
guess_3


# %%
# Yours: it runs as it stands, the colleague's way; mend it
def draw(u):
    """Lengths in minutes, one from each uniform number of an array."""
    return weights @ (means[:, None] + sds[:, None] * ndtri(u))


# %%
# The check of task 3
def check_3():
    """What is still wrong, or why it is right."""
    even = (np.arange(2000) + 0.5) / 2000
    try:
        x = np.array(draw(even.copy()), dtype=float)
    except Exception as error:
        return f"not yet: `draw` stops with {type(error).__name__}: {error}"
    if x.shape != even.shape:
        return f"not yet: from 2000 numbers come 2000 lengths; yours have the shape {x.shape}."
    if not np.isfinite(x).all():
        return "not yet: some lengths are infinite or no numbers. How far up must lie from 0 to 1."
    between, short = np.mean((x > 3) & (x < 4)), x < 3
    if between > 0.5:
        return (
            f"not yet: a part of {between:.2f} lies between 3 and 4 minutes, where the mixture has "
            f"{chance(3, 4):.2f}. Let each number choose one kind."
        )
    if short.all() or not short.any():
        return "not yet: all draws are of one kind, and the other one has weight too."
    if abs(short.mean() - F(3)) > 0.01:
        return f"not yet: a part of {short.mean():.2f} is short. The short kind's weight is 0.35."
    for name, own, mean in (("short", x[short], 2.0), ("long", x[~short], 4.3)):
        if abs(np.mean(own < mean) - 0.5) > 0.02:
            return (
                f"not yet: as many are {name} as should be, but {np.mean(own < mean):.2f} of them "
                f"lie below their mean. A number that chose the {name} kind is no longer uniform "
                "from 0 to 1: how far up its part does it lie?"
            )
    if largest_gap(x) > 0.005:
        return f"not yet: the gap to F is {largest_gap(x):.3f}. Look at the standard deviations."
    return (
        f"Right: even numbers give lengths with a gap of {largest_gap(x):.4f} to F. Choose a "
        "kind and turn its own F round, or turn the whole F round by search: both draw from the "
        "mixture. An average of two lengths does not."
    )


print(check_3())

# %% [markdown]
# <details><summary>One way to do it</summary>
#
# ```python
# def draw(u):
#     ends = np.cumsum(weights)
#     k = np.searchsorted(ends, u, side="right")
#     rest = (u - (ends - weights)[k]) / weights[k]
#     return means[k] + sds[k] * ndtri(rest)
# ```
#
# </details>

# %%
# The numbers above, checked
assert np.isclose(weights @ means, 3.495)
assert round(float(weights @ sds), 2) == 0.37

# %% [markdown]
# ### Task 4: Who drew from the mixture?
#
# Three people bring 200 draws each and say that they are the mixture's. C used a stop-watch that
# shows **seconds**. The mixture has mean 3.495 and standard deviation 1.16 minutes.

# %%
# The samples; judge them before you look inside this cell
rng = np.random.default_rng(8)
picked = rng.random(200) < 0.5
one = np.where(picked, 2, 4.3) + np.where(picked, 0.24, 0.44) * rng.standard_normal(200)
two = rng.normal(3.495, 1.162, 200)
picked = rng.random(200) < 0.35
three = np.where(picked, 2, 4.3) + np.where(picked, 0.24, 0.44) * rng.standard_normal(200)
samples = {"A": one, "B": two, "C": 60 * three}
for name, sample in samples.items():
    print(f"{name}: mean {sample.mean():.2f}, standard deviation {sample.std():.2f}")

# %%
# A prediction: commit to yours below before you look inside this cell
guess_4 = predict(
    "Whom can you refuse by these means and standard deviations alone? Means of 200 fair draws "
    "vary by 0.08 minutes.",
    {
        "A": "",
        "A and B": "B's mean is off by 0.05 and less than it varies; its standard deviation fits.",
        "A and C": "C counts in seconds: divide both of its numbers by 60.",
        "nobody": "A's mean is off by 0.46, more than five times what a fair one varies by.",
    },
    answer="A",
    why="A's mean is far too small. C's, over 60, fit. So do B's, but that says little: very "
    "different densities have the same mean and standard deviation.",
)
guess_4


# %%
# Yours: the largest distance between F and the part of the sample at or below x, over many x
def gap(sample):
    """The largest gap of a sample in minutes."""
    return None


passed = None  # whose gap is within 1.36 over the root of n, such as ["A", "B"]


# %%
# The check of task 4
def check_4():
    """What is still wrong, or why it is right."""
    try:
        tried = [gap(np.array(s)) for s in ([6.0], [1.0], [4.3, 2.0], samples["B"].copy())]
    except Exception as error:
        return f"not yet: `gap` stops with {type(error).__name__}: {error}"
    if any(found is None for found in tried):
        return "not yet: `gap` returns None. Try one x first: `np.mean(sample <= x)` and `F(x)`."
    high, low, pair, many = (float(np.max(found)) for found in tried)
    if high < 0.5 and low > 0.5:
        return (
            "not yet: one draw of 6 minutes gets a gap near 0. Up to there F has collected all, and "
            "the sample nothing. Look between the draws as well, and on both sides of F."
        )
    if low < 0.5:
        return "not yet: one draw of 1 minute gets a gap near 0. The sample is above F there."
    if abs(pair - largest_gap(np.array([2.0, 4.3]))) > 0.01:
        return "not yet: draws need not come in order. Yours differs for [4.3, 2.0]."
    if abs(many - largest_gap(samples["B"])) > 0.01:
        return f"not yet: for B it gives {many:.3f}. Are your x close together, from 0 to 7?"
    if passed is None:
        return "`gap` is right. Now who passed?"
    return judged(set(passed))


def judged(named):
    """What is wrong with a verdict, or why it is right."""
    if named - set(samples):
        return 'not yet: name them as in ["A", "B"].'
    if "A" in named:
        return f"not yet: A's gap is {largest_gap(samples['A']):.3f}. How wide is the band for 200?"
    if "B" in named:
        return f"not yet: B's mean fits, but its gap is {largest_gap(samples['B']):.3f}."
    if "C" not in named:
        return "not yet: in seconds everybody is far from F. Bring C into minutes first."
    return (
        f"Right. C, over 60, has a gap of {largest_gap(samples['C'] / 60):.3f}. A gave the kinds "
        "equal weights. B is one normal kind with the mixture's mean and standard deviation: "
        "only its shape betrays it."
    )


print(check_4())

# %% [markdown]
# <details><summary>One way to do it</summary>
#
# ```python
# def gap(sample):
#     return max(abs(np.mean(sample <= x) - F(x)) for x in np.linspace(0, 7, 7001))
#
# passed = ["C"]
# ```
#
# The band for 200 draws is 0.096. The gaps are 0.204, 0.202 and, in minutes, 0.043.
#
# </details>

# %%
# The numbers above, checked
gaps = [largest_gap(sample) for sample in (one, two, three)]
assert np.round(gaps, 3).tolist() == [0.204, 0.202, 0.043]
assert round(1.36 / np.sqrt(200), 3) == 0.096
spread = np.sqrt(weights @ (sds**2 + means**2) - 3.495**2)
assert [round(spread, 2), round(spread / np.sqrt(200), 2)] == [1.16, 0.08]
off = [abs(sample.mean() - 3.495) for sample in (one, two, three)]
assert [round(off[0], 2), round(off[1], 2)] == [0.46, 0.05]
assert off[0] > 5 * 0.08 > 0.08 > max(off[1:])

# %% [markdown]
# ## Practice
#
# Five questions from all four lessons, mixed and drawn afresh: read each one for what it asks, a
# chance, a length, a constant or a unit.

# %%
practice("u10-lab-draw-from-it")

# %% [markdown]
# ## Reflect
#
# Write three sentences for your lab note. How does a height become a chance? How does a uniform
# number become a draw from a mixture? And what do you know, and what not, of a sample that stayed
# inside the band?

# %% [markdown]
# ## Summary
#
# - A chance is an area, the rise of $F$ between two ends: equal heights need not be equal chances.
# - A draw chooses a kind by the weights, then turns that kind's $F$ round. Averaging the kinds
#   draws from another density.
# - A sample's steps settle on the curve that they came from. A wrong curve shows once the band is
#   narrower than its distance from $F$.
#
# **Read on** L. Devroye, *Non-Uniform Random Variate Generation* (1986), section II.2. The band: P.
# Massart, *The Annals of Probability* 18 (1990), 1269–1283. The data: A. Azzalini and A. W. Bowman,
# *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

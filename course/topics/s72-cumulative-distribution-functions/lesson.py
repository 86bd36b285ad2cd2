# %% [markdown]
# # Cumulative Distribution Functions
#
# **You will be able to**
#
# - read a cumulative distribution;
# - pick a component with a uniform number;
# - describe how a point is drawn from a mixture.
#
# **Needs** Probability Density Functions and Continuous Distributions, adding decimals. **Leads to**
# Continuous Random Variables. **Takes** 16 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy.special import ndtr, ndtri

from gmmlab import Mixture, best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s72_inversion import inversion

waits = datasets.faithful().X[:, 1]
weights, means, sds = np.array([0.36, 0.64]), np.array([54.6, 80.1]), np.array([5.9, 5.9])

# %% [markdown]
# ## Hook: even numbers in
#
# Waits for Old Faithful come in two kinds. In the mixture that fits them, rounded, the short kind
# has weight 0.36 and mean 54.6 minutes, the long one weight 0.64 and mean 80.1; both have a
# standard deviation of 5.9.
#
# You want a program that invents such waits. All it can draw is a **uniform number**, which falls
# anywhere between 0 and 1 with equal chance. And it has this curve. At each wait it says which part
# of all waits is no longer than that.


# %%
# The picture: which part of all waits is no longer than this
def whole(x):
    """The mixture's cumulative distribution at any number of waits."""
    return ndtr((np.asarray(x, float)[..., None] - means) / sds) @ weights


fig, ax = plt.subplots(figsize=(7, 3))
grid = np.linspace(38, 100, 400)
ax.step(np.sort(waits), np.arange(1, 273) / 272, "--", where="post", color="0.45", label="record")
ax.plot(grid, whole(grid), color=plot.PALETTE[0], lw=2.4, label="mixture")
ax.set(xlabel="wait (min)", ylabel="part of all waits", xlim=(38, 100), ylim=(0, 1.02))
ax.legend(frameon=False)
show(
    fig,
    f"A curve climbs from 0 at 38 minutes to 1 at 100. It is steep near 55, nearly flat at "
    f"{whole(66):.2f} near 66, and steep again near 80. The steps of the 272 recorded waits follow "
    "it closely.",
)

# %%
# The numbers above, checked
fit = best_fit(waits[:, None], 2, rng=0).mixture
order = fit.means[:, 0].argsort()
assert np.allclose(fit.weights[order], weights, atol=0.005)
assert np.allclose(fit.means[order, 0], means, atol=0.05)
assert np.allclose(np.sqrt(fit.covariances[order, 0, 0]), sds, atol=0.05)
assert len(waits) == 272
steps = [abs(np.mean(waits <= x) - whole(x)) for x in grid]
assert max(steps) < 0.05

# %%
# A prediction: commit to yours below before you look inside this cell
even = np.arange(1, 100, 2) / 100
landed = np.interp(even, whole(grid), grid)


def the_rain():
    """Every second of the fifty numbers on its way across and down."""
    fig, ax = plt.subplots(figsize=(7, 3.4))
    ax.plot(grid, whole(grid), color=plot.PALETTE[0], lw=2.4)
    for u, x in zip(even[::2], landed[::2], strict=True):
        ax.plot([38, x, x], [u, u, 0], color=plot.PALETTE[2], lw=0.9)
    ax.vlines(landed, 0, 0.045, color=plot.PALETTE[1], lw=2)
    ax.set(xlabel="wait (min)", ylabel="uniform number u", xlim=(38, 100), ylim=(0, 1))
    return show(
        fig,
        f"Level lines at even heights run to the curve and drop to the axis. Between 75 and 85 "
        f"minutes {np.sum((landed > 75) & (landed < 85))} numbers land close together, between 62 "
        f"and 72 only {np.sum((landed > 62) & (landed < 72))}.",
    )


first_guess = predict(
    "Mark 0.01, 0.03, 0.05 and so on to 0.99 on the upright axis: fifty numbers, evenly spread. "
    "Send each across to the curve, then straight down. Where do they land?",
    {
        "Evenly, all along the axis": "Even numbers would land evenly if the curve were one "
        "straight line. This one is steep in two places.",
        "Close together where the curve is steep": "",
        "Close together where the curve is flat": "There the curve gains hardly any height, so "
        "hardly any number meets it.",
        "All near 80 minutes, where most waits are": "Follow 0.1 with a finger: it meets the curve "
        "long before 60 minutes.",
    },
    answer="Close together where the curve is steep",
    why="A piece of curve catches as many numbers as it gains height. From 75 to 85 minutes it "
    "climbs by 0.386 and catches 19 of the fifty, from 62 to 72 by 0.091 and catches 5.",
    reveal=the_rain,
)
first_guess

# %%
# The numbers above, checked
assert len(even) == 50
assert even[[0, 1, 2, -1]].tolist() == [0.01, 0.03, 0.05, 0.99]
climbs = [round(float(whole(b) - whole(a)), 3) for a, b in ((75, 85), (62, 72))]
assert climbs == [0.386, 0.091]
assert [np.sum((landed > a) & (landed < b)) for a, b in ((75, 85), (62, 72))] == [19, 5]
assert landed[even < 0.1].max() < 60

# %% [markdown]
# ## Explore: two hills out
#
# The curve adds up two kinds. Here they are taken apart: their weights, laid end to end, make the
# bar on the left. A number first meets one kind's part of the bar, then goes across to that kind's
# own curve and down.

# %%
# The explorer, with four things to try
inversion(
    means,
    sds,
    presets=[
        explore.Preset(
            "1 · One number",
            {"u": 0.27, "weight": 0.36, "rule": 0},
            "0.27 meets the short part, which ends at 0.36. It lies three quarters of the way up "
            "that part, where the short kind's curve has reached 58.6 minutes.",
        ),
        explore.Preset(
            "2 · All fifty",
            {"u": 0.99, "weight": 0.36, "rule": 0},
            "18 numbers became short waits and 32 long ones, in two hills. Nobody placed them: "
            "the numbers were even. Move u back to 0.01 and press Play to see them come.",
        ),
        explore.Preset(
            "3 · The heaviest wins",
            {"u": 0.99, "weight": 0.36, "rule": 1},
            "Give every number to the long kind because it is the heavier one, and the left hill "
            "stays empty: 0 short waits, 50 long.",
        ),
        explore.Preset(
            "4 · Twice the weight",
            {"u": 0.99, "weight": 0.72, "rule": 0},
            "The short part of the bar is twice as long, so it meets twice as many numbers: 36.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order. Then go back to the first and move u from
# 0.35 to 0.37, over the cut in the bar: the kind changes, and the wait hardly does, from 65.9 to
# 67.4 minutes. In the valley the two kinds meet.


# %%
# The numbers above, checked
def drawn(u, weights):
    """The kind and the wait that each number becomes."""
    kinds = np.searchsorted(np.cumsum(weights), u, side="right")
    rests = (u - (np.cumsum(weights) - weights)[kinds]) / weights[kinds]
    return kinds, means[kinds] + sds[kinds] * ndtri(rests)


assert np.bincount(drawn(even, weights)[0]).tolist() == [18, 32]
assert np.bincount(drawn(even, np.array([0.72, 0.28]))[0]).tolist() == [36, 14]
kinds, values = drawn(np.array([0.27, 0.35, 0.37]), weights)
assert kinds.tolist() == [0, 0, 1]
assert values.round(1).tolist() == [58.6, 65.9, 67.4]
assert np.isclose(0.27 / 0.36, 0.75)

# %% [markdown]
# ## Explain: area from the left, read forwards and backwards
#
# The **cumulative distribution function** $F$ of a random number $X$ says how much probability lies
# at or below each value. It is the area under the density, collected from the left:
#
# $$F(x) = P(X \le x) = \int_{-\infty}^{x} p(t)\,dt$$
#
# It starts at 0, never falls, and tends to 1. Its slope is the density: steep where points are
# dense. A mixture's $F$ adds up those of its components, each times its weight,
# $F(x) = \sum_k \pi_k F_k(x)$. With `ndtr`, the standard normal's own $F$, it is one line:

# %%
at_65 = weights @ ndtr((65 - means) / sds)
print(f"F(65) = {at_65:.2f}")

# %% [markdown]
# **Forwards**, you read: a part of 0.35 of all waits is at most 65 minutes long. In the record it
# is 97 of 272, or 0.36.
#
# **Backwards**, you draw. Take a uniform $u$ and find the $x$ with $F(x) = u$. **Why does that
# work?** The $x$ you find lies at or below 65 when $u$ lies at or below $F(65)$. A uniform number
# does so with probability $F(65)$. The same holds for every other value, so $x$ has exactly the
# distribution $F$.
#
# For a mixture, two short steps do it:
#
# 1. **Pick the component.** Cumulate the weights; take the first $k$ with
#    $\pi_1 + \dots + \pi_k > u$.
# 2. **Read its own $F_k$ backwards.** Take off the weights before $k$ and divide by $\pi_k$: how far
#    up its part $u$ lies. This rest is again uniform between 0 and 1.

# %%
mixture = Mixture(weights, means[:, None], sds[:, None, None] ** 2)
points, picked = mixture.sample(10_000, rng=3)
u = np.random.default_rng(3).random(10_000)
same = np.searchsorted(np.cumsum(weights), u, side="right")
print("picked by gmmlab:", picked[:12], " by the bar:", same[:12])

# %% [markdown]
# `mixture.sample` picks by the same bar. For the second step it takes a fresh random number instead
# of the rest; the waits it makes follow the same $F$.

# %%
# The numbers above, checked
assert round(float(at_65), 2) == 0.35
assert np.isclose(at_65, whole(65))
assert np.sum(waits <= 65) == 97
assert round(97 / 272, 2) == 0.36
assert np.array_equal(picked, same)
assert all(abs(np.mean(points <= x) - whole(x)) < 0.02 for x in (50, 55, 65, 75, 80, 90))

# %% [markdown]
# ## Worked example: 0.27 becomes a wait
#
# A standard normal's $F$, read backwards, gives
#
# | part of the way up | 0.10 | 0.25 | 0.50 | 0.75 | 0.90 |
# |---|---|---|---|---|---|
# | $z$ | −1.28 | −0.67 | 0 | 0.67 | 1.28 |
#
# 1. **Cumulate.** The weights 0.36 and 0.64 end at 0.36 and 1.
# 2. **Pick.** 0.27 lies below 0.36: the short kind, although it is the lighter one.
# 3. **Rescale.** No weight comes before, so the rest is $0.27/0.36 = 0.75$.
# 4. **Read backwards.** At 0.75 the table gives $z = 0.67$: the wait is
#    $54.6 + 0.67\cdot 5.9 = 58.6$ minutes.

# %%
# The numbers above, checked
assert ndtri([0.10, 0.25, 0.50, 0.75, 0.90]).round(2).tolist() == [-1.28, -0.67, 0, 0.67, 1.28]
assert np.allclose(np.cumsum(weights), [0.36, 1])
assert round(54.6 + 0.67 * 5.9, 1) == 58.6

# %% [markdown]
# ### The same, with gaps
#
# Now $u = 0.52$. The first two lines are done; the others are yours.
#
# 1. The weights end at 0.36 and 1.
# 2. 0.52 lies above 0.36: the long kind.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 3. How far up the long kind's part of the bar does 0.52 lie? Two decimals.",
    (0, 1),
    answer=0.25,
    why="The weight of the short kind comes off: $0.52-0.36=0.16$. The part is 0.64 long, so the "
    "rest is $0.16/0.64=0.25$.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 4. Which wait is that, with the table above? One decimal.",
    (60, 100),
    answer=76.1,
    why="At 0.25 the table gives $z=-0.67$: a quarter of the long waits is shorter. "
    r"$80.1-0.67\cdot 5.9=76.1$ minutes.",
)
gap_2

# %%
# The numbers above, checked
assert np.isclose(0.52 - 0.36, 0.16)
assert np.isclose(0.16 / 0.64, 0.25)
assert round(80.1 - 0.67 * 5.9, 1) == 76.1
assert drawn(np.array([0.52]), weights)[1].round(1).tolist() == [76.1]

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s72-cumulative-distribution-functions")

# %% [markdown]
# ## Check
#
# The [exercise on cumulative distributions](../../exercises/s72-cumulative-distribution-functions/s72-cumulative-distribution-functions.ipynb)
# has five graded questions: a draw by hand, a function that picks components, a sampler with a
# fault, weights read off a curve, and a mixture's distribution read backwards.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: what would the drawn waits look like if the uniform numbers were
# not even, but crowded near 0.36?

# %% [markdown]
# ## Summary
#
# - $F(x)$ is the probability at or below $x$: it climbs from 0 to 1, steeply where the density is
#   high.
# - Read backwards, $F$ turns uniform numbers into draws.
# - From a mixture you draw twice: the cumulated weights pick a component, and its own distribution
#   gives the point.
#
# **Read on** L. Devroye, *Non-Uniform Random Variate Generation* (1986), sections II.2 (inversion)
# and II.4 (mixtures). The data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990),
# 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

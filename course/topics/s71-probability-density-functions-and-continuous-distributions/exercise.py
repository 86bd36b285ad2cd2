# %% [markdown]
# # Exercise · Probability Density Functions and Continuous Distributions
#
# You give shapes the area that a density needs, from a triangle to a histogram, and judge which
# functions are densities at all.  Five questions are graded by machine (13 points) and one sentence
# by your teacher (3 points).  Allow 25 minutes.
#
# Below each question stands a check.  Run it whenever you like; what it says is meant to help you
# on.  After you have handed in, your functions meet shapes and numbers that are not shown here.
#
# You may work with loops, arrays or scipy.  Areas need to be right to about three digits.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import show

eruptions = datasets.faithful().X[:, 0]  # how long 272 eruptions of Old Faithful lasted, in minutes

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  The shape $x - 70$, rising from 70 to 80 minutes, is a triangle 10 wide and 10
# high: its area is 50.  The constant in front of it is

# %%
print(f"1/50 = {1 / 50:g}")

# %% [markdown]
# Another line, $p(x) = c\,(x - 55)$, rises from 55 to 80 minutes and is 0 elsewhere:

# %%
fig, ax = plt.subplots(figsize=(6, 2))
ax.plot([40, 55, 80, 80, 95], [0, 0, 1, 0, 0], color=plot.PALETTE[0], lw=2)
ax.fill_between([55, 80], [0, 1], color=plot.PALETTE[0], alpha=0.3, hatch="//", lw=0)
ax.set(xlabel="wait (min)", yticks=[0, 1], yticklabels=["0", "25 c"], ylim=(0, 1.15))
show(
    fig,
    "A line along zero that rises from 55 minutes in a straight slope to the height 25 c at 80 "
    "minutes, and falls back to zero there. The triangle below it is hatched.",
)

# %% [markdown]
# **Which constant c makes it a density?**  Set `front` to it; Python may divide.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
front = 2 / (80 - 55) ** 2
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    c, wide = float(np.squeeze(front)), 80 - 55
    assert c > 0, "A density is nowhere negative, and somewhere positive. So is its constant."
    assert not np.isclose(c, 1 / wide, rtol=1e-3), (
        "One over the width would do for a flat shape. This one is a triangle: what is its area?"
    )
    assert not np.isclose(c, 2 / wide, rtol=1e-3), (
        "This is how high a density of this shape stands at its right end. The constant is what it "
        "gains with each minute."
    )
    assert not np.isclose(c, 1 / wide**2, rtol=1e-3), (
        "You gave the triangle the area of the rectangle round it. The density would be half full."
    )
    ### BEGIN HIDDEN TESTS
    assert not np.isclose(c, 2 / 80**2, rtol=1e-3), (
        "You let it rise from 0 minutes. Below 55 minutes this density is zero."
    )
    slices = np.arange(55, 80, 0.01) + 0.005
    area = float(np.sum(c * (slices - 55)) * 0.01)
    assert abs(area - 1) < 0.01, (
        f"With your constant the area below it is {area:.3g}. Write down the triangle's area with c "
        "in it, and let it be what a density needs."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is positive, and the shape is not taken for a flat one."


print(check_by_hand())

# %% [markdown]
# ## 2. Any shape
#
# Write `constant(g, low, high)`: it returns the number c that makes c · g a density.  The shape `g`
# is a function that you can call with a number or with a numpy array; it is nowhere negative between
# `low` and `high`, and counts as zero outside.  (3 points)
#
# <details><summary>Hint</summary>
#
# `np.linspace(low, high, 10_001)` cuts the interval into ten thousand slices.  An area is the sum
# of heights times widths; `np.trapezoid(heights, places)` adds it up for you.
#
# </details>


# %% solution="constant"
def constant(g, low, high):
    """The number c for which c * g has area 1 from low to high."""
    ### BEGIN SOLUTION
    x = np.linspace(low, high, 10_001)
    return 1 / np.trapezoid(g(x), x)
    ### END SOLUTION


# %% check="constant" points=3 meets=1
def check_constant():
    def ask(g, low, high):
        return float(np.squeeze(constant(g, low, high)))

    def flat(x):
        return 1 + 0 * x

    def rise(x):
        return 2 * (x - 40)

    c = ask(flat, 10, 30)
    assert not np.isclose(c, 20, rtol=5e-3), (
        "20 is the area of the flat shape. By what must you multiply to make an area of 1 of it?"
    )
    assert np.isclose(c * 20, 1, rtol=5e-3), (
        f"A flat shape of height 1 from 10 to 30 has the area 20; times your {c:.3g} that is "
        f"{20 * c:.3g}. An area is height times width, added up."
    )
    c = ask(rise, 40, 60)
    assert not np.isclose(c, 1 / 20, rtol=5e-3), (
        "For a rising line you gave one over the width, as for a flat shape. Use the values of g."
    )
    assert not np.isclose(c, 1 / 40, rtol=5e-3), (
        "Your constant makes the highest value 1. A density needs the area 1."
    )
    assert not np.isclose(c, 1 / 800, rtol=5e-3), (
        "You took the rectangle round the triangle for its area. Add up what is below the line."
    )
    assert np.isclose(c * 400, 1, rtol=5e-3), (
        f"The line 2 (x - 40) from 40 to 60 has the area 400; times your {c:.3g} that is "
        f"{400 * c:.3g}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22, 23):
        mean, sd = np.random.default_rng(seed).uniform([40, 2], [80, 8])
        bell = ask(
            lambda x, m=mean, s=sd: np.exp(-((x - m) ** 2) / (2 * s * s)), mean - 60, mean + 60
        )
        assert np.isclose(bell * sd * np.sqrt(2 * np.pi), 1, rtol=5e-3), (
            f"For a bell of height 1 with standard deviation {sd:.3g} (seed {seed}), it differs."
        )
        tent = ask(
            lambda x, m=mean, s=sd: np.maximum(0, 1 - np.abs(x - m) / s), mean - sd, mean + sd
        )
        assert np.isclose(tent * sd, 1, rtol=5e-3), f"For a tent (seed {seed}) it differs."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_constant())

# %% [markdown]
# ## 3. A Gaussian with a fault
#
# A colleague's density has the right area for a standard deviation of 1, and for no other:


# %% given="colleague"
def colleague(x, mean, sd):
    z = (x - mean) / sd
    return np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)


minutes = np.linspace(-100, 250, 35_001)
for sd in (1.0, 5.9):
    print(f"sd = {sd}: area", np.trapezoid(colleague(minutes, 75, sd), minutes).round(3))

# %% [markdown]
# Find what is missing, and write the function anew under the name `mended`.  It is called with an
# array `x`.  (2 points)


# %% solution="mended"
def mended(x, mean, sd):
    ### BEGIN SOLUTION
    z = (x - mean) / sd
    return np.exp(-(z**2) / 2) / (sd * np.sqrt(2 * np.pi))
    ### END SOLUTION


# %% check="mended" points=2 meets=1
def check_mended():
    def area(sd, low=-40, high=40):
        x = np.linspace(low, high, 16_001)
        return float(np.trapezoid(np.array(mended(x, 0.0, sd), float), x))

    found = area(4.0)
    assert not np.isclose(found, 4, rtol=1e-3), (
        "With sd = 4 the area is still 4: the wider the bell, the more area. What makes up for that?"
    )
    assert not np.isclose(found, 16, rtol=1e-3), (
        "With sd = 4 the area has become 16. The bell is too large already, and you enlarged it."
    )
    assert not np.isclose(found, 1 / 4, rtol=1e-3), (
        "With sd = 4 the area is a quarter: you divided by the variance. How does the area grow "
        "with sd?"
    )
    assert not np.isclose(found, np.sqrt(2 * np.pi), rtol=1e-3), (
        "The area no longer depends on sd, but it is 2.507. A bell is not flat: it has a second "
        "factor."
    )
    assert np.isclose(found, 1, rtol=1e-3), f"With sd = 4 the area is {found:.4g}, and not 1."
    ### BEGIN HIDDEN TESTS
    from math import erf, sqrt

    for seed in (41, 42):
        sd = float(np.random.default_rng(seed).uniform(0.3, 7))
        within = erf(1 / sqrt(2))  # the probability of one standard deviation either side
        assert np.isclose(area(sd, -sd, sd), within, rtol=1e-3), (
            f"With sd = {sd:.3g} (seed {seed}) the area within one sd of the mean is not right."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. A judge of densities
#
# Write `is_density(g, low, high)`: it returns True if g is a density, and False if it is not.
# Again `g` takes a number or an array, and counts as zero outside of `low` to `high`.  Call an area
# 1 if it differs from 1 by less than 0.005.  (3 points)


# %% solution="is-density"
def is_density(g, low, high):
    """Whether g, taken from low to high, is a probability density function."""
    ### BEGIN SOLUTION
    x = np.linspace(low, high, 10_001)
    return bool((g(x) >= 0).all() and abs(np.trapezoid(g(x), x) - 1) < 0.005)
    ### END SOLUTION


# %% check="is-density" points=3 meets=2
def check_is_density():
    def ask(g, low, high):
        answer = np.squeeze(is_density(g, low, high))
        assert answer.dtype == bool, f"Return True or False; you returned {answer}."
        return bool(answer)

    assert ask(lambda x: 4 + 0 * x, 2, 2.25), (
        "A flat density of height 4, a quarter of a minute wide, is refused. Must a density stay "
        "below 1, or its area?"
    )
    assert not ask(lambda x: 0.5 + 0 * x, 0, 1), (
        "A flat shape of height 0.5 and width 1 is let through. It is nowhere negative, but is "
        "that all that a density must be?"
    )
    assert not ask(lambda x: 3 * x - 0.5, 0, 1), (
        "The line 3x - 0.5 from 0 to 1 is let through. Its area is 1; now look at its left end."
    )

    ### BEGIN HIDDEN TESTS
    def bell(x, mean, sd):
        return np.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * np.sqrt(2 * np.pi))

    for seed in (51, 52):
        weight, left, right = np.random.default_rng(seed).uniform([0.2, 2, 5], [0.8, 4, 8])

        def mixture(x, w=weight, a=left, b=right):
            return w * bell(x, a, 0.4) + (1 - w) * bell(x, b, 0.7)

        assert ask(mixture, -2, 14), f"A mixture of two bells (seed {seed}) is refused."
        assert not ask(lambda x, f=mixture: 2 * f(x), -2, 14), (
            f"Two bells added without weights that sum to 1 (seed {seed}) are let through."
        )
    assert not ask(lambda x: 1 + 2 * np.sin(2 * np.pi * x), 0, 1), (
        "A wave of area 1 that dips below zero in the middle is let through."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_is_density())

# %% [markdown]
# ## 5. A histogram that is a density
#
# To lay a histogram behind a mixture's curve, it must be a density itself: the *area* of each bar is
# the share of the data in it, whether bars are equally wide or not.
#
# Write `heights(counts, edges)`: from the counts in K bars and their K + 1 edges, in order, it
# returns the K heights.  (3 points)


# %% solution="heights"
def heights(counts, edges):
    """The heights (K,) that make a density of counts (K,) between edges (K + 1,)."""
    ### BEGIN SOLUTION
    counts, widths = np.asarray(counts), np.diff(edges)
    return counts / counts.sum() / widths
    ### END SOLUTION


# %% check="heights" points=3 meets=1
def check_heights():
    def ask(counts, edges):
        return np.array(heights(np.array(counts), np.array(edges, float)), float)

    found, width = ask([2, 3, 5], [0, 1, 2, 4]), np.array([1, 1, 2])
    assert found.shape == (3,), f"Three bars have three heights; yours have shape {found.shape}."
    area = float(found @ width)
    assert not np.allclose(found, [0.2, 0.3, 0.5], atol=1e-3), (
        "Your heights are the shares of the data. The area of a bar must be its share, and the last "
        f"bar is 2 wide: all areas together are {area:g}."
    )
    assert not np.allclose(found, [0.15, 0.225, 0.375], atol=1e-3), (
        "You took all bars for equally wide. Divide each by its own width."
    )
    assert not np.isclose(found.sum(), 1, atol=1e-3), (
        "Your heights sum to 1. It is the areas that do; heights need not."
    )
    assert np.isclose(area, 1, atol=1e-3), f"All areas together are {area:.3g}, and not 1."
    assert np.isclose(found[2] * 2, 5 / 10, atol=1e-3), (
        "The areas sum to 1. But the last bar holds 5 of 10 points, and its own area is "
        f"{found[2] * 2:.3g}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (61, 62, 63):
        rng = np.random.default_rng(seed)
        edges = np.cumsum(rng.uniform(0.2, 2, 6 + seed % 3))
        data = rng.uniform(edges[0], edges[-1], 40)
        expected, _ = np.histogram(data, edges, density=True)
        counts, _ = np.histogram(data, edges)
        assert np.allclose(ask(counts, edges), expected, atol=1e-3), (
            f"For {len(counts)} other bars (seed {seed}) some heights differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_heights())

# %% [markdown]
# Does the mixture of two Gaussians fit the eruptions?  Both have area 1, so you can see it:

# %%
edges = np.array([1.5, 1.75, 2, 2.25, 2.5, 3, 3.5, 4, 4.25, 4.5, 4.75, 5.25])
counts, _ = np.histogram(eruptions, edges)
fit = best_fit(eruptions[:, None], 2, rng=0)
fig, ax = plt.subplots(figsize=(7, 2.8))
bars = heights(counts, edges)
ax.bar(edges[:-1], bars, np.diff(edges), align="edge", color="0.85", edgecolor="0.5")
x = np.linspace(1, 6, 400)
ax.plot(x, np.exp(fit.mixture.log_density(x[:, None])), color=plot.PALETTE[0], lw=2)
ax.set(xlabel="eruption (min)", ylabel="density (per minute)")
show(
    fig,
    f"A histogram of {len(eruptions)} eruptions with bars of several widths, and a curve with two "
    f"hills over it. The bars' areas sum to {np.sum(bars * np.diff(edges)):.2f}.",
)

# %% [markdown]
# ## 6. In your own words
#
# **A friend sees that the density of a component is 1.7 at its peak, and says that the fit must be
# wrong, since no probability is above 1.  What do you answer, in one or two sentences?**  (3 points)

# %% [markdown] answer="above-one" points=3 meets=2
# A density's height is no probability but a probability per minute; probabilities are areas below
# it, and the whole area is 1.  Where a component is narrow, its curve must stand high to have that
# area: at 1.7 per minute, a slice of a hundredth of a minute has a probability of only 0.017.

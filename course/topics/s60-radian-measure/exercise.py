# %% [markdown]
# # Exercise · Radian Measure
#
# You measure arcs on the contours of spherical components, find out in which unit NumPy speaks, and
# end with the walks to every point of a cloud.  Five questions are graded by machine (14 points)
# and one sentence by your teacher (3 points).  Allow 25 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# All components here are spherical: their contours are circles.  Write loops or array code, as you
# prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import datasets, plot
from gmmlab.learn import show

sixty = datasets.sixty()

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  A component has the standard deviation 0.5.  Its contour two standard deviations
# out has the radius 1.  `np.arctan2` sees one of its points in the direction 0.9 from the mean.  From
# the point at the right, at angle 0, the arc to it is 0.9 long:

# %%
print(2 * 0.5 * 0.9)

# %% [markdown]
# Another component has the standard deviation **1.5**.  On its contour **three** standard deviations
# out, `np.arctan2` sees a point in the direction **2.4**.
#
# **How long is the arc from the point at angle 0 to this one?**  Set `by_hand` to it; Python may do
# the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
by_hand = 3 * 1.5 * 2.4
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    s = float(np.squeeze(by_hand))
    assert s > 1, (
        f"Your arc is {s:.3g}, as good as nothing for a point nearly on the other side. If you "
        "converted the angle from degrees: it is in radians already."
    )
    radii = s / 2.4
    assert not 1.45 < radii < 1.55, (
        "You went round the contour one standard deviation out. This one is three of them from the "
        "mean: find its radius first."
    )
    assert s < 30, (
        f"Your arc is {s:.4g}, longer than the whole contour. A factor of π, or of 180, has come "
        "in: radians need none."
    )
    assert abs(s - 8.388) > 0.01, (
        "That is the straight way between the two points. The arc follows the contour: arc over "
        "radius is the angle."
    )
    ### BEGIN HIDDEN TESTS
    assert abs(s - 2 * np.pi * 4.5 * (2.4 / (2 * np.pi))) < 0.06, (
        f"The arc must be the angle times the radius; yours is {s:.4g}."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is an arc of a possible length."


print(check_by_hand())

# %% [markdown]
# ## 2. Any arc
#
# Write `arc(sigma, times, t)`: on the contour `times` standard deviations out, with the standard
# deviation `sigma`, it returns the length of the arc from angle 0 to the angle `t`, in radians.  A
# negative `t` goes clockwise; a length is never negative.  (3 points)
#
# <details><summary>Hint</summary>
#
# `abs(t)` is `t` without its sign.
#
# </details>


# %% solution="arc"
def arc(sigma, times, t):
    """Length of the arc between 0 and t (radians) on the contour `times` sigmas out."""
    ### BEGIN SOLUTION
    return sigma * times * abs(t)
    ### END SOLUTION


# %% check="arc" points=3 meets=1
def check_arc():
    def ask(*given):
        return float(np.squeeze(arc(*given)))

    one = ask(1.0, 1.0, 1.0)
    assert one > 0.1, (
        f"With radius 1 and t = 1 your arc is {one:.3g}. The angle is in radians: do not convert it."
    )
    assert one < 3, (
        f"With radius 1 and t = 1 your arc is {one:.4g}. A factor has come in that radians do not "
        "need."
    )
    assert not np.isclose(one, 2 * np.sin(0.5), atol=1e-3), (
        "With radius 1 and t = 1 you give the straight way between the points. On a circle of "
        "radius 1 the angle is the length of the arc."
    )
    assert not np.isclose(ask(2.0, 3.0, 1.0), 2, atol=1e-3), (
        "With sigma 2, the contour three standard deviations out has not the radius 2. Count the "
        "standard deviations."
    )
    assert ask(2.0, 1.0, -0.5) > 0, (
        "At t = −0.5 your arc is not above 0. The sign says which way round; a length has none."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22, 23, 24):
        rng = np.random.default_rng(seed)
        sigma, times, t = rng.uniform(0.2, 4), float(rng.integers(1, 4)), rng.uniform(-3.1, 3.1)
        turn = np.exp(1j * np.linspace(0, t, 2001))
        way = np.abs(np.diff(sigma * times * turn)).sum()
        assert np.isclose(ask(sigma, times, t), way, rtol=1e-4), (
            f"For sigma {sigma:.2f}, {times:.0f} of them out, t = {t:.2f} (seed {seed}) the contour "
            "is longer or shorter between the two points."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_arc())

# %% [markdown]
# ## 3. A contour that hardly opens
#
# A colleague wants seven points once round the contour of a component with the mean (3, 1) and the
# standard deviation 2, at the angles 0, 1, ..., 6 in radians.  The first is right:


# %% given="colleague"
def colleague(mean, sigma, t):
    angle = np.radians(t)
    return mean[0] + sigma * np.cos(angle), mean[1] + sigma * np.sin(angle)


for t in range(7):
    print(t, "->", tuple(round(float(number), 2) for number in colleague((3, 1), 2, t)))

# %% [markdown]
# Yet all seven lie within a quarter of a unit, instead of all the way round.  Find the line, and
# mend it: write the function anew under the name `mended`.  (2 points)


# %% solution="mended"
def mended(mean, sigma, t):
    ### BEGIN SOLUTION
    return mean[0] + sigma * np.cos(t), mean[1] + sigma * np.sin(t)
    ### END SOLUTION


# %% check="mended" points=2 meets=2
def check_mended():
    def ask(*given):
        place = np.array(mended(*given), float).ravel()
        assert place.shape == (2,), f"A place has two coordinates; yours has {place.size}."
        return place

    mean = np.array([3.0, 1.0])
    end = ask(mean, 2.0, 3.0)
    assert end[0] < 4.5, (
        "At t = 3, nearly half a turn, your point is still at the right. np.cos and np.sin take "
        "radians, and t is in radians: what does the colleague's first line do to it?"
    )
    assert np.isclose(np.hypot(*(end - mean)), 2, atol=1e-3), (
        f"At t = 3 your point lies {np.hypot(*(end - mean)):.3g} from the mean, and should lie one "
        "standard deviation from it. Start from the mean; go sigma times cosine across and sigma "
        "times sine up."
    )
    assert end[0] < 1.2, (
        "At t = 3, nearly half a turn, your point is not where that leads, to the far left. Hand t on as it "
        "is: converting it either way makes another angle. Cosine goes across."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (31, 32, 33):
        rng = np.random.default_rng(seed)
        z, sigma, t = complex(*rng.normal(0, 4, 2)), rng.uniform(0.5, 3), rng.uniform(-3, 3)
        right = z + sigma * np.exp(1j * t)
        assert np.allclose(ask((z.real, z.imag), sigma, t), [right.real, right.imag], atol=1e-3), (
            f"At t = {t:.2f} (seed {seed}) your point lies elsewhere on the contour, or off it."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. As NumPy says it
#
# Which three numbers belong here?  Two decimals are enough; you may ask NumPy.
#
# - `above`: what `np.arctan2(up, across)` returns for a point straight above the mean;
# - `once_round`: the smallest number above 0 at which `np.cos` and `np.sin` are back where they
#   were at 0;
# - `below`: what `np.arctan2` returns for a point straight below the mean.  (3 points)

# %% solution="in-numpy"
### BEGIN SOLUTION
above, once_round, below = np.arctan2(1, 0), 2 * np.pi, np.arctan2(-1, 0)
### END SOLUTION


# %% check="in-numpy" points=3 meets=2
def check_in_numpy():
    up, whole, down = (float(np.squeeze(number)) for number in (above, once_round, below))
    assert max(abs(up), abs(whole), abs(down)) < 40, (
        "At least one of your numbers is in degrees. NumPy returns and takes radians: a quarter of "
        "the way round a circle of radius 1, how long is it?"
    )
    assert abs(whole - np.pi) > 0.05, (
        "At your `once_round` the point has gone half the way: the cosine is −1, and at 0 it was 1."
    )
    assert abs(whole - 1) > 0.05, (
        "Your `once_round` counts whole turns. At the number 1 NumPy has gone one radius of way, "
        "not a turn."
    )
    assert up > 0 > down, (
        "Above the mean np.arctan2 returns a positive number, below it a negative one: it walks "
        "clockwise there."
    )
    ### BEGIN HIDDEN TESTS
    assert np.allclose([np.cos(whole), np.sin(whole)], [1, 0], atol=0.02), (
        f"At {whole:.4g} cosine and sine are not what they are at 0."
    )
    assert 0 < whole < 7, f"At {whole:.4g} it is not the first time round."
    assert np.allclose([up, down], [whole / 4, -whole / 4], atol=0.02), (
        "Straight above and straight below lie a quarter-turn from the right."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: they are radians, with the right signs."


print(check_in_numpy())

# %% [markdown]
# ## 5. To every point
#
# Seen from the mean of a component, every point lies in some direction.  Walk along the contour one
# standard deviation out, from angle 0 to that direction: anticlockwise to points above the mean,
# clockwise to points below it.
#
# Write `walks(mean, sigma, X)`: from the mean, the standard deviation and a table of n points in two
# columns it returns n lengths, negative where the walk is clockwise.  (4 points)
#
# <details><summary>Hint</summary>
#
# The contour's radius is `sigma` for every point, near or far.  `np.arctan2` wants the legs from
# the mean to the point, up first.
#
# </details>


# %% solution="walks"
def walks(mean, sigma, X):
    """Signed arcs (n,) along the contour of one sigma, from angle 0 to each point's direction."""
    ### BEGIN SOLUTION
    across, up = (X - np.array(mean)).T
    return sigma * np.arctan2(up, across)
    ### END SOLUTION


# %% check="walks" points=4 meets="1 2"
def check_walks():
    def ask(mean, sigma, X):
        s = np.array(walks(np.array(mean, float), sigma, np.array(X, float)), float)
        assert s.size == len(X), f"{len(X)} points need {len(X)} lengths; yours are {s.size}."
        return s.ravel()

    s = ask([0, 0], 1.0, [[2, 1], [1, 2], [-3, 1], [1, -1]])
    assert np.abs(s).max() < 10, (
        f"On a contour of radius 1 one of your walks is {np.abs(s).max():.3g} long, several times "
        "round. Are there degrees in it? Leave the angle in radians."
    )
    assert np.abs(s).max() > 0.2, (
        "All your walks are as good as 0. np.arctan2 returns radians: nothing is to be converted."
    )
    assert s[0] < s[1], (
        "To (1, 2) the way round is longer than to (2, 1). Up comes first in np.arctan2."
    )
    assert s[2] > 1.6, (
        "(−3, 1) lies to the left: the walk is longer than a quarter of the contour. Give "
        "np.arctan2 both legs; their ratio alone cannot say left from right."
    )
    assert s[3] < 0, "(1, −1) lies below the mean: the walk is clockwise, and negative."
    double = ask([0, 0], 2.0, [[2, 1], [4, 2]])
    assert np.isclose(double[0], double[1], atol=1e-3), (
        "(2, 1) and (4, 2) lie in the same direction, but your walks differ. The radius of the "
        "walk is sigma, not the distance of the point."
    )
    assert not np.isclose(double[0], s[0], atol=1e-3), (
        "With twice the standard deviation your walk is as long as before. That is the angle: "
        "multiply by the radius."
    )
    moved = ask([5, 7], 1.0, [[7, 8]])
    assert np.isclose(moved[0], s[0], atol=1e-3), (
        "Mean and point have moved together, but your walk has changed. Take the legs from the "
        "mean."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (51, 52, 53):
        rng = np.random.default_rng(seed)
        mean, sigma, X = rng.normal(0, 5, 2), rng.uniform(0.5, 3), rng.normal(0, 6, (15, 2))
        legs = X - mean
        size = np.arccos(legs[:, 0] / np.sqrt((legs**2).sum(axis=1)))
        right = np.where(legs[:, 1] < 0, -1, 1) * size * sigma
        assert np.allclose(ask(mean, sigma, X), right, atol=1e-2), (
            f"For 15 other points (seed {seed}) the walks differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_walks())

# %% [markdown]
# Use it: the thirty points of one group in the course's data, and their walks.  In a spherical
# component every direction would be equally likely, and the walks would fill the scale evenly.  Here
# they gather around two places, half a turn apart: this group is long and tilted.

# %%
group = sixty.X[sixty.labels == 0]
middle, spread = group.mean(axis=0), float(np.sqrt(group.var(axis=0).mean()))
lengths = np.ravel(walks(middle, spread, group))
fig, axes = plt.subplots(1, 2, figsize=(8.4, 3.4), layout="constrained")
turn = np.arange(0, 6.3, 0.02)
axes[0].plot(*group.T, "o", ms=4, color=plot.PALETTE[0])
axes[0].plot(*(middle + spread * np.column_stack([np.cos(turn), np.sin(turn)])).T, color="0.2")
axes[0].set(xlabel="$x$", ylabel="$y$", aspect="equal")
axes[1].hist(
    lengths, bins=spread * np.linspace(-np.pi, np.pi, 13), color=plot.PALETTE[0], ec="white"
)
axes[1].set(xlabel="walk along the contour", ylabel="points")
show(
    fig,
    "On the left thirty points in a long cloud that rises to the right, with the circle of a "
    "spherical component. On the right a histogram of the walks that your function gives.",
)

# %% [markdown]
# ## 6. In your own words
#
# **In one or two sentences: why is an arc radius times angle, without any further factor, if the
# angle is in radians; and what happens if you hand `np.cos` a number of degrees?**  (3 points)

# %% [markdown] answer="no-factor" points=3 meets="1 2"
# An angle in radians is defined as arc over radius, it counts radii of way; multiplied by the radius
# it gives the arc back.  `np.cos` takes every number for radians: handed degrees, it computes the
# cosine of another angle without any warning, so the point lands elsewhere on the contour.

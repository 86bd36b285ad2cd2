# %% [markdown]
# # Lab · Turn the ellipse
#
# **You will be able to**
#
# - build a covariance ellipse from two lengths and an angle;
# - read angle, lengths and slope off an ellipse that is drawn;
# - walk round a contour with sine and cosine.
#
# **Gathers** right triangles, sine and cosine, radians, degrees, the unit circle, waves, the tangent
# and its gaps. **Takes** 28 minutes.
#
# Run the cells one after another with Shift+Enter. In four tasks you write into a cell, and the
# cell below it says in words whether it is right.

# %%
from textwrap import fill

import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.u08_ellipse import turn_the_ellipse

widths = 10 * datasets.iris().X[:, [3, 1]]  # of petal and sepal, in millimetres
fit = best_fit(widths, 2, rng=0)
W, N = (-fit.mixture.means[:, 0]).argsort()  # wide and narrow petals
single = best_fit(widths, 1, rng=0).mixture


def numbers(attempt, *shape):
    """An attempt as an array of this shape, or nothing but nan."""
    try:
        found = np.asarray(attempt, dtype=float)
    except (TypeError, ValueError):
        found = np.array(np.nan)
    return found if found.shape == shape else np.full(shape, np.nan)


def verdict(rules, praise):
    """Say the first thing that is wrong, or why all is right."""
    wrong = next((words for holds, words in rules if holds), None)
    words = f"Yes: {praise()}" if wrong is None else f"Not yet: {wrong}"
    return fill(words.replace(" -", " −"), 90)


# %% [markdown]
# ## Data: two widths of 150 irises
#
# Fisher's table gives, for 150 irises, how wide a petal and a sepal are. A mixture of two Gaussians
# is fitted. Component W holds flowers with wide petals, about two thirds of all, and component N
# those with narrow ones; but a single flower at the lower left counts mostly with W.


# %%
# The picture: the flowers of both components
def flowers():
    """The flowers, each with the marker of its component."""
    fig, ax = plt.subplots(figsize=(6, 5.2), layout="constrained")
    plot.points(ax, widths, fit.responsibilities, size=22)
    for name, k, shift in (("W", W, (0, 10.5)), ("N", N, (4.5, 7.5))):
        ax.text(*(fit.mixture.means[k] + shift), name, weight="bold", size=15)
    ax.set(xlabel="petal width (mm)", ylabel="sepal width (mm)", aspect="equal")
    return fig, ax


fig, ax = flowers()
show(
    fig,
    f"{len(widths)} flowers in two clouds that stand apart. N, at the left, is upright and narrow, "
    f"around a petal of {fit.mixture.means[N, 0]:.0f} and a sepal of {fit.mixture.means[N, 1]:.0f} "
    f"mm. W, at the right and lower, around {fit.mixture.means[W, 0]:.0f} and "
    f"{fit.mixture.means[W, 1]:.0f} mm, is long and rises to the right. One flower of W lies apart, "
    "at the lower left.",
)


# %%
# A prediction: commit to yours below before you look inside this cell
def one_for_all():
    """The flowers with the ellipse of a single Gaussian."""
    fig, ax = flowers()
    plot.ellipses(ax, single, (1.0, 2.0), numbers=False)
    return show(
        fig,
        "The same flowers with the two rings of one wide ellipse. It falls to the right, and "
        "between the clouds it covers a stretch without flowers.",
    )


first_guess = predict(
    "Now fit a **single** Gaussian to all the flowers. How does the long axis of its ellipse lie?",
    {
        "it rises, as W does": "Within W, wide petals go with wide sepals. But a single ellipse has "
        "to reach N as well.",
        "it is upright, as N is": "N is the smaller group, and the way from N to W is longer than "
        "N is high.",
        "it falls": "",
    },
    answer="it falls",
    why="N lies to the left of W and higher. That outweighs how W lies: the tilt is −15.9°.",
    reveal=one_for_all,
)
first_guess

# %%
# The numbers above, checked
assert len(widths) == 150
apart = (widths[:, 0] < 6) & (widths[:, 1] < 28)
assert apart.sum() == 1
assert fit.responsibilities[apart, W] > 0.7
assert 0.65 < fit.mixture.weights[W] < 0.68
assert round(plot.axes_of(single.covariances[0]).tilt, 1) == -15.9
way = fit.mixture.means[W] - fit.mixture.means[N]
assert way[0] > 0 > way[1]
assert np.hypot(*way) > 2 * plot.axes_of(fit.mixture.covariances[N]).long
assert not ((widths[:, 0] > 6) & (widths[:, 0] < 10)).any()

# %% [markdown]
# ## Bench: two lengths and an angle
#
# You draw W's ellipse by the standard deviations along two axes and the tilt of axis 1. Its dots are
# a walk in steps of 30°, from disc 1, the end of that axis, by way of disc 2; the dashed box touches
# it on four sides.
#
# On the right is its variance along every direction, with the flowers' own as diamonds. The discs
# stand where you look along an axis. The midline is dashed; leg A says how far the wave is above it
# at 0°, leg B at 45°.
#
# The score says by how much a flower's log density in the mixture is, on average, below that of the
# fit (in nats).

# %%
# The explorer, with five things to try
turn_the_ellipse(
    fit.mixture,
    widths,
    W,
    presets=[
        explore.Preset(
            "1 · Round",
            {"tilt": 30, "first": 4, "second": 4},
            "The wave is flat, and both legs are 0. Turn the circle: nothing moves but the dots and "
            "the axes, and the score stays at 0.151 below the fit.",
        ),
        explore.Preset(
            "2 · As the flowers lie",
            {"tilt": 33, "first": 5, "second": 2.5},
            "The wave runs close to the diamonds: 0.001 below the fit, and one step away with any "
            "control it is more. The legs are 3.8 and 8.6.",
        ),
        explore.Preset(
            "3 · Same box, wrong way",
            {"tilt": -33, "first": 5, "second": 2.5},
            "Box, variance across and variance up are as before. Only leg B has changed, to −8.6, "
            "and the score is 0.568 below. A box cannot tell a rise from a fall.",
        ),
        explore.Preset(
            "4 · Another recipe",
            {"tilt": -57, "first": 2.5, "second": 5},
            "Three other numbers, and the very ellipse of button 2: now axis 2 is the long one. One "
            "covariance, two recipes.",
        ),
        explore.Preset(
            "5 · Upright",
            {"tilt": 90, "first": 5, "second": 2.5},
            "The axis has no slope. Leg A is −9.4, leg B is 0. Set the tilt to −90°: the same "
            "picture, because an axis has no arrowhead.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the buttons in order. Then set the lengths to 5 and 2.5, the tilt to −90°,
# and press Play: while the ellipse makes half a turn, A and B swing through a whole one, and
# $\sqrt{A^2+B^2}$ stays 9.4.


# %%
# The numbers above, checked
def drawn(long, short, tilt):
    """The covariance whose ellipse has these axes."""
    a = np.radians(tilt)
    u, v = np.array([np.cos(a), np.sin(a)]), np.array([-np.sin(a), np.cos(a)])
    sigma = long**2 * np.outer(u, u) + short**2 * np.outer(v, v)
    return (sigma + sigma.T) / 2


def below(sigma, k=W):
    """By how much the mean log density falls when component k is given this covariance."""
    covariances = fit.mixture.covariances.copy()
    covariances[k] = sigma
    other = Mixture(fit.mixture.weights, fit.mixture.means, covariances)
    return float(np.mean(fit.mixture.log_density(widths) - other.log_density(widths)))


def legs(sigma):
    """How far the wave is above its midline at 0 and at 45 degrees."""
    return np.array([(sigma[0, 0] - sigma[1, 1]) / 2, sigma[0, 1]])


settings = [(4, 4, 30), (5, 2.5, 33), (5, 2.5, -33), (2.5, 5, -57)]
assert [round(below(drawn(*s)), 3) for s in settings] == [0.151, 0.001, 0.568, 0.001]
steps_away = [
    (5, 2.5, 30),
    (5, 2.5, 36),
    (4.75, 2.5, 33),
    (5.25, 2.5, 33),
    (5, 2.25, 33),
    (5, 2.75, 33),
]
assert min(below(drawn(*s)) for s in steps_away) > 0.0015
assert legs(drawn(5, 2.5, 33)).round(1).tolist() == [3.8, 8.6]
assert legs(drawn(5, 2.5, -33)).round(1).tolist() == [3.8, -8.6]
assert np.allclose(drawn(5, 2.5, 33), drawn(2.5, 5, -57))
assert legs(drawn(5, 2.5, 90)).round(1).tolist() == [-9.4, 0]
assert np.allclose(drawn(5, 2.5, 90), drawn(5, 2.5, -90))
turned = [np.hypot(*legs(drawn(5, 2.5, t))) for t in range(-90, 91, 3)]
assert np.allclose(turned, (5**2 - 2.5**2) / 2)
assert round(turned[0], 1) == 9.4
assert [30 * 12, 45 * 2] == [360, 90]

# %% [markdown]
# ## Tasks
#
# ### Task 1: read an ellipse
#
# This is the single Gaussian, on a lattice of millimetres. From its mean, the long axis ends 7.5 to
# the right and 2.1 **down**; the short axis ends 1.1 to the right and 3.8 up.

# %%
# The picture: one ellipse, the ends of its axes, and its box
size = plot.axes_of(single.covariances[0])
lean = np.radians(size.tilt)
tips = np.array(
    [
        [size.long * np.cos(lean), size.long * np.sin(lean)],
        [-size.short * np.sin(lean), size.short * np.cos(lean)],
    ]
)
box = np.sqrt(np.diag(single.covariances[0]))
turn = np.radians(np.arange(0, 361, 3))[:, None]
fig, ax = plt.subplots(figsize=(6.4, 4.2), layout="constrained")
ax.plot(*(np.cos(turn) * tips[0] + np.sin(turn) * tips[1]).T, color=plot.PALETTE[0], lw=2.4)
for tip, mark in zip(tips, "Ds", strict=True):
    ax.plot(*np.array([-tip, tip]).T, color="black", lw=1.2)
    ax.plot(*tip, mark, color=plot.PALETTE[1], ms=9)
corners = box * np.array([[1, 1], [-1, 1], [-1, -1], [1, -1], [1, 1]])
ax.plot(*corners.T, color="0.3", ls="--", lw=1.2)
ax.set(xticks=range(-9, 10), yticks=range(-6, 7), xlabel="from the mean: petal width (mm)")
ax.set(ylabel="sepal width (mm)", aspect="equal")
ax.grid(color="0.85")
show(
    fig,
    "An ellipse that falls to the right, with its two axes and a dashed box that touches it. The "
    f"long axis ends at a diamond, {tips[0, 0]:.1f} to the right and {-tips[0, 1]:.1f} down; the "
    f"short one at a square, {tips[1, 0]:.1f} to the right and {tips[1, 1]:.1f} up. The box reaches "
    f"{box[0]:.1f} to each side.",
)

# %%
# A prediction: commit to yours below before you look inside this cell
guess_1 = predict(
    "The box reaches 7.6 mm to each side of the mean. And the **standard deviation along the long "
    "axis** is ...",
    {
        "smaller": "The axis ends before the side of the box, but it has gone down as well.",
        "equal": "It would be, if the ellipse lay flat.",
        "larger": "",
    },
    answer="larger",
    why="The box shows the standard deviation that is seen at 0°, the long axis that at the top of "
    "the wave: 7.8 mm. Only without a tilt are the two equal.",
)
guess_1

# %%
# The numbers above, checked
assert tips.round(1).tolist() == [[7.5, -2.1], [1.1, 3.8]]
assert [round(float(box[0]), 1), round(size.long, 1)] == [7.6, 7.8]
assert [round(float(np.hypot(*tip)), 2) for tip in ((7.5, 2.1), (1.1, 3.8))] == [7.79, 3.96]
assert [round(-2.1 / 7.5, 2), round(np.degrees(np.arctan2(-2.1, 7.5)), 1)] == [-0.28, -15.6]
assert 7.5 + 2.1 == 9.6
assert size.long > box[0] > tips[0, 0]


def check_1(read):
    """Say what is wrong with the four numbers, or why they are right."""
    mine = numbers(read, 4)
    (long, short, tilt, slope), off = mine, abs(mine[2] - size.tilt)
    return verdict(
        [
            (np.isnan(mine).any(), "`read` needs four numbers in brackets."),
            (abs(long - 9.6) < 0.1, "you added the legs. An arrow is shorter than both together."),
            (abs(long - 7.6) < 0.05, "that is where the box ends. How long is the arrow?"),
            (abs(long - 7.5) < 0.05, "that is one leg. How long is the arrow?"),
            (abs(long - size.long) > 0.1, "the long axis: square its legs, add, take the root."),
            (abs(short - size.short) > 0.1, "the short axis: its arrow is a hypotenuse, too."),
            (off > 1 and abs(tilt + size.tilt) < 1, "this axis would rise. Mind the tilt's sign."),
            (off > 1 and abs(np.degrees(tilt) - size.tilt) < 1, "your tilt is in radians."),
            (off > 1 and abs(off - 180) < 1, "the same axis; bring it between −90° and 90°."),
            (off > 1, "the tilt: arctan2 of up and across, then degrees."),
            (abs(slope * np.tan(lean) - 1) < 0.1, "your slope is across over up."),
            (abs(slope - np.tan(lean)) > 0.03, "the slope: up over across, with its sign."),
        ],
        lambda: (
            f"the matrix says {size.long:.2f}, {size.short:.2f}, {size.tilt:.1f}° and slope "
            f"{np.tan(lean):.2f}. Over all flowers, wider petals tend to go with narrower sepals."
        ),
    )


assert check_1(None).startswith("Not yet: `read`")
assert check_1((7.79, 3.96, -15.6, -0.28)).startswith("Yes")
assert "added" in check_1((9.6, 4.9, -15.6, -0.28))
assert "rise" in check_1((7.79, 3.96, 15.6, -0.28))

# %%
# Your turn: four numbers in place of None
read = None  # (long in mm, short in mm, tilt in degrees, slope)

# %%
# The check: run it after each attempt
print(check_1(read))

# %% [markdown]
# <details><summary>Reveal task 1</summary>
#
# $\sqrt{7.5^2+2.1^2}=7.79$ and $\sqrt{1.1^2+3.8^2}=3.96$; the slope is $-2.1/7.5=-0.28$, and
# `np.degrees(np.arctan2(-2.1, 7.5))` gives −15.6°.
#
# </details>

# %% [markdown]
# ### Task 2: three variances, one ellipse
#
# Nobody gives you W's axes, only what is seen of W along three directions: the variance is 19.1 at
# 0°, 23.5 at 45° and 11.1 at 90°, in mm².
#
# Half a period lies between 0° and 90°, so the midline is halfway: $m=(19.1+11.1)/2=15.1$. Put
# $t=0°$ and $t=45°$ into the wave $m+a\cos 2(t-\alpha)$:
#
# $$A=19.1-m=4.0=a\cos 2\alpha,\qquad B=23.5-m=8.4=a\sin 2\alpha.$$
#
# So A and B are the legs of a right triangle with the angle $2\alpha$. In code the variance along
# $u$ is $u^T\Sigma u$; along 45° it comes out as the midline plus the covariance. So B is the
# covariance.

# %%
# A prediction: commit to yours below before you look inside this cell
guess_2 = predict(
    "How large is the **amplitude** $a$, in mm²?",
    {
        "8.4": "At 45° the wave is that high above the midline. Is its top at 45°?",
        "9.3": "",
        "12.4": "You added the legs. The amplitude is the hypotenuse.",
    },
    answer="9.3",
    why="$\\sqrt{4.0^2+8.4^2}=9.3$. So the variances along the two axes are $15.1\\pm 9.3$.",
)
guess_2

# %%
# The numbers above, checked
sigma, true = fit.mixture.covariances[W], plot.axes_of(fit.mixture.covariances[W])
half = np.array([1, 1]) / np.sqrt(2)
assert [round(float(n), 1) for n in (sigma[0, 0], half @ sigma @ half, sigma[1, 1])] == [
    19.1,
    23.5,
    11.1,
]
assert np.allclose([(19.1 + 11.1) / 2, 19.1 - 15.1, 23.5 - 15.1], [15.1, 4.0, 8.4])
assert legs(sigma).round(1).tolist() == [4.0, 8.4]
assert np.isclose(half @ sigma @ half, np.trace(sigma) / 2 + sigma[0, 1])
assert [round(np.hypot(4.0, 8.4), 1), 4.0 + 8.4] == [9.3, 12.4]
assert np.allclose([15.1 + 9.3, 15.1 - 9.3], [24.4, 5.8])
assert [round(24.4**0.5, 2), round(5.8**0.5, 2)] == [4.94, 2.41]
angle = np.arctan2(8.4, 4.0)
assert [round(angle, 3), round(np.degrees(angle), 1), round(np.degrees(angle / 2), 1)] == [
    1.126,
    64.5,
    32.3,
]
assert [round(n, 2) for n in true[:2]] == [4.94, 2.41]
assert round(true.tilt, 1) == 32.3


def check_2(made):
    """Say what is wrong with lengths and tilt, or why they are right."""
    mine = numbers(made, 3)
    long, short, tilt = mine
    return verdict(
        [
            (np.isnan(mine).any(), "`made` needs three numbers in brackets."),
            (abs(long - true.long**2) < 0.3, "these are variances. Lengths are their roots."),
            (abs(long - true.short) < 0.1, "the long axis comes first."),
            (abs(long - true.long) > 0.1, "the long axis: midline plus amplitude, then the root."),
            (abs(short - true.short) > 0.1, "the short axis: midline minus amplitude, then root."),
            (abs(tilt - 2 * true.tilt) < 1, "that is the triangle's angle, twice the tilt."),
            (abs(np.degrees(tilt) - true.tilt) < 1, "your tilt is in radians."),
            (abs(tilt - true.tilt) > 1, "the tilt: half the angle whose tangent is B over A."),
        ],
        lambda: (
            f"your covariance is {drawn(*mine).round(1).tolist()}, {below(drawn(*mine)):.3f} below "
            "the fit. Midline plus and minus amplitude were the variances along its axes."
        ),
    )


assert check_2(None).startswith("Not yet: `made`")
assert check_2((4.94, 2.41, 32.3)).startswith("Yes")
assert "roots" in check_2((24.4, 5.8, 32.3))
assert "twice" in check_2((4.94, 2.41, 64.5))

# %%
# Your turn: three numbers in place of None
made = None  # (long in mm, short in mm, tilt in degrees)

# %%
# The check: run it after each attempt
print(check_2(made))

# %% [markdown]
# <details><summary>Reveal task 2</summary>
#
# $\sqrt{24.4}=4.94$ and $\sqrt{5.8}=2.41$. The triangle's angle is `np.arctan2(8.4, 4.0)`, 1.126
# radians or 64.5°, and half of it 32.3°.
#
# </details>

# %% [markdown]
# ### Task 3: walk round it
#
# Find twelve points of W's contour at **two** standard deviations: $t=0°, 30°, \dots, 330°$, counted
# from the right end of the long axis, anticlockwise.

# %%
# A prediction: commit to yours below before you look inside this cell
guess_3 = predict(
    "Where on this walk do you stand farthest to the **right**?",
    {
        "at 0°, the end of the long axis": "There you walk along the short axis's direction, which "
        "leans to the left. So a moment ago you were farther right.",
        "a bit before it, at −17°": "",
        "a bit after it, at 17°": "From the end of the long axis you walk up and to the left.",
    },
    answer="a bit before it, at −17°",
    why="Across you are $4.94\\cos 32.3°\\cos t-2.41\\sin 32.3°\\sin t$. At −17° the cosine of $t$ "
    "has lost little, and the second term adds: there the box touches.",
)
guess_3


# %%
# The numbers above, checked
def walk(t, tilt, far=2):
    """Points of the contour, angles in radians."""
    u, v = np.array([np.cos(tilt), np.sin(tilt)]), np.array([-np.sin(tilt), np.cos(tilt)])
    ahead, aside = true.long * np.outer(np.cos(t), u), true.short * np.outer(np.sin(t), v)
    return fit.mixture.means[W] + far * (ahead + aside)


def check_3(contour):
    """Say what is wrong with the twelve points, or why they are right."""
    mine, degrees = numbers(contour, 12, 2), np.arange(0, 360, 30)
    by, lean = np.radians(degrees), np.radians(true.tilt)
    away = mine - fit.mixture.means[W]
    d = np.sqrt(np.einsum("ni,ij,nj->n", away, np.linalg.inv(sigma), away))

    def like(*other):
        return np.allclose(mine, walk(*other), atol=0.05)

    return verdict(
        [
            (np.isnan(mine).any(), "`contour` needs twelve rows of two numbers."),
            (
                like(degrees, lean),
                "every point is on the contour, since cos² + sin² = 1 for any number. But they "
                "stand in the wrong places: np.cos takes radians, and t is in degrees.",
            ),
            (np.allclose(d, 1, atol=0.02), "this is the contour of one standard deviation."),
            (like(by, 0), "stretched, but not turned by the tilt."),
            (like(by, true.tilt), "the tilt, too, must be in radians."),
            (
                np.ptp(d) > 0.05,
                f"the distances from the mean run from {d.min():.1f} to {d.max():.1f} standard "
                "deviations, so this is not one contour. Look at the two directions.",
            ),
            (abs(d - 2).max() > 0.05, f"the contour of {d.mean():.1f} standard deviations."),
            (not like(by, lean), "the contour is right, the order is not."),
        ],
        lambda: (
            "all twelve are two standard deviations away. Farthest to the right, at "
            f"{mine[:, 0].max():.1f} mm, is t = {degrees[mine[:, 0].argmax()]}°: before the end of "
            "the long axis, not at it."
        ),
    )


fine, lean_W = np.radians(np.arange(-180, 180, 0.1)), np.radians(true.tilt)
assert round(np.degrees(fine[walk(fine, lean_W)[:, 0].argmax()])) == -17
assert np.isclose(np.ptp(walk(fine, lean_W, 1)[:, 0]) / 2, np.sqrt(sigma[0, 0]))
around = np.arange(0, 330 + 1, 30)
assert check_3(None).startswith("Not yet: `contour`")
assert check_3(walk(np.radians(around), lean_W)).startswith("Yes")
assert "330°" in check_3(walk(np.radians(around), lean_W))
assert "np.cos" in check_3(walk(around, lean_W))
assert "of one" in check_3(walk(np.radians(around), lean_W, 1))

# %%
# Your turn: twelve points in place of None
mean, (long_W, short_W, tilt_W) = fit.mixture.means[W], plot.axes_of(fit.mixture.covariances[W])
t = np.arange(0, 360, 30)

contour = None  # an array of 12 rows: petal width, sepal width


# %%
# The check: run it after each attempt
print(check_3(contour))

# %% [markdown]
# <details><summary>Reveal task 3</summary>
#
# ```python
# a, s = np.radians(tilt_W), np.radians(t)[:, None]
# u, v = np.array([np.cos(a), np.sin(a)]), np.array([-np.sin(a), np.cos(a)])
# contour = mean + 2 * long_W * np.cos(s) * u + 2 * short_W * np.sin(s) * v
# ```
#
# </details>

# %% [markdown]
# ### Task 4: a recipe that divides
#
# The function below turns any covariance into lengths and tilt, as you did by hand. It divides B by
# A, and runs without complaint. W has the legs 4.0 and 8.4, N has −5.6 and 1.0.

# %%
# A prediction: commit to yours below before you look inside this cell
guess_4 = predict(
    "For which component does it give the wrong tilt?",
    {
        "for neither": "The quotient is right. But which legs did it come from?",
        "for W": "Both legs of W are positive: the angle lies where arctan looks for it.",
        "for N": "",
        "for both": "One of them you have by hand, and it agrees.",
    },
    answer="for N",
    why="$1.0/(-5.6)=-0.18$, and so is $-1.0/5.6$. `np.arctan` takes the second, half a turn away. "
    "Halved, that is a quarter-turn: N's long axis is laid along the short one, at −5.1°.",
)
guess_4


# %%
# The numbers above, checked
def tried(recipe, k):
    """What a recipe gives for a component, or nan, and what stopped it."""
    try:
        return numbers(recipe(fit.mixture.covariances[k]), 3), "it must give three numbers."
    except Exception as error:
        return np.full(3, np.nan), f"it stops: {error}."


def check_4(recipe):
    """Say what is wrong with a recipe, or why it is right."""
    (of_W, stops), (of_N, _) = (tried(recipe, k) for k in (W, N))
    right_W, right_N = (np.array(plot.axes_of(fit.mixture.covariances[k])) for k in (W, N))
    amiss_W, amiss_N = (
        abs((mine[2] - right[2] + 90) % 180 - 90)
        for mine, right in ((of_W, right_W), (of_N, right_N))
    )
    lengths = np.abs(np.array([of_W - right_W, of_N - right_N])[:, :2]).max()
    laid = np.radians(of_N[2] + np.array([0, 90]))
    u = np.column_stack([np.cos(laid), np.sin(laid)])
    seen = np.einsum("ni,ij,nj->n", u, fit.mixture.covariances[N], u)
    return verdict(
        [
            (np.isnan([of_W, of_N]).any(), stops),
            (lengths > 0.05, "look at the lengths."),
            (abs(of_W[2] - 2 * right_W[2]) < 0.5, "this is twice the tilt."),
            (abs(of_W[2] - np.radians(right_W[2])) < 0.01, "the tilt is in radians."),
            (abs(of_W[2] + right_W[2] - 45) < 0.5, "B is the leg up, and arctan2 takes it first."),
            (amiss_W > 0.5, "W's tilt is wrong, and it was right by hand."),
            (
                amiss_N > 0.5,
                f"right for W. But where you lay N's long axis, at {of_N[2]:.1f}°, its variance is "
                f"{seen[0]:.1f}, and a quarter-turn on it is {seen[1]:.1f}. Which function looks "
                "at the signs of both legs?",
            ),
        ],
        lambda: (
            f"with the signs of both legs, W rises by {right_W[2]:.0f}° and N by "
            f"{right_N[2]:.0f}°; the ellipse for all falls by {-size.tilt:.0f}°. A flower's mean "
            f"log density is {fit.mixture.log_density(widths).mean():.2f} with two ellipses, "
            f"{single.log_density(widths).mean():.2f} with one."
        ),
    )


leg_A, leg_B = legs(fit.mixture.covariances[N])
assert [round(leg_A, 1), round(leg_B, 1)] == [-5.6, 1.0]
assert round(1.0 / -5.6, 2) == round(-1.0 / 5.6, 2) == -0.18
assert round(np.degrees(np.arctan(leg_B / leg_A)) / 2, 1) == -5.1
assert round(np.degrees(np.arctan2(leg_B, leg_A)) / 2, 1) == 84.9
assert min(fit.mixture.covariances[:, 0, 1]) > 0 > single.covariances[0, 0, 1]
assert check_4(plot.axes_of).startswith("Yes")
assert "radians" in check_4(lambda S: (*plot.axes_of(S)[:2], np.radians(plot.axes_of(S).tilt)))
assert check_4(None).startswith("Not yet: it stops")


# %%
# Your turn: change what is wrong
def recipe(S):
    """Long and short standard deviation, and the tilt in degrees."""
    middle = (S[0, 0] + S[1, 1]) / 2
    A, B = (S[0, 0] - S[1, 1]) / 2, S[0, 1]
    a = np.hypot(A, B)
    tilt = np.degrees(np.arctan(B / A)) / 2
    return np.sqrt(middle + a), np.sqrt(middle - a), tilt


# %%
# The check: run it after each attempt
print(check_4(recipe))

# %% [markdown]
# <details><summary>Reveal task 4</summary>
#
# `tilt = np.degrees(np.arctan2(B, A)) / 2` keeps both signs: 84.9° for N.
#
# </details>
#
# So the mixture says the opposite of the single Gaussian. Within either component a wider petal
# goes with a wider sepal; over all flowers, with a narrower one.

# %% [markdown]
# ## Practice
#
# Seven questions, one from each step of this unit, in mixed order. A hint costs nothing.

# %%
practice("u08-lab-turn-the-ellipse")

# %% [markdown]
# ## Reflect
#
# A lab note, for yourself, in three sentences: what the single ellipse told you about irises, what
# the two told you, and which number in a covariance would have warned you of the difference, or why
# none could.

# %% [markdown]
# ## Summary
#
# - Two lengths and an angle make the ellipse; its covariance holds the variances across and up, and
#   leg B. A box around it holds no B.
# - Legs A and B span a triangle: hypotenuse the amplitude, angle twice the tilt. `np.arctan2` finds
#   it for every tilt.
# - The walk $\mu+s_1\cos t\,u+s_2\sin t\,v$ starts at the end of the long axis, in radians.
# - One ellipse may fall where every component rises.
#
# **Read on** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 2.3. On trends
# that turn round when groups are joined: E. H. Simpson, *Journal of the Royal Statistical Society B*
# 13 (1951), 238–241. The data: R. A. Fisher, *Annals of Eugenics* 7 (1936), 179–188.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

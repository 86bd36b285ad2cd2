# %% [markdown]
# # Graphing Tangent and Reciprocal Trigonometric Functions
#
# **You will be able to**
#
# - say where the tangent repeats and where it has no value;
# - reduce a tilt to the range from -90 to 90 degrees.
#
# **Needs** graphing sine and cosine, right triangle trigonometry. **Leads to** Derivatives of
# Trigonometric Functions, covariance types. **Takes** 15 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s64_arrow_and_axis import arrow_and_axis

X = datasets.sixty().X
halves = X[np.random.default_rng(9).permutation(60).reshape(2, 30)]
fits = [best_fit(half, 2, rng=0) for half in halves]
right = [fit.mixture.means[:, 0].argmax() for fit in fits]
shapes = [fit.mixture.covariances[k] for fit, k in zip(fits, right, strict=True)]

# %% [markdown]
# ## Hook: how far apart are two tilts?
#
# How much should you trust the tilt of an ellipse? One test: split the data at random and fit
# each half. Here 60 points became two halves of 30, each fitted with two Gaussians.
#
# Look at the right-hand ellipse. The first half gives it a tilt of 80°, the second one of −84°.

# %%
# The picture: two halves of the data, each with its two ellipses
fig, axes = plt.subplots(1, 2, figsize=(7.6, 4), sharex=True, sharey=True)
tilts = [plot.axes_of(shape).tilt for shape in shapes]
names = ("First half", "Second half")
for ax, half, fit, k, name in zip(axes, halves, fits, right, names, strict=True):
    plot.points(ax, half, fit.responsibilities, size=16)
    plot.ellipses(ax, fit.mixture, numbers=False)
    tilt, mean = plot.axes_of(fit.mixture.covariances[k]).tilt, fit.mixture.means[k]
    ax.axline(mean, slope=np.tan(np.radians(tilt)), color="black", lw=1.2, ls="--")
    ax.set(title=f"{name}: tilt {tilt:.0f}°".replace("-", "−"), xlabel="x", aspect="equal")
show(
    fig,
    f"Two pictures of {len(halves[0])} points, each with two groups and their ellipses. The long "
    f"axis of the right ellipse is dashed. At a tilt of {tilts[0]:.0f} degrees it is nearly upright "
    f"and leans a little to the right, at {tilts[1]:.0f} degrees a little to the left.",
)

# %%
# The numbers above, checked
assert [len(X), *map(len, halves)] == [60, 30, 30]
assert [round(tilt) for tilt in tilts] == [80, -84]

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "By how many degrees must the first axis turn, at least, to lie along the second?",
    {
        "164: from −84 to 80": "Turn the first axis by 164° in your mind. You come all the way "
        "past the flat, although both axes are nearly upright.",
        "16: across the upright": "",
        "4: from 80 to 84": "That ignores the sign. One axis leans to the right, the other to the "
        "left, so the turn passes the upright.",
        "196: from 80 on to 276": "That is a whole turn after −84°, so an arrow would fit. But an "
        "axis has no arrowhead.",
    },
    answer="16: across the upright",
    why="An axis at −84° is the same line as one at 96°, half a turn on. From 80° to 96° it is 16°. "
    "Averaged as plain numbers, the two tilts would give −2°: an ellipse that lies almost flat.",
)
first_guess

# %%
# The numbers above, checked
assert 80 - (-84) == 164
assert 84 - 80 == 4
assert -84 + 360 == 276 == 80 + 196
assert -84 + 180 == 96 == 80 + 16
assert (80 - 84) / 2 == -2

# %% [markdown]
# ## Explore: an arrow and its axis
#
# An arrow A runs along the long axis of the first half's right ellipse, which turns with it; B is
# the other end. A ruler stands 1 to the right of the mean. Its thick piece ends where the axis meets
# it: that height is the tangent. On the right is the curve, with a dot for each end.

# %%
# The explorer, with five things to try
mine = fits[0].responsibilities[:, right[0]] > 0.5
arrow_and_axis(
    shapes[0],
    halves[0][mine] - fits[0].mixture.means[right[0]],
    presets=[
        explore.Preset(
            "1 · Past upright",
            {"angle": 120, "curve": "the tangent"},
            "A points up to the left, at 120°. B, at −60°, is the end that meets the ruler. Both "
            "dots stand at −1.73. Move the arrow: while there are dots, they stay level.",
        ),
        explore.Preset(
            "2 · Half a turn on",
            {"angle": 210, "curve": "the tangent"},
            "Go back from 210° to 30°: A and B have changed places, the ellipse lies as before, "
            "and the tangent is 0.58 again.",
        ),
        explore.Preset(
            "3 · Upright",
            {"angle": 90, "curve": "the tangent"},
            "Axis and ruler are parallel and never meet: no value. One degree before, at 89°, it "
            "is 57.29; one degree after, at 91°, −57.29. The number leaps, the ellipse does not.",
        ),
        explore.Preset(
            "4 · 1 ÷ cosine",
            {"angle": 60, "curve": "1 ÷ cosine"},
            "Now the thick piece runs from the mean to the ruler. A is at 2.00 and B at −2.00: this "
            "curve sees the arrowhead. It has the tangent's gaps, and never comes between −1 and 1.",
        ),
        explore.Preset(
            "5 · 1 ÷ sine",
            {"angle": 0, "curve": "1 ÷ sine"},
            "The ruler lies level, 1 above the mean, and the gaps have moved: there is no value "
            "where the sine is 0, at 0° and 180°. Go on to 90°, and A is at 1.00.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the buttons in order. Then, with the tangent, turn the arrow from −90° to
# 270°: the ellipse turns once, and the curve shows the same branch twice.


# %%
# The numbers above, checked
def heights(function, *degrees):
    """A function's values at these angles, to two decimals."""
    return [round(float(function(np.radians(t))), 2) for t in degrees]


assert heights(np.tan, 120, -60, 210, 30) == [-1.73, -1.73, 0.58, 0.58]
assert heights(np.tan, 89, 91) == [57.29, -57.29]
assert heights(lambda t: 1 / np.cos(t), 60, 240) == [2, -2]
assert heights(np.sin, 0, 180, 90) == [0, 0, 1]
assert 270 - (-90) == 360
every = np.radians(np.arange(-90, 271) + 0.5)
assert np.abs(1 / np.cos(every)).min() >= 1

# %% [markdown]
# ## Explain: where it repeats, and where it has no value
#
# An arrow of length 1 at the angle $t$ goes $\cos t$ across and $\sin t$ up. The **tangent** is up
# over across, now for every angle:
#
# $$\tan t=\frac{\sin t}{\cos t}\qquad\text{where } \cos t \ne 0$$
#
# **Why does it repeat after half a turn?** The arrow then points the opposite way. Both legs change
# their sign, and in the quotient the signs cancel: $\tan(t+180°)=\tan t$. Its **period** is 180°,
# half that of sine and cosine.
#
# **Why has it no value at 90°?** There the cosine is 0, and nothing can be divided by 0. The same
# happens every 180°: at −90°, 90°, 270°. Close by, the quotient is huge, positive on one side and
# negative on the other. The graph has a **pole** there, and no line may join its branches.
#
# The **reciprocals** are 1 over sine (the cosecant), 1 over cosine (the secant) and, for the
# tangent, cosine over sine (the cotangent). Each has a pole where it divides by 0. Cosecant and
# secant repeat after 360° only: half a turn changes one sign, with none to cancel it.
#
# So an axis has many angles, half a turn apart. To compare tilts, bring each into the range
# above −90° and up to 90°: add or subtract 180° until it lies there. A program does it with a
# remainder:

# %%
v = np.array([-0.606, 0.796])  # an eigenvector: an arrow along a long axis
angle = np.degrees(np.arctan2(v[1], v[0]))
tilt = 90 - (90 - angle) % 180
print(f"arrow at {angle:.1f} degrees, axis of tilt {tilt:.1f}")

# %% [markdown]
# `np.arctan2(up, across)` takes the legs one by one and never divides, so it answers upright as
# well. The two signs tell it where the arrow points, anywhere round the circle: you reduce
# afterwards. Dividing first, `v[1] / v[0]`, fails where `v[0]` is 0. And beware of `np.tan`: at 90°
# it gives about $1.6\cdot 10^{16}$, because no computer number is exactly a quarter-turn in radians.

# %%
# The numbers above, checked
assert np.isclose(np.tan(np.radians(200)), np.tan(np.radians(20)))
assert np.allclose(np.cos(np.radians([-90, 90, 270])), 0)
assert np.isclose(1 / np.cos(np.radians(200)), -1 / np.cos(np.radians(20)))
assert np.isclose(1 / np.cos(np.radians(380)), 1 / np.cos(np.radians(20)))
assert [np.degrees(np.arctan2(up, 0)) for up in (1, -1)] == [90, -90]
assert [90 - (90 - t) % 180 for t in (90, -90, 270)] == [90, 90, 90]
assert round(float(np.tan(np.radians(90))) / 10**16, 1) == 1.6

# %% [markdown]
# ## Worked example: an eigenvector to a tilt
#
# Fit all 60 points with three Gaussians. One falls to the right; an eigenvector along its long axis
# is $(-0.606, 0.796)$. What is its tilt?
#
# 1. **Where does the arrow point?** Left and up, so between 90° and 180°. `np.arctan2` gives 127.3°.
# 2. **Reduce.** It is above 90°, so go back half a turn: $127.3 - 180 = -52.7$. The tilt is −52.7°.
# 3. **Check.** The tangent must not change: $0.796/(-0.606) = -1.31$, and $\tan(-52.7°) = -1.31$.
#
# A whole turn back would give −232.7°, still out of range. Dropping what is too much, or the sign,
# gives 52.7°: that ellipse would rise.

# %%
# The numbers above, checked
trio = best_fit(X, 3, rng=0).mixture
lean = [plot.axes_of(sigma).tilt for sigma in trio.covariances]
assert round(min(lean), 1) == round(float(tilt), 1) == -52.7
assert sum(t < 0 for t in lean) == 1
along = np.linalg.eigh(trio.covariances[np.argmin(lean)]).eigenvectors[:, -1]
assert np.allclose(np.abs(along), [0.606, 0.796], atol=0.0005)
assert round(float(angle), 1) == 127.3
assert round(127.3 - 180, 1) == -52.7
assert round(0.796 / -0.606, 2) == heights(np.tan, -52.7)[0] == -1.31
assert round(127.3 - 360, 1) == -232.7

# %% [markdown]
# ### The same, with gaps
#
# Another of the three has the eigenvector $(-0.832, -0.554)$. The first line is done; the others are
# yours.
#
# 1. It points left and down; `np.arctan2` gives −146.3°.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 2. What is the tilt of this axis, in degrees? One decimal.",
    (-180, 180),
    answer=round(-146.3 + 180, 1),
    why="It is below −90°, so go on half a turn: $-146.3+180=33.7$.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. Check by the tangent: divide the legs. Two decimals.",
    (-3, 3),
    answer=round(-0.554 / -0.832, 2),
    why="$-0.554/(-0.832)=0.67$, and $\\tan 33.7°=0.67$. Positive: the axis rises.",
)
gap_2

# %%
# The numbers above, checked
heavy = trio.weights.argmax()
arrow = np.linalg.eigh(trio.covariances[heavy]).eigenvectors[:, -1]
assert np.allclose(np.abs(arrow), [0.832, 0.554], atol=0.0005)
assert np.isclose(np.degrees(np.arctan2(-0.554, -0.832)), -146.3, atol=0.05)
assert round(-146.3 + 180, 1) == round(lean[heavy], 1) == 33.7
assert round(-0.554 / -0.832, 2) == heights(np.tan, 33.7)[0] == 0.67

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s64-graphing-tangent-and-reciprocal-trigonometric-functions")

# %% [markdown]
# ## Check
#
# The [exercise on arrows and axes](../../exercises/s64-graphing-tangent-and-reciprocal-trigonometric-functions/s64-graphing-tangent-and-reciprocal-trigonometric-functions.ipynb)
# has five graded questions: a tilt by hand, a function that reduces, a fault that shows on upright
# ellipses only, which functions see an arrowhead, and how far an axis has turned.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: a component's ellipse is a circle. What is its tilt?

# %% [markdown]
# ## Summary
#
# - The tangent repeats every 180° and has no value where the cosine is 0.
# - An axis has no arrowhead: add or subtract 180° until its tilt lies above −90° and up to 90°.
# - `np.arctan2` needs no division, so it answers upright too; compare tilts after reducing them.
#
# **Read on** J. Abramson and others, *Precalculus 2e* (OpenStax, 2021), section 6.2, on graphs of
# the other trigonometric functions.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

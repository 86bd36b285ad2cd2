# %% [markdown]
# # Exercise · Graphing Tangent and Reciprocal Trigonometric Functions
#
# You bring the tilts of ellipses into one range, first by hand, then in code, and you end with a
# function that says how far an axis has turned between two fits.  Five questions are graded by
# machine (13 points) and one sentence by your teacher (3 points).  Allow 25 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.  All angles are in degrees, and
# a tilt is always above −90° and up to 90°.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import show

# %% [markdown]
# ## 1. By hand
#
# Fit a mixture, and ask NumPy for an eigenvector along the long axis of an ellipse: you get an
# arrow, and it may point to either end.
#
# *Worked example.*  An arrow points at 163.5°.  Half a turn back it lies on the same axis, and the
# angle is in range:

# %%
print(f"{163.5 - 180}°")

# %% [markdown]
# In another ellipse the arrow points at −118.5°, as drawn here.

# %%
fig, ax = plt.subplots(figsize=(3.4, 3.2))
x, y = np.cos(np.radians(-118.5)), np.sin(np.radians(-118.5))
ax.plot([0, 1], [0, 0], color="0.6", lw=1)
ax.annotate("", (x, y), (0, 0), arrowprops={"width": 2, "headwidth": 9, "color": plot.PALETTE[0]})
ax.text(x + 0.1, y, "−118.5°", va="center")
ax.set(xlim=(-1.2, 1.2), ylim=(-1.2, 1.2), aspect="equal", xticks=[], yticks=[])
show(fig, "An arrow from the middle that points down and to the left, steeply.")

# %% [markdown]
# **What is the tilt of this axis?**  Set `tilt`, in degrees.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
tilt = -118.5 + 180
### END SOLUTION


# %% check="by-hand" points=2 meets=2
def check_by_hand():
    t = float(np.squeeze(tilt))
    assert -90 < t <= 90, (
        f"{t:.4g}° is not in the range above −90° and up to 90°. An axis has no arrowhead: how far "
        "must you turn the arrow until it lies on the same line again? A whole turn is too much."
    )
    assert not 0 < t < 2, f"{t:.4g} looks like radians. Degrees are asked for."
    assert t > 0, (
        f"With a tilt of {t:.4g}° the axis falls to the right. Prolong the arrow of the picture "
        "backwards through the middle: which way does this axis lean? Changing a sign mirrors it."
    )
    ### BEGIN HIDDEN TESTS
    across, up = np.cos(np.pi * t / 180), np.sin(np.pi * t / 180)
    arrow = np.exp(-1j * np.pi * 118.5 / 180)
    assert abs(across * arrow.imag - up * arrow.real) < 0.01, (
        f"An axis of tilt {t:.4g}° is not the line on which the arrow lies."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is in range, and it leans the right way."


print(check_by_hand())

# %% [markdown]
# ## 2. A function that reduces
#
# Write `reduced(degrees)`: from n angles of arrows, however large or small, it returns the n tilts
# of their axes.  An upright axis has the tilt 90.  (3 points)
#
# <details><summary>Hint</summary>
#
# `a % 180` is what remains of `a` after taking away 180 as often as it fits: at least 0 and below
# 180, for a negative `a` too.  Which end of your range is included?
#
# </details>


# %% solution="reduced"
def reduced(degrees):
    """The tilts, above -90 and up to 90 degrees, of axes along arrows at these angles."""
    ### BEGIN SOLUTION
    return 90 - (90 - np.asarray(degrees)) % 180
    ### END SOLUTION


# %% check="reduced" points=3 meets=2
def check_reduced():
    def ask(*degrees):
        return np.array(reduced(np.array(degrees, float)), float)

    t = ask(20, 110, -75)
    assert t.shape == (3,), f"3 angles need 3 tilts; yours have the shape {t.shape}."
    assert np.allclose(t[[0, 2]], [20, -75], atol=0.01), (
        f"20° and −75° are in range and must stay; you turn them into {t[[0, 2]].round(2)}."
    )
    assert -90 < t[1] <= 90, (
        f"110° becomes {t[1]:.4g}°, which is out of range. Half a turn leaves an axis where it is."
    )
    assert t[1] < 0, (
        f"110° becomes {t[1]:.4g}°. An arrow at 110° points up and to the left, so its axis falls to "
        "the right: the tilt is negative."
    )
    assert abs(np.tan(np.radians(t[1])) - np.tan(np.radians(110))) < 0.01, (
        f"110° becomes {t[1]:.4g}°, but these two angles have different tangents: it is another axis."
    )
    far = ask(-130, 400, -700)
    assert np.all((far > -90) & (far <= 90)), (
        f"−130°, 400° and −700° become {far.round(2)}: not all in range. Take away or add 180° as "
        "often as needed, on both sides of the range."
    )
    upright = ask(90, -90, 270)
    assert np.allclose(upright, 90, atol=0.01), (
        f"Upright arrows, at 90°, −90° and 270°, become {upright.round(2)}. All lie on one axis, so "
        "they need one number: the upper end of the range belongs to it, the lower does not."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (41, 42, 43):
        degrees = np.random.default_rng(seed).uniform(-900, 900, 12)
        expected = np.angle(np.exp(2j * np.pi * degrees / 180), deg=True) / 2
        assert np.allclose(ask(*degrees), expected, atol=0.01), (
            f"At 12 other angles between −900° and 900° (seed {seed}) your tilts differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_reduced())

# %% [markdown]
# ## 3. A fault that hides
#
# A colleague goes from an eigenvector to the tilt by the tangent: divide, then look for the angle.
# `np.arctan` always answers with an angle from −90° to 90°, and so most axes come out right.


# %% given="colleague"
def colleague(v):
    return np.degrees(np.arctan(v[1] / v[0]))


# %%
with np.errstate(divide="ignore"):
    for v in ([0.6, 0.8], [-0.6, -0.8], [0.0, 1.0], [0.0, -1.0]):
        print(v, "tilt", colleague(np.array(v)).round(1))

# %% [markdown]
# The first two are right.  The last two are ends of one upright axis, and get different tilts;
# without the line `np.errstate` NumPy would warn as well.
#
# Mend it: write the function anew under the name `mended`, for any arrow `[across, up]`, of
# whatever length and in whatever direction, without dividing by zero.  (2 points)


# %% solution="mended"
def mended(v):
    """The tilt of the axis along an arrow, above -90 and up to 90 degrees."""
    ### BEGIN SOLUTION
    return 90 - (90 - np.degrees(np.arctan2(v[1], v[0]))) % 180
    ### END SOLUTION


# %% check="mended" points=2 meets=2
def check_mended():
    def ask(across, up):
        try:
            with np.errstate(divide="raise", invalid="raise"):
                return float(np.squeeze(mended(np.array([across, up], float))))
        except (ZeroDivisionError, FloatingPointError):
            raise AssertionError(
                f"The arrow ({across}, {up}) makes your function divide by zero: the tangent has no "
                "value there. np.arctan2 takes both legs and does not divide."
            ) from None

    rises, falls = ask(0.6, 0.8), ask(0.8, -0.6)
    assert rises > 45, (
        f"The arrow (0.6, 0.8) goes up more than across, so the tilt is above 45°; yours is "
        f"{rises:.4g}°. np.arctan2 wants up first, then across, and answers in radians."
    )
    assert -45 < falls < 0, (
        f"The arrow (0.8, −0.6) falls, less steeply than 45°; yours has the tilt {falls:.4g}°. "
        "Keep the signs of the legs."
    )
    back, up_left = ask(-0.6, -0.8), ask(-0.8, 0.6)
    assert abs(back - rises) < 0.01, (
        f"(0.6, 0.8) and (−0.6, −0.8) are ends of one axis; yours get {rises:.4g}° and {back:.4g}°. "
        "np.arctan2 says where an arrow points. Reduce that by half-turns."
    )
    assert abs(up_left - falls) < 0.01, (
        f"(0.8, −0.6) and (−0.8, 0.6) are ends of one axis; yours get {falls:.4g}° and "
        f"{up_left:.4g}°. Reduce what np.arctan2 gives by half-turns."
    )
    top, bottom = ask(0, 1), ask(0, -1)
    assert np.allclose([top, bottom], 90, atol=0.01), (
        f"Both ends of an upright axis have the tilt 90°; yours get {top:.4g}° and {bottom:.4g}°."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (51, 52, 53):
        across, up = np.random.default_rng(seed).normal(0, 3, 2)
        expected = np.angle(complex(across, up) ** 2, deg=True) / 2
        assert abs(ask(across, up) - expected) < 0.01, (
            f"For another arrow (seed {seed}) the tilt differs. Its length is not 1."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Which functions see the arrowhead?
#
# Turn an arrow by half a turn, from any t to t + 180°.  Some of these functions of t give the same
# number again, whatever t is; they do not see at which end the arrowhead is.

# %% given="names"
NAMES = ["sin t", "cos t", "tan t", "1/sin t", "1/cos t", "1/tan t", "cos 2t"]

# %% [markdown]
# **Which ones?**  Set `unseeing` to a list of their names, written as above, in any order.
# (2 points)

# %% solution="unseeing"
### BEGIN SOLUTION
unseeing = ["tan t", "1/tan t", "cos 2t"]
### END SOLUTION


# %% check="unseeing" points=2 meets=1
def check_unseeing():
    mine = {str(name) for name in np.ravel(unseeing)}
    assert mine <= set(NAMES), f"{sorted(mine - set(NAMES))} is not among NAMES. Copy the names."
    assert mine, (
        "Your list is empty, so each function would need a whole turn. Try t = 30° and t = 210° in "
        "each: do none agree?"
    )
    assert not mine & {"sin t", "cos t"}, (
        "Half a turn takes an arrow to the opposite end: across becomes minus across, up becomes "
        "minus up. Do sine and cosine, each for itself, stay as they are?"
    )
    ### BEGIN HIDDEN TESTS
    t = np.pi * np.array([20, 200]) / 180
    s, c = np.sin(t), np.cos(t)
    table = dict(zip(NAMES, [s, c, s / c, 1 / s, 1 / c, c / s, 2 * c**2 - 1], strict=True))
    same = {name for name, pair in table.items() if np.isclose(*pair)}
    assert not mine - same, (
        f"{sorted(mine - same)} changes its sign after half a turn: try 20° and 200°."
    )
    assert not same - mine, (
        f"You left out {sorted(same - mine)}: try 20° and 200°. Where two signs change, or the angle "
        "is doubled first, half a turn changes nothing."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: your list may be right."


print(check_unseeing())

# %% [markdown]
# ## 5. How far has the axis turned?
#
# Split data at random, and fit both halves.  If the tilt of a component moves much from one half to
# the other, do not lean on it.  `plot.axes_of(covariance)` gives the long half-axis, the short one
# and the tilt; but two tilts must not be subtracted as they are.

# %% given="leaning"


def leaning(tilt, long=2.0, short=1.0):
    """A covariance whose ellipse has this tilt and these half-axes."""
    c, s = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
    turn = np.array([[c, -s], [s, c]])
    return turn @ np.diag([long**2, short**2]) @ turn.T


print([round(plot.axes_of(leaning(tilt)).tilt, 1) for tilt in (80, -84)])

# %% [markdown]
# Write `turned(first, second)`: from two covariances, by how many degrees the long axis of the
# first must turn, at least, until it lies along that of the second.  The way round does not matter,
# so the answer is never negative.  (4 points)


# %% solution="turned"
def turned(first, second):
    """The least turn, in degrees, that takes one long axis to another."""
    ### BEGIN SOLUTION
    return abs(reduced(plot.axes_of(first).tilt - plot.axes_of(second).tilt))
    ### END SOLUTION


# %% check="turned" points=4 meets=2
def check_turned():
    def ask(first, second):
        return float(np.squeeze(turned(leaning(first), leaning(second))))

    near = ask(10, 30)
    assert abs(near + 20) > 0.01, (
        "From 10° to 30° yours is negative. The way round does not matter: give the size."
    )
    assert abs(near - 20) < 0.01, (
        f"From a tilt of 10° to one of 30° the axis turns by their difference; yours is {near:.4g}. "
        "Both tilts and the answer are in degrees."
    )
    assert abs(ask(30, 10) - near) < 0.01, (
        f"There and back must be equally far; yours is {near:.4g} from 10° to 30° and "
        f"{ask(30, 10):.4g} back."
    )
    signs = ask(20, -30)
    assert abs(signs - 50) < 0.01, (
        f"From 20° to −30° the axis passes 0°; your turn is {signs:.4g}°. A tilt of −30° is not one "
        "of 30°: the sign says which way the axis leans."
    )
    across = ask(70, -50)
    assert 0 <= across <= 90, (
        f"From 70° to −50° your turn is {across:.4g}°. No axis needs more than a quarter-turn: "
        "with no arrowhead, it may lie along the other either way round."
    )
    assert abs(across - 60) < 0.01, (
        f"From 70° to −50° your turn is {across:.4g}°. Which angle, half a turn on, is the same axis "
        "as −50°, and how far is it from 70°?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in range(60, 70):
        rng = np.random.default_rng(seed)
        pair = [half @ half.T + 0.1 * np.eye(2) for half in rng.normal(0, 1, (2, 2, 2))]
        a, b = (complex(s[0, 0] - s[1, 1], 2 * s[0, 1]) for s in pair)
        expected = abs(np.angle(a * b.conjugate(), deg=True)) / 2
        assert abs(float(np.squeeze(turned(*pair))) - expected) < 0.05, (
            f"For two other covariances (seed {seed}) the turn differs from {expected:.1f}°."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_turned())

# %% [markdown]
# Is it of use?  Here are 272 eruptions of Old Faithful in standard deviations, split at random and
# fitted twice: how far do the axes of the longer eruptions differ?

# %%
eruptions = datasets.faithful().X
Z = (eruptions - eruptions.mean(axis=0)) / eruptions.std(axis=0)
shapes = []
for half in Z[np.random.default_rng(1).permutation(272).reshape(2, 136)]:
    mixture = best_fit(half, 2, rng=0).mixture
    shapes.append(mixture.covariances[mixture.means[:, 0].argmax()])
tilts = [round(plot.axes_of(shape).tilt, 1) for shape in shapes]
print("tilts", tilts, "turned by", np.round(turned(*shapes), 1))

# %% [markdown]
# ## 6. In your own words
#
# Two fits give the long axis of a component tilts of 88° and −86°.  A report says: "On average, the
# tilt is 1°."
#
# **In one or two sentences: what is wrong with it, and what should it say?**  (3 points)

# %% [markdown] answer="average-tilt" points=3 meets=2
# An axis has no arrowhead, so −86° is the same line as 94°, half a turn on: both axes are nearly
# upright, only 6° apart, while an ellipse of tilt 1° lies flat.  Written as 88° and 94° their
# average is 91°, which is the axis of tilt −89°.

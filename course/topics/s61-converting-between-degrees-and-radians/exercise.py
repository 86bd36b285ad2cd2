# %% [markdown]
# # Exercise · Converting Between Degrees and Radians
#
# You convert tilts, first by hand, then in code, and you end with an ellipse that matplotlib draws
# rightly for any covariance.  Five questions are graded by machine (13 points) and one sentence by
# your teacher (3 points).  Allow 20 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Ellipse

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import show

fit = best_fit(datasets.sixty().X, 3, rng=0)


def long_axis(S):
    """The long axis of a covariance S (2, 2): a direction, and the standard deviation along it."""
    values, vectors = np.linalg.eigh(S)
    return vectors[:, -1], np.sqrt(values[-1])


def short_axis(S):
    """The short axis of a covariance S (2, 2): a direction, and the standard deviation along it."""
    values, vectors = np.linalg.eigh(S)
    return vectors[:, 0], np.sqrt(values[0])


# %% [markdown]
# ## 1. By hand
#
# A mixture of three Gaussians describes sixty points.  With `np.arctan2` you find the tilts of its
# long axes: 0.588 for the left component, −0.920 for the upper right one and 0.873 for the lower
# right one.
#
# *Worked example.*  For the left component, matplotlib's `Ellipse` must be given this `angle`:

# %%
print(f"{0.588 * 180 / np.pi:.1f}")

# %% [markdown]
# **Which `angle` must it be given for the *upper right* component?**  Set `angle_right` to it; one
# decimal is enough, and Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
angle_right = -0.920 * 180 / np.pi
### END SOLUTION


# %% check="by-hand" points=2 meets=2
def check_by_hand():
    a = float(np.squeeze(angle_right))
    assert a < 0, (
        f"Your angle is {a:.4g}. The tilt is below 0, so this axis falls to the right: converting "
        "changes the unit, not the sign."
    )
    assert abs(a) > 2, (
        f"An ellipse at angle {a:.4g} lies nearly flat, for matplotlib reads degrees. A tilt of "
        "nearly one radian is many degrees: turn radians into degrees, not the other way."
    )
    ### BEGIN HIDDEN TESTS
    right = np.angle(np.exp(-0.920j), deg=True)
    assert abs(a - right) < 0.15, (
        f"{a:.1f} is not this tilt in degrees. A half-turn is π radians, so π stands for 180 "
        "degrees: divide by π, multiply by 180, and do it once."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: the axis falls, and the number can be one of degrees."


print(check_by_hand())

# %% [markdown]
# ## 2. There and back
#
# Write two functions: `to_degrees(t)` turns a tilt in radians into degrees, and `to_radians(d)` a
# tilt in degrees into radians.  (3 points)
#
# <details><summary>Hint</summary>
#
# A half-turn is the same half-turn in both units.  Which part of it is t?
#
# </details>


# %% solution="there-and-back"
def to_degrees(t):
    """A tilt t in radians, as a number of degrees."""
    ### BEGIN SOLUTION
    return t * 180 / np.pi
    ### END SOLUTION


def to_radians(d):
    """A tilt d in degrees, as a number of radians."""
    ### BEGIN SOLUTION
    return d * np.pi / 180
    ### END SOLUTION


# %% check="there-and-back" points=3 meets=1
def check_there_and_back():
    def there(t):
        return float(np.squeeze(to_degrees(t)))

    def back(d):
        return float(np.squeeze(to_radians(d)))

    half = there(np.pi)
    assert half > np.pi + 0.01, (
        f"Of π radians you make {half:.4g} degrees. A radian is many degrees, so the number must "
        "grow; as it is, it stays or shrinks."
    )
    assert np.isclose(half, 180, rtol=1e-3), (
        f"Of π radians you make {half:.4g} degrees. The arc of a half circle of radius 1 is π long: "
        "π radians are a half-turn, neither a whole one nor π of them."
    )
    again = back(half)
    assert np.isclose(again, np.pi, rtol=1e-3), (
        f"There and back, π radians become {again:.4g} radians. The way back must undo the way "
        "there: turn the fraction over."
    )
    assert np.isclose(there(-0.5), -there(0.5), rtol=1e-3), (
        "A falling axis has a tilt below 0, in either unit. Keep the sign."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13, 14):
        t = np.random.default_rng(seed).uniform(-1.5, 1.5)
        d = np.angle(np.exp(1j * t), deg=True)
        assert np.isclose(there(t), d, rtol=1e-3), f"Of {t:.3f} radians (seed {seed}) you differ."
        assert np.isclose(back(d), t, rtol=1e-3), f"Of {d:.1f} degrees (seed {seed}) you differ."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_there_and_back())

# %% [markdown]
# ## 3. A mark in the wrong place
#
# `plot.axes_of` gives a tilt in degrees.  A colleague marks the point that lies `r` away from the
# mean along the long axis.  On an axis without tilt the mark is right, and on all others it is not:


# %% given="colleague"
def colleague(mean, r, tilt):
    return [mean[0] + r * np.cos(tilt), mean[1] + r * np.sin(tilt)]


print("no tilt:", np.round(colleague([0, 0], 2, 0), 2))
print("tilt 60:", np.round(colleague([0, 0], 2, 60), 2))

# %% [markdown]
# Find the fault, and write the function anew under the name `mended`; `tilt` stays in degrees.
# (2 points)


# %% solution="mended"
def mended(mean, r, tilt):
    ### BEGIN SOLUTION
    t = np.radians(tilt)
    return [mean[0] + r * np.cos(t), mean[1] + r * np.sin(t)]
    ### END SOLUTION


# %% check="mended" points=2 meets=1
def check_mended():
    def ask(mean, r, tilt):
        xy = np.array(mended(np.array(mean, float), r, tilt), float).ravel()
        assert xy.shape == (2,), f"Return two coordinates; yours are {xy.size}."
        return xy

    assert np.allclose(ask([1, 4], 2, 0), [3, 4], atol=1e-3), (
        "Without tilt the mark was right: r across from the mean. Keep that."
    )
    up = ask([1, 4], 2, 90)
    assert not np.allclose(up, [1 + 2 * np.cos(90), 4 + 2 * np.sin(90)], atol=1e-3), (
        "np.cos and np.sin still take 90 for 90 radians, which is more than 14 turns. Convert before "
        "you call them."
    )
    assert not np.allclose(up, [-1, 4], atol=1e-3), (
        "An upright axis gets its mark to the left of the mean, a half-turn away from the start. 90 "
        "degrees are a quarter-turn: how much of π is that?"
    )
    assert np.allclose(up, [1, 6], atol=1e-3), (
        f"An upright axis has its mark straight above the mean, at (1, 6); yours is at "
        f"{up.round(2)}. From degrees to radians: which fraction, and how often?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22, 23):
        rng = np.random.default_rng(seed)
        x, y, r, tilt = *rng.normal(size=2), rng.uniform(0.5, 3), rng.uniform(-89, 89)
        z = complex(x, y) + r * 1j ** (tilt / 90)
        assert np.allclose(ask([x, y], r, tilt), [z.real, z.imag], atol=1e-3), (
            f"At a tilt of {tilt:.0f} degrees (seed {seed}) the mark lies elsewhere."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Six lines of code
#
# `S` is a covariance, and `v` a direction of its long axis.  Six people draw its ellipse with
# `Ellipse(mean, width, height, angle=...)`, and each hands over something else:
#
# | | angle= |
# |---|---|
# | A | `np.arctan2(v[1], v[0])` |
# | B | `np.degrees(np.arctan2(v[1], v[0]))` |
# | C | `np.radians(np.arctan2(v[1], v[0]))` |
# | D | `180 * np.arctan2(v[1], v[0]) / np.pi` |
# | E | `plot.axes_of(S).tilt` |
# | F | `np.degrees(plot.axes_of(S).tilt)` |
#
# **Whose ellipses lie along the axis, for every `S`?**  Set `along` to a list of their letters, in
# any order, such as `["A"]`.  (2 points)

# %% solution="six-lines"
### BEGIN SOLUTION
along = ["B", "D", "E"]
### END SOLUTION


# %% check="six-lines" points=2 meets="1 2"
def check_six_lines():
    letters = {str(letter).strip().upper() for letter in np.ravel(list(along))}
    assert letters, "Your list is empty. At least one of the ellipses lies along its axis."
    assert letters <= set("ABCDEF"), f"Give letters from A to F; yours are {sorted(letters)}."
    assert len(letters) < 6, "Not all of them: they hand over different numbers."
    ### BEGIN HIDDEN TESTS
    S = np.array([[2.0, 0.9], [0.9, 1.5]])
    v, _ = long_axis(S)
    t, tilt = np.arctan2(v[1], v[0]), plot.axes_of(S).tilt
    tries = (t, np.degrees(t), np.radians(t), 180 * t / np.pi, tilt, np.degrees(tilt))
    off = {k: abs(np.sin(np.deg2rad(a) - t)) for k, a in zip("ABCDEF", tries, strict=True)}
    assert "A" not in letters, (
        "You take one that hands over NumPy's radians as they are: its ellipse lies nearly flat."
    )
    assert "C" not in letters, (
        "You take one that turns the number into radians. It was in radians already, and becomes "
        "smaller still."
    )
    assert "F" not in letters, (
        "You take one that converts what is in degrees already: gmmlab's tilt is in degrees."
    )
    right = {k for k, sine in off.items() if sine < 1e-9}
    assert letters == right, (
        "There are more. A number in degrees may come out of a function, out of the fraction "
        "itself, or be in degrees from the start."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: these are letters of the table."


print(check_six_lines())

# %% [markdown]
# ## 5. An ellipse for any covariance
#
# Write `ellipse_settings(S, r)`: from a covariance `S`, two by two, it returns the three numbers
# that matplotlib's `Ellipse` takes for the contour of `r` standard deviations: width, height and
# angle.  (4 points)
#
# - The *width* is the whole of the axis that lies along the angle, from end to end; the *height* is
#   the whole of the other axis.
# - The *angle* is that of the width's axis, towards either of its ends.
#
# `long_axis(S)` and `short_axis(S)` from the top each give you a direction and a standard
# deviation.  Do not use `plot.axes_of` here: do the conversion yourself.


# %% solution="settings"
def ellipse_settings(S, r):
    """Width, height and angle of the contour of r standard deviations of a covariance S (2, 2)."""
    ### BEGIN SOLUTION
    v, long = long_axis(S)
    _, short = short_axis(S)
    return 2 * r * long, 2 * r * short, to_degrees(np.arctan2(v[1], v[0]))
    ### END SOLUTION


# %% check="settings" points=4 meets=2
def check_settings():
    def ask(S, r):
        answer = np.concatenate([np.ravel(a) for a in ellipse_settings(np.array(S), r)])
        assert answer.size == 3, f"Return three numbers: width, height, angle; yours are {answer}."
        return answer

    def tilted(degrees, long, short):
        u = 1j ** (degrees / 90)
        u, w = np.array([u.real, u.imag]), np.array([-u.imag, u.real])
        return long**2 * np.outer(u, u) + short**2 * np.outer(w, w)

    w, h, _ = ask(tilted(0, 2, 1), 1)
    assert not np.allclose(sorted([w, h]), [1, 2], rtol=1e-3), (
        "Standard deviations of 2 and 1 give you an ellipse that is 2 wide and 1 high. Ellipse takes "
        "an axis from end to end, and the mean is in its middle."
    )
    assert np.allclose(sorted([w, h]), [2, 4], rtol=1e-3), (
        f"For standard deviations of 2 and 1, and r = 1, you give width {w:.3g} and height {h:.3g}. "
        "From end to end an axis is r standard deviations long on each side of the mean."
    )
    for degrees in (50, -30, 80):
        w, h, angle = ask(tilted(degrees, 2, 1), 1)
        seen = angle if w > h else angle + 90
        assert abs(np.sin(np.deg2rad(seen - degrees))) < 0.01, (
            f"An axis tilted by {degrees} degrees gets an ellipse whose long axis lies at "
            f"{90 - (90 - seen) % 180:.1f} degrees. np.arctan2 gives radians, Ellipse takes "
            "degrees: a half-turn is π in the one and 180 in the other, and it is converted once."
        )
    ### BEGIN HIDDEN TESTS
    for seed in (31, 32, 33, 34):
        rng = np.random.default_rng(seed)
        A, r = rng.normal(size=(2, 2)), rng.uniform(0.5, 3)
        S = A @ A.T + 0.2 * np.eye(2)
        w, h, angle = ask(S, r)
        u = 1j ** (angle / 90)
        turn = np.array([[u.real, -u.imag], [u.imag, u.real]])
        drawn = turn @ np.diag([(w / (2 * r)) ** 2, (h / (2 * r)) ** 2]) @ turn.T
        assert np.allclose(drawn, S, atol=1e-2 * np.trace(S)), (
            f"With another covariance and r = {r:.2f} (seed {seed}) the ellipse is not its contour."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_settings())

# %% [markdown]
# Do your ellipses lie on the sixty points?  Here are those of two standard deviations.  An angle
# beyond 90 degrees points to the other end of its axis: a half-turn more draws the same ellipse.

# %%
fig, ax = plt.subplots(figsize=(5.5, 5))
plot.points(ax, datasets.sixty().X, fit.responsibilities, size=12)
told = []
for mean, S in zip(fit.mixture.means, fit.mixture.covariances, strict=True):
    width, height, angle = np.concatenate([np.ravel(a) for a in ellipse_settings(S, 2)])
    ax.add_patch(Ellipse(mean, width, height, angle=angle, fill=False, lw=2))
    told.append(f"{angle:.1f}")
ax.set(aspect="equal", xlabel="x", ylabel="y")
show(
    fig, f"Sixty points and three ellipses, which your function turns by {', '.join(told)} degrees."
)

# %% [markdown]
# ## 6. In your own words
#
# A friend draws the ellipses of five mixtures.  In every picture all ellipses lie nearly flat, even
# where the points rise steeply.  "But my tilts are right," says the friend, "I printed them: 1.2,
# −0.8, 0.4."
#
# **In one or two sentences: how can the tilts be right and the ellipses wrong, and which change
# mends it?**  (3 points)

# %% [markdown] answer="right-but-flat" points=3 meets=2
# The tilts are right as radians, which is what NumPy gives; but `Ellipse` reads the same numbers as
# degrees, and 1.2 degrees is nearly flat.  The friend should convert once, before handing them over:
# `np.degrees(tilt)`, that is, times 180/π (which makes 1.2 about 69 degrees).

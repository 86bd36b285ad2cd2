# %% [markdown]
# # Converting Between Degrees and Radians
#
# **You will be able to**
#
# - convert between degrees and radians;
# - turn a computed tilt into the angle that a picture needs.
#
# **Needs** radian measure, proportions in similar triangles. **Leads to** The Unit Circle,
# covariance types. **Takes** 13 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Ellipse

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s61_two_rulers import two_rulers

sepals = datasets.iris().X[:, :2]
fit = best_fit(sepals, 2, rng=0)
means, covariances = fit.mixture.means, fit.mixture.covariances
left, right = means[:, 0].argsort()
axes = [plot.axes_of(S) for S in covariances]
mine = fit.responsibilities[:, left] > 0.5

# %% [markdown]
# ## Hook: what does the picture make of it?
#
# A mixture of two Gaussians describes the sepals of 150 irises. Each component has a long axis, and
# you ask NumPy how far it is tilted: `np.arctan2` says 0.78 for the left one and 0.31 for the right
# one.
#
# Now you draw the ellipse of the left one: `Ellipse(..., angle=0.78)`. No error comes up.


# %%
# The picture: irises, and two long axes
def irises():
    """The flowers, with the long axis of each component."""
    fig, ax = plt.subplots(figsize=(6, 4))
    plot.points(ax, sepals, fit.responsibilities, size=16)
    for mean, (long, _, tilt) in zip(means, axes, strict=True):
        step = 2.2 * long * np.array([np.cos(np.radians(tilt)), np.sin(np.radians(tilt))])
        ax.plot(*np.array([mean - step, mean + step]).T, color="black", lw=2, zorder=5)
    ax.set(xlabel="sepal length (cm)", ylabel="sepal width (cm)", aspect="equal")
    return fig, ax


fig, ax = irises()
show(
    fig,
    f"{len(sepals)} irises in two clouds, each with a straight line along its long axis. The left "
    f"line rises by {axes[left].tilt:.0f} degrees, the right one by {axes[right].tilt:.0f}.",
)


# %%
# A prediction: commit to yours below before you look inside this cell
def handed_over():
    """The ellipses that matplotlib draws when it is given NumPy's numbers."""
    fig, ax = irises()
    for mean, (long, short, tilt) in zip(means, axes, strict=True):
        look = {"fill": False, "lw": 2.4, "ls": "--", "zorder": 6}
        ax.add_patch(Ellipse(mean, 4 * long, 4 * short, angle=np.radians(tilt), **look))
    return show(
        fig,
        "The same irises and lines, with a dashed ellipse of two standard deviations around each mean. "
        "Both ellipses lie nearly flat, and the lines stick out of them.",
    )


first_guess = predict(
    "How does this ellipse lie?",
    {
        "along its points, up to the right": "The points do lie so, and 0.78 is their tilt. But "
        "matplotlib cannot know in which unit you count.",
        "upright": "Then it would be turned by a quarter-turn, 90 degrees. The number 0.78 is far "
        "from that.",
        "nearly flat": "",
    },
    answer="nearly flat",
    why="NumPy counts angles in radians, matplotlib's `Ellipse` in degrees. It is turned by 0.78 of "
    "one degree, and the eye takes that for nothing. The right one, with 0.31, lies flat as well.",
    reveal=handed_over,
)
first_guess

# %%
# The numbers above, checked
assert len(sepals) == 150
assert round(np.radians(axes[left].tilt), 2) == 0.78
assert round(np.radians(axes[right].tilt), 2) == 0.31

# %% [markdown]
# ## Explore: two rulers
#
# On the right stand two rulers, each as high as one half-turn: radians from $-\pi/2$ to $\pi/2$,
# degrees from −90 to 90. A tilt is at the same height on both. On the left are the points of the
# left component, which you may turn, and the ellipse that matplotlib draws from what the code hands
# over as `angle`.

# %%
# The explorer, with five things to try
two_rulers(
    covariances[left],
    sepals[mine] - means[left],
    presets=[
        explore.Preset(
            "1 · Converted",
            {"t": 0.8, "handed": "np.degrees(t)"},
            "Straight across from 0.80 radians stand 45.8 degrees, and the ellipse lies on the "
            "points. Turn them as you like: it goes along.",
        ),
        explore.Preset(
            "2 · Forgotten",
            {"t": 0.8, "handed": "t"},
            "The number is the same, 0.8, but the diamond looks for it on the wrong ruler. Turn the "
            "points from end to end: the ellipse never tilts by more than 1.5 degrees.",
        ),
        explore.Preset(
            "3 · One radian",
            {"t": 1, "handed": "np.degrees(t)"},
            "1 radian is 57.3 degrees. At 0.5 it is half as much, 28.6. Both rulers have their 0 at "
            "one height and even marks: a tilt doubles on both, or on neither.",
        ),
        explore.Preset(
            "4 · Converted twice",
            {"t": 0.5, "handed": "np.degrees(np.degrees(t))"},
            "1641.4 degrees, and yet the ellipse misses by 7.2 degrees only: nine half-turns too "
            "many change nothing. Raise the tilt a few steps: the ellipse turns the wrong way!",
        ),
        explore.Preset(
            "5 · No tilt",
            {"t": 0, "handed": "t"},
            "All three choices agree here, because 0 is 0 in every unit. A test on an ellipse "
            "without tilt finds none of these faults.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the buttons in order; each says what you should see. Then find the tilt in
# radians that comes nearest to 30 degrees: is it 0.50 or 0.55?

# %%
# The numbers above, checked
degrees = {t: round(float(np.degrees(t)), 1) for t in (0.8, 1.0, 0.5, 0.55)}
assert degrees == {0.8: 45.8, 1.0: 57.3, 0.5: 28.6, 0.55: 31.5}
assert abs(np.degrees(0.5) - 30) < abs(np.degrees(0.55) - 30)
twice = np.degrees(np.degrees([0.5, 0.55, 0.6]))
assert round(twice[0], 1) == 1641.4
assert round(np.degrees(0.5) - (twice[0] - 9 * 180), 1) == 7.2
assert np.all(np.diff(twice - [9 * 180, 10 * 180, 11 * 180]) < 0)

# %% [markdown]
# ## Explain: one half-turn, two numbers
#
# A **half-turn** is 180 degrees. In radians an angle is the arc that it cuts from a circle of
# radius 1, and half of that circle is $\pi$ long. So
#
# $$180^\circ = \pi \text{ radians},\qquad
# \text{degrees} = \text{radians}\cdot\frac{180}{\pi},\qquad
# \text{radians} = \text{degrees}\cdot\frac{\pi}{180}.$$
#
# **Why does one ratio serve every angle?** Both units share the half-turn into equal parts. Half
# the arc is half the degrees, a third is a third: the two numbers are proportional, and $180/\pi$,
# about 57.3, is the factor. It is also what one radian is in degrees.
#
# A rough check costs nothing: a degree is a small thing, a radian a large one. The tilt of an axis
# is at most 90 degrees, and so at most $\pi/2$, about 1.57 radians.
#
# Know who speaks what. **Radians**: `np.cos`, `np.sin`, `np.tan`, `np.arctan2`. **Degrees**:
# matplotlib's `Ellipse`, and the tilt that gmmlab's `plot.axes_of` gives. Convert once, where a
# number passes from one to the other:

# %%
v = np.linalg.eigh(covariances[left]).eigenvectors[:, -1]
v = v if v[0] > 0 else -v  # of the axis's two ends, the one to the right

t = np.arctan2(v[1], v[0])
angle = np.degrees(t)

print(f"NumPy: {t:.2f} radians    for the picture: {angle:.1f} degrees")

# %% [markdown]
# `np.degrees(t)` is `t * 180 / np.pi`, and `np.radians` is the way back. Mind a second difference
# as well: `Ellipse` takes the *whole* width and height, so for one standard deviation each is twice
# the standard deviation along its axis.

# %%
# The numbers above, checked
assert np.isclose(np.degrees(np.pi), 180)
assert round(180 / np.pi, 1) == round(np.degrees(1), 1) == 57.3
assert round(np.pi / 2, 2) == round(np.radians(90), 2) == 1.57
assert [round(t, 2), round(angle, 1)] == [0.78, 44.7]
assert np.isclose(angle, t * 180 / np.pi)
assert np.isclose(angle, axes[left].tilt)
assert np.isclose(t, np.radians(angle))

# %% [markdown]
# ## Worked example: the right component
#
# `np.arctan2` gives 0.31 for the tilt of the right component. Which `angle` does its ellipse need?
#
# 1. **Name the units.** It comes from NumPy, so in radians; it goes to `Ellipse`, so in degrees.
# 2. **Convert.** $0.31\cdot 180/\pi = 17.8$.
# 3. **Check.** 0.31 is about a third of a radian, and 17.8 about a third of 57.3. In the hook's
#    picture the right axis rises gently. Turned over, $0.31\cdot\pi/180$ would be 0.005.
#
# Where the tilt is a part of $\pi$, you need no calculator: $\pi/3$ is a third of a half-turn, and
# so a third of 180 degrees, 60.

# %%
# The numbers above, checked
assert round(0.31 * 180 / np.pi, 1) == 17.8
assert abs(17.8 / 57.3 - 1 / 3) < 0.03
assert abs(axes[right].tilt - 17.8) < 0.2
assert round(0.31 * np.pi / 180, 3) == 0.005
assert np.isclose(np.degrees(np.pi / 3), 180 / 3)
assert 180 / 3 == 60

# %% [markdown]
# ### The same, with gaps
#
# The long axis of another component falls: its tilt is $-\pi/4$. The first line is done; the others
# are yours.
#
# 1. The tilt is in radians, and the picture needs degrees.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 2. Which `angle` does `Ellipse` need?",
    (-90, 90),
    answer=-45.0,
    why="A quarter of a half-turn is $180/4=45$ degrees. The axis falls, and so the sign stays: −45.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Now the way back. `plot.axes_of` says that an axis is tilted by 20 degrees, and `np.cos` is to "
    "give how far across it goes. Which number does `np.cos` need? Two decimals.",
    (-2, 60),
    answer=round(float(np.radians(20)), 2),
    why="From degrees to radians: $20\\cdot\\pi/180=0.35$. About a third of a radian, as it must be "
    "for about a third of 57.3 degrees. `np.radians(20)` does it.",
)
gap_2

# %%
# The numbers above, checked
assert np.isclose(np.degrees(-np.pi / 4), -45)
assert 180 / 4 == 45
assert round(20 * np.pi / 180, 2) == round(float(np.radians(20)), 2) == 0.35
assert abs(20 / 57.3 - 1 / 3) < 0.03

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s61-converting-between-degrees-and-radians")

# %% [markdown]
# ## Check
#
# The [exercise on degrees and radians](../../exercises/s61-converting-between-degrees-and-radians/s61-converting-between-degrees-and-radians.ipynb)
# has five graded questions: a tilt by hand, two functions, a point that lands in the wrong place,
# six lines of code to judge, and an ellipse for any covariance.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: all the ellipses in a picture lie nearly flat, whatever their
# points do. What do you suspect, and which one number do you print to find out?

# %% [markdown]
# ## Summary
#
# - A half-turn is 180 degrees and $\pi$ radians; that one ratio converts every angle.
# - To degrees, multiply by $180/\pi$; to radians, by $\pi/180$.
# - NumPy speaks radians, matplotlib's `Ellipse` degrees: convert once, in between.
#
# **Read on** J. Abramson and others, *Precalculus 2e* (OpenStax, 2021), section 5.1, on angles. The
# data: R. A. Fisher, *Annals of Eugenics* 7 (1936), 179–188.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

# %% [markdown]
# # Right Triangle Trigonometry Introduction
#
# **You will be able to**
#
# - name the sides of a right triangle and their ratios;
# - give the tangent of an ellipse's tilt from a direction.
#
# **Needs** proportions in similar triangles. **Leads to** Trigonometric Ratios Review.
# **Takes** 16 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s58_plumb_line import plumb_line

geyser = datasets.faithful().X
Z = (geyser - geyser.mean(axis=0)) / geyser.std(axis=0)
fit = best_fit(Z, 2, rng=0)
short, long = fit.mixture.means[:, 1].argsort()
S = fit.mixture.covariances[long]

# %% [markdown]
# ## Hook: how does it lean?
#
# Old Faithful's eruptions come in two kinds, and so a mixture of two Gaussians has two ellipses.
# Both lean: longer eruptions are followed by longer waits. To say *how* they lean, you need one
# number.
#
# In the picture both measurements count in standard deviations from their mean (sd), so that
# across and up share one unit. Follow the long axis of the right ellipse from its mean: where it
# has gone three squares across, it has gone five squares up.

# %%
# The picture: two ellipses, and steps along an axis
SQUARE = 0.2
fig, ax = plt.subplots(figsize=(5.6, 5.2))
plot.points(ax, Z, fit.responsibilities, size=10)
plot.ellipses(ax, fit.mixture, numbers=False)
x, y = fit.mixture.means[long]
for k in range(6):
    ax.plot([x, x + 3 * SQUARE], [y + k * SQUARE] * 2, color="0.4", lw=0.7, zorder=4)
for k in range(4):
    ax.plot([x + k * SQUARE] * 2, [y, y + 5 * SQUARE], color="0.4", lw=0.7, zorder=4)
ax.plot([x, x + 3 * SQUARE], [y, y + 5 * SQUARE], color="black", lw=2.6, zorder=5)
badge = {"zorder": 6, "weight": "bold", "bbox": {"fc": "white", "ec": "none", "pad": 1.5}}
ax.text(x + 1.5 * SQUARE, y - 0.09, "3", ha="center", va="center", **badge)
ax.text(x + 3.5 * SQUARE, y + 2.5 * SQUARE, "5", ha="center", va="center", **badge)
ax.set(xlabel="eruption (sd)", ylabel="wait (sd)", aspect="equal")
show(
    fig,
    f"{len(Z)} eruptions in two clouds, each with two ellipses that rise to the right. Over the "
    "upper right cloud lies a lattice of squares, 3 across and 5 up. Its diagonal starts at the "
    "mean and runs along the ellipse's long axis.",
)

# %%
# The numbers above, checked
v = np.linalg.eigh(S).eigenvectors[:, -1]
assert round(float(v[1] / v[0]), 2) == round(5 / 3, 2) == 1.67
assert all(s[0, 1] > 0 for s in fit.mixture.covariances)
assert fit.mixture.means[long].min() > 0 > fit.mixture.means[short].max()
assert all(round(axis.tilt) in (59, 78) for axis in map(plot.axes_of, fit.mixture.covariances))

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "Keep to this axis until the eruption is one sd longer. By how many sd does the wait grow?",
    {
        "2: five squares are two more than three": "Go six squares across instead, and the axis is "
        "ten up: now the difference is 4. A difference grows with the picture; the tilt does not.",
        "0.6: three for five": "That is how far the axis goes *across* for one sd *up*. A steep "
        "axis gains more than it moves across.",
        "1.67: five for three": "",
        "0.625: five of eight": "Across and up are not parts of one whole here. You want the gain "
        "for each sd across.",
    },
    answer="1.67: five for three",
    why="Three squares across bring five up, so one across brings $5/3=1.67$. This ratio is "
    "the **tangent** of the tilt.",
)
first_guess

# %%
# The numbers above, checked
assert [5 - 3, 10 - 6, 3 / 5, 5 / 8, round(5 / 3, 2)] == [2, 4, 0.6, 0.625, 1.67]

# %% [markdown]
# ## Explore: the plumb line
#
# An arrow starts at the mean and runs along the long axis. From its tip hangs a plumb line. Turn the
# ellipse, change the arrow's length, and compare the three bars.

# %%
# The explorer, with five things to try
mine = fit.responsibilities[:, long] > 0.5
plumb_line(
    S,
    (Z[mine] - fit.mixture.means[long])[::3],
    presets=[
        explore.Preset(
            "1 · As fitted",
            {"tilt": 59, "length": 1.0},
            "Leg O divided by leg A is 1.66: the five for three of the hook, but for rounding. The "
            "diamond on the ruler shows it as well: so high is the axis after 1 across.",
        ),
        explore.Preset(
            "2 · A shorter arrow",
            {"tilt": 59, "length": 0.5},
            "Half the length, and both legs are halved. The third bar stands at 1.66 as before. "
            "Move the length to its ends: neither bar three nor the diamond ever moves.",
        ),
        explore.Preset(
            "3 · Twice the tilt",
            {"tilt": 30, "length": 1.0},
            "At 30 degrees the tangent is 0.58. Now double the tilt to 60: the tangent is not "
            "doubled, it is 1.73, three times as large. At 75 degrees it is 3.73.",
        ),
        explore.Preset(
            "4 · Legs alike",
            {"tilt": 45, "length": 1.0},
            "At 45 degrees both legs are 0.707 and the tangent is 1. A flatter axis has a tangent "
            "below 1, a steeper one above.",
        ),
        explore.Preset(
            "5 · Falling",
            {"tilt": -45, "length": 1.0},
            "Were longer eruptions followed by shorter waits, the axis would fall: the "
            "opposite leg points down, and the tangent is −1.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the buttons in order. Then look for the tilt whose tangent is nearest to 2:
# it is 63 degrees, far from twice 45.

# %%
# The numbers above, checked
tan = {t: round(float(np.tan(np.radians(t))), 2) for t in (59, 30, 60, 75, 45, -45)}
assert tan == {59: 1.66, 30: 0.58, 60: 1.73, 75: 3.73, 45: 1.0, -45: -1.0}
assert min(range(-60, 76), key=lambda t: abs(np.tan(np.radians(t)) - 2)) == 63
assert np.isclose(np.tan(np.radians(60)) / np.tan(np.radians(30)), 3)
assert round(float(np.sin(np.radians(45))), 3) == round(float(np.cos(np.radians(45))), 3) == 0.707
assert round(plot.axes_of(S).tilt) == 59

# %% [markdown]
# ## Explain: opposite over adjacent
#
# Arrow and plumb line make a **right triangle**. Its sides are named as the angle $t$ at the mean
# sees them:
#
# - the **hypotenuse** faces the right angle: the arrow itself;
# - the **adjacent** leg lies along the angle: how far across, $v_x$;
# - the **opposite** leg faces the angle: how far up, $v_y$, negative if the arrow falls.
#
# Three of their ratios have names:
#
# $$\sin t=\frac{\text{opposite}}{\text{hypotenuse}}\qquad
# \cos t=\frac{\text{adjacent}}{\text{hypotenuse}}\qquad
# \tan t=\frac{\text{opposite}}{\text{adjacent}}=\frac{v_y}{v_x}$$
#
# **Why is one number enough?** A longer arrow along the same axis makes a larger triangle with the
# same angles, so a similar one: every side grows by one factor. In a ratio of sides that factor
# cancels. Sine, cosine and tangent depend on the angle alone.
#
# The tangent needs no hypotenuse, so it is the first to use. NumPy hands you a direction `v` of the
# long axis (how it finds one is for the lesson on vectors and matrices), and the tangent is one
# line:

# %%
v = np.linalg.eigh(S).eigenvectors[:, -1]
tangent = v[1] / v[0]
print("direction:", v.round(3), "  tangent of the tilt:", tangent.round(2))

# %% [markdown]
# An axis has two ends, and a program may hand you either: (0.515, 0.857) or (−0.515, −0.857). Both
# legs change sign, their quotient does not.
#
# Mind two things. The tilt is that of the picture: it depends on the units of both axes. And the
# axis runs through the middle of the cloud; it is not the line that best predicts a wait from an
# eruption.

# %%
# The numbers above, checked
assert np.allclose(np.abs(v), [0.515, 0.857], atol=0.0005)
assert v[0] * v[1] > 0
assert np.isclose(-v[1] / -v[0], tangent)
assert np.isclose(tangent, np.tan(np.radians(plot.axes_of(S).tilt)))
assert not np.isclose(S[0, 1] / S[0, 0], tangent, rtol=0.5)

# %% [markdown]
# ## Worked example: the other component
#
# The long axis of the left ellipse has the direction (0.203, 0.979).
#
# 1. **Draw and name.** Across 0.203: the adjacent leg. Up 0.979: the opposite leg.
# 2. **Divide.** $\tan t = 0.979/0.203 = 4.82$.
# 3. **Check.** The axis goes up more than across, so the tangent must be above 1. Upside down you
#    would get $0.203/0.979=0.21$, the tangent of a nearly flat axis.
#
# Twice the arrow, (0.406, 1.958), gives 4.82 again.

# %%
# The numbers above, checked
u = np.abs(np.linalg.eigh(fit.mixture.covariances[short]).eigenvectors[:, -1])
assert np.allclose(u, [0.203, 0.979], atol=0.0005)
assert round(0.979 / 0.203, 2) == round(1.958 / 0.406, 2) == round(float(u[1] / u[0]), 2) == 4.82
assert round(0.203 / 0.979, 2) == 0.21

# %% [markdown]
# ### The same, with gaps
#
# Now flowers. Fit three components to the lengths of sepal and petal of 150 irises, in
# centimetres. The component with the longest petals leans like a diagonal of squares, six across
# and five up. The first line is done; the others are yours.
#
# 1. Across, six squares of sepal: the adjacent leg. Up, five squares of petal: the opposite leg.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 2. What is the tangent of its tilt? Two decimals.",
    (0, 2),
    answer=round(5 / 6, 2),
    why="Opposite over adjacent: $5/6=0.83$. Below 1, so the axis leans less than 45 degrees.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. Along this axis the sepal grows by 1.2 cm. By how many cm does the petal grow?",
    (0, 2),
    answer=1.0,
    why="The triangle is similar, so the ratio is the same: $1.2\\times 5/6=1.0$ cm.",
)
gap_2

# %%
# The numbers above, checked
flowers = datasets.iris().X[:, [0, 2]]
irises = best_fit(flowers, 3, rng=0).mixture
lean = plot.axes_of(irises.covariances[irises.means[:, 1].argmax()])
assert len(flowers) == 150
assert round(float(np.tan(np.radians(lean.tilt))), 2) == round(5 / 6, 2) == 0.83
assert lean.tilt < 45
assert np.isclose(1.2 * 5 / 6, 1.0)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s58-right-triangle-trigonometry-introduction")

# %% [markdown]
# ## Check
#
# The [exercise on the tangent of a tilt](../../exercises/s58-right-triangle-trigonometry-introduction/s58-right-triangle-trigonometry-introduction.ipynb)
# has five graded questions: a tangent by hand, a function, a fault that shows on steep axes only,
# arrows that belong to one axis, and the steepest of several components.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: a component's ellipse is drawn at two standard deviations instead
# of one. Which sides of its triangle change, and which of the three ratios?

# %% [markdown]
# ## Summary
#
# - In a right triangle the hypotenuse faces the right angle; the legs are opposite or adjacent to
#   the angle that you look from.
# - The tilt of an ellipse has the tangent $v_y/v_x$: how far up for each step across.
# - The ratio depends on the angle alone, not on the arrow's length, nor on which end it points to.
#
# **Read on** J. Abramson and others, *Precalculus 2e* (OpenStax, 2021), section 5.4, on right
# triangle trigonometry. The data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990),
# 357–365; R. A. Fisher, *Annals of Eugenics* 7 (1936), 179–188.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

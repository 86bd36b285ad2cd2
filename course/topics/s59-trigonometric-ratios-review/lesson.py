# %% [markdown]
# # Trigonometric Ratios Review
#
# **You will be able to**
#
# - compute sine and cosine from two legs;
# - scale a direction to length 1.
#
# **Needs** Right Triangle Trigonometry Introduction. **Leads to** Radian Measure.
# **Takes** 15 minutes.
#
# You have named the three ratios, and used the one that needs no hypotenuse. On this second visit
# you find the hypotenuse first: how long is the arrow?
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s59_onto_the_circle import onto_the_circle

flowers = datasets.iris().X[:, [0, 2]]
fit = best_fit(flowers, 3, rng=0)
large = fit.mixture.means[:, 1].argmax()
mean, axes = fit.mixture.means[large], plot.axes_of(fit.mixture.covariances[large])

# %% [markdown]
# ## Hook: where does the ellipse end?
#
# A mixture of three Gaussians is fitted to 150 irises. You are to draw the ellipse of its component
# with the longest petals, at one standard deviation. Two things are known of its long axis. Its
# direction is that of a lattice of squares, six across and five up. And along it the standard
# deviation is 0.88 cm: this far from the mean the ellipse ends.
# The picture leaves out the component with the shortest petals, below 2 cm.


# %%
# The picture: irises, a mean, and a direction
def irises():
    """The flowers, and the direction of the large component's long axis."""
    fig, ax = plt.subplots(figsize=(5.4, 5))
    plot.points(ax, flowers, fit.responsibilities, size=20)
    ax.plot(*np.array([mean, mean + np.array([1.2, 1])]).T, color="black", lw=2, zorder=5)
    for k in range(7):
        ax.plot([mean[0] + k / 5] * 2, [mean[1], mean[1] + 1], color="0.4", lw=0.7, zorder=4)
    for k in range(6):
        ax.plot([mean[0], mean[0] + 1.2], [mean[1] + k / 5] * 2, color="0.4", lw=0.7, zorder=4)
    ax.plot(*mean, "o", color="black", ms=7, zorder=6)
    badge = {"ha": "center", "va": "center", "weight": "bold", "zorder": 6}
    for where, count in (((0.6, -0.13), "6"), ((1.33, 0.5), "5")):
        ax.text(*(mean + where), count, bbox={"fc": "white", "ec": "none", "pad": 1.5}, **badge)
    ax.set(xlim=(4.4, 8.6), ylim=(2.9, 7.1), aspect="equal")
    ax.set(xlabel="sepal length (cm)", ylabel="petal length (cm)")
    return fig, ax


fig, ax = irises()
show(
    fig,
    "Flowers in a long cloud that rises to the right, in two overlapping kinds. In the upper one a "
    f"dot marks the mean, at {mean[0]:.1f} cm of sepal and {mean[1]:.1f} cm of petal. A lattice of "
    "squares, 6 across and 5 up, starts there with its diagonal.",
)


# %%
# A prediction: commit to yours below before you look inside this cell
def drawn():
    """The ellipse, and the tip of its long axis."""
    fig, ax = irises()
    plot.ellipses(ax, fit.mixture, (1.0,), numbers=False)
    tip = mean + axes.long * np.array([6, 5]) / np.hypot(6, 5)
    ax.plot(*tip, "D", ms=9, color=plot.PALETTE[1], mec="white", zorder=7)
    ax.plot([mean[0], tip[0], tip[0]], [mean[1], mean[1], tip[1]], "k--", lw=1.6, zorder=6)
    return show(
        fig,
        "The same flowers with the ellipses of both components. A diamond on the lattice's "
        f"diagonal marks where the upper one's long axis ends, {tip[0] - mean[0]:.2f} cm to the "
        "right of its mean.",
    )


first_guess = predict(
    "How far to the right of the mean does the long axis end?",
    {
        "5.28 cm, which is 6 times 0.88": "The arrow (6, 5) is itself almost 8 squares long. Taken "
        "0.88 times, it leaves the picture.",
        "0.48 cm, which is 0.88 times 6/11": "That shares 0.88 cm out over the two legs. But an "
        "arrow is shorter than its two legs together, so this ends too early.",
        "0.56 cm": "That is how far *up* it ends. The axis goes more across than up.",
        "0.68 cm": "",
    },
    answer="0.68 cm",
    why="The arrow (6, 5) is 7.81 long, and 6 of 7.81 go across: $0.88\\times 6/7.81=0.68$.",
    reveal=drawn,
)
first_guess

# %%
# The numbers above, checked
assert len(flowers) == 150
small = fit.responsibilities.argmax(axis=1) == fit.mixture.means[:, 1].argmin()
assert flowers[small, 1].max() < 2 < flowers[~small, 1].min()
assert round(axes.long, 2) == 0.88
unit = np.array([6, 5]) / np.hypot(6, 5)
v = np.linalg.eigh(fit.mixture.covariances[large]).eigenvectors[:, -1]
assert np.allclose(np.abs(v), unit, atol=0.001)
assert v[0] * v[1] > 0
assert round(float(np.hypot(6, 5)), 2) == 7.81
assert (axes.long * unit).round(2).tolist() == [0.68, 0.56]
assert [round(0.88 * 6, 2), round(0.88 * 6 / 11, 2), round(0.88 * 6 / 7.81, 2)] == [
    5.28,
    0.48,
    0.68,
]

# %% [markdown]
# ## Explore: onto the circle
#
# Two legs make an arrow of any length. Divide both by one number, and the arrow keeps its direction
# but not its length. The blue ellipse belongs to a component whose standard deviation along that
# axis is 1: drawn rightly, it reaches the circle. At the right the squares of the divided legs are
# stacked.

# %%
# The explorer, with five things to try
LENGTH, SUM = "the length of the arrow", "the sum of the legs"
onto_the_circle(
    presets=[
        explore.Preset(
            "1 · Half the lattice",
            {"across": 3, "up": 2.5, "by": LENGTH},
            "Three across and 2.5 up, an arrow 3.91 long. Divided, it is (0.77, 0.64), and its tip "
            "lies on the circle: the direction of the hook's axis, at length 1. The stacked squares "
            "reach 1.",
        ),
        explore.Preset(
            "2 · Half as long",
            {"across": 1.5, "up": 1.25, "by": LENGTH},
            "Both legs are halved, and so is the length, 1.95. The divided arrow is (0.77, 0.64) as "
            "before: it knows the direction and nothing else.",
        ),
        explore.Preset(
            "3 · Wrong divisor",
            {"across": 3, "up": 2.5, "by": SUM},
            "Divided by 5.50, the arrow is only 0.71 long, and the squares stop at 0.50. The "
            "ellipse drawn with it is 29 % too short, and looks too round.",
        ),
        explore.Preset(
            "4 · Along the edge",
            {"across": 0, "up": 2.5, "by": SUM},
            "Move Across to the right: the tip slides along a straight edge, inside the "
            "circle. Now choose the length of the arrow, and move back: it runs round.",
        ),
        explore.Preset(
            "5 · Made longer",
            {"across": 0.5, "up": 0.25, "by": LENGTH},
            "An arrow of length 0.56 is shorter than 1. Dividing by its length makes it longer, "
            "and its tip lies on the circle at (0.89, 0.45).",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the buttons in order. Then let the arrow fall, with Up below 0: the sine
# turns negative, the cosine does not.


# %%
# The numbers above, checked
def scaled(*legs):
    """Length, and legs divided by it."""
    return [round(float(n), 2) for n in (np.hypot(*legs), *(np.array(legs) / np.hypot(*legs)))]


assert scaled(3, 2.5) == [3.91, 0.77, 0.64]
assert scaled(1.5, 1.25) == [1.95, 0.77, 0.64]
assert scaled(0.5, 0.25) == [0.56, 0.89, 0.45]
assert 3 + 2.5 == 5.5
assert round(float(np.hypot(3, 2.5)) / 5.5, 2) == 0.71
assert round(1 - float(np.hypot(3, 2.5)) / 5.5, 2) == 0.29
assert round((3 / 5.5) ** 2 + (2.5 / 5.5) ** 2, 2) == 0.50
assert scaled(3, -1)[1] > 0 > scaled(3, -1)[2]

# %% [markdown]
# ## Explain: divide by the hypotenuse
#
# The arrow $v=(v_x, v_y)$ is the hypotenuse over its two legs. By Pythagoras, its **length** is
#
# $$|v|=\sqrt{v_x^2+v_y^2}.$$
#
# Each leg divided by it is a ratio that you know by name:
#
# $$\cos t=\frac{v_x}{|v|},\qquad \sin t=\frac{v_y}{|v|}.$$
#
# Cosine goes with *across*, the leg at the angle; sine goes with *up*, the leg that faces it.
# Together they are the divided arrow, $u=v/|v|=(\cos t,\ \sin t)$. Its tip lies on the circle of
# radius 1, because
#
# $$\cos^2 t+\sin^2 t=\frac{v_x^2+v_y^2}{|v|^2}=1.$$
#
# **Why length 1?** Then $s$ times $u$ is $s$ long. The end of an ellipse's axis is
# $\mu + s\,u$: the mean says from where, $u$ says which way, the standard deviation $s$ says how
# far. Were $u$ of another length, $s$ would not be the standard deviation.
#
# NumPy's `hypot` finds the length, squares and root included:

# %%
v = np.array([6, 5])
u = v / np.hypot(*v)
print("cosine and sine:", u.round(3), "  the axis ends at", (mean + axes.long * u).round(2))

# %% [markdown]
# A program that finds the axes of an ellipse returns them with length 1 already. Such a direction is
# called a **unit eigenvector**, and its two numbers are cosine and sine. Both may carry a minus: then
# it points to the other end.

# %%
vector = np.linalg.eigh(fit.mixture.covariances[large]).eigenvectors[:, -1]
print("eigenvector:", vector.round(3), "  length:", np.hypot(*vector).round(3))

# %%
# The numbers above, checked
assert np.isclose(u @ u, 1)
assert np.isclose(np.hypot(*vector), 1)
assert np.isclose(u[1] / u[0], 5 / 6)
assert np.allclose(np.linalg.norm(axes.long * u), axes.long)

# %% [markdown]
# ## Worked example: Old Faithful, by hand
#
# In the mixture for Old Faithful, in standard deviations of eruption and wait, the long axis of the
# larger component goes three squares across for five up. Along it the component's standard
# deviation is 0.48.
#
# 1. **Length.** $\sqrt{3^2+5^2}=\sqrt{34}=5.83$.
# 2. **Divide.** $\cos t=3/5.83=0.51$ and $\sin t=5/5.83=0.86$.
# 3. **Check.** $0.51^2+0.86^2=0.26+0.74=1.00$.
# 4. **Use.** The ellipse ends $0.48\cdot 3/5.83=0.25$ across and $0.48\cdot 5/5.83=0.41$ up from
#    the mean.
#
# Had you divided by $3+5$, the two would have been 0.375 and 0.625, which square and add to 0.53.

# %%
# The numbers above, checked
geyser = datasets.faithful().X
pair = best_fit((geyser - geyser.mean(axis=0)) / geyser.std(axis=0), 2, rng=0).mixture
more = plot.axes_of(pair.covariances[pair.weights.argmax()])
assert round(float(np.tan(np.radians(more.tilt))), 2) == round(5 / 3, 2)
assert round(more.long, 2) == 0.48
assert round(float(np.sqrt(34)), 2) == 5.83
assert [round(3 / 5.83, 2), round(5 / 5.83, 2)] == [0.51, 0.86]
assert [round(0.51**2, 2), round(0.86**2, 2), round(0.51**2 + 0.86**2, 2)] == [0.26, 0.74, 1.0]
assert (0.48 * np.array([3, 5]) / np.sqrt(34)).round(2).tolist() == [0.25, 0.41]
assert [round(0.48 * 3 / 5.83, 2), round(0.48 * 5 / 5.83, 2)] == [0.25, 0.41]
assert [3 / 8, 5 / 8, round(0.375**2 + 0.625**2, 2)] == [0.375, 0.625, 0.53]

# %% [markdown]
# ### The same, with gaps
#
# The sixty points of this course have a component of thirty at the left. Its long axis goes three
# squares across for two up. The first line is done; the others are yours.
#
# 1. Square both legs and add: $3^2+2^2=13$.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 2. How long is the arrow (3, 2)? Two decimals.",
    (1, 6),
    answer=round(float(np.hypot(3, 2)), 2),
    why="$\\sqrt{9+4}=\\sqrt{13}=3.61$: longer than either leg, shorter than both together.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. What is the sine of its angle? Two decimals.",
    (0, 1),
    answer=round(float(2 / np.hypot(3, 2)), 2),
    why="The leg that faces the angle, over the length: $2/3.61=0.55$. The cosine is "
    "$3/3.61=0.83$, and $0.55^2+0.83^2=0.99$, 1 but for rounding.",
)
gap_2

# %%
# The numbers above, checked
assert 3**2 + 2**2 == 13
assert round(13**0.5, 2) == 3.61
assert [round(2 / 3.61, 2), round(3 / 3.61, 2), round(0.55**2 + 0.83**2, 2)] == [0.55, 0.83, 0.99]
sixty = datasets.sixty()
left = plot.axes_of(np.cov(sixty.X[sixty.labels == 0].T))
assert np.bincount(sixty.labels)[0] == 30
assert round(float(np.tan(np.radians(left.tilt))), 2) == round(2 / 3, 2)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s59-trigonometric-ratios-review")

# %% [markdown]
# ## Check
#
# The [exercise on sine, cosine and length 1](../../exercises/s59-trigonometric-ratios-review/s59-trigonometric-ratios-review.ipynb)
# has five graded questions: both ratios by hand, a function that scales, a fault that hides at
# length 1, the end of an axis, and the ends of all axes of a mixture.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: you scale a direction of length 1 once more. What happens, and why?

# %% [markdown]
# ## Summary
#
# - The arrow is the hypotenuse: square both legs, add, take the root.
# - Across over length is the cosine, up over length the sine; as a pair they are the direction,
#   scaled to length 1.
# - An ellipse's axis ends at mean plus standard deviation times that pair. The sum of the legs, for
#   a divisor, makes it too short unless one leg is 0.
#
# **Read on** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 2.3, equations
# 2.45 and 2.46: the axes of a Gaussian's ellipse as eigenvectors of length 1. The data: R. A. Fisher,
# *Annals of Eugenics* 7 (1936), 179–188; A. Azzalini and A. W. Bowman, *Applied Statistics* 39
# (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

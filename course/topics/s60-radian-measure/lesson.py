# %% [markdown]
# # Radian Measure
#
# **You will be able to**
#
# - compute an arc from radius and angle;
# - say in which unit np.arctan2, np.cos and np.sin work.
#
# **Needs** Trigonometric Ratios Review. **Leads to** Converting Between Degrees and Radians.
# **Takes** 14 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Spherical, best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s60_unrolled import unrolled

X = datasets.sixty().X
found = best_fit(X, 3, Spherical(), rng=0)
by_weight = np.argsort(-found.mixture.weights)[[0, 2]]  # A is the heaviest, B the lightest
means, radii = found.mixture.means, np.sqrt(found.mixture.covariances[:, 0, 0])
A, B = by_weight

# %% [markdown]
# ## Hook: a string along the contour
#
# Three Gaussians are fitted to sixty points. Each is spherical: it spreads alike in every
# direction, so its contour is a circle, and the radius of the circle is the standard deviation.
#
# You cut a string as long as A's radius. You lay it along A's contour, starting at the right,
# again and again, each piece where the last one ended. Then you do the same on B, with a string of
# B's radius, which is about half as long.


# %%
# The picture: two components, and on each a radius to cut the string by
def strings(pieces, words):
    """The contours of A and B, each with its radius and so many numbered ends of string."""
    fig, ax = plt.subplots(figsize=(8, 4.6))
    plot.points(ax, X, found.responsibilities, size=16)
    for k, name in ((A, "A"), (B, "B")):
        turn, ends = np.arange(0, 6.3, 0.02), np.arange(pieces)
        ax.plot(
            *(means[k] + radii[k] * np.column_stack([np.cos(turn), np.sin(turn)])).T, color="0.2"
        )
        ax.plot(means[k, 0] + [0, radii[k]], [means[k, 1]] * 2, color="black", lw=3)
        box = {"fc": "white", "ec": "none", "pad": 0.8}
        ax.text(*(means[k] - [0.1, 0]), name, weight="bold", ha="right", va="center", bbox=box)
        rays = np.column_stack([np.cos(ends), np.sin(ends)])
        ax.plot(*(means[k] + radii[k] * rays).T, "D", color="black", ms=5)
        for end, place in zip(ends, means[k] + (radii[k] + 0.22) * rays, strict=True):
            ax.text(*place, end, ha="center", va="center", weight="bold", size=9, bbox=box)
    ax.set(xlabel="$x$", ylabel="$y$", xlim=(-0.4, 8.2), ylim=(0.3, 4.8), aspect="equal")
    return show(fig, words)


strings(
    0,
    "Points in three groups; most of the group at the top right is cut off. Around two of them a circle, each "
    f"with a thick line from its mean to the right: A around ({means[A, 0]:.1f}, "
    f"{means[A, 1]:.1f}) with radius {radii[A]:.2f}, and B around ({means[B, 0]:.1f}, "
    f"{means[B, 1]:.1f}) with radius {radii[B]:.2f}.",
)

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "How many strings go once round the contour?",
    {
        "three and a bit, on both": "That many times the contour is as long as it is *wide*. The "
        "string is a radius, which is half the width.",
        "four, on both": "A square around the circle has four sides, each two strings long. The "
        "circle is shorter than these eight, but not by half.",
        "six and a bit, on both": "",
        "more on A than on B": "A is larger, but so is its string. Circles differ only in scale, "
        "and the count has none.",
    },
    answer="six and a bit, on both",
    why="Once round is $2\\pi$ radii, about 6.28, however large the circle. So the place where "
    "string 1 ends is seen from both means in the same direction.",
    reveal=lambda: strings(
        7,
        "The same circles with diamonds where the strings begin and end, numbered 0 to 6 "
        "anticlockwise from the right. On A and on B each number stands in the same direction from "
        "the mean; between 6 and 0 a gap of about a quarter of a string is left.",
    ),
)
first_guess

# %%
# The numbers above, checked
assert len(X) == 60
assert np.isclose(radii[B] / radii[A], 0.5, atol=0.03)
assert round(2 * np.pi, 2) == 6.28
assert round(2 * np.pi - 6, 1) == 0.3
assert 3 < np.pi < 3.2
assert 4 < 2 * np.pi < 8 == 4 * 2
assert X[found.responsibilities.argmax(axis=1) == 3 - A - B, 1].max() > 4.8

# %% [markdown]
# ## Explore: unroll the arc
#
# Now the string may have any length. One spherical component has three contours, at one, two and
# three standard deviations. Two rays open by $t$ and cut an arc out of each. Unroll the arcs: every
# contour has a ruler on which one mark is one of *its own* radii.

# %%
# The explorer, with four things to try
unrolled(
    presets=[
        explore.Preset(
            "1 · One radius",
            {"t": 1, "laid": 1, "unit": "radians"},
            "The outer arc is three times as long as the inner one. Yet each reaches mark 1 of its "
            "ruler: at t = 1 an arc is as long as the radius.",
        ),
        explore.Preset(
            "2 · Half a turn",
            {"t": 3.1, "laid": 1, "unit": "radians"},
            "The rays nearly make a straight line, and all arcs reach 3.10. At a half-turn they "
            "would reach π, which is 3.14.",
        ),
        explore.Preset(
            "3 · All the way round",
            {"t": 6.28, "laid": 0, "unit": "radians"},
            "The arcs are whole circles. Press Play: the contours empty while the rulers fill, up to "
            "the thick end at 6.28, on all three at once.",
        ),
        explore.Preset(
            "4 · The wrong unit",
            {"t": 2.5, "laid": 1, "unit": "degrees"},
            "2.5 read as degrees: the rays all but coincide, and the arcs reach 0.04. Now choose "
            "radians: the same number opens the rays wide, and the arcs reach 2.50.",
        ),
    ]
)

# %% [markdown]
# **What to try.** Press the buttons in order. Then unroll everything and move $t$ slowly: on which
# ruler does the arc grow fastest, and on which does it reach a mark first?

# %%
# The numbers above, checked
assert 1.5 / 0.5 == 3
assert round(np.pi, 2) == 3.14
assert round(np.radians(2.5), 2) == 0.04
assert np.isclose(np.sin(3.1), 0, atol=0.05)

# %% [markdown]
# ## Explain: arc over radius
#
# Larger circle, longer arc; but the arc and the radius grow by the same factor, so their ratio
# stays. This ratio is the angle **in radians**:
#
# $$t=\frac{\text{arc}}{\text{radius}},\qquad\text{so}\qquad \text{arc}=r\,t.$$
#
# On a circle of radius 1, the angle *is* the length of its arc. A half-turn is $\pi$, about 3.14,
# and a full turn is $2\pi$.
#
# **Why not degrees?** Someone chose to cut the turn into 360 parts, and a formula with degrees must
# undo that choice with a factor, $\pi/180$. Radians are counted in radii, so $r\,t$ needs no factor.
#
# Sine and cosine are ratios of legs, and the triangle does not change with your unit. But a program
# is handed a bare number, and must take it in some unit. NumPy's unit is the radian, both ways:
# `np.cos` and `np.sin` *take* radians, and `np.arctan2(up, across)` *returns* them.

# %%
print("straight to the left, arctan2 says", np.arctan2(0, -1).round(4))
print("cosine of that:", np.cos(np.pi), "  cosine of the number 180:", np.cos(180).round(3))

# %% [markdown]
# No warning comes with the last number: 180 radians are an angle too, more than 28 turns.
#
# From `arctan2` you get numbers between $-\pi$ and $\pi$. Above the mean they are positive, below it
# negative: you walk clockwise. The walk along the contour of radius $r$, from the right to the
# direction of a point, is one line:
#
# `arc = r * np.arctan2(up, across)`
#
# The contour must be a circle. On a stretched ellipse there is no single radius, and $r\,t$ does not
# measure the way.

# %%
# The numbers above, checked
assert np.isclose(np.arctan2(0, -1), np.pi)
assert np.isclose(np.cos(np.pi), -1)
assert round(np.cos(180), 3) == -0.598
assert int(180 // (2 * np.pi)) == 28
assert np.isclose(np.radians(360), 2 * np.pi)
assert np.isclose(np.pi / 180, np.radians(1))
assert np.arctan2(-1, 1) < 0 < np.arctan2(1, 1)

# %% [markdown]
# ## Worked example: a flower on the contour
#
# Fit three spherical Gaussians to the petals of 150 irises, length across and width up. The middle
# one has a standard deviation of 0.36 cm. One of its flowers lies on the contour of two standard
# deviations, and `np.arctan2` gives its direction from the mean as 0.70. How far is it along the
# contour, from the point at the right?
#
# 1. **Radius.** $2\cdot 0.36=0.72$ cm.
# 2. **Unit.** The angle comes from NumPy, so it is in radians: 0.70 of a radius.
# 3. **Arc.** $0.72\cdot 0.70=0.50$ cm.
#
# Does it fit the picture? The angle is a bit less than 1, so the arc is a bit shorter than the
# radius. Read as degrees, it would be 0.01 cm: as good as nothing.

# %%
# The numbers above, checked
petals = datasets.iris().X[:, 2:]
trio = best_fit(petals, 3, Spherical(), rng=0).mixture
spreads = np.sqrt(trio.covariances[:, 0, 0])
small, middle, _ = np.argsort(trio.means[:, 0])


def seen(flower, k):
    """Distance in standard deviations, and direction, of a flower from a mean."""
    across, up = np.array(flower) - trio.means[k]
    return np.hypot(across, up) / spreads[k], np.arctan2(up, across)


assert len(petals) == 150
assert [4.8, 1.8] in petals.tolist()
assert np.allclose(seen([4.8, 1.8], middle), [2, 0.70], atol=0.015)
assert round(spreads[middle], 2) == 0.36
assert round(2 * 0.36, 2) == 0.72
assert round(0.72 * 0.70, 2) == 0.50
assert round(0.72 * np.radians(0.70), 2) == 0.01

# %% [markdown]
# ### The same, with gaps
#
# The component with the smallest petals has a standard deviation of 0.14 cm. One of its flowers
# lies two of them from the mean as well, in the direction 0.57. The first line is done; the others
# are yours.
#
# 1. Radius: $2\cdot 0.14=0.28$ cm.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Steps 2 and 3. How long is the **arc** from the right to this flower, in cm? Two decimals.",
    (0, 1),
    answer=round(0.28 * 0.57, 2),
    why="The angle is in radians already: $0.28\\cdot 0.57=0.16$ cm, a bit more than half the "
    "radius.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Now backwards. You walk 0.42 cm along this contour, anticlockwise from the right. In which "
    "**direction** do you stand, as `np.arctan2` would say it?",
    (0, 4),
    answer=round(0.42 / 0.28, 2),
    why="Arc over radius: $0.42/0.28=1.5$ radii of way, so $t=1.5$. A quarter-turn would be half "
    "of $\\pi$, about 1.57: you stand nearly straight above the mean.",
)
gap_2

# %%
# The numbers above, checked
assert [1.7, 0.4] in petals.tolist()
assert np.allclose(seen([1.7, 0.4], small), [2, 0.57], atol=0.015)
assert round(spreads[small], 2) == 0.14
assert round(2 * 0.14, 2) == 0.28
assert round(0.28 * 0.57, 2) == 0.16
assert 0.5 < 0.16 / 0.28 < 0.6
assert round(0.42 / 0.28, 9) == 1.5
assert round(np.pi / 2, 2) == 1.57

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s60-radian-measure")

# %% [markdown]
# ## Check
#
# The [exercise on radians](../../exercises/s60-radian-measure/s60-radian-measure.ipynb) has five
# graded questions: an arc by hand, a function for arcs, a contour that closes too early, three
# angles as NumPy says them, and walks to every point of a cloud.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: why would someone on a planet where a turn has 400 degrees still
# measure the same angle in radians?

# %% [markdown]
# ## Summary
#
# - An angle in radians is arc over radius: how many radii of way, on a circle of any size.
# - So the arc is radius times angle, with no factor; a full turn is $2\pi$, about 6.28.
# - `np.arctan2` returns radians; `np.cos` and `np.sin` take them, and never complain about degrees.
#
# **Read on** The NumPy manual, pages on `numpy.arctan2` and `numpy.cos`: each names its unit. The
# data on irises: R. A. Fisher, *Annals of Eugenics* 7 (1936), 179–188.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

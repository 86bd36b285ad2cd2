# %% [markdown]
# # The Unit Circle
#
# **You will be able to**
#
# - give the coordinates of a point on the unit circle;
# - draw an ellipse as an image of the circle.
#
# **Needs** degrees and radians, sine and cosine. **Leads to** Graphing Sine and Cosine, 2x2
# matrices, the multivariate normal distribution. **Takes** 16 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Diagonal, Mixture, best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s62_one_circle import one_circle

X = datasets.sixty().X
found = best_fit(X, 3, rng=0).mixture
in_order = np.argsort(found.weights)[[2, 1, 0]]  # A is the heaviest
mixture = Mixture(*(part[in_order] for part in (found.weights, found.means, found.covariances)))

# %% [markdown]
# ## Hook: where does the point go?
#
# Three Gaussians describe sixty points. Each is drawn as the ellipse of one standard deviation.
# None of the three was drawn with a tool for ellipses: all are the circle of radius 1, moved,
# stretched and turned.
#
# Take component A. Its standard deviation is 1.2 along its long axis and 0.6 along its short one.
# Before it is turned, it is the circle made 1.2 times as wide and 0.6 times as high.

# %%
# The picture: the circle with a point at 45 degrees, and three ellipses
fig, axes = plt.subplots(1, 2, figsize=(8, 3.4), layout="constrained")
turn = np.radians(np.arange(0, 361, 3))
circle = np.column_stack([np.cos(turn), np.sin(turn)])
tip = circle[15]
axes[0].plot(*circle.T, color="0.25")
axes[0].plot([0, tip[0]], [0, tip[1]], "o-", color=plot.PALETTE[0])
axes[0].text(0.28, 0.1, "45°")
plot.points(axes[1], X, mixture.responsibilities(X))
for name, mean, sigma in zip("ABC", mixture.means, mixture.covariances, strict=True):
    axes[1].plot(*(mean + circle @ np.linalg.cholesky(sigma).T).T, color="0.25")
    axes[1].text(*mean, name, weight="bold", ha="center", va="center")
for ax in axes:
    ax.set_aspect("equal")
show(
    fig,
    "On the left a circle of radius 1 with a point at 45 degrees. On the right sixty points in "
    f"three groups, each with its ellipse: A around ({mixture.means[0, 0]:.1f}, "
    f"{mixture.means[0, 1]:.1f}) rises to the right, B around ({mixture.means[1, 0]:.1f}, "
    f"{mixture.means[1, 1]:.1f}) falls, and C around ({mixture.means[2, 0]:.1f}, "
    f"{mixture.means[2, 1]:.1f}) is small and nearly round.",
)

# %%
# The numbers above, checked
shapes = [plot.axes_of(sigma) for sigma in mixture.covariances]
A = shapes[0]
assert len(X) == 60
assert np.allclose(tip, np.sqrt(0.5))
assert [round(A.long, 1), round(A.short, 1)] == [1.2, 0.6]
assert shapes[0].tilt > 0 > shapes[1].tilt
assert shapes[2].long < min(shapes[0].long, shapes[1].long)
assert shapes[2].short / shapes[2].long > 0.8


# %%
# A prediction: commit to yours below before you look inside this cell
def seen_at(t):
    """The direction from the centre, in degrees, in which A's flat ellipse shows the point t."""
    return float(np.degrees(np.arctan2(A.short * np.sin(t), A.long * np.cos(t))))


first_guess = predict(
    "The circle's point at 45° is carried along. Seen from the centre of the flat ellipse, in which "
    "direction is it now?",
    {
        "45°, as before": "Both legs of the point were equally long. Are they still, after one is "
        "stretched and the other squeezed?",
        "26°": "",
        "64°": "That would be steeper. But the leg across has grown, and the leg up has shrunk.",
        "it depends on the mean": "The mean moves the ellipse and its point together. Seen from "
        "the centre, nothing turns.",
    },
    answer="26°",
    why="Across it has gone $1.23 \\cdot 0.71$, up only $0.60 \\cdot 0.71$. The angle that counts "
    "the way round is that of the point on the *circle*, and no protractor on the ellipse shows it.",
)
first_guess

# %%
# The numbers above, checked
assert round(seen_at(np.pi / 4)) == 26
assert 90 - round(seen_at(np.pi / 4)) == 64
assert [round(A.long, 2), round(A.short, 2), round(tip[0], 2)] == [1.23, 0.60, 0.71]

# %% [markdown]
# ## Explore: one circle, three ellipses
#
# On the left a point runs round the unit circle: the solid leg says how far across it is, the
# dashed leg how far up. On the right are three copies of the circle, point and legs included. The
# second control makes the moves: to the mean, stretched, turned.

# %%
# The explorer, with four things to try
one_circle(
    mixture,
    X,
    presets=[
        explore.Preset(
            "1 · From the circle",
            {"t": 45, "moves": 0},
            "All three copies lie on the circle. Now pull the moves slowly from 0 to 3: each copy "
            "goes to its mean, is stretched, and turns until it fits its points.",
        ),
        explore.Preset(
            "2 · Only stretched",
            {"t": 45, "moves": 2},
            "On the circle both legs are 0.71. In A the solid leg is 0.87 and the dashed one 0.43 "
            "long: seen from the centre, the point lies at 26°, no longer at 45°.",
        ),
        explore.Preset(
            "3 · Ends of the axes",
            {"t": 0, "moves": 3},
            "At 0° each copy's point is the end of its long axis: the dashed leg has no length. Go "
            "on to 90°: now it is the end of the short axis, and the solid leg has none.",
        ),
        explore.Preset(
            "4 · The other side",
            {"t": 210, "moves": 3},
            "At 210° cosine and sine are both negative, −0.87 and −0.50. In every copy both legs "
            "point the opposite way: this is the far side of the centre from 30°.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order; each says what you should see. Then run the
# angle from 0° to 360° with all moves made. Each dot goes round its own ellipse once, and stays on
# it.

# %%
# The numbers above, checked
t = np.radians(45)
assert [round(np.cos(t), 2), round(np.sin(t), 2)] == [0.71, 0.71]
assert [round(A.long * np.cos(t), 2), round(A.short * np.sin(t), 2)] == [0.87, 0.43]
assert [round(f(np.radians(210)), 2) for f in (np.cos, np.sin)] == [-0.87, -0.50]
assert np.isclose(np.cos(np.radians(90)), 0)
assert np.allclose(
    [np.cos(np.radians(210)), np.sin(np.radians(210))],
    [-np.cos(np.radians(30)), -np.sin(np.radians(30))],
)

# %% [markdown]
# ## Explain: coordinates, then moves
#
# The **unit circle** has radius 1 and its centre at the origin. A point starts at $(1, 0)$ and runs
# anticlockwise. After the angle $t$ it stands at $(\cos t, \sin t)$: its arm of length 1 is the
# hypotenuse of a right triangle, so the leg across is the cosine, the leg up the sine.
#
# Past 90° the triangle leans to the other side, and the leg across counts as negative: at 120° the
# point is $(-0.50, 0.87)$. Below the middle the sine is negative.
#
# An ellipse is drawn by the same walk in another place. Start at the mean $\mu$. Go
# $\sigma_1 \cos t$ along the long axis, then $\sigma_2 \sin t$ along the short one:
#
# $$x(t) = \mu + \sigma_1 \cos t\; u + \sigma_2 \sin t\; v$$
#
# The axes' directions $u$ and $v$ have length 1, so they are points of the unit circle themselves.
# An axis tilted by $\alpha$ has $u = (\cos\alpha, \sin\alpha)$; the other one is a quarter-turn on,
# $v = (-\sin\alpha, \cos\alpha)$.
#
# **Why are all its points equally dense?** A Gaussian's density depends on one thing, the squared
# distance from the mean, counted along each axis in that axis's standard deviations. On this walk
# the counts are $\cos t$ and $\sin t$, and by Pythagoras $\cos^2 t + \sin^2 t = 1$, whatever $t$
# is. For the contour of two standard deviations, double both walks.
#
# In code, a whole contour of A is one line; `np.cos` takes radians:

# %%
mean, alpha = mixture.means[0], np.radians(A.tilt)
u, v = np.array([np.cos(alpha), np.sin(alpha)]), np.array([-np.sin(alpha), np.cos(alpha)])
t = np.radians(np.arange(0, 360, 30))[:, None]

contour = mean + A.long * np.cos(t) * u + A.short * np.sin(t) * v

alone = Mixture(np.ones(1), mixture.means[:1], mixture.covariances[:1])
print("density at twelve points of it:", np.exp(alone.log_density(contour)).round(4))

# %%
# The numbers above, checked
density = np.exp(alone.log_density(contour))
assert len(contour) == 12
assert np.allclose(density, density[0])
assert [round(f(np.radians(120)), 2) for f in (np.cos, np.sin)] == [-0.50, 0.87]
assert np.isclose(np.linalg.norm(u), 1)
assert np.isclose(u @ v, 0)

# %% [markdown]
# ## Worked example: one point of a contour, by hand
#
# Long eruptions of Old Faithful last 4.3 minutes on average, and the wait after them 80. Fitted
# without tilt, their standard deviations are 0.4 and 6 minutes. The axes lie along the coordinates,
# so the walk is across by length, then up by wait. Which point belongs to $t = 120°$?
#
# 1. **On the circle.** $\cos 120° = -0.5$ and $\sin 120° = 0.866$.
# 2. **Stretch.** Across $0.4\cdot(-0.5) = -0.2$ minutes, up $6\cdot 0.866 = 5.2$ minutes.
# 3. **Move.** Length $4.3 - 0.2 = 4.1$ minutes, wait $80 + 5.2 = 85.2$ minutes.
#
# Check that it is on the contour: it is half a standard deviation short of the mean length and
# 0.866 above the mean wait, and $0.5^2 + 0.866^2 = 1$.

# %%
# The numbers above, checked
untilted = best_fit(datasets.faithful().X, 2, Diagonal(), rng=0).mixture
kind = untilted.means[:, 1].argmax()
assert np.allclose(untilted.means[kind], [4.3, 80], atol=0.02)
assert np.allclose(np.sqrt(np.diag(untilted.covariances[kind])), [0.4, 6], atol=0.02)
assert np.isclose(np.cos(np.radians(120)), -0.5)
assert round(np.sin(np.radians(120)), 3) == 0.866
assert np.isclose(0.4 * -0.5, -0.2)
assert round(6 * 0.866, 1) == 5.2
assert np.allclose([4.3 - 0.2, 80 + 5.2], [4.1, 85.2])
assert round(0.5**2 + 0.866**2, 3) == 1

# %% [markdown]
# ### The same, with gaps
#
# Now $t = 210°$, on the same contour. The first line is done; the others are yours.
#
# 1. On the circle: $\cos 210° = -0.866$ and $\sin 210° = -0.5$.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Steps 2 and 3 for the first coordinate. Which **length** belongs to 210°, in minutes? Two "
    "decimals.",
    (3, 6),
    answer=round(4.3 + 0.4 * float(np.cos(np.radians(210))), 2),
    why="$0.4\\cdot(-0.866) = -0.35$, and $4.3 - 0.35 = 3.95$ minutes.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "And for the second. Which **wait** belongs to it, in minutes?",
    (60, 100),
    answer=round(80 + 6 * float(np.sin(np.radians(210))), 1),
    why="$6\\cdot(-0.5) = -3$, and $80 - 3 = 77$ minutes. Both coordinates are below their means, "
    "because between 180° and 270° cosine and sine are both negative.",
)
gap_2

# %%
# The numbers above, checked
assert [round(f(np.radians(210)), 3) for f in (np.cos, np.sin)] == [-0.866, -0.5]
assert round(0.4 * -0.866, 2) == -0.35
assert round(4.3 - 0.35, 2) == round(4.3 + 0.4 * np.cos(np.radians(210)), 2) == 3.95
assert round(80 + 6 * np.sin(np.radians(210)), 6) == 77

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s62-the-unit-circle")

# %% [markdown]
# ## Check
#
# The [exercise on the unit circle](../../exercises/s62-the-unit-circle/s62-the-unit-circle.ipynb)
# has five graded questions: a point by hand, a contour without tilt, a turn that went wrong, a
# direction, and the ellipse of any covariance.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: if both standard deviations of a component are equal, what does its
# contour look like, and in which direction do you then see the point of $t = 45°$?

# %% [markdown]
# ## Summary
#
# - The point of the unit circle at angle $t$ is $(\cos t, \sin t)$: cosine across, sine up.
# - A contour is that circle, stretched by the standard deviations, turned to the axes and moved to
#   the mean; its points are equally dense because $\cos^2 t + \sin^2 t = 1$.
# - The angle $t$ belongs to the circle. On the ellipse the point is seen in another direction.
#
# **Read on** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 2.3,
# equations 2.48 to 2.51 and figure 2.7. The data on eruptions: A. Azzalini and A. W. Bowman,
# *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

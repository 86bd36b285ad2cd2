# %% [markdown]
# # Graphing Sine and Cosine
#
# **You will be able to**
#
# - read midline, amplitude and period from a wave;
# - give the amplitude of a variance along a turning direction.
#
# **Needs** The Unit Circle. **Leads to** Graphing Tangent and Reciprocal Trigonometric Functions,
# Derivatives of Trigonometric Functions. **Takes** 15 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s63_turning_shadow import turning_shadow

sepals = 10 * datasets.iris().X[:, :2]  # length and width, in millimetres
fit = best_fit(sepals, 2, rng=0)
small = fit.mixture.weights.argmin()
mean, sigma = fit.mixture.means[small], fit.mixture.covariances[small]
axes = plot.axes_of(sigma)


def along(sigma, degrees):
    """The variance that is seen along directions, given in degrees."""
    u = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
    return np.einsum("i...,ij,j...->...", u, sigma, u)


# %% [markdown]
# ## Hook: how often is it largest?
#
# A mixture of two Gaussians is fitted to the sepals of 150 irises, in millimetres. Its smaller
# component has a narrow ellipse, tilted by 45°.
#
# How much this component spreads depends on where you look. Along 0°, across the picture, its
# variance is 12.0 mm². Along 45° it is 20.7 mm². Now let the direction turn once round, from 0° to
# 360°.

# %%
# The picture: irises, and two directions through the mean of the smaller component
fig, ax = plt.subplots(figsize=(6, 4), layout="constrained")
plot.points(ax, sepals, fit.responsibilities, size=18)
plot.ellipses(ax, fit.mixture, (1.0,), numbers=False)
for degrees, style in ((0, "--"), (45, "-")):
    way = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
    ax.plot(*np.array([mean - 8 * way, mean + 8 * way]).T, style, color="black", lw=2, zorder=5)
    ax.text(*(mean + 9.4 * way), f"{degrees}°", weight="bold", ha="center", va="center", zorder=6)
ax.set(xlabel="sepal length (mm)", ylabel="sepal width (mm)", aspect="equal")
show(
    fig,
    f"{len(sepals)} flowers in two groups, each with its ellipse. The group at the upper left, "
    f"around ({mean[0]:.0f}, {mean[1]:.0f}), has a narrow ellipse that rises to the right. Two lines "
    "run through its mean: a dashed one along 0° and a solid one along 45°, its long axis.",
)


# %%
# A prediction: commit to yours below before you look inside this cell
def drawn():
    """The variance against the direction."""
    turn = np.arange(0, 361)
    fig, ax = plt.subplots(figsize=(6, 3), layout="constrained")
    ax.plot(turn, along(sigma, turn), color="black", lw=2)
    tops = np.array([axes.tilt, axes.tilt + 180])
    ax.plot(tops, along(sigma, tops), "^", ms=10, color=plot.PALETTE[1])
    ax.set(xlabel="direction (°)", ylabel="variance (mm²)", xticks=range(0, 361, 45), ylim=(0, 24))
    return show(
        fig,
        f"A wave between {along(sigma, turn).min():.1f} and {along(sigma, turn).max():.1f} mm². "
        f"Triangles mark its two tops, at {tops[0]:.0f}° and {tops[1]:.0f}°.",
    )


first_guess = predict(
    "How often, on this one turn, is the variance largest?",
    {
        "once": "An ellipse looks the same from behind. What do you see 180° after a top?",
        "twice": "",
        "four times": "There are four ends of axes. But two of them belong to the short axis, where "
        "the variance is smallest.",
        "never: it stays the same": "It does for a round component. This one gives 12.0 and 20.7.",
    },
    answer="twice",
    why="It is largest along the long axis, at 45°, and again looking back along it, at 225°. In "
    "between it falls to 3.1 mm², along the short axis.",
    reveal=drawn,
)
first_guess

# %%
# The numbers above, checked
assert len(sepals) == 150
assert round(axes.tilt) == 45
assert along(sigma, np.array([0, 45])).round(1).tolist() == [12.0, 20.7]
assert 45 + 180 == 225
assert round(float(along(sigma, axes.tilt + 90)), 1) == 3.1
assert np.isclose(along(sigma, axes.tilt), along(sigma, axes.tilt + 180))

# %% [markdown]
# ## Explore: a wall goes round
#
# Each point casts its shadow straight onto a wall that runs in direction $t$. At the right the
# variance of the shadows is drawn for every direction. Axis 1 keeps the variance 4. You turn the
# wall, choose the variance along axis 2, and tilt both axes.

# %%
# The explorer, with five things to try
sixty = datasets.sixty()
turning_shadow(
    sixty.X[sixty.labels == 0],
    presets=[
        explore.Preset(
            "1 · From top to bottom",
            {"t": 30, "second": 1, "tilt": 30},
            "The wall runs along axis 1: variance 4, the top of the wave. Turn on to 120°. The "
            "shadows draw together, and you are at the bottom, 1.",
        ),
        explore.Preset(
            "2 · Half a turn",
            {"t": 210, "second": 1, "tilt": 30},
            "The wall has gone from 30° to 210°, to the other side of the points. The shadows have "
            "the variance 4 again: the wave repeats after 180°.",
        ),
        explore.Preset(
            "3 · Tilted",
            {"t": 75, "second": 1, "tilt": 75},
            "Axis 1 is tilted by 75°, and the first top stands at 75°. Move the tilt: the wave "
            "slides sideways, and midline 2.5 and amplitude 1.5 stay.",
        ),
        explore.Preset(
            "4 · Rounder",
            {"t": 30, "second": 3, "tilt": 30},
            "Midline 3.5, amplitude 0.5. Raise the variance along axis 2 to 4: the ellipse is a "
            "circle, and the wave is flat.",
        ),
        explore.Preset(
            "5 · Top and bottom swap",
            {"t": 30, "second": 6, "tilt": 30},
            "Now axis 2 is the longer one. At 30°, where the top was, is the bottom, 4. The "
            "amplitude is 1, and not −1: it has no sign.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the buttons in order. Then set the variance along axis 2 to 0: the bottom of
# the wave touches zero, and no setting brings it below.


# %%
# The numbers above, checked
def wave(first, second):
    """Midline and amplitude."""
    return [(first + second) / 2, abs(first - second) / 2]


assert wave(4, 1) == [2.5, 1.5]
assert wave(4, 3) == [3.5, 0.5]
assert wave(4, 4) == [4, 0]
assert wave(4, 6) == [5, 1]
assert wave(4, 0)[0] - wave(4, 0)[1] == 0
assert [30 + 90, 30 + 180] == [120, 210]
a = np.radians(75)
turned = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
assert np.allclose(along(turned @ np.diag([4, 1]) @ turned.T, np.array([75, 165])), [4, 1])

# %% [markdown]
# ## Explain: three numbers say a wave
#
# A point runs round the unit circle. Draw its height against the angle, and you have the graph of
# the **sine**: up to 1 at 90°, down to −1 at 270°, back at 360°. How far across it stands draws the
# **cosine**: the same wave, a quarter-turn earlier.
#
# Any such wave is said by three numbers.
#
# - The **midline** $m$ is halfway between bottom and top.
# - The **amplitude** $a$ is the way from the midline to the top: *half* the way from bottom to top.
# - The **period** is the way from one top to the next.
#
# Sine and cosine have midline 0, amplitude 1, period 360°. Now take a component with variance
# $\sigma_1^2$ along its long axis, $\sigma_2^2$ along its short one, and tilt $\alpha$. Along
# the direction $t$ its variance is
#
# $$v(t)=m+a\cos 2(t-\alpha),\qquad m=\frac{\sigma_1^2+\sigma_2^2}{2},\quad
# a=\frac{\sigma_1^2-\sigma_2^2}{2}.$$
#
# **Why twice the angle?** Count $t$ from the long axis. A step along that axis is shortened to
# $\cos t$ in its shadow, a step along the other to $\sin t$. A variance takes the factor squared,
# and the two parts add, because steps along the two axes are uncorrelated:
#
# $$v=\sigma_1^2\cos^2 t+\sigma_2^2\sin^2 t.$$
#
# A square has no sign, so $\cos^2 t$ swings between 0 and 1, twice in a turn: it is
# $\frac12+\frac12\cos 2t$. And $\sin^2 t$ is the rest of 1, $\frac12-\frac12\cos 2t$. Multiply by
# the variances and add.
#
# In code, the variance along a direction $u=(\cos t, \sin t)$ is $u^T\Sigma u$, one line:

# %%
t = np.radians(60)
u = np.array([np.cos(t), np.sin(t)])

seen = u @ sigma @ u

m, a = (axes.long**2 + axes.short**2) / 2, (axes.long**2 - axes.short**2) / 2
print(
    f"{seen:.3f} by the matrix, {m + a * np.cos(2 * (t - np.radians(axes.tilt))):.3f} by the wave"
)

# %%
# The numbers above, checked
turn = np.radians(np.arange(0, 361))
assert np.allclose(np.sin(np.radians([90, 270, 360])), [1, -1, 0])
assert np.allclose(np.cos(turn), np.sin(turn + np.pi / 2))
assert np.allclose(np.cos(turn) ** 2, 1 / 2 + np.cos(2 * turn) / 2)
assert np.allclose(np.sin(turn) ** 2, 1 / 2 - np.cos(2 * turn) / 2)
assert np.isclose(seen, m + a * np.cos(2 * (t - np.radians(axes.tilt))))

# %% [markdown]
# ## Worked example: the irises' wave
#
# The wave of the hook swings between 3.1 and 20.7 mm², and it is highest at 45°.
#
# 1. **Midline.** $(20.7+3.1)/2=11.9$.
# 2. **Amplitude.** $(20.7-3.1)/2=8.8$. The whole way from bottom to top, 17.6, would be too much:
#    from the midline, the wave would fall to $-5.7$, and no variance is negative.
# 3. **Period.** The tops are at 45° and 225°: 180°.
# 4. **Use.** The direction 75° is 30° from the long axis. Its variance is
#    $11.9+8.8\cdot\cos 60°=11.9+4.4=16.3$ mm². (The matrix says 16.2, because the tilt is 44.7°.)

# %%
# The numbers above, checked
assert [round(n, 1) for n in (axes.short**2, axes.long**2)] == [3.1, 20.7]
assert [round(n, 1) for n in (m, a)] == [11.9, 8.8]
assert np.allclose([(20.7 + 3.1) / 2, (20.7 - 3.1) / 2, 20.7 - 3.1], [11.9, 8.8, 17.6])
assert np.isclose(11.9 - 17.6, -5.7)
assert [75 - 45, 2 * 30, 225 - 45] == [30, 60, 180]
assert np.isclose(8.8 * np.cos(np.radians(60)), 4.4)
assert [round(float(n), 1) for n in (11.9 + 4.4, along(sigma, 75), axes.tilt)] == [16.3, 16.2, 44.7]

# %% [markdown]
# ### The same, with gaps
#
# Among the sixty points of this course, one of the three components has variance 1.3 along its long
# axis and 0.4 along its short one. The first line is done; the others are yours.
#
# 1. Midline: $(1.3+0.4)/2=0.85$.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 2. What is the **amplitude** of its wave? Two decimals.",
    (0, 2),
    answer=round((1.3 - 0.4) / 2, 2),
    why="$(1.3-0.4)/2=0.45$. From the midline it is 0.45 up to 1.3, and 0.45 down to 0.4.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 4. Which variance is seen 60° from its long axis? Three decimals.",
    (0, 2),
    answer=round(0.85 + 0.45 * float(np.cos(np.radians(120))), 3),
    why="Twice 60° is 120°, and $\\cos 120°=-0.5$: $0.85-0.225=0.625$. Beyond 45° from the long "
    "axis, the wave is below its midline.",
)
gap_2

# %%
# The numbers above, checked
falls = min(best_fit(sixty.X, 3, rng=0).mixture.covariances, key=lambda s: s[0, 1])
assert [round(n**2, 1) for n in plot.axes_of(falls)[:2]] == [1.3, 0.4]
assert len(sixty.X) == 60
assert len(set(sixty.labels)) == 3
assert np.allclose([(1.3 + 0.4) / 2, (1.3 - 0.4) / 2], [0.85, 0.45])
assert np.isclose(np.cos(np.radians(2 * 60)), -0.5)
assert np.isclose(np.cos(np.radians(2 * 45)), 0)
assert np.allclose([0.45 * 0.5, 0.85 - 0.225], [0.225, 0.625])
assert 2 * 60 == 120

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s63-graphing-sine-and-cosine")

# %% [markdown]
# ## Check
#
# The [exercise on waves](../../exercises/s63-graphing-sine-and-cosine/s63-graphing-sine-and-cosine.ipynb)
# has five graded questions: a wave to read, the variance along any direction, a wave that repeats
# too late, standard deviations from a wave, and the wave of a cloud of points.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: two components have waves with the same midline, and one of them
# has twice the amplitude. How do their ellipses differ?

# %% [markdown]
# ## Summary
#
# - Midline: halfway between bottom and top. Amplitude: half the way from bottom to top. Period: from
#   one top to the next.
# - The variance along a turning direction is a cosine wave between the variances of the two axes;
#   its amplitude is half their difference.
# - It repeats after half a turn, because opposite directions see the same spread.
#
# **Read on** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 12.1.1,
# equation 12.2: the variance of points projected on a direction. The data: R. A. Fisher, *Annals of
# Eugenics* 7 (1936), 179–188.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.

# %% [markdown]
# # Exercise · Graphing Sine and Cosine
#
# You read a wave, compute the variance of a component along any direction, and end with the wave of
# a whole cloud of points.  Five questions are graded by machine (13 points) and one sentence by your
# teacher (3 points).  Allow 25 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import datasets, plot
from gmmlab.learn import show

# %% [markdown]
# ## 1. Read a wave
#
# The variance of a component, against the direction in which it is seen:

# %%
turn = np.arange(0, 361)
fig, ax = plt.subplots(figsize=(6, 3), layout="constrained")
away = np.radians(turn - 30)
ax.plot(turn, 13 * np.cos(away) ** 2 + 3 * np.sin(away) ** 2, color="0.15", lw=2)
ax.set(xlabel="direction (°)", ylabel="variance", xticks=range(0, 361, 30), yticks=range(0, 16))
ax.grid(alpha=0.4)
show(
    fig,
    "A wave of variance against direction. Its highest value is 13, at 30° and 210°; its lowest is "
    "3, at 120° and 300°.",
)

# %% [markdown]
# *Worked example.*  Another wave swings between 2 and 10, with tops at 0°, 180° and 360°.  Its
# midline, its amplitude and its period are:

# %%
print([(2 + 10) / 2, (10 - 2) / 2, 180 - 0])

# %% [markdown]
# **What are midline, amplitude and period of the wave in the picture?**  Set `wave` to the three
# numbers, in this order; the period in degrees.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
wave = [(13 + 3) / 2, (13 - 3) / 2, 210 - 30]
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    three = np.array(wave, float).ravel()
    assert three.shape == (3,), (
        f"Three numbers are asked for: midline, amplitude, period; yours are {three.size}."
    )
    middle, swing, period = three
    assert middle - swing > -0.05, (
        f"With midline {middle:g} and amplitude {swing:g} the wave would fall to "
        f"{middle - swing:g}. An amplitude is measured from the midline, to one side only."
    )
    assert period < 359, (
        f"You say that the wave repeats after {period:g}°. How far is it from one top to the next?"
    )
    ### BEGIN HIDDEN TESTS
    assert abs(middle + swing - 13) < 0.05, (
        f"Midline plus amplitude must be the top of the wave; yours make {middle + swing:g}."
    )
    assert abs(middle - swing - 3) < 0.05, (
        f"Midline less amplitude must be the bottom of the wave; yours make {middle - swing:g}."
    )
    assert abs(period / 2 - (120 - 30)) < 0.5, (
        f"From top to bottom is half a period; yours would be {period / 2:g}°."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: the wave stays above zero, and repeats."


print(check_by_hand())

# %% [markdown]
# ## 2. The variance along any direction
#
# A component without tilt has variance `first` along 0° and variance `second` along 90°.
#
# Write `seen(first, second, degrees)`: for n directions in degrees it returns the n variances that
# are seen along them.  (3 points)


# %% solution="seen"
def seen(first, second, degrees):
    """Variances (n,) of an untilted component along n directions."""
    ### BEGIN SOLUTION
    middle, swing = (first + second) / 2, (first - second) / 2
    return middle + swing * np.cos(2 * np.radians(degrees))
    ### END SOLUTION


# %% check="seen" points=3 meets=2
def check_seen():
    def ask(first, second, degrees):
        return np.array(seen(first, second, np.array(degrees, float)), float).ravel()

    v = ask(9, 1, [0, 90, 180, 270])
    assert v.shape == (4,), f"4 directions have 4 variances; your function returns {v.size}."
    assert np.all(v > -0.01), (
        f"With variances 9 and 1 along the axes you find {v.min():.2f}. No variance is negative: "
        "how far does the wave swing from its midline?"
    )
    assert abs(v[0] - v[2]) < 0.01, (
        f"0° and 180° are opposite directions of one line; yours see {v[0]:.2f} and {v[2]:.2f}. "
        "After which turn does this wave repeat, and does np.cos take degrees?"
    )
    assert not np.allclose(v[:2], [3, 1], atol=0.01), (
        "Along 0° the variance is 9, and you find 3. The standard deviation is its root, and the "
        "question asks for the variance."
    )
    assert np.allclose(v, [9, 1, 9, 1], atol=0.01), (
        f"Along 0° and 90° the variances are 9 and 1, as given; yours are {v[:2].round(2)}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        (first, second), degrees = rng.uniform(0.5, 9, 2), rng.uniform(-360, 720, 7)
        u = np.exp(1j * np.pi * degrees / 180)
        assert np.allclose(
            ask(first, second, degrees), first * u.real**2 + second * u.imag**2, atol=1e-3
        ), f"At 7 other directions, with other variances (seed {seed}), yours differ."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_seen())

# %% [markdown]
# ## 3. It repeats too late
#
# A colleague draws the wave of a component whose long axis is tilted.  The largest variance is right,
# and it is in the right place, but the wave repeats too late.


# %% given="colleague"
def colleague(long, short, tilt, degrees):
    """Variances along directions; `long` and `short` are the variances along the two axes."""
    middle, swing = (long + short) / 2, (long - short) / 2
    away = np.radians(degrees - tilt)
    return middle + swing * np.cos(away)


# %%
print("along 40°, 130°, 220°, 310°:", colleague(6, 2, 40, np.array([40, 130, 220, 310])).round(2))

# %% [markdown]
# Find the line, and mend it: write the function anew under the name `mended`.  (2 points)


# %% solution="mended"
def mended(long, short, tilt, degrees):
    ### BEGIN SOLUTION
    middle, swing = (long + short) / 2, (long - short) / 2
    away = np.radians(degrees - tilt)
    return middle + swing * np.cos(2 * away)
    ### END SOLUTION


# %% check="mended" points=2 meets=2
def check_mended():
    def ask(long, short, tilt, degrees):
        return np.array(mended(long, short, tilt, np.array(degrees, float)), float).ravel()

    v = ask(6, 2, 40, [40, 130, 220, 310])
    assert v.shape == (4,), f"4 directions have 4 variances; your function returns {v.size}."
    assert abs(v[0] - 6) < 0.01, (
        f"Along the tilt, 40°, the variance must be `long`, 6; yours is {v[0]:.2f}. Count the angle "
        "from the long axis, as `away` does, and in radians."
    )
    assert abs(v[2] - v[0]) < 0.01, (
        f"220° looks back along the same axis as 40°, but your variance there is {v[2]:.2f}. The "
        "wave must be at its second top after half a turn."
    )
    assert np.allclose(v[[1, 3]], 2, atol=0.01), (
        f"A quarter-turn from the long axis lies the short one, with variance 2; yours is "
        f"{v[1]:.2f}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22, 23):
        rng = np.random.default_rng(seed)
        short, tilt, degrees = rng.uniform(0.1, 3), rng.uniform(-90, 90), rng.uniform(0, 360, 6)
        z = np.exp(1j * np.pi * (degrees - tilt) / 180)
        assert np.allclose(
            ask(short + 2, short, tilt, degrees), short + 2 * z.real**2, atol=1e-3
        ), f"At other variances, tilt and directions (seed {seed}) yours differ."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Back to the ellipse
#
# The variance wave of a component has midline 5 and amplitude 3.
#
# **How long are the half-axes of its ellipse of one standard deviation?**  Set `half_axes` to both
# lengths, the longer one first; two decimals are enough.  (2 points)

# %% solution="half-axes"
### BEGIN SOLUTION
half_axes = [np.sqrt(5 + 3), np.sqrt(5 - 3)]
### END SOLUTION


# %% check="half-axes" points=2 meets=2
def check_half_axes():
    two = np.array(half_axes, float).ravel()
    assert two.shape == (2,), f"An ellipse has two half-axes; you give {two.size} numbers."
    assert two[0] > two[1], f"The longer one comes first; yours are {two.round(2)}."
    squares = two**2
    assert squares.sum() < 15, (
        f"Half-axes {two.round(2)} belong to variances {squares.round(2)}, far above this wave. "
        "A half-axis is a standard deviation, and the wave shows variances."
    )
    ### BEGIN HIDDEN TESTS
    assert abs(squares.mean() - 5) < 0.05, (
        f"The variances {squares.round(2)} of your half-axes do not have the midline for their mean."
    )
    assert abs(np.ptp(squares) - 6) < 0.1, (
        f"The variances {squares.round(2)} of your half-axes are {np.ptp(squares):.2f} apart. From "
        "bottom to top the wave swings by the amplitude twice, down and up."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: two lengths, the longer one first."


print(check_half_axes())

# %% [markdown]
# ## 5. The wave of a cloud
#
# Here are the petals of 50 irises of one kind, length and width in millimetres.

# %% given="petals"
iris = datasets.iris()
petals = 10 * iris.X[iris.labels == 2][:, 2:]

# %%
fig, ax = plt.subplots(figsize=(5, 3.2), layout="constrained")
ax.plot(*petals.T, "o", ms=4, color="0.35")
ax.set(xlabel="petal length (mm)", ylabel="petal width (mm)", aspect="equal")
show(
    fig,
    f"{len(petals)} petals as dots, from {petals[:, 0].min():.0f} to {petals[:, 0].max():.0f} mm "
    f"long and from {petals[:, 1].min():.0f} to {petals[:, 1].max():.0f} mm wide.",
)

# %% [markdown]
# Write `wave_of(X)`: from a table of n points in the plane it returns three numbers, the midline and
# the amplitude of its variance wave, and the first direction from 0° on, below 180°, at which the
# wave is highest, to half a degree.  Variances divide by n.  (4 points)
#
# Any way will do: turn through all directions, or compute axes.
#
# <details><summary>Hint</summary>
#
# The shadow of a point on direction t is its product with (cos t, sin t).  `X @ u` gives the shadows
# of all points, and `np.var` their variance.
#
# </details>


# %% solution="wave-of"
def wave_of(X):
    """Midline, amplitude and direction of the top, in degrees."""
    ### BEGIN SOLUTION
    degrees = np.arange(0, 180, 0.25)
    t = np.radians(degrees)
    variances = np.var(X @ np.array([np.cos(t), np.sin(t)]), axis=0)
    top, bottom = variances.max(), variances.min()
    return (top + bottom) / 2, (top - bottom) / 2, degrees[variances.argmax()]
    ### END SOLUTION


# %% check="wave-of" points=4 meets="1 2"
def check_wave_of():
    def ask(X):
        three = np.array([np.squeeze(number) for number in wave_of(np.array(X, float))], float)
        assert three.shape == (3,), (
            f"Three numbers are asked for: midline, amplitude, direction; yours are {three.size}."
        )
        return three

    cross = np.array([[4, 0], [-4, 0], [0, 2], [0, -2]])
    a, b = 0.6, 0.8
    tilted = cross @ np.array([[a, b], [-b, a]])
    for X, way in ((cross, 0), (cross[:, ::-1], 90), (tilted, 53.13)):
        m, swing, top = ask(X)
        where = f"For the cross with arms 4 and 2, the longer one at {way:.0f}°,"
        assert abs(m - np.var(X, axis=0).sum() / 2) < 0.05, (
            f"{where} your midline is {m:.2f}. The mean of the variances along two directions at "
            "right angles is the midline; standard deviations do not do it."
        )
        assert m - swing > -0.05, (
            f"{where} your wave has midline {m:.2f} and amplitude {swing:.2f}, and falls below zero. "
            "From the midline to one side is half the way from bottom to top."
        )
        assert abs((top - way + 90) % 180 - 90) < 0.6, (
            f"{where} you find the top at {top:.1f}°. It is highest along the longer arm: turn once "
            "round, mind that np.cos takes radians, and that the wave counts the angle twice."
        )
        assert abs(swing - 3) < 0.05, (
            f"{where} the variances along the arms are 8 and 2; yours is the amplitude {swing:.2f}."
        )
    ### BEGIN HIDDEN TESTS
    for seed in (31, 32, 33, 34):
        rng = np.random.default_rng(seed)
        X = rng.normal(0, 1, (40, 2)) @ rng.normal(0, 2, (2, 2)) + rng.normal(0, 9, 2)
        (xx, xy), (_, yy) = np.cov(X.T, bias=True)
        z = complex((xx - yy) / 2, xy)
        m, swing, top = ask(X)
        assert np.isclose(m, (xx + yy) / 2, rtol=1e-3), (
            f"For another cloud (seed {seed}) your midline is {m:.3f}, and it should be "
            f"{(xx + yy) / 2:.3f}. Is the cloud's mean taken off, and the divisor n?"
        )
        assert np.isclose(swing, abs(z), rtol=2e-3), (
            f"For another cloud (seed {seed}) your amplitude is {swing:.3f}, and it should be "
            f"{abs(z):.3f}."
        )
        axis = np.degrees(np.angle(z)) / 2
        assert abs((top - axis + 90) % 180 - 90) < 0.6, (
            f"For another cloud (seed {seed}) the top is not at {top:.1f}°."
        )
        assert -0.6 < top < 180.1, f"The direction {top:.1f}° is not from 0° to below 180°."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_wave_of())

# %% [markdown]
# Does it fit?  Here is your wave for the petals, among the variances of their shadows.

# %%
middle, swing, top = (float(np.squeeze(number)) for number in wave_of(petals))
ways = np.arange(0, 361, 15)
u = np.array([np.cos(np.radians(ways)), np.sin(np.radians(ways))])
fig, ax = plt.subplots(figsize=(6, 3), layout="constrained")
ax.plot(turn, middle + swing * np.cos(2 * np.radians(turn - top)), color="0.25", label="your wave")
ax.plot(ways, np.var(petals @ u, axis=0), "D", ms=5, color=plot.PALETTE[1], label="shadows")
ax.set(xlabel="direction (°)", ylabel="variance (mm²)", xticks=range(0, 361, 45), ylim=0)
ax.legend(loc="lower left")
show(
    fig,
    f"A wave about {middle:.1f} mm², highest at {top:.0f}°, and {len(ways)} diamonds, the "
    "variances of the petals' shadows along directions 15° apart.",
)

# %% [markdown]
# ## 6. In your own words
#
# **In one or two sentences: why does the variance along a turning direction repeat after half a turn,
# though the cosine itself repeats only after a full one?**  (3 points)

# %% [markdown] answer="half-a-turn" points=3 meets=1
# After half a turn every shadow is the same distance from the middle, on the other side: the cosine
# has changed its sign.  The variance squares these distances, so the sign is lost, and the wave is
# one of the doubled angle.

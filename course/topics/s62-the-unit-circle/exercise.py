# %% [markdown]
# # Exercise · The Unit Circle
#
# You carry points of the unit circle to the contours of Gaussians, first by hand, then in code, and
# you end with the ellipse of any covariance.  Five questions are graded by machine (13 points) and
# one sentence by your teacher (3 points).  Allow 25 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import show

eruptions = datasets.faithful().X  # 272 lengths and waits, in minutes

# %% [markdown]
# ## Short eruptions
#
# Short eruptions of Old Faithful last 2.0 minutes on average, and the wait after them 54.  The
# component that describes them has standard deviations of 0.3 and 6 minutes, and no tilt.

# %% given="short"
mean = np.array([2.0, 54.0])
sds = np.array([0.3, 6.0])

# %%
short = eruptions[eruptions[:, 0] < 3]
fig, ax = plt.subplots(figsize=(5, 3.2))
ax.plot(*short.T, "o", ms=4, color="0.6")
ax.plot(*mean, "X", ms=11, color=plot.PALETTE[1])
ax.set(xlabel="length (min)", ylabel="wait (min)")
show(
    fig,
    f"{len(short)} short eruptions as dots, lengths from {short[:, 0].min():.1f} to "
    f"{short[:, 0].max():.1f} minutes and waits from {short[:, 1].min():.0f} to "
    f"{short[:, 1].max():.0f}, with a cross at the mean, (2.0, 54).",
)

# %% [markdown]
# ## 1. By hand
#
# The contour of one standard deviation is the unit circle, stretched by the standard deviations and
# moved to the mean.
#
# *Worked example.*  At t = 60° the circle's point is (0.5, 0.866).  On the contour it becomes:

# %%
print(f"({2.0 + 0.3 * 0.5:.2f}, {54 + 6 * 0.866:.1f})")

# %% [markdown]
# **Which point of the contour belongs to t = 150°?**  Set `point` to its two coordinates, length and
# wait; two decimals are enough, and Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
point = [2.0 + 0.3 * np.cos(np.radians(150)), 54 + 6 * np.sin(np.radians(150))]
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    xy = np.array(point, float).ravel()
    assert xy.shape == (2,), f"A point has two coordinates, [length, wait]; yours has {xy.size}."
    assert np.all(np.abs(xy) > [1, 30]), (
        f"({xy[0]:.3g}, {xy[1]:.3g}) lies round the origin, where no eruption is. Move it to the mean."
    )
    z = (xy - [2.0, 54]) / [0.3, 6]
    assert z[0] < 0, (
        f"Your length, {xy[0]:.3f}, is not below the mean. On which side of the circle is 150°? "
        "Cosine is across, sine is up, and np.cos takes radians."
    )
    assert abs(np.hypot(*z) - 1) < 0.02, (
        f"Counted in standard deviations, your point is {np.hypot(*z):.2f} from the mean. On this "
        "contour it must be 1: multiply the circle's coordinates by the standard deviations."
    )
    ### BEGIN HIDDEN TESTS
    turn = np.degrees(np.arctan2(z[1], z[0])) % 360
    assert abs(turn - 150) < 2, (
        f"Your point is on the contour, but it belongs to t = {turn:.0f}°. Does your sine or cosine "
        "take radians?"
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is on the contour, and on the right side."


print(check_by_hand())

# %% [markdown]
# ## 2. A contour without tilt
#
# Write `contour(mean, sds, degrees)`: from a mean and two standard deviations, and n angles in
# degrees, it returns a table of n rows, the points of the contour that belong to these angles.
# (3 points)
#
# <details><summary>Hint</summary>
#
# `np.column_stack([across, up])` makes a table of two columns out of two lists of n numbers.
#
# </details>


# %% solution="contour"
def contour(mean, sds, degrees):
    """Points (n, 2) of the one-sigma contour, for a component without tilt."""
    ### BEGIN SOLUTION
    t = np.radians(degrees)
    return mean + sds * np.column_stack([np.cos(t), np.sin(t)])
    ### END SOLUTION


# %% check="contour" points=3 meets=2
def check_contour():
    def ask(mean, sds, degrees):
        arguments = (np.array(a, float) for a in (mean, sds, degrees))
        return np.array(contour(*arguments), float)

    p = ask([10, 20], [3, 2], [0, 90, 180, 270, 360])
    assert p.shape == (5, 2), (
        f"5 angles need a table of shape (5, 2), a row a point; yours is {p.shape}."
    )
    assert np.allclose(p[0], p[4], atol=0.01), (
        f"0° and 360° are the same point; yours are {p[0].round(2)} and {p[4].round(2)}. "
        "np.cos and np.sin take radians."
    )
    assert np.allclose((p[0] + p[2]) / 2, [10, 20], atol=0.01), (
        f"0° and 180° lie opposite each other, so half-way between them is the mean, (10, 20); yours "
        f"is {((p[0] + p[2]) / 2).round(2)}. Move the circle there."
    )
    across, up = p[0] - p[2], p[1] - p[3]
    assert np.allclose([across[1], up[0]], 0, atol=0.01), (
        "From 180° to 0° a contour without tilt is crossed level, from 270° to 90° upright. Yours is "
        "not: cosine is across, sine is up."
    )
    assert np.allclose([across[0], up[1]], [6, 4], atol=0.01), (
        f"With standard deviations 3 and 2 the contour is 6 wide and 4 high; yours is "
        f"{across[0]:.2f} wide and {up[1]:.2f} high. Multiply by the standard deviations."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (51, 52, 53):
        rng = np.random.default_rng(seed)
        m, s, degrees = rng.normal(0, 5, 2), rng.uniform(0.2, 4, 2), rng.uniform(-360, 720, 7)
        z = (ask(m, s, degrees) - m) / s
        turned = np.exp(1j * np.pi * degrees / 180)
        assert np.allclose(z[:, 0] + 1j * z[:, 1], turned, atol=1e-3), (
            f"At 7 other angles, mean and standard deviations (seed {seed}) the points differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_contour())

# %% [markdown]
# ## 3. A fault that hides
#
# A colleague draws tilted contours.  The function is right when the tilt is 0, and wrong when it is
# not: its ellipses come out crushed.


# %% given="colleague"
def colleague(mean, sds, tilt, degrees):
    a, t = np.radians(tilt), np.radians(degrees)[:, None]
    first = np.array([np.cos(a), np.sin(a)])
    second = np.array([np.sin(a), np.cos(a)])
    return mean + sds[0] * np.cos(t) * first + sds[1] * np.sin(t) * second


# %%
way = np.arange(0, 361.0, 5)
fig, axes = plt.subplots(1, 2, figsize=(7, 2.8), sharex=True, sharey=True)
for ax, tilt in zip(axes, (0, 40), strict=True):
    ax.plot(*colleague(np.zeros(2), np.array([2.0, 1.0]), tilt, way).T, color="0.25")
    ax.set(title=f"tilt {tilt}°", aspect="equal")
show(
    fig,
    "Two pictures, both with standard deviations 2 and 1: at tilt 0° an ellipse 4 wide and 2 high, "
    "at tilt 40° one that is much thinner and longer.",
)

# %% [markdown]
# Find the line, and mend it: write the function anew under the name `mended`.  (2 points)


# %% solution="mended"
def mended(mean, sds, tilt, degrees):
    ### BEGIN SOLUTION
    a, t = np.radians(tilt), np.radians(degrees)[:, None]
    first = np.array([np.cos(a), np.sin(a)])
    second = np.array([-np.sin(a), np.cos(a)])
    return mean + sds[0] * np.cos(t) * first + sds[1] * np.sin(t) * second
    ### END SOLUTION


# %% check="mended" points=2 meets=2
def check_mended():
    def ask(mean, sds, tilt, degrees):
        mean, sds, degrees = (np.array(a, float) for a in (mean, sds, degrees))
        return np.array(mended(mean, sds, tilt, degrees), float)

    p = ask([0, 0], [2, 1], 40, [0, 90, 180, 270])
    assert p.shape == (4, 2), f"4 angles need a table of shape (4, 2); yours is {p.shape}."
    flat = ask([0, 0], [2, 1], 0, [0, 90, 180, 270])
    assert not np.allclose(p, flat, atol=0.01), (
        "A tilt of 40° and one of 0° give the same ellipse. Keep the turn, and mend it."
    )
    way = np.degrees(np.arctan2(p[0, 1], p[0, 0]))
    assert abs(way - 40) < 0.1, (
        "The point of t = 0° ends the long axis, so it lies in the direction of the tilt, 40°; yours "
        f"lies at {way:.0f}°. Keep `first` as it is."
    )
    assert abs(p[0] @ p[1]) < 0.01, (
        "Seen from the mean, the points of t = 0° and t = 90° must be a quarter-turn apart, for the "
        "axes are. Which point of the unit circle is a quarter-turn on from (cos a, sin a)?"
    )
    lengths = np.hypot(*p[:2].T)
    assert np.allclose(lengths, [2, 1], atol=0.01), (
        f"The half-axes must be as long as the standard deviations, 2 and 1; yours are "
        f"{lengths.round(2)}."
    )
    assert np.allclose(flat[1], [0, 1], atol=0.01), (
        "At tilt 0° your function is no longer what it was: t = 90° must lie straight above the mean."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (61, 62, 63):
        rng = np.random.default_rng(seed)
        m, s, tilt = rng.normal(0, 5, 2), rng.uniform(0.3, 3, 2), rng.uniform(-90, 90)
        degrees = rng.uniform(0, 360, 5)
        turned = np.exp(1j * np.pi * degrees / 180)
        z = complex(*m) + np.exp(1j * np.pi * tilt / 180) * (
            s[0] * turned.real + 1j * s[1] * turned.imag
        )
        assert np.allclose(
            ask(m, s, tilt, degrees), np.column_stack([z.real, z.imag]), atol=1e-3
        ), f"At another tilt, mean and standard deviations (seed {seed}) the points differ."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. In which direction?
#
# A component without tilt has standard deviations 3 across and 1 up.  You stand at its mean and look
# at the point of its contour that belongs to t = 30°.
#
# **In which direction do you look?**  Set `direction` to the angle above the horizontal, in degrees;
# one decimal is enough.  (2 points)

# %% solution="direction"
### BEGIN SOLUTION
direction = np.degrees(np.arctan2(1 * np.sin(np.radians(30)), 3 * np.cos(np.radians(30))))
### END SOLUTION


# %% check="direction" points=2 meets=1
def check_direction():
    d = float(np.squeeze(direction))
    assert abs(d - 30) > 0.1, (
        "30° is the angle on the circle. Stretching makes one leg longer than the other: is the "
        "direction still the same?"
    )
    assert 0 < d < 30 or d > 45, (
        f"{d:.4g}° is no direction that a stretch across by 3 can make out of 30°. Find both legs "
        "on the contour first."
    )
    assert d < 30, (
        f"{d:.4g}° is steeper than on the circle. Which leg did the standard deviation of 3 stretch?"
    )
    ### BEGIN HIDDEN TESTS
    assert d > 1, f"{d:.4g} is an angle in radians. Degrees are asked for."
    slope = (1 * 0.5) / (3 * np.sqrt(0.75))
    assert abs(np.tan(np.pi * d / 180) - slope) < 0.004, (
        f"At {d:.4g}° the rise over the run is {np.tan(np.pi * d / 180):.3f}, not that of the legs "
        "of the point on the contour."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is flatter than on the circle."


print(check_direction())

# %% [markdown]
# ## 5. The ellipse of any covariance
#
# `plot.axes_of(covariance)` says what the one-sigma ellipse of a 2x2 covariance looks like: half of
# its long axis, half of its short axis, and the tilt of the long one in degrees.

# %% given="axes-of"
covariance = np.array([[2.5, 1.5], [1.5, 2.5]])
long, short_axis, tilt = plot.axes_of(covariance)
print(f"long {long:.2f}, short {short_axis:.2f}, tilt {tilt:.1f}°")

# %% [markdown]
# Write `ellipse(mean, covariance, r, n)`: it returns n points of the contour of r standard
# deviations, a table of n rows, for n angles t equally spaced round the circle.  (4 points)
#
# Begin where you like, and go round either way.


# %% solution="ellipse"
def ellipse(mean, covariance, r, n):
    """Points (n, 2) that go once round the contour of r standard deviations."""
    ### BEGIN SOLUTION
    long, short, tilt = plot.axes_of(covariance)
    degrees = np.arange(n) * 360 / n
    return mended(mean, r * np.array([long, short]), tilt, degrees)
    ### END SOLUTION


# %% check="ellipse" points=4 meets=2
def check_ellipse():
    def ask(mean, covariance, r, n):
        p = ellipse(np.array(mean, float), np.array(covariance, float), r, n)
        return np.array(p, float)

    flat = ask([0, 0], [[9, 0], [0, 1]], 1, 36)
    assert flat.shape == (36, 2), (
        f"36 points need a table of shape (36, 2), a row a point; yours is {flat.shape}."
    )
    moved = ask([50, 20], [[9, 0], [0, 1]], 1, 36)
    assert np.allclose(moved - flat, [50, 20], atol=0.01), (
        "When the mean moves from (0, 0) to (50, 20), the ellipse must move with it; yours does not."
    )
    reach = np.abs(flat).max(axis=0)
    assert not np.allclose(reach, [9, 1], atol=0.2), (
        "With variances 9 and 1 your ellipse reaches 9 across. A contour is measured in standard "
        "deviations, the square roots of variances."
    )
    assert np.allclose(reach, [3, 1], atol=0.05), (
        f"With variances 9 and 1 the contour reaches 3 across and 1 up; yours reaches "
        f"{reach.round(2)}."
    )
    twice = ask([0, 0], [[9, 0], [0, 1]], 2, 36)
    assert np.allclose(np.abs(twice).max(axis=0), 2 * reach, atol=0.05), (
        f"The contour of 2 standard deviations is twice as large; yours reaches "
        f"{np.abs(twice).max(axis=0).round(2)}. Both walks are r times as long."
    )
    tilted = ask([0, 0], [[5, 2], [2, 2]], 1, 36)
    far = tilted[np.hypot(*tilted.T).argmax()]
    away = np.degrees(np.arctan2(far[1], far[0])) % 180
    assert abs(away - 26.6) < 8, (
        "The ellipse of [[5, 2], [2, 2]] has its long axis at 27°; yours has it at "
        f"{away:.0f}°. axes_of gives the tilt in degrees, np.cos takes radians."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (71, 72, 73):
        rng = np.random.default_rng(seed)
        half, m = rng.normal(0, 1, (2, 2)), rng.normal(0, 5, 2)
        sigma, r, n = half @ half.T + 0.1 * np.eye(2), rng.uniform(0.5, 3), 20 + seed % 5
        d = ask(m, sigma, r, n) - m
        where = f"For another covariance, with r = {r:.2f} and n = {n} (seed {seed}),"
        far = np.sqrt(np.einsum("ij,jk,ik->i", d, np.linalg.inv(sigma), d))
        assert np.allclose(far, r, rtol=1e-3), (
            f"{where} your points are {far.min():.2f} to {far.max():.2f} standard deviations from "
            "the mean. They must all be r."
        )
        white = np.linalg.solve(np.linalg.cholesky(sigma), d.T)
        turns = np.sort(np.arctan2(white[1], white[0]))
        gaps = np.diff(np.append(turns, turns[0] + 2 * np.pi))
        assert gaps.max() < 1.5 * 2 * np.pi / n, (
            f"{where} your points do not go once round: the largest gap between angles t is "
            f"{np.degrees(gaps.max()):.0f}°."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_ellipse())

# %% [markdown]
# Does it fit?  Here are your contours of one and two standard deviations for both kinds of eruption.

# %%
mixture = best_fit(eruptions, 2, rng=0).mixture
fig, ax = plt.subplots(figsize=(5.5, 3.4))
ax.plot(*eruptions.T, "o", ms=3, color="0.6")
for centre, sigma in zip(mixture.means, mixture.covariances, strict=True):
    for r, style in ((1, "-"), (2, "--")):
        ax.plot(*np.array(ellipse(centre, sigma, r, 90)).T, style, color=plot.PALETTE[0])
ax.set(xlabel="length (min)", ylabel="wait (min)")
show(fig, "The 272 eruptions, with two contours drawn by your function round each of two groups.")

# %% [markdown]
# ## 6. In your own words
#
# **In one or two sentences: why has a Gaussian the same density at every point that your function
# `ellipse` returns?**  (3 points)

# %% [markdown] answer="equally-dense" points=3 meets=2
# The density depends only on the squared distance from the mean, with each axis counted in its own
# standard deviations.  There the points are r cos t along one axis and r sin t along the other, so
# by Pythagoras the squared distance is r² (cos² t + sin² t) = r² for every t.

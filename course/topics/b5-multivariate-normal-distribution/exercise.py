# %% [markdown]
# # Exercise · Multivariate Normal Distribution
#
# You read a chance off a normal density, measure distances as a component does, and end with the
# density in the plane.  Five questions are graded by machine (13 points) and one sentence by your
# teacher (3 points).  Allow 30 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, datasets, plot
from gmmlab.learn import show

geyser = datasets.faithful().X  # 272 eruptions: how long they last, and the wait after, in minutes

# %% [markdown]
# ## Short eruptions
#
# Old Faithful's short eruptions last 2.0 minutes on average, with a standard deviation of 0.25
# minutes.  Take them as normally distributed.

# %% given="short-eruptions"
mu, sigma = 2.0, 0.25

# %%
fig, ax = plt.subplots(figsize=(7, 2.6))
ax.hist(geyser[geyser[:, 0] < 3, 0], bins=np.arange(1.5, 3.05, 0.1), density=True, color="0.85")
line = np.linspace(1, 3, 201)
short = Mixture(np.ones(1), np.array([[mu]]), np.array([[[sigma**2]]]))
ax.plot(line, np.exp(short.log_density(line[:, None])), color=plot.PALETTE[0], lw=2)
ax.set(xlabel="eruption (min)", ylabel="density (per min)")
show(
    fig,
    "Histogram of the short eruptions, from 1.6 to 2.9 minutes, under a normal curve with its top "
    "at 2 minutes, a little above 1.5 per minute.",
)

# %% [markdown]
# ## 1. By hand
#
# A watch rounds to a tenth of a minute.
#
# *Worked example.*  At the mean z = 0, so the density there is 1 / (0.25 · √(2π)) per minute.  Over
# the width of a reading, 0.1 minutes, it is as good as level, so the watch shows 2.0 with about this
# probability:

# %%
print(f"{1 / (0.25 * np.sqrt(2 * np.pi)) * 0.1:.3f}")

# %% [markdown]
# **How probable is it that the watch shows 2.3?**  Set `chance` to it; three decimals are enough.
# (2 points)

# %% solution="chance"
### BEGIN SOLUTION
z = (2.3 - 2.0) / 0.25
chance = np.exp(-(z**2) / 2) / (0.25 * np.sqrt(2 * np.pi)) * 0.1
### END SOLUTION


# %% check="chance" points=2 meets=1
def check_chance():
    c = float(np.squeeze(chance))
    assert c > 0, (
        "One exact length has probability 0, but a reading stands for every length that is rounded "
        "to it. Take the density times that width."
    )
    assert c < 0.16, (
        f"{c:.3g} is more than even the most usual reading, 2.0, has. A density is a probability "
        "per minute, and this reading is a tenth of a minute wide."
    )
    ### BEGIN HIDDEN TESTS
    from math import erf, exp, pi, sqrt

    square = ((2.3 - 2.0) / 0.25) ** 2
    assert abs(c - 0.1 * exp(-square) / (0.25 * sqrt(2 * pi))) > 0.001, (
        "Your exponent was −z². Half of the square belongs there."
    )
    assert abs(c - 0.1 * exp(-square / 2)) > 0.001, (
        "You left out the factor in front. Without it the area under the curve is not 1."
    )
    right = (erf(0.35 / 0.25 / sqrt(2)) - erf(0.25 / 0.25 / sqrt(2))) / 2  # from 2.25 to 2.35
    assert abs(c - right) < 0.0011, (
        f"{c:.4f} is not the area between 2.25 and 2.35 minutes. Density at 2.3, times 0.1."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is a probability, and below that of 2.0."


print(check_chance())

# %% [markdown]
# ## 2. A component's own distance
#
# Write `squared_distance(X, mean, Sigma)`: from n points in the plane (n rows of two), a mean and a
# covariance matrix it returns n numbers, the squared Mahalanobis distances D² of the points.
# (3 points)
#
# <details><summary>Hint</summary>
#
# With u and w for a point's deviations, and rows (a, b) and (b, d) of the covariance, D² is
# (d·u² − 2b·u·w + a·w²) / (a·d − b²).  Or let `np.linalg.inv` help.
#
# </details>


# %% solution="squared-distance"
def squared_distance(X, mean, Sigma):
    """Squared Mahalanobis distances (n,) of points X (n, 2)."""
    ### BEGIN SOLUTION
    u, w = (X - mean).T
    (a, b), (_, d) = Sigma
    return (d * u**2 - 2 * b * u * w + a * w**2) / (a * d - b**2)
    ### END SOLUTION


# %% check="squared-distance" points=3 meets=2
def check_squared_distance():
    def ask(*arguments):
        return np.array(squared_distance(*(np.array(a, float) for a in arguments)), float).squeeze()

    X, mean = np.array([[3.0, 4.0], [1.0, 1.0], [0.0, -2.0]]), np.array([0.0, 0.0])
    Sigma = np.array([[4.0, 1.0], [1.0, 2.0]])
    found = ask(X, mean, Sigma)
    assert found.shape == (3,), f"3 points have 3 distances; yours have shape {found.shape}."
    assert np.allclose(ask(X + 7, mean + 7, Sigma), found, rtol=1e-3), (
        "When points and mean move together, no distance changes; yours do. Take deviations from "
        "the mean first."
    )
    units = np.diag([60.0, 10.0])
    other = ask(X @ units, mean @ units, units @ Sigma @ units)
    assert np.allclose(other, found, rtol=1e-3), (
        "In other units the component is the same, and D² has no unit; yours goes from "
        f"{found.round(2)} to {other.round(2)}. Weigh the deviations with the inverse of the "
        "covariance: wide directions must count for less."
    )
    plain = ask(X, mean, np.eye(2))
    assert np.isclose(plain[0], 25, rtol=1e-3), (
        "With variances 1 and covariance 0, D² of the deviation (3, 4) is that of a ruler, squared: "
        f"25. Yours is {plain[0]:.4g}."
    )
    turn = np.array([[0.6, 0.8], [-0.8, 0.6]])
    turned = ask(X @ turn, mean, turn.T @ Sigma @ turn)
    assert np.allclose(turned, found, rtol=1e-3), (
        "When points and ellipse turn together, no distance changes; yours goes from "
        f"{found.round(2)} to {turned.round(2)}. Does the covariance, off the diagonal, play its "
        "part, sign included?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        root = rng.normal(0, 1, (2, 2)) + np.diag([2, 3])
        z, centre = rng.normal(0, 2, (5 + seed, 2)), rng.normal(0, 9, 2)
        # points made from z by a root of the covariance are as far away as z is from 0
        assert np.allclose(ask(centre + z @ root.T, centre, root @ root.T), np.sum(z**2, 1)), (
            f"On {5 + seed} other points and another covariance (seed {seed}) the squared "
            "distances differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed: neither units nor a turn change your distance."


print(check_squared_distance())

# %% [markdown]
# ## 3. An area that is not 1
#
# A colleague wrote the normal density on a line.  The area below it should be 1:


# %% given="colleague"
def colleague(x, mu, sigma):
    z = (x - mu) / sigma
    return np.exp(-(z**2)) / (sigma * np.sqrt(2 * np.pi))


minutes = np.linspace(0, 4, 4001)
print("area:", (colleague(minutes, 2.0, 0.25).sum() * 0.001).round(4))

# %% [markdown]
# Find what is missing, and write the function anew under the name `mended`.  The area must come out
# at 1, **and** σ must be the standard deviation of what it describes.  (2 points)


# %% solution="mended"
def mended(x, mu, sigma):
    ### BEGIN SOLUTION
    z = (x - mu) / sigma
    return np.exp(-(z**2) / 2) / (sigma * np.sqrt(2 * np.pi))
    ### END SOLUTION


# %% check="mended" points=2 meets=3
def check_mended():
    x = np.linspace(-20, 30, 5001)

    def ask(mu, sigma):
        return np.array(mended(x, mu, sigma), float).squeeze()

    curve = ask(5.0, 2.0)
    area = curve.sum() * 0.01
    assert np.isclose(area, 1, atol=1e-3), (
        f"The area below your curve is {area:.4f}. Which part of the formula has to make it 1, and "
        "does it fit the exponent?"
    )
    spread = np.sqrt((curve * (x - 5) ** 2).sum() * 0.01)
    assert np.isclose(spread, 2, atol=0.01), (
        f"The area is 1, but for sigma 2 your curve has the standard deviation {spread:.3f}. The "
        "factor in front was right; look at the exponent."
    )
    ### BEGIN HIDDEN TESTS
    from math import erf, sqrt

    for mu, sigma in ((1.5, 0.7), (-3.0, 2.5), (8.0, 1.0)):
        below = np.array([erf((edge - mu) / sigma / sqrt(2)) / 2 for edge in (x - 0.005)])
        slope = np.diff(below) / 0.01  # how fast the share below grows
        assert np.allclose(ask(mu, sigma)[:-1], slope, atol=1e-3), (
            f"With mean {mu} and standard deviation {sigma} your density differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed: area 1, and sigma is the standard deviation."


print(check_mended())

# %% [markdown]
# ## 4. What holds?
#
# Points in the plane, components of a mixture, and D as a component measures it.  Which statements
# hold?
#
# 1. Noted in seconds instead of minutes, every point has the same D as before.
# 2. Noted in seconds instead of minutes, every point has the same density as before.
# 3. Two points on one ring of a component have the same density under this component.
# 4. Of two components, the one with the smaller D at a point has the higher density there.
# 5. A density may be above 1.
# 6. In the plane, 68 % of a component lie within its ring D = 1.
# 7. The probability of a point that lies exactly at the mean is p(μ).
#
# Set `hold` to a list of their numbers, for example `[2, 7]`, in any order.  (2 points)

# %% solution="hold"
### BEGIN SOLUTION
hold = [1, 3, 5]
### END SOLUTION


# %% check="hold" points=2 meets="1 2"
def check_hold():
    said = {int(number) for number in np.ravel(hold)}
    assert said, "Give some numbers of statements, for example [2, 7]."
    assert said <= set(range(1, 8)), f"Statements are numbered 1 to 7; you gave {sorted(said)}."
    assert not said & {2, 7}, (
        "One of yours takes a density for a probability. A density is per minute, or per square "
        "minute: it changes with the unit, and without a width it is no probability."
    )
    ### BEGIN HIDDEN TESTS
    assert 4 not in said, (
        "D says how far the density has fallen from its top. The tops of two components differ: "
        "what does the factor in front hold?"
    )
    assert 6 not in said, "That share belongs to the line. What does exp(−D²/2) say at D = 1?"
    assert 3 in said, "What in the formula differs between two points with the same D?"
    assert 1 in said, "Deviations and covariance change together: does D count minutes?"
    assert 5 in said, "How high must a curve be that has the area 1 and is very narrow?"
    ### END HIDDEN TESTS
    return "Visible checks passed: no density of yours is a probability."


print(check_hold())

# %% [markdown]
# **In one or two sentences: why may you leave out the factor in front when you compare two points
# under one component, and not when you compare two components at one point?**  (3 points)

# %% [markdown] answer="factor" points=3 meets=3
# The factor 1/(2π√|Σ|) holds no x, so under one component it multiplies both densities alike and
# cancels.  Two components have different covariances: the wider one has to be lower everywhere near
# its mean so that its volume is 1 too, and leaving the factor out would favour it.

# %% [markdown]
# ## 5. The density in the plane
#
# Write `density(X, mean, Sigma)`: from n points in the plane, a mean and a covariance matrix it
# returns the n normal densities.  Call your `squared_distance`, if you like.  (4 points)


# %% solution="density"
def density(X, mean, Sigma):
    """The normal density (n,) at points X (n, 2)."""
    ### BEGIN SOLUTION
    determinant = Sigma[0][0] * Sigma[1][1] - Sigma[0][1] ** 2
    fall = np.exp(-np.array(squared_distance(X, mean, Sigma)) / 2)
    return fall / (2 * np.pi * np.sqrt(determinant))
    ### END SOLUTION


# %% check="density" points=4 meets="2 3"
def check_density():
    def ask(*arguments):
        return np.array(density(*(np.array(a, float) for a in arguments)), float).squeeze()

    side = np.arange(-12, 12.1, 0.25)
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)

    def volume(Sigma):
        return ask(grid, [0, 0], Sigma).sum() * 0.25**2

    Sigma = np.array([[4.0, 1.5], [1.5, 2.0]])
    found = ask(grid, [0, 0], Sigma)
    assert found.shape == (len(grid),), (
        f"{len(grid)} points have as many densities; yours have shape {found.shape}."
    )
    made = (found[:, None] * grid).T @ grid / found.sum()
    said = f"Your hill has the covariance {made.round(2).tolist()}, not {Sigma.tolist()}"
    assert not np.allclose(made, Sigma / 2, atol=0.02), (
        f"{said}: half of it. In the exponent stands half of the squared distance."
    )
    assert np.allclose(made, Sigma, atol=0.02), (
        f"{said}. Its rings are not the component's: measure with the inverse of the whole "
        "covariance."
    )
    small, large = volume(np.diag([1.0, 1.0])), volume(np.diag([4.0, 1.0]))
    assert np.isclose(small, large, rtol=0.01), (
        f"A component twice as wide must be half as high: your volume goes from {small:.3f} to "
        f"{large:.3f}. Variances are in squared units; what grows with an area?"
    )
    assert np.isclose(small, 1, rtol=0.01), (
        f"The volume under your density is {small:.4f}, whatever the covariance. How many "
        "dimensions bring their factor?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (31, 32, 33):
        rng = np.random.default_rng(seed)
        root = rng.normal(0, 1, (2, 2)) + np.diag([2, 3])
        S, centre = root @ root.T, rng.normal(0, 9, 2)
        X = centre + rng.normal(0, 3, (seed, 2))
        # first coordinate alone, then the second given the first: a regression line and its spread
        slope, rest = S[0, 1] / S[0, 0], S[1, 1] - S[0, 1] ** 2 / S[0, 0]
        u, w = (X - centre).T
        one, other = u / np.sqrt(S[0, 0]), (w - slope * u) / np.sqrt(rest)
        expected = np.exp(-(one**2) / 2) * np.exp(-(other**2) / 2)
        expected /= np.sqrt(2 * np.pi * S[0, 0]) * np.sqrt(2 * np.pi * rest)
        assert np.allclose(ask(X, centre, S), expected, rtol=1e-3, atol=1e-7), (
            f"On {seed} other points and another covariance (seed {seed}) the densities differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed: volume 1, and the right rings."


print(check_density())

# %% [markdown]
# Does it agree with gmmlab?  These are three long eruptions with the waits after them, under one
# component.

# %%
centre, spread = np.array([4.3, 80.0]), np.array([[0.17, 0.94], [0.94, 36.0]])
three = np.array([[4.3, 80.0], [4.7, 86.0], [4.7, 74.0]])
component = Mixture(np.ones(1), centre[None], spread[None])
print("yours:", np.round(np.array(density(three, centre, spread), float), 4))
print("gmmlab's:", np.exp(component.log_density(three)).round(4))

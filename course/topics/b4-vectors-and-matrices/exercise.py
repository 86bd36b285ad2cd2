# %% [markdown]
# # Exercise · Vectors and 2x2 Matrices
#
# You draw a point with a matrix, undo a matrix, and end with the ellipse of a cloud that you have
# not seen.  Five questions are graded by machine (13 points) and one sentence by your teacher (3
# points).  Allow 30 minutes.
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

# %% [markdown]
# ## Long eruptions
#
# A mixture of two Gaussians, fitted to Old Faithful's eruptions and the waits that follow them, has
# this component for the long ones: mean 4.3 minutes and 80 minutes, and a covariance matrix with
# the triangular root L:
#
# | root L | column 1 | column 2 |
# |---|---|---|
# | row 1 | 0.4 | 0 |
# | row 2 | 2.3 | 5.6 |

# %% given="long-eruptions"
mu = np.array([4.3, 80.0])
L = np.array([[0.4, 0.0], [2.3, 5.6]])

# %%
geyser = datasets.faithful().X
fit = best_fit(geyser, 2, rng=0)
fig, ax = plt.subplots(figsize=(7, 3))
plot.points(ax, geyser, fit.responsibilities)
plot.ellipses(ax, fit.mixture, numbers=False).set(xlabel="eruption (min)", ylabel="wait (min)")
show(
    fig,
    "272 eruptions in two clouds: short ones at the lower left, long ones at the upper right, each "
    "with its ellipses of one and two standard deviations, which rise to the right.",
)

# %% [markdown]
# ## 1. By hand
#
# A program draws an eruption of this component.  It takes two standard normal numbers z and computes
# μ + L z.
#
# *Worked example.*  With z = (1, 1) the first row of L gives 0.4 · 1 + 0 · 1, the second 2.3 · 1 + 5.6 · 1.
# Added to the mean:

# %%
print("eruption", round(4.3 + 0.4, 2), "min, wait", round(80 + 2.3 + 5.6, 2), "min")

# %% [markdown]
# **Which eruption is drawn with z = (1.5, −1)?**  Set `drawn` to its two numbers, length first.
# (2 points)

# %% solution="drawn"
### BEGIN SOLUTION
drawn = [4.3 + 0.4 * 1.5 + 0 * (-1), 80 + 2.3 * 1.5 + 5.6 * (-1)]
### END SOLUTION


# %% check="drawn" points=2 meets=1
def check_drawn():
    x = np.squeeze(np.array(drawn, float))
    assert x.shape == (2,), f"An eruption has a length and a wait; yours has shape {x.shape}."
    assert x[1] > 40, (
        f"A wait of {x[1]:.4g} minutes is nowhere near 80. The product says how far the eruption "
        "lies from the mean: add the mean."
    )
    assert x[0] < 4 or not np.isclose(x[1], 80 - 5.6, atol=0.02), (
        "You multiplied only along the diagonal: first with first, second with second. The wait is "
        "moved by both numbers: the whole row meets z."
    )
    ### BEGIN HIDDEN TESTS
    assert not np.isclose(x[0], 4.3 + 0.6 - 2.3, atol=0.02), (
        "You let the columns of L meet z. The first entry belongs to the first row."
    )
    assert not np.isclose(x[0], 4.3 + 0.16 * 1.5 - 0.92, atol=0.02), (
        "You multiplied with the covariance, which is L times L turned over. Use L itself."
    )
    right = (
        np.tile([4.3, 80], (2, 1)) + np.outer([1.5, 0], [0.4, 2.3]) + np.outer([0, -1], [0, 5.6])
    )
    assert np.allclose(x, right.sum(axis=0) - [4.3, 80], atol=0.02), (
        f"({x[0]:.4g}, {x[1]:.4g}) is not the mean plus 1.5 times the first column and −1 times the "
        "second."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: two numbers, and near the mean."


print(check_drawn())

# %% [markdown]
# ## 2. The way back
#
# From a matrix A write `inverse(A)`: the 2x2 matrix that brings every A v back to v.  Compute it
# from the four entries, without `np.linalg`.  (3 points)
#
# A is any 2x2 matrix that has an inverse; it need not be symmetric.  Return two rows of two numbers.
#
# <details><summary>Hint</summary>
#
# `(a, b), (c, d) = A` gives names to the entries.
#
# </details>


# %% solution="inverse"
def inverse(A):
    """The inverse of a 2x2 matrix, as two rows of two numbers."""
    ### BEGIN SOLUTION
    (a, b), (c, d) = A
    determinant = a * d - b * c
    return np.array([[d, -b], [-c, a]]) / determinant
    ### END SOLUTION


# %% check="inverse" points=3 meets=2
def check_inverse():
    def ask(A):
        return np.array(inverse(np.array(A, float)), float)

    A = np.array([[2.0, 1.0], [3.0, 4.0]])
    B = ask(A)
    assert B.shape == (2, 2), f"Two rows of two numbers are asked for; yours have shape {B.shape}."
    assert not np.allclose(B * A, 1, atol=1e-3), (
        "You inverted every entry by itself. That undoes no matrix but a diagonal one: all four "
        "entries work together."
    )
    there_and_back = B @ A
    where = f"There and back, {there_and_back.round(3).tolist()} should be the identity"
    assert np.allclose(there_and_back - np.diag(there_and_back.diagonal()), 0, atol=1e-3), (
        f"{where}, with 0 off the diagonal. Which two entries change places, and which two change "
        "their sign?"
    )
    assert np.allclose(there_and_back, np.eye(2), atol=1e-3), (
        f"{where}, with 1 on the diagonal. The entries stand where they should; look again at what "
        "you divide them by."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13, 14):
        rng = np.random.default_rng(seed)
        A = rng.normal(0, 2, (2, 2)) + 3 * (-1) ** seed * np.eye(2)
        columns = [np.linalg.lstsq(A, unit, rcond=None)[0] for unit in np.eye(2)]
        assert np.allclose(ask(A), np.transpose(columns), rtol=1e-3, atol=1e-3), (
            f"On another matrix, {A.round(2).tolist()} (seed {seed}), the inverse differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed: there and back, the plane is as it was."


print(check_inverse())

# %% [markdown]
# ## 3. An ellipse that depends on the clock
#
# A colleague draws the ellipse of one standard deviation: points of the unit circle, sent through a
# matrix and moved to the mean.  In minutes it looks too thin, in seconds it leaves the page:


# %% given="colleague"
def colleague(mean, Sigma, angles):
    circle = np.array([np.cos(angles), np.sin(angles)])
    return mean + (Sigma @ circle).T


turn = np.radians(np.arange(0, 360, 5))
minutes = colleague(mu, L @ L.T, turn)
seconds = colleague(60 * mu, 60**2 * L @ L.T, turn)
print("from end to end, in minutes:", np.ptp(minutes, axis=0).round(2))
print("from end to end, in seconds:", np.ptp(seconds, axis=0).round(2))

# %% [markdown]
# The same eruptions, and the second ellipse is 3600 times as large as the first instead of 60 times.
# Find the fault, and write the function anew under the name `mended`: from a mean, a covariance
# matrix and n angles in radians it returns n points of the ellipse, n rows of two.  (2 points)


# %% solution="mended"
def mended(mean, Sigma, angles):
    ### BEGIN SOLUTION
    circle = np.array([np.cos(angles), np.sin(angles)])
    return mean + (np.linalg.cholesky(Sigma) @ circle).T
    ### END SOLUTION


# %% check="mended" points=2 meets=3
def check_mended():
    turn = np.radians(np.arange(0, 360, 2))

    def ask(mean, Sigma):
        return np.array(mended(np.array(mean, float), np.array(Sigma, float), turn), float)

    Sigma = np.array([[4.0, 3.0], [3.0, 9.0]])
    points = ask([10, 20], Sigma)
    assert points.shape == (180, 2), (
        f"180 angles give 180 points, rows of two; yours have shape {points.shape}."
    )
    assert np.allclose(points.mean(axis=0), [10, 20], atol=0.05), (
        "Your ellipse does not lie around the mean that it was given."
    )
    growth = np.ptp(ask([0, 0], 100 * Sigma)[:, 0]) / np.ptp(points[:, 0])
    assert np.isclose(growth, 10, rtol=0.01), (
        "In units a tenth as large, every length is 10 times the number and every variance 100 "
        f"times. Your ellipse became {growth:.4g} times as large: the matrix that stretches the "
        "circle must be in the units of a standard deviation."
    )
    ### BEGIN HIDDEN TESTS
    slant = np.corrcoef(points.T)[0, 1]
    assert abs(slant) > 0.01, (
        "Your ellipse lies straight, although the covariance is not 0. You used the variances alone."
    )
    for seed in (21, 22, 23):
        rng = np.random.default_rng(seed)
        root, mean = rng.normal(0, 1, (2, 2)) + np.diag([2, 2]), rng.normal(0, 9, 2)
        away = ask(mean, root @ root.T) - mean
        # brought back by the root that made the covariance, each point is on the unit circle
        radius = np.hypot(*np.linalg.solve(root, away.T))
        assert np.allclose(radius, 1, atol=0.01), (
            f"On another covariance (seed {seed}) your points are not on its ellipse: brought back, "
            f"they lie {radius.min():.2f} to {radius.max():.2f} from the centre and not at 1."
        )
        assert np.allclose(away[:90], -away[90:], atol=0.01), (
            "Half a turn on, each point must lie on the other side of the mean."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed: in other units it is the same ellipse."


print(check_mended())

# %% [markdown]
# ## 4. Which of them draw it?
#
# A component has the covariance with rows (5, 3) and (3, 2).  Each of these matrices, given by its
# rows, stretches the unit circle into some ellipse:
#
# 1. (5, 3) and (3, 2)
# 2. (2, 1) and (1, 1)
# 3. (1, 2) and (1, 1)
# 4. (2, −3) and (−3, 5)
# 5. (2.236, 0) and (0, 1.414), the two standard deviations
# 6. (−2, 1) and (−1, 1)
# 7. (1, 1) and (2, 1)
#
# **Which of them make the component's ellipse of one standard deviation?**  There may be several.
# Set `draw_it` to a list of their numbers, for example `[1, 4]`.  (2 points)

# %% solution="draw-it"
### BEGIN SOLUTION
draw_it = [2, 3, 6]
### END SOLUTION


# %% check="draw-it" points=2 meets=3
def check_draw_it():
    said = {int(number) for number in np.ravel(draw_it)}
    assert said, "Give some numbers, for example [1, 4]. At least one of the matrices draws it."
    assert said <= set(range(1, 8)), f"The matrices are numbered 1 to 7; you gave {sorted(said)}."
    assert 1 not in said, (
        "One of yours is the covariance itself. It is in squared units: its ellipse has variances "
        "for semi-axes."
    )
    assert 4 not in said, (
        "One of yours is the inverse of the covariance. It stretches least where the component is "
        "widest."
    )
    ### BEGIN HIDDEN TESTS
    assert 5 not in said, "One of yours draws an ellipse that lies straight. This one is tilted."
    rows = {2: (2, 1, 1, 1), 3: (1, 2, 1, 1), 6: (-2, 1, -1, 1), 7: (1, 1, 2, 1)}
    draws = {
        number
        for number, (a, b, c, d) in rows.items()
        if (a * a + b * b, a * c + b * d, c * c + d * d) == (5, 3, 2)
    }
    assert said <= draws, (
        "For one of yours the other product, its transpose first, is the covariance. Take M times "
        "its transpose, in this order: rows with rows."
    )
    assert draws <= said, (
        "One is missing. A root need not be symmetric, nor triangular, nor keep the plane "
        "unflipped: multiply each matrix with its own transpose."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_draw_it())

# %% [markdown]
# **In one or two sentences: how can different matrices draw one and the same ellipse, and why is
# the covariance matrix itself not among them?**  (3 points)

# %% [markdown] answer="why-several" points=3 meets=3
# All of them have the same product with their own transpose, the covariance: they differ by a turn or
# a flip of the circle before it is stretched, and a circle looks the same after that.  The covariance
# itself has variances for stretches, in squared units; the ellipse needs their roots, the standard
# deviations.

# %% [markdown]
# ## 5. The ellipse of a cloud
#
# Write `ellipse_of(X)`: from n points, n rows of two, it returns three numbers: the long semi-axis of
# their ellipse of one standard deviation, the short one, and the tilt of the long axis in degrees
# above the horizontal.  The covariance is the mean product of deviations: divide by n.  (4 points)
#
# An axis has two ends, so 30° and −150° are the same tilt, and both count as right.  You may use
# `np.linalg.eigh`: for a symmetric matrix it returns the eigenvalues, the small one first, and a
# matrix that has the eigenvectors in its columns.


# %% solution="ellipse-of"
def ellipse_of(X):
    """Long semi-axis, short semi-axis, and tilt in degrees, of points X (n, 2)."""
    ### BEGIN SOLUTION
    away = X - X.mean(axis=0)
    variances, axes = np.linalg.eigh(away.T @ away / len(X))
    short, long = np.sqrt(variances)
    x, y = axes[:, 1]
    return long, short, np.degrees(np.arctan2(y, x))
    ### END SOLUTION


# %% check="ellipse-of" points=4 meets=3
def check_ellipse_of():
    def ask(X):
        return np.array([float(np.squeeze(part)) for part in ellipse_of(np.array(X, float))])

    def turned(X, degrees):
        c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        return np.array(X, float) @ np.array([[c, s], [-s, c]])

    def apart(one, other):
        return abs((one - other + 90) % 180 - 90)  # of two tilts

    straight = np.array([[6, 0], [-6, 0], [0, 2], [0, -2], [6, 2], [-6, -2], [6, -2], [-6, 2]])
    found = ask(straight)
    assert found.shape == (3,), f"Three numbers are asked for; you returned {len(found)}."
    assert found[0] > found[1], "The long semi-axis comes first."
    growth = ask(3 * straight)[0] / found[0]
    assert np.isclose(growth, 3, rtol=0.01), (
        "When every point is 3 times as far from the mean, so is the end of the ellipse; yours is "
        f"{growth:.3g} times as far. An eigenvalue is a variance: the semi-axis is its root."
    )
    leaning = ask(turned(straight, 30))
    assert np.allclose(leaning[:2], found[:2], rtol=0.01), (
        "When the whole cloud is turned by 30 degrees, its ellipse turns with it and keeps its "
        f"axes; yours change from {found[:2].round(2)} to {leaning[:2].round(2)}. The diagonal of "
        "the covariance belongs to the coordinates, the eigenvalues belong to the axes."
    )
    assert np.isclose(found[0], straight[:, 0].std(), rtol=0.01), (
        "This cloud lies straight, so its long semi-axis is its standard deviation across, "
        f"{straight[:, 0].std():.3f}; yours is {found[0]:.3f}. From the centre to the edge, and "
        "divided by n?"
    )
    assert apart(leaning[2], found[2] + 30) < 0.5, (
        f"When the cloud is turned by 30 degrees, the tilt grows by 30; yours goes from "
        f"{found[2]:.1f} to {leaning[2]:.1f}. Are these degrees, and is a column of the matrix the "
        "eigenvector?"
    )
    ### BEGIN HIDDEN TESTS
    assert apart(found[2], 0) < 0.5, (
        "A cloud that is longest across has the tilt 0. You gave the tilt of the short axis."
    )
    looks = np.radians(np.arange(0, 180, 0.1))
    for seed in (31, 32, 33):
        rng = np.random.default_rng(seed)
        X = turned(rng.normal(0, [4, 1.5], (12 + seed, 2)), 47 * seed) + rng.normal(0, 50, 2)
        seen = (X @ np.array([np.cos(looks), np.sin(looks)])).std(axis=0)  # in every direction
        long, short, tilt = ask(X)
        where = f"On another cloud of {len(X)} points (seed {seed}) the"
        assert np.isclose(long, seen.max(), rtol=0.002), f"{where} long semi-axis differs."
        assert np.isclose(short, seen.min(), rtol=0.002), f"{where} short semi-axis differs."
        assert apart(tilt, np.degrees(looks[seen.argmax()])) < 0.5, f"{where} tilt differs."
    ### END HIDDEN TESTS
    return "Visible checks passed: the ellipse grows and turns with its cloud."


print(check_ellipse_of())

# %% [markdown]
# Does it agree with gmmlab?  These are the petals and sepals of 50 irises, in millimetres.

# %%
iris = datasets.iris()
flowers = 10 * iris.X[iris.labels == 2][:, [2, 1]]
print("yours:", np.round(np.array(ellipse_of(flowers), float), 2))
print("gmmlab's:", np.round(plot.axes_of(np.cov(flowers.T, bias=True)), 2))

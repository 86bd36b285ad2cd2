# %% [markdown]
# # Exercise · Covariance types: what shape may a component have?
#
# You draw the ellipse of a covariance, count what a covariance type costs, and find the boundaries
# that it allows.  Five questions are graded by machine (13 points) and one sentence by your teacher
# (3 points).  Allow 25 minutes.
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

iris = datasets.iris()
petals = iris.X[:, 2]  # the petal lengths of 150 flowers, in cm

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  A component has the covariance [[3, 1], [1, 3]].  Half the sum of the diagonal is
# 3, half its difference 0, the root of 0² + 1² is 1, so the eigenvalues are 3 + 1 = 4 and 3 − 1 = 2.
# The long half-axis at *one* standard deviation is the root of 4.  It points along (4 − 3, 1):

# %%
print(f"long half-axis {np.sqrt(4):.2f}, tilt {np.degrees(np.arctan2(1, 4 - 3)):.1f} degrees")

# %% [markdown]
# Another component has the covariance [[73, 36], [36, 52]].  **At two standard deviations, how long
# is the long half-axis of its ellipse?  And how many degrees is it tilted against the axis of the
# first feature?**  Set `half_long` and `tilt`; one decimal is enough, and Python may do the
# arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
largest = (73 + 52) / 2 + np.hypot((73 - 52) / 2, 36)
half_long = 2 * np.sqrt(largest)
tilt = np.degrees(np.arctan2(36, largest - 52))
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    half, turned = float(np.squeeze(half_long)), float(np.squeeze(tilt)) % 180
    assert half < 2 * np.sqrt(73 + 52), (
        f"A half-axis of {half:.4g} is too long: the variances along both axes together are 125. "
        "An eigenvalue is a variance; what length belongs to it?"
    )
    assert half > 2 * np.sqrt(73) + 0.05, (
        f"{half:.4g} is too short. At two standard deviations the ellipse reaches that far along "
        "the first feature already, and its long axis is longer than this."
    )
    assert 0 < turned < 45, (
        "The covariance is positive, so the long axis rises; the first feature varies more, so it "
        f"is nearer to that axis than to the other. A tilt of {turned:.4g} degrees is neither."
    )
    ### BEGIN HIDDEN TESTS
    # sum and product of both eigenvalues: 125 and 73 * 52 - 36**2 = 2500
    largest = max(np.roots([1, -125, 2500]))
    assert abs(half - 2 * np.sqrt(largest)) < 0.06, (
        f"{half:.4g} is not twice the root of the larger eigenvalue."
    )
    assert abs(turned - np.arctan(0.75)) > 0.06, "That is the tilt in radians; give it in degrees."
    assert abs(np.tan(np.radians(turned)) - 0.75) < 0.006, (
        f"At {turned:.4g} degrees, the covariance does not map that direction to a multiple of it."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: a possible length, and a possible tilt."


print(check_by_hand())

# %% [markdown]
# ## 2. What a type costs
#
# Write `free_parameters(kind, K, D)`: how many numbers a mixture of K components in D dimensions may
# choose freely, weights, means and covariances together.  `kind` is `"full"`, `"tied"`, `"diag"` or
# `"spherical"`.  (3 points)


# %% solution="count"
def free_parameters(kind, K, D):
    """Free parameters of a mixture: weights, means and covariances."""
    ### BEGIN SOLUTION
    half = D * (D + 1) // 2
    covariances = {"full": K * half, "tied": half, "diag": K * D, "spherical": K}
    return K - 1 + K * D + covariances[kind]
    ### END SOLUTION


# %% check="count" points=3 meets=3
def check_count():
    def ask(kind, K, D):
        return float(np.squeeze(free_parameters(kind, K, D)))

    one = ask("full", 1, 1)
    assert one != 3, (
        "One component on a line has a mean and a variance. You gave its weight a number as well, "
        "but weights sum to 1: the last one is not free."
    )
    assert one == 2, f"One component on a line has a mean and a variance; you count {one:g}."
    plane = ask("full", 1, 2)
    assert plane != 6, (
        "You counted every entry of a covariance. It is symmetric: one triangle repeats the other."
    )
    assert plane == 5, (
        f"One full component in the plane has 2 + 3 free numbers; you count {plane:g}."
    )
    assert ask("tied", 1, 4) == ask("full", 1, 4), (
        "With a single component, tied and full are the same; yours differ."
    )
    more = ask("tied", 5, 3) - ask("tied", 4, 3)
    assert more != ask("full", 5, 3) - ask("full", 4, 3), (
        "Your tied mixture gives every further component a covariance of its own. Under tied, all "
        "share one."
    )
    ### BEGIN HIDDEN TESTS
    shapes = {"full": ("VVV", 1), "tied": ("EEE", 1), "diag": ("VVI", 0), "spherical": ("VII", 0)}
    for kind, (letters, angles) in shapes.items():
        for K, D in [(2, 1), (3, 2), (4, 5), (2, 30)]:
            times = K if letters[0] == "V" else 1
            ratios = 0 if letters[1] == "I" else D - 1
            turns = angles * sum(range(D))
            expected = (K - 1) + K * D + times * (1 + ratios + turns)
            found = ask(kind, K, D)
            assert found == expected, f"For {kind}, K={K}, D={D} you count {found:g}."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_count())

# %% [markdown]
# ## 3. Find the bug
#
# A colleague draws ellipses so.  Here is the ellipse of the larger component of the irises at two
# standard deviations; about 86 % of its flowers should lie inside.


# %%
def outline(mean, covariance, level):
    """Points (100, 2) on the ellipse of a covariance at so many standard deviations."""
    values, vectors = np.linalg.eigh(covariance)
    turn = np.linspace(0, 2 * np.pi, 100)
    along = np.outer(np.cos(turn) * values[0], vectors[:, 0])
    across = np.outer(np.sin(turn) * values[1], vectors[:, 1])
    return mean + level * (along + across)


flowers = iris.X[50:, [2, 0]]
drawn = outline(flowers.mean(axis=0), np.cov(flowers.T), 2.0)
fig, ax = plt.subplots(figsize=(6, 3.4))
ax.plot(*flowers.T, "s", ms=4, color=plot.PALETTE[1])
ax.plot(*drawn.T, "--", color="black")
ax.set(xlabel="petal length (cm)", ylabel="sepal length (cm)", aspect="equal")
show(fig, "A hundred flowers, and a dashed ellipse so thin that it misses many of them.")

# %% [markdown]
# Find what is wrong, and mend it: write the function anew under the name `mended`.  (2 points)


# %% solution="mended"
def mended(mean, covariance, level):
    ### BEGIN SOLUTION
    values, vectors = np.linalg.eigh(covariance)
    turn = np.linspace(0, 2 * np.pi, 100)
    along = np.outer(np.cos(turn) * np.sqrt(values[0]), vectors[:, 0])
    across = np.outer(np.sin(turn) * np.sqrt(values[1]), vectors[:, 1])
    return mean + level * (along + across)
    ### END SOLUTION


# %% check="mended" points=2 meets=1
def check_mended():
    def ask(mean, covariance, level):
        points = np.array(mended(np.array(mean, float), np.array(covariance, float), level), float)
        assert points.ndim == 2, f"Return points in rows of two numbers; yours are {points.shape}."
        assert points.shape[1] == 2, f"Each point has two numbers; yours are {points.shape}."
        assert len(points) >= 20, f"{len(points)} points are too few to see an ellipse."
        return points

    reach = np.abs(ask([0, 0], [[9, 0], [0, 1]], 1.0)).max(axis=0)
    assert not np.isclose(reach[0], 9, rtol=0.02), (
        "Along an axis whose variance is 9 your ellipse still reaches to 9. A length is not a "
        "variance."
    )
    slanting = ask([0, 0], [[2, 1.5], [1.5, 2]], 1.0)
    assert not np.isclose((slanting[:, 0] * slanting[:, 1]).mean(), 0, atol=0.05), (
        "The covariance is positive, and your ellipse does not slant. Its axes lie along the "
        "eigenvectors."
    )
    far = np.hypot(*(ask([50, -50], [[1, 0], [0, 1]], 1.0) - [50, -50]).T)
    assert np.allclose(far, 1, atol=0.01), (
        "About the mean (50, −50), a round ellipse at one standard deviation of 1 has points that "
        f"are {far.min():.3g} to {far.max():.3g} away from the mean."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22, 23):
        rng = np.random.default_rng(seed)
        half = rng.normal(size=(2, 2))
        sigma, mean, level = half @ half.T + 0.2 * np.eye(2), rng.normal(0, 3, 2), rng.uniform(1, 3)
        away = ask(mean, sigma, level) - mean
        far = np.sqrt((away * np.linalg.solve(sigma, away.T).T).sum(axis=1))
        assert np.allclose(far, level, rtol=0.005), (
            f"For another covariance (seed {seed}) not all points are {level:.2f} of its standard "
            "deviations away."
        )
        ways = np.sort(np.arctan2(*np.linalg.solve(np.linalg.cholesky(sigma), away.T)))
        assert np.diff(ways).max() < 1, f"The ellipse has a gap (seed {seed})."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Name the boundary
#
# Four pairs of components A and B, with the means (0, 0) and (5, 0), and with these covariances:
#
# | pair | weights | covariance of A | covariance of B |
# |---|---|---|---|
# | 1 | 0.5, 0.5 | [[1, 0], [0, 1]] | [[4, 0], [0, 4]] |
# | 2 | 0.5, 0.5 | [[1, 0], [0, 4]] | [[4, 0], [0, 1]] |
# | 3 | 0.2, 0.8 | [[2, 1], [1, 3]] | [[2, 1], [1, 3]] |
# | 4 | 0.5, 0.5 | [[1, 0], [0, 9]] | [[4, 0], [0, 1]] |
#
# **What is the boundary of each?**  Set `kinds` to a list of four words, each of them `"line"`,
# `"circle"`, `"ellipse"` or `"hyperbola"`; a word may be used more than once, or not at all.
# (2 points)

# %% solution="name-it"
### BEGIN SOLUTION
kinds = ["circle", "hyperbola", "line", "hyperbola"]
### END SOLUTION


# %% check="name-it" points=2 meets=2
def check_name_it():
    known = {"line", "circle", "ellipse", "hyperbola"}
    said = [str(word).strip().lower() for word in kinds]
    assert len(said) == 4, f"There are four pairs; you named {len(said)} boundaries."
    assert set(said) <= known, (
        f"You wrote {', '.join(sorted(set(said) - known))}. Use the words line, circle, ellipse "
        "and hyperbola."
    )
    assert set(said) != {"line"}, (
        "You call all of them lines. A boundary is straight only where the squares in both scores "
        "cancel. Do they, in every pair?"
    )
    ### BEGIN HIDDEN TESTS
    table = [
        (np.eye(2), 4 * np.eye(2)),
        (np.diag([1, 4]), np.diag([4, 1])),
        (np.array([[2, 1], [1, 3]]),) * 2,
        (np.diag([1, 9]), np.diag([4, 1])),
    ]
    for number, (word, (a, b)) in enumerate(zip(said, table, strict=True), start=1):
        # generalised eigenvalues: in which directions is A the wider one?
        wider = np.linalg.eigvals(np.linalg.solve(b, a)).real - 1
        if np.allclose(wider, 0):
            right, hint = "line", "both covariances are the same; the weights only shift it."
        elif wider.min() < 0 < wider.max():
            right, hint = "hyperbola", "one is narrower in one direction, the other in another."
        else:
            alike = np.isclose(*wider) and np.isclose(a[0, 0], a[1, 1])
            right, hint = ("circle" if alike else "ellipse"), "one is narrower in all directions."
        assert word == right, f"Pair {number} has no {word}: {hint}"
    ### END HIDDEN TESTS
    return "Visible checks passed: four boundaries, and not all of them straight."


print(check_name_it())

# %% [markdown]
# **Which of the four boundaries close, and how can you tell from the covariances?  Answer in one or
# two sentences.**  (3 points)

# %% [markdown] answer="which-close" points=3 meets=2
# Only that of pair 1 closes: A is narrower than B in every direction, so far out B wins everywhere.
# In pairs 2 and 4 A is the narrower one along the first feature and B along the second, so each
# wins far out in some directions; in pair 3 the covariances are equal, the squares cancel and the
# boundary is straight.

# %% [markdown]
# ## 5. Boundaries on a line
#
# Now the petal lengths alone.  Fifty flowers are short and alike, a hundred are longer and vary:
#
# | component | weight | mean (cm) | standard deviation (cm) |
# |---|---|---|---|
# | A | 0.33 | 1.46 | 0.17 |
# | B | 0.67 | 4.91 | 0.82 |
#
# Write `boundary_points(weights, means, sds)`: for **two** components on a line it returns the points
# where both are equally responsible: none, one or two, in any order.  (4 points)
#
# The scores of both are equal where a·x² + b·x + c = 0.  Take the logarithms of weight times density,
# subtract, and collect the terms.  You may assume that the components are not the same.
#
# <details><summary>Hint</summary>
#
# The logarithm of a score is ln(weight) − ln(sd) − (x − mean)² / (2 sd²), up to a constant.  If a is
# 0, no square is left: the equation is that of a straight line.
#
# </details>


# %% solution="boundary"
def boundary_points(weights, means, sds):
    """Where two components on a line are equally responsible: 0, 1 or 2 numbers."""
    ### BEGIN SOLUTION
    (w, v), (m, n), (s, t) = weights, means, sds
    a = 1 / (2 * t**2) - 1 / (2 * s**2)
    b = m / s**2 - n / t**2
    c = np.log(w * t / (v * s)) - m**2 / (2 * s**2) + n**2 / (2 * t**2)
    if abs(a) < 1e-12:
        return [-c / b] if b else []
    if b**2 < 4 * a * c:
        return []
    root = np.sqrt(b**2 - 4 * a * c)
    return sorted([(-b - root) / (2 * a), (-b + root) / (2 * a)])
    ### END SOLUTION


# %% check="boundary" points=4 meets=2
def check_boundary():
    def ask(*arguments):
        found = boundary_points(*(np.array(a, float) for a in arguments))
        return np.sort(np.array([] if found is None else found, float).ravel())

    middle = ask([0.5, 0.5], [0, 4], [1, 1])
    assert len(middle) == 1, (
        "With equal spreads the squares cancel, and there is one boundary point; you return "
        f"{len(middle)}."
    )
    assert np.isclose(middle[0], 2, atol=1e-3), (
        f"With equal weights and spreads it lies midway between the means; yours is {middle[0]:.4g}."
    )
    heavy = ask([0.9, 0.1], [0, 4], [1, 1])
    assert not np.allclose(heavy, 2, atol=1e-3), (
        "Other weights, 0.9 and 0.1, leave your boundary where it was: you compare the densities "
        "alone. A score is weight times density."
    )
    assert (heavy > 2).all(), (
        "The heavier component wins more of the line, so the boundary moves away from it; yours "
        "moves towards it."
    )
    nested = ask([0.5, 0.5], [0, 0], [1, 3])
    assert len(nested) != 1, (
        "Two components about one mean, one wide and one narrow: you return one point. The narrow "
        "one leads at the mean; what happens on either side?"
    )
    assert len(nested) == 2, f"There the equation has two solutions; you return {len(nested)}."
    assert np.isclose(nested.sum(), 0, atol=1e-3), (
        f"Both components are symmetrical about 0, your points {nested.round(3)} are not."
    )
    height = np.exp(-((nested[0] / np.array([1, 3])) ** 2) / 2) / [1, 3]
    assert np.isclose(*height, rtol=0.01), (
        f"At your point {nested[0]:.3f} the scores are {height[0]:.3f} and {height[1]:.3f}, not "
        "equal. A wide density is a low one: is ln(sd) in it, and the one half?"
    )
    ### BEGIN HIDDEN TESTS
    grid = np.linspace(-60, 60, 480001)
    cases = [([0.05, 0.95], [0, 0.1], [1, 3]), ([1 / 3, 2 / 3], [1.46, 4.91], [0.17, 0.82])]
    for seed in (31, 32, 33, 34):
        rng = np.random.default_rng(seed)
        same = seed % 2
        sds = np.full(2, rng.uniform(0.5, 2)) if same else rng.uniform(0.5, 1) * np.array([1, 2.5])
        cases.append((rng.dirichlet([5, 5]), rng.permutation([-1.5, 2.0]), sds))
    for number, (w, m, s) in enumerate(cases, start=1):
        logs = np.log(w) - np.log(s) - ((grid[:, None] - m) / s) ** 2 / 2
        ahead = logs[:, 0] > logs[:, 1]
        expected = grid[1:][ahead[1:] != ahead[:-1]]
        found = ask(w, m, s)
        assert len(found) == len(expected), (
            f"In another case ({number}) there are not {len(found)} boundary points."
        )
        assert np.allclose(found, expected, atol=0.002), (
            f"In another case ({number}) the boundary lies elsewhere."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_boundary())

# %% [markdown]
# What does it say of the petals?  A flower with shorter petals than the lower point would be given
# to B, the component of the long ones.

# %%
print(
    "boundary points (cm):", np.round(boundary_points([0.33, 0.67], [1.46, 4.91], [0.17, 0.82]), 2)
)
print("the shortest petal on record:", petals.min(), "cm")

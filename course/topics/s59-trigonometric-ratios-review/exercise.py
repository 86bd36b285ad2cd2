# %% [markdown]
# # Exercise · Trigonometric Ratios Review
#
# You find how long a direction is, scale it to length 1, and end with the places where the ellipses
# of a mixture end.  Five questions are graded by machine (14 points) and one sentence by your
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

from gmmlab import Mixture, datasets, plot
from gmmlab.learn import show

iris = datasets.iris()

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  Virginica is a species of iris.  A component with the width of its sepals
# across and the width of its petals up has a long axis that goes about 4 squares across and 3 up.
# The arrow is 5 squares long, so its cosine is 0.8 and its sine is 0.6:

# %%
print(np.hypot(4, 3), 4 / 5, 3 / 5)

# %% [markdown]
# The ellipse of versicolor, another species, with the length of its sepals across and their width
# up, is flatter: its long axis goes about **12 squares across and 5 up**.
#
# **What are the cosine and the sine of its tilt?**  Set `cosine` and `sine` to them; three decimals
# are enough, and Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
length = np.sqrt(12**2 + 5**2)
cosine, sine = 12 / length, 5 / length
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    c, s = float(np.squeeze(cosine)), float(np.squeeze(sine))
    assert c > s, (
        f"Your cosine is {c:.4g}, your sine {s:.4g}. This axis goes more across than up. The "
        "cosine belongs to the leg across, the sine to the leg up: do not swap them."
    )
    assert abs(c + s - 1) > 0.002, (
        "Your two numbers add up to 1: you divided by the sum of the legs. The arrow is shorter "
        "than both legs together."
    )
    assert abs(c**2 + s**2 - 1) < 0.004, (
        f"The squares of cosine and sine must add up to 1; yours add up to {c**2 + s**2:.4g}. "
        "Divide each leg by the length: the root of the sum of squares."
    )
    ### BEGIN HIDDEN TESTS
    assert abs(s / c - 5 / 12) < 0.004, (
        f"An arrow with these two as legs has the tangent {s / c:.3f}, which is not that of 12 "
        "across and 5 up."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: these are the legs of an arrow of length 1."


print(check_by_hand())

# %% [markdown]
# ## 2. Length 1
#
# Write `unit(v)`: from a direction `v` of two numbers, not both 0, it returns the two numbers of
# the same direction at length 1.  (3 points)
#
# <details><summary>Hint</summary>
#
# Find the length first.  An array is divided by a number entry by entry.
#
# </details>


# %% solution="unit"
def unit(v):
    """The direction v (2,), scaled to length 1: cosine and sine of its angle."""
    ### BEGIN SOLUTION
    return v / np.sqrt(v[0] ** 2 + v[1] ** 2)
    ### END SOLUTION


# %% check="unit" points=3 meets=2
def check_unit():
    def ask(*v):
        u = np.array(unit(np.array(v, float)), float).ravel()
        assert u.shape == (2,), f"A direction has two numbers; yours has {u.size}."
        return u

    u = ask(8, 6)
    assert not np.isclose(u.sum(), 1, atol=1e-3), (
        f"Of (8, 6) you make {u.round(3)}: divided by the sum of the legs. Its length is the root "
        "of the sum of squares."
    )
    assert u[0] > u[1], (
        f"Of (8, 6) you make {u.round(3)}, which is steeper. The number across comes first, the "
        "number up second, as in v."
    )
    length = np.hypot(*u)
    assert length < 5, f"Of (8, 6) you make an arrow of length {length:.4g}: it was not scaled."
    assert np.isclose(length, 1, atol=1e-3), (
        f"Of (8, 6) you make an arrow of length {length:.4g}. If you divided by the sum of "
        "squares, its root is missing."
    )
    assert np.allclose(ask(-8, 6), u * [-1, 1], atol=1e-3), (
        "(−8, 6) points up to the left. Keep the signs of both numbers."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (41, 42, 43, 44):
        z = complex(*np.random.default_rng(seed).normal(0, 3, 2))
        turned = np.exp(1j * np.angle(z))
        assert np.allclose(ask(z.real, z.imag), [turned.real, turned.imag], atol=1e-3), (
            f"Of ({z.real:.2f}, {z.imag:.2f}) (seed {seed}) cosine and sine differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_unit())

# %% [markdown]
# ## 3. A fault that hides
#
# A colleague tries a function on (0.6, 0.8), which has length 1 already, and nothing changes: right.
# Then an arrow twice as long comes:


# %% given="colleague"
def colleague(v):
    across, up = v
    length = across**2 + up**2
    return across / length, up / length


for v in ((0.6, 0.8), (1.2, 1.6)):
    print(v, "becomes", tuple(round(number, 3) for number in colleague(v)))

# %% [markdown]
# Both point the same way, so both should become (0.6, 0.8).  Find the line, and mend it: write the
# function anew under the name `mended`.  (2 points)


# %% solution="mended"
def mended(v):
    ### BEGIN SOLUTION
    across, up = v
    length = (across**2 + up**2) ** 0.5
    return across / length, up / length
    ### END SOLUTION


# %% check="mended" points=2 meets=2
def check_mended():
    def ask(*v):
        return np.array(mended(np.array(v, float)), float).ravel()

    u = ask(1.2, 1.6)
    assert not np.allclose(u, [0.3, 0.4], atol=1e-3), (
        "(1.2, 1.6) still becomes too short. What the line calls `length` is the square of it; at "
        "length 1 the two are equal, and the fault hid."
    )
    assert np.allclose(u, [0.6, 0.8], atol=1e-3), (
        f"(1.2, 1.6) becomes {u.round(3)}. The length is the root of the sum of squares, not the "
        "sum of the legs; and the arrow keeps its direction."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (51, 52, 53):
        x, y = np.random.default_rng(seed).normal(0, 2, 2)
        u = ask(x, y)
        assert np.isclose(u @ u, 1, atol=1e-3), (
            f"Of ({x:.2f}, {y:.2f}) (seed {seed}) the length is {np.hypot(*u):.3f} instead of 1."
        )
        assert np.isclose(u @ [-y, x], 0, atol=1e-3), f"Seed {seed}: the direction has changed."
        assert u @ [x, y] > 0, f"Seed {seed}: the arrow points to the other end."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Where one axis ends
#
# A component has its mean at (2, 3).  Its long axis has the direction (8, −15), and along it the
# standard deviation is 1.7.  Its ellipse of one standard deviation is to be drawn.
#
# **Where does the long axis end, on the side that this arrow points to?**  Set `tip` to the two
# coordinates.  (3 points)

# %% solution="tip"
### BEGIN SOLUTION
tip = np.array([2, 3]) + 1.7 * np.array([8, -15]) / np.sqrt(8**2 + 15**2)
### END SOLUTION


# %% check="tip" points=3 meets=2
def check_tip():
    end = np.array(tip, float).ravel()
    assert end.shape == (2,), f"A place in the plane has two coordinates; yours has {end.size}."
    way = end - [2, 3]
    far = np.hypot(*way)
    assert far > 0.2, (
        f"Your end lies {far:.2g} from the mean, nearly on it. If you divided by the sum of "
        "squares, take its root first: that is the length."
    )
    assert far < 10, (
        f"Your end lies {far:.1f} from the mean. The arrow was not scaled to length 1 before it "
        "was taken 1.7 times."
    )
    assert not 1.0 < far < 1.6, (
        f"Your end lies {far:.2f} from the mean, less than one standard deviation. Divide by the "
        "length of the arrow, not by the sum of its legs."
    )
    assert abs(far - 1.7) < 0.01, (
        f"Your end lies {far:.2f} from (2, 3). It must lie one standard deviation, 1.7, from the "
        "mean. Divide by the length, with its root, and count from the mean."
    )
    ### BEGIN HIDDEN TESTS
    assert way[0] > 0 > way[1], "This arrow points to the right and down; your end lies elsewhere."
    assert abs(15 * way[0] + 8 * way[1]) < 0.1, (
        "Your end is as far from the mean as it should be, but not along the axis. Across comes "
        "first, then up."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it lies one standard deviation from the mean."


print(check_tip())

# %% [markdown]
# ## 5. Where all axes end
#
# Write `ends(means, directions, sds)`: from the means and the directions of the long axes of K
# components, tables of K rows and two columns, and from the K standard deviations along them, it
# returns a table of K rows and two columns: where each axis ends, on the side that its direction
# points to.  The directions may have any lengths.  (4 points)


# %% solution="ends"
def ends(means, directions, sds):
    """Where the long axes of K components end (K, 2), at one standard deviation."""
    ### BEGIN SOLUTION
    rows = zip(means, directions, sds, strict=True)
    return np.array([mean + sd * unit(v) for mean, v, sd in rows])
    ### END SOLUTION


# %% check="ends" points=4 meets=2
def check_ends():
    def ask(*tables):
        return np.array(ends(*(np.array(table, float) for table in tables)), float)

    means, sds = np.array([[0, 0], [10, -4]]), np.array([1, 3])
    at = ask(means, [[3, 4], [-5, 12]], sds)
    assert at.shape == (2, 2), (
        f"2 components need 2 rows and 2 columns; yours have the shape {at.shape}."
    )
    far = np.hypot(*(at - means).T)
    assert not np.allclose(far, [5, 39], atol=0.01), (
        "Each end lies as many arrows away as its standard deviation says. Scale the directions "
        "to length 1 first."
    )
    assert not np.allclose(far, [5 / 7, 39 / 17], atol=0.01), (
        f"With standard deviations of 1 and 3 your ends lie {far.round(2)} from their means: "
        "divided by the sum of the legs."
    )
    assert np.allclose(far, sds, atol=0.01), (
        f"With standard deviations of 1 and 3 your ends lie {far.round(2)} from their means. Scale "
        "each direction by its own length, with its root: a row is a component."
    )
    assert np.all((at - means)[1] * [-1, 1] > 0), (
        "The second direction points up to the left; your end lies elsewhere. Keep the signs."
    )
    assert at[0, 1] > at[0, 0], (
        "The first direction goes more up than across, your end more across than up. Across comes "
        "first."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (61, 62, 63):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 3
        means, ways, sds = rng.normal(0, 5, (K, 2)), rng.normal(0, 3, (K, 2)), rng.uniform(1, 2, K)
        x, y = (ask(means, ways, sds) - means).T
        assert np.allclose(x**2 + y**2, sds**2, atol=1e-2), (
            f"Of {K} other components (seed {seed}) the ends are not one standard deviation away."
        )
        assert np.allclose(np.arctan2(y, x), np.arctan2(*ways.T[::-1]), atol=1e-3), (
            f"Of {K} other components (seed {seed}) the ends lie in other directions."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_ends())

# %% [markdown]
# Put your ends on a picture: the lengths and widths of the petals of three species, a component for
# each, and squares counted on paper for the directions.  Do the squares sit at the tips?

# %%
petals = [iris.X[iris.labels == k, 2:] for k in range(3)]
covariances = [np.cov(flowers.T, bias=True) for flowers in petals]
centres = np.array([flowers.mean(axis=0) for flowers in petals])
squares = np.array([[7.0, 2.0], [17.0, 6.0], [10.0, 2.0]])
spreads = np.array([plot.axes_of(S).long for S in covariances])
fig, ax = plt.subplots(figsize=(7, 3.6))
plot.ellipses(ax, Mixture(np.full(3, 1 / 3), centres, np.array(covariances)), (1.0,))
ax.plot(*np.array(ends(centres, squares, spreads)).T, "s", color="black", ms=5, zorder=5)
ax.set(xlabel="petal length (cm)", ylabel="petal width (cm)", aspect="equal")
show(
    fig,
    "Three ellipses that rise to the right, one for each species, and three black squares: the ends "
    "that your function gives.",
)

# %% [markdown]
# ## 6. In your own words
#
# **In one or two sentences: why is a direction scaled to length 1 before it is multiplied by a
# standard deviation, and why are its two numbers then a cosine and a sine?**  (3 points)

# %% [markdown] answer="length-one" points=3 meets="1 2"
# Only at length 1 does the product lie as far from the mean as the standard deviation says; another
# length would stretch or shrink the ellipse.  Scaled, the arrow is the hypotenuse of length 1, so
# the leg across over the hypotenuse (the cosine) and the leg up over it (the sine) are the two
# numbers themselves.

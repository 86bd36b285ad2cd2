# %% [markdown]
# # Exercise · Right Triangle Trigonometry Introduction
#
# You find the tangent of a tilt, first by hand, then in code, and you end with the steepest of
# several components.  Five questions are graded by machine (13 points) and one sentence by your
# teacher (3 points).  Allow 20 minutes.
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

fit = best_fit(datasets.sixty().X, 3, rng=0)


def long_axis(S):
    """A direction (2,) of the long axis of the ellipse of a covariance S (2, 2)."""
    return np.linalg.eigh(S).eigenvectors[:, -1]


# %% [markdown]
# ## Three components
#
# Sixty points, a mixture of three Gaussians, and the direction of each component's long axis:
#
# | component | left | upper right | lower right |
# |---|---|---|---|
# | direction | (0.832, 0.554) | (0.606, −0.796) | (0.643, 0.766) |

# %%
fig, ax = plt.subplots(figsize=(5.5, 5))
plot.points(ax, datasets.sixty().X, fit.responsibilities, size=12)
plot.ellipses(ax, fit.mixture, numbers=False).set(aspect="equal", xlabel="x", ylabel="y")
show(
    fig,
    "Three clouds of points with their ellipses. The left one rises to the right, the upper right "
    "one falls to the right, and the lower right one, nearly round, rises.",
)

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  The long axis of the left component goes 0.832 across and 0.554 up.  The
# opposite leg over the adjacent leg is the tangent of its tilt:

# %%
print(f"{0.554 / 0.832:.2f}")

# %% [markdown]
# **What is the tangent of the tilt of the *upper right* component?**  Set `tangent_right` to it;
# two decimals are enough, and Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
tangent_right = -0.796 / 0.606
### END SOLUTION


# %% check="by-hand" points=2 meets=2
def check_by_hand():
    t = float(np.squeeze(tangent_right))
    assert t < 0, (
        f"Your tangent is {t:.4g}. In the picture this axis falls to the right, so its tangent is "
        "negative: keep the sign of the second coordinate."
    )
    assert abs(t) > 1, (
        f"Your tangent is {t:.4g}. This axis goes down more than it goes across, so the size of "
        "its tangent is above 1. Which leg faces the angle? And divide it by the other leg alone."
    )
    ### BEGIN HIDDEN TESTS
    right = -np.sqrt(1 / 0.606**2 - 1)  # of an arrow of length 1, from its run alone
    assert abs(t - right) < 0.01, (
        f"{t:.2f} is not the opposite leg over the adjacent leg of this axis. Divide one leg by "
        "the other; do not subtract."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: the axis falls, and steeply."


print(check_by_hand())

# %% [markdown]
# ## 2. Any direction
#
# Write `tangent(v)`: from a direction `v` of two numbers, across and up, of any length, it returns
# the tangent of the tilt.  (3 points)
#
# Across is never 0 here.
#
# <details><summary>Hint</summary>
#
# The first coordinate is `v[0]`, the second `v[1]`.  You need no angle.
#
# </details>


# %% solution="tangent"
def tangent(v):
    """The tangent of the tilt of a direction v (2,)."""
    ### BEGIN SOLUTION
    return v[1] / v[0]
    ### END SOLUTION


# %% check="tangent" points=3 meets=2
def check_tangent():
    def ask(*v):
        return float(np.squeeze(tangent(np.array(v, float))))

    steep, alike, falling = ask(1, 4), ask(3, 3), ask(2, -6)
    assert not np.isclose(steep, 0.25, atol=1e-3), (
        "Of (1, 4), a steep arrow, you make 0.25: that is adjacent over opposite. The leg that "
        "faces the angle goes on top."
    )
    assert np.isclose(alike, 1, atol=1e-3), (
        f"Of two legs of 3 you make {alike:.4g}. Equal legs make the tangent 1: divide one leg by "
        "the other, not by the hypotenuse, not by their sum, and do not subtract."
    )
    assert falling < 0, (
        f"Of (2, −6) you make {falling:.4g}. This arrow falls, so its tangent is negative."
    )
    assert np.isclose(ask(-2, 6), falling, atol=1e-3), (
        f"(2, −6) and (−2, 6) point both ways along one axis, yet you make {falling:.4g} of one "
        f"and {ask(-2, 6):.4g} of the other. Divide the coordinates with their signs."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13, 14):
        rng = np.random.default_rng(seed)
        x, y = rng.choice([-1, 1], 2) * rng.uniform(0.2, 5, 2)
        assert np.isclose(ask(x, y), np.tan(np.angle(x + 1j * y)), atol=1e-3), (
            f"Of the direction ({x:.2f}, {y:.2f}) (seed {seed}) the tangent differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_tangent())

# %% [markdown]
# ## 3. A fault that hides
#
# A colleague tries a function on the axis of a flat ellipse.  The tangent is 0.17, and so it says.
# On a steeper axis, of tangent 0.83, it says something else:


# %% given="colleague"
def colleague(v):
    across, up = v
    return up / np.sqrt(across**2 + up**2)


print(f"flat axis: {colleague([0.986, 0.167]):.2f}, steeper axis: {colleague([0.768, 0.641]):.2f}")

# %% [markdown]
# Find out what the function computes instead, and mend it: write it anew under the name `mended`.
# (2 points)


# %% solution="mended"
def mended(v):
    ### BEGIN SOLUTION
    across, up = v
    return up / across
    ### END SOLUTION


# %% check="mended" points=2 meets=1
def check_mended():
    def ask(*v):
        return float(np.squeeze(mended(np.array(v, float))))

    t = ask(3, 4)
    assert not np.isclose(t, 4 / 5, atol=1e-3), (
        "It still divides by the hypotenuse: this is the sine. On a flat axis the hypotenuse is "
        "hardly longer than the adjacent leg, so the fault hid."
    )
    assert 1 < t < 2, (
        f"Of an arrow 3 across and 4 up you make {t:.4g}. It is a little steeper than 45 degrees, "
        "so its tangent is a little above 1. Which leg goes on top, and what is it divided by?"
    )
    assert ask(3, -4) < 0, (
        "An arrow 3 across and 4 down gets a tangent that is not negative. Keep the sign."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22, 23):
        x, y = np.random.default_rng(seed).uniform(0.3, 4, 2)
        assert abs(ask(x, -y) * x + y) < 1e-3, (
            f"Of the direction ({x:.2f}, {-y:.2f}) (seed {seed}) the tangent differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. One axis, many arrows
#
# A component's long axis has the direction (0.6, −0.8).  Five programs each print an arrow:
#
# | A | B | C | D | E |
# |---|---|---|---|---|
# | (3, −4) | (−3, −4) | (−0.3, 0.4) | (4, −3) | (6, −8) |
#
# **Which of them lie along this axis, whichever end they point to?**  Set `same` to a list of their
# letters, in any order, such as `["D"]`.  (2 points)

# %% solution="same-axis"
### BEGIN SOLUTION
same = ["A", "C", "E"]
### END SOLUTION


# %% check="same-axis" points=2 meets=2
def check_same_axis():
    letters = {str(letter).strip().upper() for letter in np.ravel(list(same))}
    assert letters, "Your list is empty. At least one of the arrows lies along this axis."
    assert letters <= set("ABCDE"), f"Give letters from A to E; yours are {sorted(letters)}."
    assert len(letters) < 5, "Not all of them: the five do not have one tangent."
    ### BEGIN HIDDEN TESTS
    arrows = {"A": (3, -4), "B": (-3, -4), "C": (-0.3, 0.4), "D": (4, -3), "E": (6, -8)}
    assert "B" not in letters, (
        "You take an arrow that goes down to the left. Its axis rises to the right: with both "
        "coordinates negative the tangent is positive."
    )
    assert "D" not in letters, (
        "You take an arrow whose legs are swapped: its axis is a flatter one."
    )
    along = {k for k, (x, y) in arrows.items() if abs(0.6 * y + 0.8 * x) < 1e-9}
    assert letters == along, (
        "There are more. An arrow may be longer, shorter, or point to the other end of the axis: "
        "compare the tangents."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: these are letters of the table."


print(check_same_axis())

# %% [markdown]
# ## 5. The steepest component
#
# Write `steepest(covariances)`: from K covariances, each two by two, it returns two numbers: which
# component has the steepest long axis, whether it rises or falls, counting from 0; and the tangent
# of that axis, with its sign.  (4 points)
#
# The function `long_axis(S)` from the top gives you a direction of the long axis, towards either
# end.


# %% solution="steepest"
def steepest(covariances):
    """The number of the steepest of K components (K, 2, 2), and the tangent of its tilt."""
    ### BEGIN SOLUTION
    tangents = [tangent(long_axis(S)) for S in covariances]
    k = int(np.argmax(np.abs(tangents)))
    return k, tangents[k]
    ### END SOLUTION


# %% check="steepest" points=4 meets=2
def check_steepest():
    def tilted(degrees, long=2.0, short=0.7):
        t = np.radians(degrees)
        u, w = np.array([np.cos(t), np.sin(t)]), np.array([-np.sin(t), np.cos(t)])
        return long**2 * np.outer(u, u) + short**2 * np.outer(w, w)

    def ask(*covariances):
        answer = steepest(np.array(covariances))
        assert len(np.ravel(answer)) == 2, "Return two numbers: which component, and its tangent."
        k, t = np.ravel(answer)
        return int(k), float(t)

    k, t = ask(tilted(20), tilted(-70), tilted(50))
    assert k != 0, (
        "Of tilts of 20, −70 and 50 degrees you take 20, the flattest. A steep axis has a tangent "
        "of large size: opposite over adjacent."
    )
    assert k == 1, (
        f"Of tilts of 20, −70 and 50 degrees you take number {k}. Falling by 70 degrees is steeper "
        "than rising by 50: compare sizes, not signs."
    )
    assert t < 0, (
        f"You find the component whose axis falls by 70 degrees, and give {t:.3g} as its tangent. "
        "Compare sizes, but return the tangent with its sign."
    )
    assert abs(t) > 1, (
        f"An axis that falls by 70 degrees falls more than it goes across; your tangent is {t:.3g}. "
        "Divide by the adjacent leg alone."
    )
    assert ask(tilted(40), tilted(60, 2, 1.9))[0] == 1, (
        "Of tilts of 40 and 60 degrees you take 40, whose ellipse is longer and thinner. The "
        "lengths of the axes play no part in the tilt."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (31, 32, 33, 34):
        rng = np.random.default_rng(seed)
        A = rng.normal(size=(2 + seed % 4, 2, 2))
        S = A @ A.transpose(0, 2, 1) + 0.1 * np.eye(2)
        half = np.arctan2(2 * S[:, 0, 1], S[:, 0, 0] - S[:, 1, 1]) / 2
        k, t = ask(*S)
        assert k == np.argmax(np.abs(half)), (
            f"Of {len(S)} other components (seed {seed}) another one is the steepest."
        )
        assert np.isclose(t, np.tan(half[k]), rtol=1e-3), (
            f"Of {len(S)} other components (seed {seed}) the tangent of the steepest differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_steepest())

# %% [markdown]
# Which ellipse of the picture is it?  Its mean, by your function:

# %%
k, t = steepest(fit.mixture.covariances)
print("mean:", fit.mixture.means[int(k)].round(1), f" tangent: {t:.2f}")

# %% [markdown]
# ## 6. In your own words
#
# Two programs print the long axis of the same component of Old Faithful's mixture, with both
# features in standard deviations: one (0.515, 0.857), the other (−1.030, −1.714).
#
# **In one or two sentences: why do both give the same tangent, and what does that number say about
# eruptions and waits?**  (3 points)

# %% [markdown] answer="same-tangent" points=3 meets=2
# The second arrow is the first times −2: both legs carry the same factor, which cancels in the
# quotient (the triangles are similar, and the two arrows lie on one line).  The tangent, about
# 1.66, says that along the long axis the wait grows by 1.66 standard deviations for each standard
# deviation by which the eruption is longer.

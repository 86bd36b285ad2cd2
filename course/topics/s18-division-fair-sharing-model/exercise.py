# %% [markdown]
# # Exercise · Division: Fair Sharing Model
#
# You give mixtures a fair start, and then measure how far the data take them from it.  Five
# questions are graded by machine (13 points) and one sentence by your teacher (3 points).  Allow
# 20 minutes.
#
# Each question ends in a check that you can run at any time; its messages are there to help.  After
# you have handed in, the same functions meet other numbers.
#
# Lists, arrays and fractions are all welcome.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import datasets, e_step, plot, start
from gmmlab.learn import show

X = datasets.faithful().X  # 272 eruptions of Old Faithful

# %% [markdown]
# ## 1. A fair start
#
# *Worked example.*  Four components are about to be fitted to 60 points.  Each has the weight
# 1/4 = 0.25, and expects 60/4 = 15 points.  Check: 4 · 15 = 60.
#
# Now eight components are about to be fitted to the 272 eruptions of Old Faithful:

# %%
fig, ax = plt.subplots(figsize=(7, 1.3))
for k in range(8):
    colour, hatch = plot.PALETTE[k], ["", "//", "..", "xx"][k % 4]
    ax.barh(0, 1, left=k, color=colour, hatch=hatch, edgecolor="white", alpha=0.6)
    ax.text(k + 0.5, 0, "ABCDEFGH"[k], ha="center", va="center", weight="bold")
ax.set(xticks=[], yticks=[], xlabel="all the weight there is, and all the eruptions")
show(fig, "A strip cut into eight parts of equal length, lettered from A to H.")

# %% [markdown]
# **Which weight has each of the eight, and how many eruptions does each expect?**  Set `weight` and
# `expected`.  (2 points)

# %% solution="fair-start"
### BEGIN SOLUTION
weight = 1 / 8
expected = 272 / 8
### END SOLUTION


# %% check="fair-start" points=2 meets="1 2"
def check_fair_start():
    w, e = float(np.squeeze(weight)), float(np.squeeze(expected))
    assert w < 1, (
        f"Your weight is {w:g}. All the weight there is makes 1, and the eight have to share it."
    )
    assert e != 272, (
        "If each of the eight expected all 272 eruptions, they would expect 2176 together. There "
        "are only 272 to share."
    )
    assert e > 1, (
        f"You expect {e:.4g} eruptions, less than one for each component. What is shared goes on "
        "top, those who share it below; and a weight is not yet a number of eruptions."
    )
    ### BEGIN HIDDEN TESTS
    assert abs(sum([w] * 8) - 1) < 1e-6, (
        f"Eight weights of {w:g} add up to {8 * w:g}. Share the whole, 1, over the components."
    )
    assert abs(sum([e] * 8) - 272) < 1e-4, (
        f"Eight components that expect {e:g} each expect {8 * e:g} together, not 272."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: nobody gets everything."


print(check_fair_start())

# %% [markdown]
# ## 2. Any number of points and components
#
# Write `expected_sizes(n, K)`: it returns K numbers, how many of n points each of K components with
# equal weights expects.  (3 points)
#
# <details><summary>Hint</summary>
#
# `[7] * 3` is the list of three sevens, `np.full(3, 7.0)` the array.
#
# </details>


# %% solution="expected-sizes"
def expected_sizes(n, K):
    """How many of n points each of K equal components expects."""
    ### BEGIN SOLUTION
    return [n / K] * K
    ### END SOLUTION


# %% check="expected-sizes" points=3 meets=2
def check_expected_sizes():
    def ask(n, K):
        return np.ravel(np.array(expected_sizes(n, K), float))

    assert len(ask(12, 4)) == 4, (
        f"Four components have four expected sizes; you return {len(ask(12, 4))} of them."
    )
    total = ask(12, 4).sum()
    assert not np.isclose(total, 48), (
        "Your four components expect 48 of 12 points together: each of them expects them all."
    )
    assert not np.isclose(total, 1), (
        "Your sizes add up to 1, so they are weights. A size is this part *of the points*."
    )
    assert np.isclose(total, 12, atol=1e-4), (
        f"Your four components expect {total:.4g} of 12 points together. What is shared goes on top."
    )
    assert np.isclose(ask(10, 4).sum(), 10, atol=1e-4), (
        f"Of 10 points your four components expect {ask(10, 4).sum():g} together. An expected size "
        "need not be whole: leave the parts of points in."
    )
    assert np.ptp(ask(10, 4)) < 1e-4, (
        f"Of 10 points your components expect {ask(10, 4).tolist()}. With equal weights they expect "
        "equally many, down to parts of a point."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (41, 42, 43):
        rng = np.random.default_rng(seed)
        n, K = int(rng.integers(1, 500)), int(rng.integers(2, 12))
        sizes = ask(n, K)
        assert sizes.shape == (K,), (
            f"With n={n} and K={K} (seed {seed}) the number of sizes is off."
        )
        assert np.allclose(K * sizes, n, rtol=1e-5), (
            f"With n={n} and K={K} (seed {seed}) the sizes differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_expected_sizes())

# %% [markdown]
# ## 3. A fault that hides
#
# A colleague hands out weights one after another, from what is left of the whole.  With two
# components all is well:


# %% given="colleague"
def colleague(K):
    weights, rest = [], 1.0
    for _ in range(K - 1):
        share = rest / 2
        weights.append(share)
        rest = rest - share
    return [*weights, rest]


print("2 components:", colleague(2))
print("4 components:", colleague(4))

# %% [markdown]
# With four the weights still add up to 1, yet they are not fair.  Mend the program: write it anew
# under the name `mended`, so that it returns K equal weights.  (2 points)


# %% solution="mended"
def mended(K):
    ### BEGIN SOLUTION
    weights, rest = [], 1.0
    for k in range(K - 1):
        share = rest / (K - k)
        weights.append(share)
        rest = rest - share
    return [*weights, rest]
    ### END SOLUTION


# %% check="mended" points=2 meets=1
def check_mended():
    def ask(K):
        return np.ravel(np.array(mended(K), float))

    assert len(ask(4)) == 4, f"Four components have four weights; you return {len(ask(4))} of them."
    for K in (2, 4, 3):
        assert np.isclose(ask(K).sum(), 1, atol=1e-6), (
            f"With K={K} your weights add up to {ask(K).sum():.4g}. The whole is 1, no more and no "
            "less: hand out all of it, and do not round."
        )
    assert np.ptp(ask(4)) < 1e-6, (
        f"With K=4 your weights are {ask(4).tolist()}: they add up to 1, but are not equal. Among "
        "how many is the rest still to be shared, when a component takes its part?"
    )
    ### BEGIN HIDDEN TESTS
    for K in (1, 5, 7, 12):
        assert ask(K).shape == (K,), f"With K={K} the number of weights is off."
        assert np.allclose(K * ask(K), 1, atol=1e-5), f"With K={K} the weights differ."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. One drops out
#
# Six components with equal weights are about to be fitted to 180 points.  Before the start one of
# them is dropped.  What it expected is shared fairly among the others.
#
# **By how many points does the expected size of each of the others rise?**  Set `rise` to the number.
# (2 points)

# %% solution="one-drops-out"
### BEGIN SOLUTION
rise = 180 / 6 / 5
### END SOLUTION


# %% check="one-drops-out" points=2 meets=2
def check_one_drops_out():
    m = float(np.squeeze(rise))
    assert m > 0, "With one fewer to share, each of the others expects more, not less."
    assert m != 36, (
        "So many does each expect afterwards. By how many is that more than before? Those points "
        "came from the one that was dropped."
    )
    assert m != 30, (
        "You gave all that the dropped one expected to each of the others. It can be handed out "
        "only once."
    )
    assert m != 5, (
        "You shared among six. The one that was dropped takes no part any more: how many are left?"
    )
    ### BEGIN HIDDEN TESTS
    assert abs(sum([180 / 6 + m] * 5) - 180) < 1e-4, (
        f"If each of the five that are left expects {m:g} more, they expect {150 + 5 * m:g} points "
        "together, not 180."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it rises, and nothing is handed out twice."


print(check_one_drops_out())

# %% [markdown]
# ## 5. How far from fair?
#
# Then the data speak: an E-step fills a table of responsibilities `R`, with a row for each of n
# points and a column for each of K components.  What a component owns is its soft count, the sum of
# its column.
#
# Write `gap_to_fair(R)`: it returns K numbers, what each component owns less what it expected with
# equal weights.  Who owns more than a fair share gets a positive number.  (4 points)


# %% solution="gap-to-fair"
def gap_to_fair(R):
    """Soft counts (K,) less the fair share, from responsibilities (n, K)."""
    ### BEGIN SOLUTION
    n, K = np.shape(R)
    return np.sum(R, axis=0) - n / K
    ### END SOLUTION


# %% check="gap-to-fair" points=4 meets=2
def check_gap_to_fair():
    def ask(R):
        return np.array(gap_to_fair(np.array(R, float)), float)

    whole = [[1, 0, 0], [1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1]]
    gaps = ask(whole)
    assert gaps.shape == (3,), (
        f"Three components have three gaps; yours have shape {gaps.shape}. A column of R belongs to "
        "a component, a row to a point."
    )
    assert not np.isclose(gaps.sum(), 6), (
        "Your gaps add up to the number of points: they are soft counts. Take the fair share off."
    )
    assert not np.isclose(gaps.sum(), 6 - 1), (
        "You took the weight off the soft count. Both must be in points: how many does each expect?"
    )
    assert not np.isclose(gaps.sum(), 6 - 18), (
        "You took all the points off each soft count. Each component expected only its share."
    )
    assert np.isclose(gaps.sum(), 0, atol=1e-4), (
        f"Your gaps add up to {gaps.sum():.4g}. What one owns too much, another owns too little: "
        "they should cancel."
    )
    assert gaps[0] > gaps[2], (
        "The first component owns three points of six and the last one only one, but your numbers "
        "say the opposite. Take the fair share off what is owned."
    )
    shared = [[0.9, 0.1], [0.6, 0.4], [0.6, 0.4], [0.6, 0.4], [0.1, 0.9], [0.2, 0.8]]
    assert not np.allclose(ask(shared), [1, -1], atol=1e-4), (
        "You gave each point wholly to one component before counting. Add up the shares instead."
    )
    ### BEGIN HIDDEN TESTS
    assert np.allclose(ask(shared), 0, atol=1e-4), (
        f"In a table where both own three points' worth of six your gaps are {ask(shared).tolist()}."
    )
    for seed in (51, 52, 53):
        rng = np.random.default_rng(seed)
        n, K = int(rng.integers(5, 60)), int(rng.integers(2, 7))
        R = rng.dirichlet(np.full(K, 0.4), n)
        assert np.allclose(ask(R), (R - 1 / K).sum(axis=0), atol=1e-3), (
            f"On {n} other points and {K} components (seed {seed}) the gaps differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_gap_to_fair())

# %% [markdown]
# How far is the first E-step on Old Faithful from fair, and how far is a table that cuts every point
# into equal parts?

# %%
first = e_step(X, start(X, 4, rng=2)).responsibilities
print("first E-step:", np.round(gap_to_fair(first), 1))
print("equal parts: ", np.round(gap_to_fair(np.full((272, 4), 1 / 4)), 1))

# %% [markdown]
# ## 6. In your own words
#
# Before the data, a component in an empty corner expects as many points as one in the thick of them.
# **In one or two sentences: why, and which step of EM lets the two differ?**  (3 points)

# %% [markdown] answer="corner" points=3 meets=2
# Expected sizes come from the weights alone, and these are equal as long as no point has been looked
# at: where a component stands plays no part yet.  The E-step compares the components' densities at
# the points, so that the one in the corner is given next to nothing; the M-step then makes its
# weight small.

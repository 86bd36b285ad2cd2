# %% [markdown]
# # Exercise · Division as Grouping
#
# You collect parts of points into whole ones: first by hand, then for a table of responsibilities,
# and at the end you say when each whole one is complete.  Five questions are graded by machine (14
# points) and one sentence by your teacher (3 points).  Allow 20 minutes.
#
# Below each question stands a check that you can run again and again.  It says what it finds wrong
# and where to look.  When you hand in, further tests try your functions on other numbers.
#
# Loops and array code are equally welcome, and so are lists and arrays as answers.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import show

waits = datasets.faithful().X[:, 1]  # 272 waits for an eruption of Old Faithful, in minutes

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  A component owns one third of each of 6 waits, and 2 others wholly.  Three
# thirds make a whole, so it has a soft count of

# %%
print(f"{6 / 3 + 2:g} whole waits' worth")

# %% [markdown]
# Another E-step shares out 47 waits.  The long component owns **one half of each of 10** waits,
# **one quarter of each of 12**, and **5 wholly**.  Of the other 20 it owns nothing.
#
# **What is its soft count?**  Set `worth` to it.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
worth = 10 / 2 + 12 / 4 + 5
### END SOLUTION


# %% check="by-hand" points=2 meets="1 2"
def check_by_hand():
    w = float(np.squeeze(worth))
    touched = 10 + 12 + 5
    assert abs(w - touched) > 1e-6, (
        "You counted every wait that it touches as a whole one. Half a wait is worth half a wait."
    )
    assert w < touched, (
        f"It touches {touched} waits and owns most of them only in part; {w:g} is more than that."
    )
    assert abs(w - 5) > 1e-6, (
        "You kept the waits that it owns wholly. The parts of the others add up as well."
    )
    assert w > 0, "It owns parts of many waits: together they are worth something."
    ### BEGIN HIDDEN TESTS
    assert abs(w - (10 / 2 + 12 / 4)) > 1e-6, (
        "You collected the parts, and left out the 5 waits that it owns wholly."
    )
    quarters = 10 * 2 + 12 * 1 + 5 * 4  # everything cut into quarters
    assert abs(4 * w - quarters) < 1e-3, (
        f"{w:g} is not what it owns. How many halves make a whole, how many quarters? Group each "
        "kind of part by itself, then add the whole waits."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it lies below the number of waits touched."


print(check_by_hand())

# %% [markdown]
# ## 2. A table of responsibilities
#
# A row for each of five points, a column for each of two components:

# %% given="table"
R = np.array([[0.9, 0.1], [0.6, 0.4], [0.6, 0.4], [0.4, 0.6], [0.0, 1.0]])

# %%
fig, ax = plt.subplots(figsize=(6, 1.9))
number = np.arange(1, 6)
ax.bar(number, R[:, 0], color=plot.PALETTE[0], hatch="//", edgecolor="white", label="first")
ax.bar(number, R[:, 1], bottom=R[:, 0], color=plot.PALETTE[1], edgecolor="white", label="second")
ax.set(xlabel="point", ylabel="share", yticks=[0, 1])
ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5), title="component")
parts = ", ".join(f"{share:.1f}" for share in R[:, 0])
show(
    fig,
    f"Five columns, each cut in two: the first component owns {parts} of them, hatched and below; "
    "the second owns the rest.",
)

# %% [markdown]
# Write `soft_counts(R)`: from a table with n rows and K columns it returns the K soft counts.
# (3 points)
#
# <details><summary>Hint</summary>
#
# A numpy array has `.sum(axis=0)`, which adds down the columns, and `.sum(axis=1)`, which adds along
# the rows.
#
# </details>


# %% solution="soft-counts"
def soft_counts(R):
    """The soft count of each component (K,) from responsibilities R (n, K)."""
    ### BEGIN SOLUTION
    return np.asarray(R).sum(axis=0)
    ### END SOLUTION


# %% check="soft-counts" points=3 meets=2
def check_soft_counts():
    def ask(R):
        return np.array(soft_counts(np.array(R, float)), float)

    R = [[0.9, 0.1], [0.6, 0.4], [0.6, 0.4], [0.4, 0.6], [0.0, 1.0]]
    found = ask(R)
    assert found.shape == (2,), (
        f"Two components have two soft counts; yours have shape {found.shape}. A component is a "
        "column of the table."
    )
    assert not np.allclose(found, [4, 5]), (
        "You counted a point for every component that touches it, so five points became nine. "
        "Count it only as far as it is owned."
    )
    assert not np.allclose(found, [3, 2]), (
        "You gave every point wholly to the component that owns most of it. Keep the parts."
    )
    assert not np.isclose(found.sum(), 1, atol=1e-3), (
        "Your numbers sum to 1: these are shares of the data. Counts sum to the number of points."
    )
    assert np.isclose(found.sum(), 5, atol=1e-3), (
        f"Five points are shared out, and your soft counts sum to {found.sum():g}. Each point must "
        "be there once."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (31, 32, 33):
        rng = np.random.default_rng(seed)
        K, n = 2 + seed % 3, 9 + seed % 4
        table = rng.dirichlet(np.ones(K), n)
        expected = [n * np.mean([row[k] for row in table]) for k in range(K)]
        assert np.allclose(ask(table), expected, atol=1e-3), (
            f"For {n} other points and {K} components (seed {seed}) the soft counts differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_soft_counts())

# %% [markdown]
# ## 3. A count that goes wrong
#
# A colleague's function is right where each point belongs to one component, and wrong where points
# are shared:


# %% given="colleague"
def colleague(r):
    total = 0
    for share in r:
        total = total + round(share)
    return total


print("owned wholly or not at all:", colleague([1.0, 0.0, 1.0, 1.0]))
print("five points, 0.4 of each:", colleague([0.4, 0.4, 0.4, 0.4, 0.4]))

# %% [markdown]
# Two fifths of each of five points are worth two points, and this count says none.  Find what goes
# wrong, and write the function anew under the name `mended`.  (2 points)


# %% solution="mended"
def mended(r):
    ### BEGIN SOLUTION
    total = 0
    for share in r:
        total = total + share
    return total
    ### END SOLUTION


# %% check="mended" points=2 meets=1
def check_mended():
    def ask(r):
        return float(np.squeeze(mended(np.array(r, float))))

    fifths = ask([0.4] * 5)
    assert not np.isclose(fifths, 0, atol=1e-3), (
        "Five times 0.4 still counts as nothing: every share is rounded before it is added."
    )
    assert not np.isclose(fifths, 5, atol=1e-3), (
        "Now a share of 0.4 counts as a whole point. Add the share itself."
    )
    assert np.isclose(fifths, 2, atol=1e-3), (
        f"Five times two fifths are ten fifths, and those make 2 wholes; yours is {fifths:g}."
    )
    halves = ask([0.5, 0.5, 0.5])
    assert np.isclose(halves, 1.5, atol=1e-3), (
        f"Three halves are one and a half; yours is {halves:g}. A soft count need not be whole: "
        "round nothing, not even at the end."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (41, 42):
        r = np.random.default_rng(seed).uniform(0, 1, 7)
        assert np.isclose(ask(r), len(r) * np.mean(r), atol=1e-3), (
            f"For 7 other shares (seed {seed}) the count differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Worth three, and never the winner
#
# Invent an E-step.  **Eight points are shared between two components.  Choose what the first one
# owns of each, so that it wins no point (it owns less than half of each), and is worth exactly
# three whole points all the same.**  Set `shares` to your eight numbers.  Many choices are right.
# (3 points)

# %% solution="never-wins"
### BEGIN SOLUTION
shares = [0.45, 0.3, 0.45, 0.3, 0.45, 0.3, 0.45, 0.3]
### END SOLUTION


# %% check="never-wins" points=3 meets=2
def check_never_wins():
    own = np.array(shares, float).ravel()
    assert own.shape == (8,), f"There are eight points, and you gave {own.size} shares."
    assert ((own >= 0) & (own <= 1)).all(), (
        "A share of a point lies between 0 and 1: nobody can own more than all of it, or less than "
        "nothing."
    )
    total = own.sum()
    assert not (np.isclose(total, 3, atol=1e-3) and (own >= 0.5).any()), (
        "It is worth three, but it owns half or more of some point, so it does not lose that one "
        "to the other component. Spread what it owns over more points."
    )
    assert (own < 0.5).all(), "Some share is a half or more. Take less of that point."
    assert np.sum(own > 0) != 3, (
        f"It touches three points, and they are worth {total:g} together. Touching a point is not "
        "owning it: how much must it have of others?"
    )
    assert np.isclose(total, 3, atol=1e-3), (
        f"Together your shares are worth {total:g} whole points, and not three."
    )
    ### BEGIN HIDDEN TESTS
    rest = [1 - part for part in own.tolist()]
    assert min(rest) > 0.5, "The other component must win all eight points."
    assert abs(sum(rest) - 5) < 2e-3, "What is left to the other component must be worth five."
    ### END HIDDEN TESTS
    return "Visible checks passed: it never wins, and is worth three points."


print(check_never_wins())

# %% [markdown]
# ## 5. When is each slot full?
#
# Points come in one after another, and what a component owns of them is collected into slots, each
# as big as one whole point.  Shares of 0.5, 0.25, 0.5, 0.75 fill the first slot with the third
# point, which leaves a quarter for the next slot.  The second is full after the fourth.
#
# Write `full_after(r)`: it returns, for each slot that gets full, how many points have come in by
# then.  For the shares above these are 3 and 4.  Where no slot gets full, return an empty list.
# (4 points)
#
# In all tests the shares are whole numbers of eighths, so that sums are exact.


# %% solution="full-after"
def full_after(r):
    """After how many points each slot is full, from shares r (n,) in the order of arrival."""
    ### BEGIN SOLUTION
    full, total = [], 0.0
    for came, share in enumerate(r, start=1):
        total += share
        if total >= len(full) + 1:
            full.append(came)
    return full
    ### END SOLUTION


# %% check="full-after" points=4 meets=1
def check_full_after():
    def ask(r):
        return [int(v) for v in np.ravel(full_after(np.array(r, float)))]

    quarters = ask([0.25] * 8)
    assert quarters != list(range(1, 9)), (
        "Eight quarters filled eight slots: a point that is owned in part counted as a whole one."
    )
    assert quarters != [], (
        "Eight quarters filled no slot. Parts add up: keep the total of all that have come in."
    )
    assert quarters != [3, 7], (
        "You counted the points from 0, as Python does. After the first point, one has come in."
    )
    assert quarters == [4, 8], (
        f"Four quarters fill a slot, so with eight of them slots are full after 4 and 8; yours: "
        f"{quarters}."
    )
    mixed = ask([0.5, 0.25, 0.5, 0.75])
    assert mixed != [3], (
        "You began the second slot empty, but a quarter was left over from the first. Nothing that "
        "is collected may be lost."
    )
    assert mixed == [3, 4], (
        f"Shares of 0.5, 0.25, 0.5, 0.75 fill slots after 3 and 4; yours: {mixed}."
    )
    assert ask([0.5, 0.25]) == [], "Three quarters fill no slot: return an empty list."
    ### BEGIN HIDDEN TESTS
    for seed in (61, 62, 63):
        r = np.random.default_rng(seed).integers(0, 9, 20) / 8
        reached = np.cumsum(r)
        expected = [int(np.sum(reached < w)) + 1 for w in range(1, int(reached[-1]) + 1)]
        assert ask(r) == expected, f"For 20 other shares (seed {seed}) some slot is full elsewhere."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_full_after())

# %% [markdown]
# How does it go on record?  After how many waits of Old Faithful has the short component collected
# its tenth whole wait, and after how many its last?

# %%
fit = best_fit(waits[:, None], 2, rng=0)
owned = fit.responsibilities[:, fit.mixture.means[:, 0].argmin()]
print(f"soft count: {owned.sum():.1f} of {len(waits)}")
print("tenth and last full slot after:", full_after(owned)[9], full_after(owned)[-1])

# %% [markdown]
# ## 6. In your own words
#
# **In one or two sentences: why is a component's size the sum of its responsibilities, and not the
# number of points for which it is responsible at all?**  (3 points)

# %% [markdown] answer="parts" points=3 meets=2
# Each point is shared out among the components, and its parts sum to 1; so the sums over all points
# count each point once, and all components together have n.  A Gaussian reaches every point a
# little, so counting the points touched would give each component all n points, and each point as
# often as there are components.

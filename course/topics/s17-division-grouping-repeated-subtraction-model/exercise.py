# %% [markdown]
# # Exercise · Division: Grouping (Repeated Subtraction) Model
#
# You count passes until no point is misplaced: by hand, with a loop, and in real runs of k-means.
# Five questions are graded by machine (13 points) and one sentence by your teacher (3 points).
# Allow 20 minutes.
#
# The check below a question tells you what is wrong and what to try; run it whenever you like.
# When you have handed in, your functions are also tried on runs that are not shown here.
#
# Loops are welcome, and so is array code.

# %% given="tools"
from itertools import islice

import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, datasets, kmeans, plot
from gmmlab.learn import show

waits = datasets.faithful().X[:, 1:]  # 272 waits for an eruption of Old Faithful, in minutes


# %% given="run-of-k-means"
def run_from(first, second):
    """Labels of all waits at the start and after each of nine passes of k-means."""
    begin = Mixture.balls(np.array([[first], [second]], float))
    return np.array([fit.labels for fit in islice(kmeans(waits, begin), 10)])


labels = run_from(43, 61)

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  60 points are misplaced, and each pass settles 15 of them.  Then
# 60 → 45 → 30 → 15 → 0 are misplaced, and each arrow is a pass: four.
#
# k-means sorts 272 waits, from centroids at 43 and 61 minutes:

# %%
wrong = labels[0] != labels[-1]
fig, ax = plt.subplots(figsize=(7, 1.9))
ax.bar(
    ["right from the start", "misplaced"],
    [np.sum(~wrong), np.sum(wrong)],
    color=["0.8", plot.PALETTE[1]],
    hatch=["", "//"],
    edgecolor="white",
)
for place, count in enumerate([np.sum(~wrong), np.sum(wrong)]):
    ax.text(place, count + 8, f"{count}", ha="center")
ax.set(ylabel="waits", ylim=(0, 270))
show(
    fig,
    f"Two columns: {np.sum(~wrong)} waits lie right from the start, {np.sum(wrong)} are misplaced.",
)

# %% [markdown]
# **Suppose that each pass settles 9 of the misplaced waits.  After how many passes is none
# misplaced?**  Set `passes` to the number.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
passes = 63 // 9
### END SOLUTION


# %% check="by-hand" points=2 meets="1 2"
def check_by_hand():
    p = float(np.squeeze(passes))
    assert abs(9 * p - 272) > 9, (
        "You grouped all 272 waits. Those that lie right already need no pass."
    )
    assert p != 63 - 9, (
        "So many waits are left after the first pass. Go on taking 9 away, and count how often."
    )
    assert 9 * p < 63 + 9, (
        "So many passes would settle more waits than are misplaced. Did you count the start, where "
        "nothing has been taken away yet?"
    )
    ### BEGIN HIDDEN TESTS
    left = 63
    for _ in range(round(p)):
        left -= 9
    assert left <= 0, (
        f"After {p:g} passes {left} waits are still misplaced. Go on until nothing is left."
    )
    assert abs(p - round(p)) < 1e-6, f"Passes are whole; yours are {p:g}."
    ### END HIDDEN TESTS
    return "Visible checks passed: you do not take away more than there is."


print(check_by_hand())

# %% [markdown]
# ## 2. The countdown
#
# Write `countdown(misplaced, step)`: it returns the numbers of misplaced points, at the start and
# after each pass, until none is left.  You may count on `step` to divide `misplaced`.  (3 points)
#
# For 60 and 15 these are the five numbers of the worked example above.
#
# <details><summary>Hint</summary>
#
# Begin with a list that holds the start.  While its last number is above zero, append one more.
#
# </details>


# %% solution="countdown"
def countdown(misplaced, step):
    """Misplaced points at the start and after each pass that settles `step` of them."""
    ### BEGIN SOLUTION
    left = [misplaced]
    while left[-1] > 0:
        left.append(left[-1] - step)
    return left
    ### END SOLUTION


# %% check="countdown" points=3 meets=1
def check_countdown():
    def ask(misplaced, step):
        return [float(number) for number in np.ravel(list(countdown(misplaced, step)))]

    down = ask(60, 15)
    assert down[:1] == [60], (
        f"The countdown begins with the start, 60; yours begins {down[:1]}. Before any pass, all "
        "are misplaced."
    )
    assert min(down) >= 0, (
        f"Your countdown goes down to {min(down):g}: fewer than no points cannot be misplaced. "
        "Stop at zero."
    )
    assert len(down) > 2, (
        f"Your countdown is {down}. One subtraction is one pass; repeat it, always from what is "
        "left."
    )
    assert down[-1] == 0, (
        f"Your countdown ends while {down[-1]:g} are still misplaced. The last pass leaves none, "
        "and belongs into the list."
    )
    assert set(np.diff(down)) == {-15}, (
        f"Each number should be 15 below the one before; yours are {down}."
    )
    assert ask(0, 15) == [0], (
        f"Where nothing is misplaced the countdown is the start alone; yours is {ask(0, 15)}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        step, times = int(rng.integers(2, 30)), int(rng.integers(1, 25))
        assert ask(step * times, step) == list(range(step * times, -1, -step)), (
            f"With {step * times} misplaced points and {step} a pass (seed {seed}) it differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_countdown())

# %% [markdown]
# ## 3. A fault that hides
#
# In a colleague's program a pass settles `step` points, or all that are left if these are fewer:


# %% given="colleague"
def colleague(misplaced, step):
    passes = 1
    while misplaced > step:
        misplaced = misplaced - step
        passes = passes + 1
    return passes


print("60 misplaced, 15 a pass:", colleague(60, 15), "passes")
print("50 misplaced, 15 a pass:", colleague(50, 15), "passes")
print(" 0 misplaced, 15 a pass:", colleague(0, 15), "passes")

# %% [markdown]
# The first two lines are right: the fourth pass takes what is left.  The third line is wrong.  Mend
# the program, so that all three are right: write it anew under the name `mended`.  (2 points)


# %% solution="mended"
def mended(misplaced, step):
    ### BEGIN SOLUTION
    passes = 0
    while misplaced > 0:
        misplaced = misplaced - step
        passes = passes + 1
    return passes
    ### END SOLUTION


# %% check="mended" points=2 meets=1
def check_mended():
    def ask(misplaced, step):
        return float(np.squeeze(mended(misplaced, step)))

    assert ask(0, 15) == 0, (
        f"With nothing misplaced you make {ask(0, 15):g} passes, but there is nothing to take away. "
        "With which number does the count begin?"
    )
    assert ask(60, 15) == 4, (
        f"60 misplaced points, 15 a pass, were right before: 4 passes. Yours are {ask(60, 15):g}. "
        "Count every subtraction, and nothing else."
    )
    assert ask(50, 15) == 4, (
        f"Three passes leave 5 of 50 points misplaced, so a fourth is needed; yours are "
        f"{ask(50, 15):g}. Go on while *any* point is misplaced."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22, 23, 24):
        rng = np.random.default_rng(seed)
        misplaced, step = int(rng.integers(1, 200)), int(rng.integers(2, 30))
        assert ask(misplaced, step) == len(range(0, misplaced, step)), (
            f"With {misplaced} misplaced points and {step} a pass (seed {seed}) it differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. A page is missing
#
# Of another run only two lines of the log are left:
#
# | pass | misplaced |
# |---|---|
# | 2 | 63 |
# | 6 | 35 |
#
# Every pass settled the same number of points.  **After which pass is none misplaced?**  Set
# `last_pass` to its number, counted from the start of the run.  (2 points)

# %% solution="missing-page"
### BEGIN SOLUTION
a_pass = (63 - 35) / (6 - 2)
last_pass = 6 + 35 / a_pass
### END SOLUTION


# %% check="missing-page" points=2 meets=1
def check_missing_page():
    p = float(np.squeeze(last_pass))
    assert p > 6, (
        f"After pass 6 there are still 35 points misplaced, so it is a later pass than {p:g}. Count "
        "from the start of the run."
    )
    assert abs(p - round(p)) < 1e-6, (
        f"Passes are whole; yours is {p:g}. How many passes lie between the two lines of the log? "
        "Count the hops, not the numbers."
    )
    ### BEGIN HIDDEN TESTS
    assert round(p) != 63 / 7, (
        "You counted from the first line of the log on. Two passes had been made by then."
    )
    assert abs(35 * (p - 2) - 63 * (p - 6)) < 0.01, (
        f"{p:g} does not fit the log: what one pass settles, taken away once for each pass, should "
        "lead from 63 to 35 and on to exactly 0."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: a whole number, after pass 6."


print(check_missing_page())

# %% [markdown]
# ## 5. Read it off a real run
#
# Write `settled_after(table)`.  The table has a row of labels for the start and one for each pass,
# and a column for each point.  In its last row the run stands still; it may have stood still for
# several rows.  Return after how many passes no point is misplaced.  (4 points)
#
# Passes need not settle equally many points, so you cannot divide: look for yourself.


# %% solution="settled-after"
def settled_after(table):
    """The number of passes after which every label is as in the last row of the table."""
    ### BEGIN SOLUTION
    wrong = (np.array(table) != np.array(table)[-1]).any(axis=1)
    return int(wrong.argmin())
    ### END SOLUTION


# %% check="settled-after" points=4 meets=2
def check_settled_after():
    def ask(rows):
        return float(np.squeeze(settled_after(np.array(rows))))

    end = [0, 0, 0, 1, 1, 1]
    begun = [[1, 1, 1, 0, 0, 1], [0, 0, 1, 1, 0, 1], [0, 0, 0, 1, 0, 1]]
    still = ask([end, end, end])
    assert still == 0, (
        "In this run no label ever changes, so no pass is needed; yours says "
        f"{still:g}. The first row is the start, not a pass."
    )
    said = ask([*begun, end, end])
    left = [int(np.sum(np.array(row) != end)) for row in [*begun, end, end]]
    assert said == int(said), (
        f"Passes are whole; yours are {said:g}. Did you divide? The passes of this run settle "
        f"different numbers of points: {', '.join(map(str, left))} are misplaced, row by row."
    )
    assert said < 4, (
        f"Row by row {', '.join(map(str, left))} points are misplaced, the first row being the "
        f"start. After {said:g} passes there had been nothing to take away for a while."
    )
    assert left[int(said)] == 0, (
        f"After pass {said:g}, {left[int(said)]} points of this run are still misplaced."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (31, 32, 33, 34):
        rng = np.random.default_rng(seed)
        n, last, idle = int(rng.integers(4, 30)), int(rng.integers(2, 9)), int(rng.integers(1, 4))
        home = rng.integers(0, 3, n)
        when = rng.integers(0, last + 1, n)
        when[rng.integers(n)] = last
        rows = [np.where(when > p, (home + 1) % 3, home) for p in range(last + idle)]
        assert ask(rows) == when.max(), (
            f"In another run of {n} points and {len(rows)} rows (seed {seed}) your count differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_settled_after())

# %% [markdown]
# Three real runs, from ever worse centroids:

# %%
for first, second in [(43, 75), (43, 61), (43, 47)]:
    table = run_from(first, second)
    left = (table != table[-1]).sum(axis=1)
    print(f"from {first} and {second}: {left} misplaced; settled after", settled_after(table))

# %% [markdown]
# ## 6. In your own words
#
# The last of these runs begins with 96 misplaced waits and needs four passes.  **In one or two
# sentences: what does 96/4 = 24 tell you about a pass of this run, and what does it not tell?**
# (3 points)

# %% [markdown] answer="quotient" points=3 meets=2
# On average a pass settles 24 waits, because four passes together settle 96.  It does not say what
# any single pass settles: this run settles many waits early and few late, so that half-way through
# the passes far more than half of the waits are settled.

# %% [markdown]
# # Exercise · Starts and restarts
#
# You draw a start by hand, write k-means++, compare fits whose components have other names, and plan
# how many restarts a data set needs.  Five questions are graded by machine (14 points) and one
# sentence by your teacher (3 points).  Allow 30 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

import gmmlab
from gmmlab import datasets, plot
from gmmlab.learn import show

eruptions = datasets.faithful().X  # 272 eruptions: how long each lasted, and the wait, in minutes

# %% [markdown]
# ## 1. By hand
#
# K-means++ is drawing three centres from five waits: 50, 54, 71, 80 and 95 minutes.
#
# *Worked example.*  The first centre is 50.  The squared distances of the other four are 16, 441,
# 900 and 2025, so 80 is the second with this probability:

# %%
print(f"{900 / (16 + 441 + 900 + 2025):.3f}")

# %% [markdown]
# It is: the centres so far are 50 and 80, and 54, 71 and 95 are left.
#
# **With what probability is 95 the third centre?**  Set `p_third` to it; three decimals are enough,
# and Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
p_third = 15**2 / (4**2 + 9**2 + 15**2)
### END SOLUTION


# %% check="by-hand" points=2 meets=2
def check_by_hand():
    p = float(np.squeeze(p_third))
    assert 0 <= p <= 1, (
        f"A probability lies between 0 and 1; yours is {p:.4g}. Divide by the sum of all three "
        "squares: its own belongs below as well."
    )
    assert 0.002 < p < 0.998, (
        "You took the draw as settled. The farthest wait is only the most likely one: k-means++ "
        "draws at random."
    )
    assert abs(p - 1 / 3) > 0.002, (
        "You gave each wait that is left the same chance: a plain random start. Weigh each by its "
        "squared distance."
    )
    ### BEGIN HIDDEN TESTS
    left, centres = np.array([54, 71, 95]), np.array([50, 80])
    gaps = np.abs(left[:, None] - centres)
    for rule, weight in [
        ("You weighed by the plain distance. Square it before you share.", gaps.min(axis=1)),
        (
            "You measured from one centre only. A wait near the other is served already: take the "
            "smaller of its two distances.",
            gaps[:, 1] ** 2,
        ),
        ("You measured from one centre only, the first. Take the nearer one.", gaps[:, 0] ** 2),
    ]:
        assert abs(p - weight[2] / weight.sum()) > 0.002, rule
    right = 1 - np.sum(gaps.min(axis=1)[:2] ** 2) / np.sum(gaps.min(axis=1) ** 2)
    assert abs(p - right) < 0.002, (
        f"{p:.3f} is not the share of 95. Take each wait's distance from its nearest centre, "
        "square it, and divide its square by the sum of the three."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is a probability, and no wait is certain."


print(check_by_hand())

# %% [markdown]
# ## 2. K-means++
#
# Write `spread_start(X, K, u)`: from n points, a table of n rows and d columns, it returns the row
# numbers of K centres, in the order in which they are drawn.  So that everybody draws alike, chance
# comes from outside: `u` holds K uniform numbers from 0 to 1, one for each draw.  (4 points)
#
# 1. The first centre is row number `int(u[0] * n)`.
# 2. For every further one, take each point's squared distance from its **nearest** centre so far,
#    and divide by the sum of all: these are the shares.
# 3. Cumulate the shares in the order of the rows.  The next centre is the first row whose cumulated
#    share is larger than its uniform number.
#
# <details><summary>Hint</summary>
#
# `((X - X[i]) ** 2).sum(axis=1)` holds all squared distances from row i, and `np.minimum` compares
# two arrays entry by entry.  `np.argmax(a > t)` is the first place where `a` is larger than t.
#
# </details>


# %% solution="spread-start"
def spread_start(X, K, u):
    """Row numbers (K,) of a k-means++ start from points X (n, d), by uniform numbers u (K,)."""
    ### BEGIN SOLUTION
    rows = [int(u[0] * len(X))]
    gap = ((X - X[rows[0]]) ** 2).sum(axis=1)
    for t in u[1:K]:
        rows.append(int(np.argmax(gap.cumsum() / gap.sum() > t)))
        gap = np.minimum(gap, ((X - X[rows[-1]]) ** 2).sum(axis=1))
    return rows
    ### END SOLUTION


# %% check="spread-start" points=4 meets=2
def check_spread_start():
    def ask(X, K, u):
        rows = np.array(spread_start(np.array(X, float), K, np.array(u, float)), float).ravel()
        assert len(rows) == K, f"{K} centres were asked for; {len(rows)} came back."
        assert np.all((rows >= 0) & (rows < len(X)) & (rows == np.round(rows))), (
            f"{rows.tolist()} are not row numbers of {len(X)} points. Return where the centres "
            "stand in the table, not where they lie."
        )
        return rows.astype(int).tolist()

    few, more = [[0], [1], [10]], [[0], [1], [2], [3]]
    assert ask(few, 2, [0.7, 0.5])[0] == 2, (
        "With 3 points and a first uniform number of 0.7 the first centre is row int(2.1)."
    )
    assert ask(more, 2, [0, 0.05])[1] != 3, (
        "From 0, 1, 2, 3 your second centre is the farthest point, although 0.05 was drawn. "
        "Far points are preferred, not certain: cumulate the shares."
    )
    second = ask(few, 2, [0, 0.05])[1]
    assert second != 0, (
        "Your second centre is the first one again, or every row has the same share. A centre is "
        "at distance 0 from itself, so its share is 0."
    )
    assert second != 1, (
        "From 0, 1, 10, with 0 as the first centre, 1 has a share of 1 in 101; yours is larger. "
        "Weigh by the squared distance."
    )
    rows = ask([[0], [1], [10], [11]], 3, [0, 0.9, 0.3])
    assert rows[2] not in rows[:2], (
        f"From 0, 1, 10, 11 you drew the rows {rows}: one of them twice. Measure from the nearest "
        "centre so far, not from the last."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13, 14):
        rng = np.random.default_rng(seed)
        K, n, d = 3 + seed % 3, 20 + seed, 1 + seed % 3
        X, u = rng.normal(0, 3, (n, d)), rng.uniform(0.02, 0.98, K)
        rows = [int(u[0] * n)]
        while len(rows) < K:
            cost = [min(float((x - X[i]) @ (x - X[i])) for i in rows) for x in X]
            left, i = u[len(rows)] * sum(cost), 0
            while left >= cost[i]:
                left, i = left - cost[i], i + 1
            rows.append(i)
        assert ask(X, K, u) == rows, (
            f"On {n} points in {d} dimension(s) and {K} centres (seed {seed}) the draw differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_spread_start())

# %% [markdown]
# Three starts on the eruptions, each feature in units of its own spread:

# %%
standard = (eruptions - eruptions.mean(axis=0)) / eruptions.std(axis=0)
fig, ax = plt.subplots(figsize=(6, 3.2))
ax.plot(*eruptions.T, "o", ms=3, color="0.8")
rng = np.random.default_rng(1)
for look in range(3):
    rows = np.array(spread_start(standard, 3, rng.uniform(size=3)), int)
    ax.plot(*eruptions[rows].T, "^sD"[look], ms=9, color=plot.PALETTE[look], label=f"{look + 1}")
ax.set(xlabel="eruption (min)", ylabel="wait (min)")
ax.legend(title="start", frameon=False)
show(fig, "The eruptions in grey, with three starts of three centres each, all different.")

# %% [markdown]
# ## 3. Too friendly
#
# Two runs on a line give their components in whatever order.  A colleague's function should say
# whether both are the same fit:


# %% given="colleague"
def colleague(weights_a, means_a, weights_b, means_b):
    alike = np.allclose(np.sort(weights_a), np.sort(weights_b))
    return bool(alike and np.allclose(np.sort(means_a), np.sort(means_b)))


print("renamed:", colleague([0.3, 0.7], [55, 80], [0.7, 0.3], [80, 55]))
print("another fit:", colleague([0.3, 0.7], [55, 80], [0.7, 0.3], [55, 80]))

# %% [markdown]
# The second pair is not one fit: the heavier component lies at 80 minutes in one of them and at 55
# in the other.  Mend the function: write it anew under the name `mended`, so that it says `True`
# exactly if some renaming of the components turns one fit into the other.  No two means of a fit are
# equal.  (2 points)


# %% solution="mended"
def mended(weights_a, means_a, weights_b, means_b):
    ### BEGIN SOLUTION
    a, b = np.argsort(means_a), np.argsort(means_b)
    alike = np.allclose(np.asarray(weights_a)[a], np.asarray(weights_b)[b])
    return bool(alike and np.allclose(np.asarray(means_a)[a], np.asarray(means_b)[b]))
    ### END SOLUTION


# %% check="mended" points=2 meets=4
def check_mended():
    def ask(*arguments):
        return bool(np.squeeze(mended(*(np.array(a, float) for a in arguments))))

    assert ask([0.2, 0.3, 0.5], [55, 66, 80], [0.5, 0.2, 0.3], [80, 55, 66]), (
        "You tell a fit from itself: the same three components, each with its own weight and mean, "
        "are listed in another order. Names have no order."
    )
    assert not ask([0.3, 0.7], [55, 80], [0.7, 0.3], [55, 80]), (
        "Two different fits still count as one: their weights have changed places, their means have "
        "not. A component keeps its weight and its mean together."
    )
    assert not ask([0.3, 0.7], [55, 80], [0.7, 0.3], [81, 55]), (
        "A mean of 80 and one of 81 minutes count as the same. Compare the means as well."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22, 23, 24):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 4
        w, m = rng.dirichlet(np.full(K, 4.0)), rng.permutation(np.arange(50, 90, 5))[:K]
        order = rng.permutation(K)
        where = f"On {K} components (seed {seed})"
        assert ask(w, m, w[order], m[order]), f"{where} a renamed fit is not recognised."
        assert not ask(w, m, np.roll(w, 1)[order], m[order]), (
            f"{where} weights that have moved to other means go unnoticed."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Which one do you report?
#
# Twenty random starts of three components, each with its own standard deviation, end like this:
#
# | log-likelihood | runs | smallest standard deviation (min) |
# |---|---|---|
# | −998.1 | 1 | 0.0001 |
# | −1031.6 | 6 | 4.3 |
# | −1033.7 | 13 | 4.6 |
#
# What do you report?
#
# - **a**: −998.1, the highest of all.
# - **b**: −1033.7, because most starts lead there.
# - **c**: −1031.6, the best sound fit so far; there may be a better one.
# - **d**: −1031.6, the global maximum, because six runs agree on it.
#
# Set `choice` to one letter, as `"a"`.  (2 points)

# %% solution="choice"
### BEGIN SOLUTION
choice = "c"
### END SOLUTION


# %% check="choice" points=2 meets="1 3"
def check_choice():
    letter = str(np.squeeze(choice)).strip().strip("()").lower()
    assert letter in {"a", "b", "c", "d"}, f"Choose one of the letters a to d; yours is {letter!r}."
    ### BEGIN HIDDEN TESTS
    tempting = {
        97: "A component 0.0001 minutes wide has collapsed onto a point or two. Its likelihood can "
        "be driven as high as you like, and says nothing.",
        98: "How many starts lead to an end says how large its basin is, not how well it fits. "
        "Compare the log-likelihoods.",
        100: "Runs that agree do not prove that no start leads higher. The chance of having missed "
        "a better end shrinks with every start, and never is zero.",
    }
    assert ord(letter) not in tempting, tempting.get(ord(letter))
    ### END HIDDEN TESTS
    return "Visible checks passed: it is one of the four."


print(check_choice())

# %% [markdown]
# **In one or two sentences: defend your choice.  Why not the highest row, and what do six runs that
# agree tell you, and what not?**  (3 points)

# %% [markdown] answer="defence" points=3 meets="1 3"
# The highest row has collapsed: a component as thin as 0.0001 minutes makes the likelihood as high
# as one likes, so the best of the sound fits is kept.  Six runs that agree tell that many starts
# lead to this maximum, and not that no other start leads to a higher one: more restarts make a miss
# less likely, never impossible.

# %% [markdown]
# ## 5. A plan for other data
#
# Write `starts_needed(ends, sure)`.  `ends` holds the log-likelihoods in which trial runs have ended;
# none has collapsed.  A run has succeeded if it ends **within 0.1 nats of the best** of them.  Take
# the share of these as every start's chance, independently of the others.  Return the smallest whole
# number of starts of which at least one succeeds with probability `sure` or more.  (4 points)
#
# If every trial run has succeeded, one start is enough.


# %% solution="starts-needed"
def starts_needed(ends, sure):
    """The number of starts that reach the best of `ends` (n,) with probability `sure`."""
    ### BEGIN SOLUTION
    p = np.mean(ends > np.max(ends) - 0.1)
    starts = 1
    while 1 - (1 - p) ** starts < sure:
        starts += 1
    return starts
    ### END SOLUTION


# %% check="starts-needed" points=4 meets=3
def check_starts_needed():
    def ask(ends, sure):
        return float(np.squeeze(starts_needed(np.array(ends, float), sure)))

    trial = [-50.0] * 3 + [-60.0] * 7
    n = ask(trial, 0.95)
    assert n == round(n), f"Starts come whole; yours are {n:.4g}. Round up: fewer are not enough."
    assert n > 4, (
        f"If 3 of 10 runs succeed, you take {n:g} starts for 95 %. Do you add probabilities? "
        "Chances of missing multiply: all of them must miss."
    )
    assert n != 8, (
        "8 starts of 0.3 succeed with 94.2 %: not quite. Round up, never down or to the nearest."
    )
    assert 1 - 0.7**n < 0.99, (
        f"If 3 of 10 runs succeed, {n:g} starts are more than even 99 % would need. Is it the share "
        "of the best end that you use?"
    )
    near = [-50.0, -50.000001, -50.000002] + [-60.0] * 7
    assert ask(near, 0.95) == n, (
        "Ends that differ by a millionth of a nat are one end, since runs stop a little below it. "
        "Count what lies within 0.1 of the best."
    )
    assert ask([-50.0] * 4, 0.95) == 1, "If every run succeeds, one start is enough."
    ### BEGIN HIDDEN TESTS
    for seed in (31, 32, 33, 34, 35):
        rng = np.random.default_rng(seed)
        size = int(rng.integers(20, 60))
        hits = int(rng.integers(2, size // 2))
        best = rng.uniform(-900, 900)
        ends = np.full(size, best) - np.where(np.arange(size) < hits, 0, rng.integers(1, 4, size))
        ends = rng.permutation(ends - rng.uniform(0, 0.04, size))
        sure = rng.choice([0.9, 0.95, 0.99])
        exact = np.log1p(-sure) / np.log1p(-hits / size)
        assert ask(ends, sure) == np.ceil(exact), (
            f"With {hits} good ends of {size} and {sure:.0%} (seed {seed}) the number differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_starts_needed())

# %% [markdown]
# Now plan with it.  Twenty runs on the standardised eruptions, three round components each, from
# rows drawn evenly:

# %%
ends = []
for seed in range(20):
    begun = gmmlab.start(standard, 3, gmmlab.Spherical(), how=gmmlab.random_points, rng=seed)
    *_, fit = gmmlab.until_converged(gmmlab.em(standard, begun), tol=1e-8)
    ends.append(fit.log_likelihood)
print("ends:", *np.unique(np.round(ends, 1)))
print("starts for 95 %:", starts_needed(np.array(ends), 0.95))

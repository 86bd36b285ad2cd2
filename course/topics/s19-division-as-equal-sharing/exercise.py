# %% [markdown]
# # Exercise · Division as Equal Sharing
#
# You share weighted sums over soft counts, first by hand, then in code, and you end with the means
# that EM moves to.  Five questions are graded by machine (13 points) and one sentence by your
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

waits = datasets.faithful().X[:, 1]  # 272 waits for an eruption of Old Faithful, in minutes

# %% [markdown]
# ## Four waits
#
# Four waits for an eruption, and how responsible the *long* component of a mixture is for each:
#
# | wait (min) | 60 | 65 | 75 | 90 |
# |---|---|---|---|---|
# | responsibility | 0.1 | 0.2 | 0.9 | 0.8 |

# %% given="four-waits"
x = np.array([60.0, 65.0, 75.0, 90.0])
r = np.array([0.1, 0.2, 0.9, 0.8])

# %%
fig, ax = plt.subplots(figsize=(7, 1.9))
ax.bar(x, 1, width=2.4, color="white", edgecolor="0.35")
ax.bar(x, r, width=2.4, color=plot.PALETTE[1], hatch="//", edgecolor="white")
ax.set(xlabel="wait (min)", ylabel="share", yticks=[0, 1])
show(
    fig,
    "Four columns at 60, 65, 75 and 90 minutes, filled to 0.1, 0.2, 0.9 and 0.8: what the long "
    "component owns of each wait.",
)

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  Had the component owned only the first two waits, in the parts 0.1 and 0.2, its
# mean would be (0.1 · 60 + 0.2 · 65) / (0.1 + 0.2):

# %%
print(f"{(0.1 * 60 + 0.2 * 65) / (0.1 + 0.2):.2f} minutes")

# %% [markdown]
# **Where does the M-step move the mean of the long component, given all four waits?**  Set `mean`
# to it; two decimals are enough, and Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
mean = (0.1 * 60 + 0.2 * 65 + 0.9 * 75 + 0.8 * 90) / (0.1 + 0.2 + 0.9 + 0.8)
### END SOLUTION


# %% check="by-hand" points=2 meets="1 2"
def check_by_hand():
    m = float(np.squeeze(mean))
    x, r = np.array([60.0, 65, 75, 90]), np.array([0.1, 0.2, 0.9, 0.8])
    assert 60 < m < 90, (
        f"A mean lies among the values, between 60 and 90; yours is {m:.4g}. By what did you divide?"
    )
    assert abs(m - x.mean()) > 0.01, (
        "That is the plain mean: every wait counted fully. Multiply each by its responsibility."
    )
    assert abs(m - x[r > 0.5].mean()) > 0.01, (
        "You kept the two waits that the component mostly owns. The others pull as well, weakly."
    )
    ### BEGIN HIDDEN TESTS
    assert abs(m - np.dot(1 - r, x) / np.sum(1 - r)) > 0.01, (
        "These are the weights of the short component: 1 - r."
    )
    right = 90 - 0.1 / 2 * 30 - 0.2 / 2 * 25 - 0.9 / 2 * 15  # how far each wait drags it from 90
    assert abs(m - right) < 0.01, (
        f"{m:.2f} is not where the pulls balance. Add up wait times responsibility, and divide by "
        "the sum of the responsibilities."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it lies among the waits, and each counts in part."


print(check_by_hand())

# %% [markdown]
# ## 2. Any points, any weights
#
# Write `weighted_mean(x, r)`: from n values and their n weights it returns one number, the weighted
# mean.  (3 points)
#
# The weights may be any numbers that are not negative; they need not sum to 1, nor be below 1.
#
# <details><summary>Hint</summary>
#
# With numpy arrays, `r * x` multiplies pair by pair, and `.sum()` adds up.
#
# </details>


# %% solution="weighted-mean"
def weighted_mean(x, r):
    """The mean of values x (n,), each counting as much as its weight r (n,)."""
    ### BEGIN SOLUTION
    return (r * x).sum() / r.sum()
    ### END SOLUTION


# %% check="weighted-mean" points=3 meets=1
def check_weighted_mean():
    def ask(x, r):
        return float(np.squeeze(weighted_mean(np.array(x, float), np.array(r, float))))

    x = [50, 58, 66, 70, 82]
    assert np.isclose(ask(x, np.ones(5)), 65.2, atol=1e-3), (
        f"With all weights 1 it is the plain mean, 65.2; yours is {ask(x, np.ones(5)):.4g}."
    )
    half = ask([40, 80], [0.5, 0.5])
    assert np.isclose(half, 60, atol=1e-3), (
        f"40 and 80 with weights of a half each balance at 60; yours is {half:.4g}. Divide by the "
        "sum of the weights, not by the number of points."
    )
    assert not np.isclose(ask([40, 80], [0.9, 0.1]), 60, atol=1e-3), (
        "40 with weight 0.9 and 80 with weight 0.1 give 60: the weights play no part in it. "
        "Multiply each value by its weight."
    )
    tenfold = ask([40, 80], [9, 1])
    assert np.isclose(tenfold, 44, atol=1e-3), (
        f"40 with weight 9 and 80 with weight 1 balance at 44; yours is {tenfold:.4g}. Weights are "
        "not cut off at 1, and need not sum to 1."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (51, 52, 53):
        rng = np.random.default_rng(seed)
        x, r = rng.normal(70, 12, 5 + seed % 4), rng.uniform(0.05, 1, 5 + seed % 4)
        pulls = float(np.dot(r, x - ask(x, r)))
        assert abs(pulls) < 1e-3, (
            f"On {len(x)} other waits (seed {seed}) the pulls do not cancel where you put the mean: "
            f"they add up to {pulls:.3g}."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_weighted_mean())

# %% [markdown]
# ## 3. A fault that hides
#
# A colleague's function is right on the data it was tried with, and wrong on the next:


# %% given="colleague"
def colleague(x, r):
    total = 0.0
    for value, weight in zip(x, r, strict=True):
        total = total + weight * value
    return total / len(x)


print("all weights 1:", colleague([50.0, 58.0, 66.0], [1.0, 1.0, 1.0]))
print("all weights 0.5:", colleague([50.0, 58.0, 66.0], [0.5, 0.5, 0.5]))

# %% [markdown]
# Equal weights of a half should change nothing, and the mean falls to the half.  Find the line, and
# mend it: write the function anew under the name `mended`.  (2 points)


# %% solution="mended"
def mended(x, r):
    ### BEGIN SOLUTION
    total = 0.0
    for value, weight in zip(x, r, strict=True):
        total = total + weight * value
    return total / sum(r)
    ### END SOLUTION


# %% check="mended" points=2 meets=1
def check_mended():
    def ask(x, r):
        return float(np.squeeze(mended(np.array(x, float), np.array(r, float))))

    halves = ask([50, 58, 66], [0.5, 0.5, 0.5])
    assert not np.isclose(halves, 29, atol=1e-3), (
        "Weights of a half still halve the mean. What should the total be shared over?"
    )
    assert np.isclose(halves, 58, atol=1e-3), (
        f"With equal weights the mean of 50, 58 and 66 is 58; yours is {halves:.4g}."
    )
    assert not np.isclose(ask([50, 90], [1, 0]), 70, atol=1e-3), (
        "A wait with weight 0 still pulls: your mean ignores the weights. Keep the weighted total."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (61, 62):
        rng = np.random.default_rng(seed)
        x, r = rng.normal(70, 12, 6), rng.uniform(0.05, 1, 6)
        assert np.isclose(ask(x, r), np.average(x, weights=r), atol=1e-3), (
            f"On 6 other waits (seed {seed}) the weighted mean differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. A far point, owned a little
#
# The long component owns 2.0 waits' worth, and its mean is at 79.25 minutes.  Now a fifth wait is
# recorded, 110 minutes long, and the component is responsible for 0.5 of it.
#
# **To which value does the mean move?**  Set `new_mean` to it; two decimals are enough.  You need
# no other wait: the old mean stands for all that is owned so far.  (2 points)

# %% solution="far-point"
### BEGIN SOLUTION
new_mean = (2.0 * 79.25 + 0.5 * 110) / (2.0 + 0.5)
### END SOLUTION


# %% check="far-point" points=2 meets=1
def check_far_point():
    m = float(np.squeeze(new_mean))
    assert 79.25 < m < 110, (
        f"The new wait pulls the mean from 79.25 towards 110, and not beyond; yours is {m:.4g}."
    )
    assert abs(m - (79.25 + 110) / 2) > 0.01, (
        "Half-way between the old mean and the new wait would be right if both had the same "
        "weight. The old mean stands for 2.0 waits' worth, the new wait counts 0.5."
    )
    assert abs(m - (2 * 79.25 + 110) / 3) > 0.01, (
        "You counted the new wait fully. The component is responsible for 0.5 of it."
    )
    ### BEGIN HIDDEN TESTS
    assert abs(m - (4 * 79.25 + 0.5 * 110) / 4.5) > 0.01, (
        "You let the old mean stand for four waits. The component owns only 2.0 waits' worth."
    )
    assert abs((m - 79.25) - (110 - m) / 4) < 0.02, (
        f"{m:.2f} does not balance: 2.0 on one side at 79.25, 0.5 on the other at 110."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it moves towards the new wait."


print(check_far_point())

# %% [markdown]
# ## 5. All means at once
#
# Write `move_means(x, R)`: from n points and a table of responsibilities with n rows and K columns
# it returns the K means that the M-step moves to.  (4 points)


# %% solution="move-means"
def move_means(x, R):
    """The M-step's means (K,) from points x (n,) and responsibilities R (n, K)."""
    ### BEGIN SOLUTION
    return np.array([weighted_mean(x, column) for column in R.T])
    ### END SOLUTION


# %% check="move-means" points=4 meets=2
def check_move_means():
    def ask(x, R):
        return np.array(move_means(np.array(x, float), np.array(R, float)), float)

    x = [50, 58, 66, 70, 82]
    R = np.array([[1.0, 0.0], [1.0, 0.0], [0.6, 0.4], [0.1, 0.9], [0.0, 1.0]])
    means = ask(x, R)
    assert means.shape == (2,), (
        f"Two components have two means; yours have shape {means.shape}. A column of R belongs to a "
        "component, a row to a point."
    )
    assert not np.allclose(means, [30.92, 34.28], atol=0.01), (
        "Your means lie below every wait: you divided by the number of points. Each component "
        "divides by its own soft count."
    )
    assert not np.allclose(means, [58, 76], atol=0.01), (
        "You gave each wait wholly to one component before averaging: k-means. Keep the shares."
    )
    assert not np.isclose(means[0], means[1], atol=1e-3), (
        "Both components have the same mean: the responsibilities play no part in it. Weight each "
        "wait by its share."
    )
    counts = R.sum(axis=0)
    assert np.isclose(counts @ means, np.sum(x), atol=0.01), (
        "Means times soft counts must give back the sum of all waits, 326; yours give "
        f"{counts @ means:.2f}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (71, 72, 73):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 3
        x, R = rng.normal(70, 12, 4 * K), rng.dirichlet(np.ones(K), 4 * K)
        expected = [np.average(x, weights=column) for column in R.T]
        assert np.allclose(ask(x, R), expected, atol=1e-3), (
            f"On {4 * K} other waits and {K} components (seed {seed}) the means differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_move_means())

# %% [markdown]
# Do they agree with gmmlab?  At the top of the climb an M-step moves nothing, so your means should be
# those that the fit has.

# %%
fit = best_fit(waits[:, None], 2, rng=0)
print("yours:", np.round(move_means(waits, fit.responsibilities), 2))
print("the fit's:", fit.mixture.means[:, 0].round(2))

# %% [markdown]
# ## 6. In your own words
#
# **In one or two sentences: why does the M-step divide by the sum of the responsibilities, and not
# by the number of points?**  (3 points)

# %% [markdown] answer="divisor" points=3 meets=3
# The component owns each point only in part, so what is added up is worth the soft count, not n
# points.  Dividing by n would pull every mean towards zero; with the soft count the pulls
# r (x − mean) cancel, so the mean lies where what the component owns balances.

# %% [markdown]
# # Exercise · Responsibilities: whose is each point?
#
# You share each point out among the components of a mixture, first by hand, then in code, and you
# finish with one whole step of EM.  Five questions are graded by machine (14 points) and one
# sentence by your teacher (3 points).  Allow 25 minutes.
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

waits = datasets.faithful().X[:, 1]  # 272 waits, in minutes

# %% [markdown]
# ## A first guess
#
# Old Faithful erupts, and one waits.  Some waits are short, near 55 minutes, and some are long, near
# 80.  Somebody guesses this mixture of two components:
#
# | component | mixing weight | mean (min) | standard deviation (min) |
# |---|---|---|---|
# | 1, *short* | 0.4 | 55 | 5 |
# | 2, *long* | 0.6 | 80 | 10 |

# %% given="first-guess"
weights = np.array([0.4, 0.6])
means = np.array([55.0, 80.0])
sds = np.array([5.0, 10.0])

# %%
fig, ax = plt.subplots(figsize=(7, 3))
ax.hist(waits, bins=25, density=True, color="0.85", label="272 waits")
guess = gmmlab.Mixture(weights, means[:, None], sds[:, None, None] ** 2)
plot.density1d(ax, guess).set(xlabel="wait (min)")
ax.legend()
show(
    fig,
    "Histogram of the waits, with one hump near 55 minutes and a larger one near 80, under the "
    "guessed curves: component 1 narrow over the left hump, component 2 wide over the right one.",
)

# %% [markdown]
# ## 1. By hand
#
# A wait of 65 minutes could be of either kind.  Give each component a **score**: its mixing weight
# times the height of its curve at 65.  Its **responsibility** is its score divided by the sum of
# all scores.
#
# A normal curve is as high as the standard one at z = (x − mean) / sd, divided by sd:
#
# | z | 0 | 0.5 | 1 | 1.5 | 2 | 2.5 |
# |---|---|---|---|---|---|---|
# | standard height | 0.3989 | 0.3521 | 0.2420 | 0.1295 | 0.0540 | 0.0175 |
#
# *Worked example.*  For a wait of 60 minutes, z is 1 for *short* and −2 for *long*.  The curve is
# symmetrical, so −2 is as high as 2.  The heights are 0.2420 / 5 and 0.0540 / 10, and the scores:

# %%
score_short = 0.4 * 0.2420 / 5
score_long = 0.6 * 0.0540 / 10
print(f"scores {score_short:.5f} and {score_long:.5f}")
print(f"responsibility of short: {score_short / (score_short + score_long):.3f}")

# %% [markdown]
# **What is the responsibility of *short* for a wait of 65 minutes?**  Set `r_short` to it; three
# decimals are enough, and Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
score_short = 0.4 * 0.0540 / 5
score_long = 0.6 * 0.1295 / 10
r_short = score_short / (score_short + score_long)
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    r = float(np.squeeze(r_short))
    assert 0 <= r <= 1, (
        f"A responsibility is a share between 0 and 1; yours is {r:.4g}. "
        "Divide one score by the sum of both scores."
    )
    assert 0 < r < 1, (
        "You gave the whole point to one component: a hard assignment. "
        "At 65 minutes both curves have some height, so both have a share."
    )
    assert abs(r - 0.4) > 0.002, (
        "0.4 is the mixing weight: what you would say before you see the wait. Now use the wait."
    )
    ### BEGIN HIDDEN TESTS
    weight, mean, sd = np.array([[0.4, 0.6], [55, 80], [5, 10]])
    height = np.exp(-(((65 - mean) / sd) ** 2) / 2) / sd
    for rule, scores in [
        ("You compared the heights alone: you forgot the mixing weights.", height),
        ("You left out the division by sd: a wide curve is a low one.", weight * height * sd),
        ("This is the responsibility of the long component.", (weight * height)[::-1]),
    ]:
        assert abs(r - scores[0] / scores.sum()) > 0.002, rule
    assert abs(r - 1 / (1 + (weight * height)[1] / (weight * height)[0])) < 0.002, (
        f"{r:.3f} is not the share of short. A score is weight times height, and a share is "
        "one score divided by the sum of both."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is a share, and it uses the wait."


print(check_by_hand())

# %% [markdown]
# ## 2. The E-step
#
# Now for any number of points and components.  Write `responsibilities(x, weights, means, sds)`:
# for n points and K components it returns a table of n rows and K columns, with the responsibility
# of component k for point i in row i and column k.  (3 points)
#
# The four arguments are numpy arrays; `x` has n entries, the others have K each.
#
# <details><summary>Hint</summary>
#
# `x[:, None] - means` is a table of n rows and K columns.  To divide each row of a table by its own
# sum, let the sum keep its axis: `table.sum(axis=1, keepdims=True)`.
#
# </details>


# %% solution="responsibilities"
def responsibilities(x, weights, means, sds):
    """The responsibility (n, K) of each of K components for each of n points."""
    ### BEGIN SOLUTION
    heights = np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / sds
    scores = weights * heights
    return scores / scores.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% check="responsibilities" points=3 meets=1
def check_responsibilities():
    def ask(*arguments):
        return np.array(responsibilities(*(np.array(a, float) for a in arguments)), float)

    x, means, sds = [48, 60, 66, 90], [50, 65, 80], [5, 4, 8]
    r = ask(x, [0.2, 0.3, 0.5], means, sds)
    assert r.shape == (4, 3), (
        f"4 points and 3 components need a table of shape (4, 3), a row a point; yours is {r.shape}."
    )
    assert not np.allclose(r.sum(axis=0), 1, atol=1e-3), (
        "Your columns sum to 1: you divided by sums over the points. A point is shared out among "
        "the components, so its row must sum to 1."
    )
    assert np.allclose(r.sum(axis=1), 1, atol=1e-3), (
        f"The shares of one point must sum to 1; yours sum to {r.sum(axis=1).round(3)}."
    )
    assert np.any((r > 0.001) & (r < 0.999)), (
        "Every point went whole to one component: a hard assignment, as k-means makes it. "
        "Keep the shares."
    )
    assert not np.allclose(r, ask(x, [0.5, 0.3, 0.2], means, sds), atol=1e-3), (
        "Other mixing weights change nothing in your answer: you forgot the mixing weights. "
        "A score is weight times height."
    )
    narrow, wide = ask([0], [0.5, 0.5], [0, 0], [1, 2])[0]
    assert np.isclose(narrow, 2 * wide, atol=1e-3), (
        "Of two curves on one mean, the one twice as wide is half as high there, so it must get "
        f"half the share; yours are {narrow:.3f} and {wide:.3f}. Did you divide by sd?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 3
        w, m, s = rng.dirichlet(np.full(K, 3.0)), rng.normal(0, 2, K), rng.uniform(0.5, 2, K)
        x = rng.normal(0, 2, 3 * K)
        log = np.log(w / s) - ((x[:, None] - m) / s) ** 2 / 2
        odds = np.exp(log[:, None, :] - log[:, :, None]).sum(axis=2)  # all scores against score k
        assert np.allclose(ask(x, w, m, s), 1 / odds, atol=1e-4), (
            f"On {3 * K} other points and {K} components (seed {seed}) the responsibilities differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_responsibilities())

# %% [markdown]
# Does your function agree with your hand?  The first row is the worked example, the second is
# question 1.

# %%
responsibilities(np.array([60.0, 65.0]), weights, means, sds)

# %% [markdown]
# ## 3. Soft counts and soft means
#
# The M-step asks: if these shares of the points belong to a component, how many points has it, and
# where is their centre?
#
# Its **soft count** N_k is the sum of its responsibilities over all points.  Its **soft mean** is
# the mean of the points, each weighted by its responsibility.
#
# Write `soft_means(x, r)`: from n points and their responsibilities, n rows and K columns, it
# returns two things, the K soft counts and the K soft means.  (3 points)


# %% solution="soft-means"
def soft_means(x, r):
    """The soft counts (K,) and soft means (K,) of points x (n,) with responsibilities r (n, K)."""
    ### BEGIN SOLUTION
    counts = r.sum(axis=0)
    return counts, x @ r / counts
    ### END SOLUTION


# %% check="soft-means" points=3 meets=3
def check_soft_means():
    def ask(*arguments):
        counts, centres = soft_means(*(np.array(a, float) for a in arguments))
        return np.array(counts, float), np.array(centres, float)

    x = np.array([40.0, 50.0, 70.0, 90.0])
    r = np.array([[0.9, 0.1], [0.7, 0.3], [0.3, 0.7], [0.3, 0.7]])
    counts, centres = ask(x, r)
    assert counts.shape == centres.shape == (2,), (
        "2 components have 2 soft counts and 2 soft means; "
        f"yours have shapes {counts.shape} and {centres.shape}."
    )
    assert not np.allclose(counts, np.round(counts), atol=1e-3), (
        f"Your soft counts are whole numbers, {counts}: you counted points. "
        "Add up the shares instead."
    )
    assert np.isclose(counts.sum(), 4, atol=1e-3), (
        f"4 points are shared out, so the soft counts must sum to 4; yours sum to {counts.sum():.3f}."
    )
    moved = ask(x + 100, r)[1] - centres
    assert np.allclose(moved, 100, atol=0.01), (
        f"When every point moves by 100, your means move by {moved.round(1)}. Divide by the "
        "component's own soft count, not by the number of points."
    )
    assert not np.isclose(*centres, atol=1e-3), (
        "Both components have the same mean: the responsibilities play no part in it. "
        "Weight each point by its share."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22, 23):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 3
        x, r = rng.normal(60, 15, 4 * K), rng.dirichlet(np.ones(K), 4 * K)
        counts, centres = ask(x, r)
        where = f"On {4 * K} other points and {K} components (seed {seed}) the soft"
        assert np.allclose(counts, [sum(column) for column in r.T], atol=1e-3), (
            f"{where} counts differ."
        )
        expected = [np.average(x, weights=column) for column in r.T]
        assert np.allclose(centres, expected, atol=1e-3), f"{where} means differ."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_soft_means())

# %% [markdown]
# ## 4. Two symptoms, one fault
#
# A colleague's E-step runs without an error, and yet
#
# - every soft count is 1, whatever the data;
# - the mixing weights make no difference at all.
#
# One line is at fault, and it explains both.


# %% given="colleague"
def colleague(x, weights, means, sds):
    z = (x[:, None] - means) / sds
    scores = weights * np.exp(-(z**2) / 2) / sds
    return scores / scores.sum(axis=0)


guessed = colleague(waits, weights, means, sds)
swapped = colleague(waits, weights[::-1], means, sds)
print("soft counts:", guessed.sum(axis=0).round(6))
print("largest change when the weights are swapped:", np.abs(swapped - guessed).max().round(6))

# %% [markdown]
# Find the line, and mend it: write the function anew under the name `mended`, with that one line
# changed.  (2 points)


# %% solution="mended"
def mended(x, weights, means, sds):
    ### BEGIN SOLUTION
    z = (x[:, None] - means) / sds
    scores = weights * np.exp(-(z**2) / 2) / sds
    return scores / scores.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% check="mended" points=2 meets="1 2"
def check_mended():
    def ask(*arguments):
        return np.array(mended(*(np.array(a, float) for a in arguments)), float)

    waits = datasets.faithful().X[:, 1]
    r = ask(waits, [0.4, 0.6], [55, 80], [5, 10])
    assert r.shape == (272, 2), (
        f"272 waits and 2 components need a table of shape (272, 2); yours is {r.shape}."
    )
    assert not np.allclose(r.sum(axis=0), 1, atol=1e-3), (
        "The soft counts are still 1: every column is divided by its own sum. "
        "What is shared out whole, a component or a point?"
    )
    assert np.isclose(r.sum(), 272, atol=0.01), (
        f"272 waits are shared out, so the soft counts must sum to 272; yours sum to {r.sum():.2f}."
    )
    assert not np.allclose(r, ask(waits, [0.6, 0.4], [55, 80], [5, 10]), atol=1e-3), (
        "The mixing weights still make no difference. Are they in the scores?"
    )
    ### BEGIN HIDDEN TESTS
    for seed, n in ((31, 9), (32, 3)):  # with as many points as components a lost axis is silent
        rng = np.random.default_rng(seed)
        w, m, s = rng.dirichlet(np.full(3, 3.0)), rng.normal(0, 2, 3), rng.uniform(0.5, 2, 3)
        x = rng.normal(0, 2, n)
        log = np.log(w / s) - ((x[:, None] - m) / s) ** 2 / 2
        odds = np.exp(log[:, None, :] - log[:, :, None]).sum(axis=2)
        assert np.allclose(ask(x, w, m, s), 1 / odds, atol=1e-4), (
            f"On {n} points and 3 components (seed {seed}) the responsibilities differ. "
            "Is every row divided by its own sum?"
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 5. One step of EM
#
# Put the halves together.  Write `em_step(x, weights, means, sds)`, which returns three things: the
# new mixing weights, the new means and the new standard deviations, K of each.
#
# 1. The E-step gives the responsibilities under the old parameters.
# 2. A component's new mixing weight is its soft count divided by n.
# 3. Its new mean is its soft mean.
# 4. Its new variance is the mean squared distance from its **new** mean, each point weighted by its
#    responsibility; its new standard deviation is the square root of that.
#
# Call the functions that you have written, if you like.  (4 points)


# %% solution="em-step"
def em_step(x, weights, means, sds):
    """One step of EM for a mixture on a line: the new weights, means and sds, (K,) each."""
    ### BEGIN SOLUTION
    r = responsibilities(x, weights, means, sds)
    counts, centres = soft_means(x, r)
    variances = (r * (x[:, None] - centres) ** 2).sum(axis=0) / counts
    return counts / len(x), centres, np.sqrt(variances)
    ### END SOLUTION


# %% check="em-step" points=4 meets=3
def check_em_step():
    def ask(*arguments):
        new = em_step(*(np.array(a, float) for a in arguments))
        return tuple(np.array(part, float) for part in new)

    waits = datasets.faithful().X[:, 1]

    def log_likelihood(w, m, s):
        new = gmmlab.Mixture(w / w.sum(), m[:, None], s[:, None, None] ** 2)
        return new.log_density(waits[:, None]).sum()

    old = np.array([[0.4, 0.6], [55, 80], [5, 10]])
    w, m, s = ask(waits, *old)
    assert w.shape == m.shape == s.shape == (2,), (
        "2 components need 2 weights, 2 means and 2 standard deviations; "
        f"yours have shapes {w.shape}, {m.shape} and {s.shape}."
    )
    assert np.isclose(w.sum(), 1, atol=1e-3), (
        f"The mixing weights must sum to 1; yours sum to {w.sum():.3f}. "
        "Divide the soft counts by the number of points."
    )
    mean, variance = waits.mean(), waits.var()
    assert np.isclose(w @ m, mean, atol=0.01), (
        "After an M-step the mean of the mixture is the mean of the data, "
        f"{mean:.2f}; yours is {w @ m:.2f}. Is every soft mean divided by its own soft count?"
    )
    assert not np.isclose(w @ (s + m**2) - mean**2, variance, atol=0.05), (
        f"{s.round(1)} are variances. Take their square roots: standard deviations are asked for."
    )
    spread = w @ (s**2 + m**2) - mean**2
    assert np.isclose(spread, variance, atol=0.05), (
        "After an M-step the variance of the mixture is the variance of the data, "
        f"{variance:.2f}; yours is {spread:.2f}. Measure distances from the new means, not from "
        "the old ones, and divide by the soft counts."
    )
    alike = ask(waits, [0.9, 0.1], [70, 70], [10, 10])[0]
    assert np.allclose(alike, [0.9, 0.1], atol=1e-3), (
        "Two components that differ in nothing but their weights, 0.9 and 0.1, keep these weights; "
        f"yours become {alike.round(3)}. Are the mixing weights in the scores, and the shares kept?"
    )
    before, after = log_likelihood(*old), log_likelihood(w, m, s)
    assert after > before, (
        "A step of EM must not lower the log-likelihood; yours went from "
        f"{before:.2f} to {after:.2f}. Do the responsibilities use the old parameters?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (41, 42, 43):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 3
        x = rng.normal(0, 3, 10 * K)
        v, a, b = rng.dirichlet(np.full(K, 3.0)), rng.normal(0, 3, K), rng.uniform(1, 2, K)
        log = np.log(v / b) - ((x[:, None] - a) / b) ** 2 / 2
        shares = 1 / np.exp(log[:, None, :] - log[:, :, None]).sum(axis=2)
        w, m, s = ask(x, v, a, b)
        for k, share in enumerate(shares.T):
            where = f"On {10 * K} other points, in component {k + 1} of {K} (seed {seed}), the"
            centre = np.average(x, weights=share)
            spread = np.average((x - centre) ** 2, weights=share)
            assert np.isclose(w[k], share.mean(), atol=1e-3), f"{where} mixing weight differs."
            assert np.isclose(m[k], centre, atol=1e-3), f"{where} mean differs."
            assert np.isclose(s[k] ** 2, spread, atol=1e-3), f"{where} standard deviation differs."
    ### END HIDDEN TESTS
    return f"Visible checks passed: the log-likelihood rose from {before:.1f} to {after:.1f}."


print(check_em_step())

# %% [markdown]
# ## 6. In your own words
#
# Somebody notes a wait of 20 minutes.  It lies 35 minutes from the mean of *short* and 60 from that
# of *long*, and yet, under the first guess, these are its responsibilities:

# %%
responsibilities(np.array([20.0]), weights, means, sds)

# %% [markdown]
# **In one or two sentences: why does *long* claim nearly the whole of this wait, and does that make
# it a typical long wait?**  (3 points)

# %% [markdown] answer="far-away" points=3 meets="2 4"
# Distance counts in standard deviations: 20 minutes is 7 of them from *short* and only 6 from
# *long*, so the curve of *long* is the less tiny one there.  It is no typical long wait: a
# responsibility only compares the components with each other, and both densities are almost 0, so
# the wait fits neither.

# %% [markdown]
# # Exercise · K-means as the limit, and what lies beyond
#
# You harden a responsibility by hand and in code, mend a k-means that depends on what it should not,
# seat guests at tables, and cool a mixture of irises until it is k-means.  Five questions are graded
# by machine (14 points) and one sentence by your teacher (3 points).  Allow 30 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import numpy as np

import gmmlab
from gmmlab import datasets

lengths = datasets.faithful().X[:, :1]  # 272 eruptions in minutes, one column
iris = datasets.iris().X  # 150 flowers, four measurements in cm

# %% [markdown]
# ## 1. By hand
#
# Two components have one variance σ² in common.  Component 1 has mean 2 and weight 0.2, component 2
# mean 5 and weight 0.8 (all in minutes).
#
# *Worked example.*  At x = 4 and σ² = 1 the squared distances are 4 and 1, so the scores are as
# 0.2 · exp(−4 / 2) to 0.8 · exp(−1 / 2):

# %%
score_1, score_2 = 0.2 * np.exp(-4 / 2), 0.8 * np.exp(-1 / 2)
print(f"r_1 = {score_1 / (score_1 + score_2):.3f}")

# %% [markdown]
# **What is the responsibility of component 1 at x = 3?**  Set `r_wide` to it for σ² = 1, and
# `r_narrow` for σ² = 0.25; three decimals are enough, and Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
r_wide = 1 / (1 + 4 * np.exp(-1.5))
r_narrow = 1 / (1 + 4 * np.exp(-1.5 / 0.25))
### END SOLUTION


# %% check="by-hand" points=2 meets=2
def check_by_hand():
    wide, narrow = float(np.squeeze(r_wide)), float(np.squeeze(r_narrow))
    assert 0 <= wide <= 1, f"A responsibility is a share; your r_wide is {wide:.4g}."
    assert 0 <= narrow <= 1, f"A responsibility is a share; your r_narrow is {narrow:.4g}."
    assert 0 < wide < 1, (
        "At σ² = 1 you gave the whole point to one component. A variance of 1 is not the limit: "
        "both scores are well above 0."
    )
    assert abs(wide - narrow) > 0.002, (
        "Your two responsibilities are the same, as if a common variance cancelled. It cancels in "
        "front of the exponential, not inside: there it divides the squared distances."
    )
    assert abs(wide - 0.2) > 0.002, (
        "0.2 is the weight: what you would say before you see the point."
    )
    ### BEGIN HIDDEN TESTS
    gap = (5 - 3) ** 2 - (3 - 2) ** 2
    for variance, r, name in ((1, wide, "r_wide"), (0.25, narrow, "r_narrow")):
        assert abs(r / (1 - r + 1e-12) / np.exp(gap / 2 / variance) - 1) > 0.05, (
            f"{name} compares the distances alone: you forgot the mixing weights."
        )
        assert abs(r - 1 / (1 + 4 * np.exp(-gap / variance))) > 0.002, (
            f"{name} lacks the one half: the exponent is −d² / (2σ²)."
        )
        right = 0.5 + 0.5 * np.tanh((gap / variance - 2 * np.log(4)) / 4)
        assert abs(r - right) < 0.002, (
            f"{name} = {r:.3f} is not the share of component 1. Weight each exponential, and divide "
            "the first by the sum of both."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed: two shares, and the variance matters."


print(check_by_hand())

# %% [markdown]
# ## 2. Shares at any variance
#
# Write `shares(X, means, weights, variance)`: the responsibilities of K components with common
# covariance σ² I.  `X` has shape (n, d), `means` (K, d), `weights` (K,), and `variance` is the number
# σ².  The answer has n rows and K columns.
#
# It must give numbers at *any* positive variance, however small.  (3 points)
#
# <details><summary>Hint</summary>
#
# `((X[:, None] - means) ** 2).sum(axis=2)` is the table of squared distances.  Compute log-scores,
# subtract from each row its maximum, and only then exponentiate.
#
# </details>


# %% solution="shares"
def shares(X, means, weights, variance):
    """The responsibilities (n, K) of balls with one variance in common."""
    ### BEGIN SOLUTION
    squares = ((X[:, None] - means) ** 2).sum(axis=2)
    logs = np.log(weights) - squares / (2 * variance)
    scores = np.exp(logs - logs.max(axis=1, keepdims=True))
    return scores / scores.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% check="shares" points=3 meets=2
def check_shares():
    def ask(X, means, weights, variance):
        arrays = (np.array(a, float) for a in (X, means, weights))
        with np.errstate(all="ignore"):
            return np.array(shares(*arrays, float(variance)), float)

    X, means = [[0, 1], [2, 2], [5, 1], [2.5, 0]], [[0, 0], [3, 1], [6, 2]]
    r = ask(X, means, [0.2, 0.3, 0.5], 4)
    assert r.shape == (4, 3), (
        f"4 points and 3 components need a table of shape (4, 3); yours is {r.shape}."
    )
    assert np.allclose(r.sum(axis=1), 1, atol=1e-3), (
        f"The shares of one point must sum to 1; yours sum to {r.sum(axis=1).round(3)}."
    )
    assert np.any((r > 0.001) & (r < 0.999)), (
        "At a variance of 4 every point went whole to one component. Hard shares come only in the "
        "limit; keep the shares."
    )
    assert not np.allclose(r, ask(X, means, [0.5, 0.3, 0.2], 4), atol=1e-3), (
        "Other weights change nothing in your answer. They lose their say in the limit, not before."
    )
    assert not np.allclose(r, ask(X, means, [0.2, 0.3, 0.5], 1), atol=1e-3), (
        "At variances 4 and 1 your shares are the same: the variance plays no part in them."
    )
    odds = ask([[0.0]], [[1.0], [2.0]], [0.5, 0.5], 0.5)[0]
    assert np.isclose(np.log(odds[0] / odds[1]), 3, atol=0.01), (
        "With equal weights, squared distances 1 and 4, and variance 0.5, the logarithm of the odds "
        f"is (4 − 1) / (2 · 0.5) = 3; yours is {np.log(odds[0] / odds[1]):.3f}."
    )
    cold = ask(X, means, [0.2, 0.3, 0.5], 1e-9)
    assert np.all(np.isfinite(cold)), (
        "At a variance of 1e-9 your shares are no numbers: every exponential is 0, and you divide "
        "by their sum. Subtract each row's largest log-score first."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (61, 62, 63):
        rng = np.random.default_rng(seed)
        K, d = 2 + seed % 3, 1 + seed % 2
        X, m, w = rng.normal(0, 2, (9, d)), rng.normal(0, 2, (K, d)), rng.dirichlet(np.full(K, 4.0))
        for v in (3.0, 0.3, 1e-8):
            far = np.array([[np.dot(x - c, x - c) for c in m] for x in X]) / 2 / v - np.log(w)
            with np.errstate(over="ignore"):
                expected = 1 / np.exp(far[:, :, None] - far[:, None, :]).sum(axis=2)
            assert np.allclose(ask(X, m, w, v), expected, atol=1e-3), (
                f"On 9 other points and {K} components, at variance {v:g} (seed {seed}), they differ."
            )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_shares())

# %% [markdown]
# ## 3. A k-means with a scale
#
# A colleague has heard that k-means is hard EM with a common variance, and writes it so.  Yet its
# answer depends on that variance, which no k-means has:


# %% given="colleague"
def colleague(X, means, variance, passes):
    K = len(means)
    weights = np.full(K, 1 / K)
    for _ in range(passes):
        squares = ((X[:, None] - means) ** 2).sum(axis=2)
        labels = (np.log(weights) - squares / (2 * variance)).argmax(axis=1)
        weights = np.array([np.mean(labels == k) for k in range(K)])
        means = np.array([X[labels == k].mean(axis=0) for k in range(K)])
    return means


begin = np.array([[2.0], [3.5], [4.5]])
print("variance 0.01:", colleague(lengths, begin, 0.01, 50).ravel().round(2))
print("variance 0.09:", colleague(lengths, begin, 0.09, 50).ravel().round(2))

# %% [markdown]
# One line is at fault.  Write the function anew under the name `mended`, with the same four
# arguments, so that it makes that many passes of k-means, whatever the variance.  (2 points)


# %% solution="mended"
def mended(X, means, variance, passes):
    ### BEGIN SOLUTION
    K = len(means)
    weights = np.full(K, 1 / K)
    for _ in range(passes):
        squares = ((X[:, None] - means) ** 2).sum(axis=2)
        labels = (np.log(weights) - squares / (2 * variance)).argmax(axis=1)
        means = np.array([X[labels == k].mean(axis=0) for k in range(K)])
    return means
    ### END SOLUTION


# %% check="mended" points=2 meets=1
def check_mended():
    lengths = datasets.faithful().X[:, :1]
    begin = np.array([[2.0], [3.5], [4.5]])

    def ask(X, means, variance, passes=50):
        with np.errstate(all="ignore"):
            return np.array(mended(X.copy(), means.copy(), variance, passes), float)

    first = ask(lengths, begin, 0.01)
    assert first.shape == (3, 1), f"3 means on a line have shape (3, 1); yours {first.shape}."
    for variance in (0.04, 0.09):
        gap = np.abs(ask(lengths, begin, variance) - first).max()
        assert gap < 1e-3, (
            f"At variances 0.01 and {variance:g} your means differ by {gap:.3f} minutes. Which "
            "quantity makes one component's points count more than another's?"
        )
    hours = 60 * ask(lengths / 60, begin / 60, 0.01)
    assert np.allclose(hours, first, atol=1e-3), (
        "In hours your answer is another one: something in it still has a scale. K-means only asks "
        "which mean is nearest."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (71, 72, 73):
        rng = np.random.default_rng(seed)
        X = np.vstack([rng.normal((0, 0), 1, (60, 2)), rng.normal((3, 1), 1, (12, 2))])
        m = np.array([[0.0, 0.0], [3.0, 1.0]])
        for passes in (1, 6):
            expected = m
            for _ in range(passes):
                side = (X - expected.mean(axis=0)) @ (expected[1] - expected[0]) > 0
                expected = np.array([X[~side].mean(axis=0), X[side].mean(axis=0)])
            assert np.allclose(ask(X, m, 1.0, passes), expected, atol=1e-3), (
                f"After {passes} passes on other points (seed {seed}) the means are not k-means'."
            )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Guests and tables
#
# In the prior of a Dirichlet process, a guest who finds *i* guests seated opens a new table with
# probability α / (α + i), or else joins one.  Take α = 2.
#
# **How many tables do you expect among the first 4 guests?**  Set `tables`; two decimals are enough.
#
# **And when 272 guests become 544, how does the expected number of tables grow?**  Set `growth` to
# the letter:
#
# - A: by 272, one for each new guest;
# - B: it doubles, as the guests do;
# - C: by between one and two tables;
# - D: not at all: after so many guests every table is open.
#
# (3 points)

# %% solution="guests"
### BEGIN SOLUTION
tables = sum(2 / (2 + i) for i in range(4))
growth = "C"
### END SOLUTION


# %% check="guests" points=3 meets=3
def check_guests():
    number, letter = float(np.squeeze(tables)), str(growth).strip().upper()
    assert letter in ("A", "B", "C", "D"), f"{letter!r} is none of the four letters."
    assert abs(number - 4) > 0.01, (
        "You opened 4 tables for 4 guests. Only the first opens one for certain: a later guest may "
        "join. Add up the probabilities."
    )
    assert 1 < number < 4, (
        f"You expect {number:.3g} tables. The first guest opens one for certain, and each later one "
        "adds a probability between 0 and 1."
    )
    ### BEGIN HIDDEN TESTS
    alpha, seated = 2, np.arange(4)
    assert abs(number - np.sum(alpha / (alpha + seated + 1))) > 0.01, (
        "You counted each guest among those already seated. The first finds nobody: i begins at 0."
    )
    assert abs(number - alpha * np.log(4)) > 0.01, (
        "α ln n is what the sum comes close to for many guests; 4 are few. Add the fractions."
    )
    right = 4 - np.sum(seated / (alpha + seated))  # guests, less those who join
    assert abs(number - right) < 0.01, f"{number:.3g} is not the sum of the four probabilities."
    replies = {
        "A": "Each guest from the 273rd on opens a table with probability below 1 in 100.",
        "B": "Doubling multiplies the guests, not the tables: late guests seldom open one.",
        "D": "The probability of opening a table never falls to 0, and there is no last table.",
    }
    assert letter not in replies, replies[letter]
    ### END HIDDEN TESTS
    return "Visible checks passed: a number of tables, and a letter."


print(check_guests())

# %% [markdown]
# ## 5. Cooling irises
#
# Now go to the limit yourself, in four dimensions.  Write `cooled(X, means, variances, steps)`: for
# each variance in turn, make that many steps of soft EM in which only the means move.
#
# 1. Share the points out among balls of this variance, with **equal** weights throughout.
# 2. Move each mean to the weighted mean of the points.
#
# Each variance begins where the last one ended.  Return the final means, shape (K, d).  Call
# `shares`, if you like.  (4 points)


# %% solution="cooled"
def cooled(X, means, variances, steps):
    """The means after so many steps of soft EM at each variance in turn."""
    ### BEGIN SOLUTION
    K = len(means)
    for variance in variances:
        for _ in range(steps):
            r = shares(X, means, np.full(K, 1 / K), variance)
            means = r.T @ X / r.sum(axis=0)[:, None]
    return means
    ### END SOLUTION


# %% check="cooled" points=4 meets="1 2"
def check_cooled():
    X = datasets.iris().X
    begin = X[[7, 80, 120]]

    def ask(X, means, variances, steps):
        with np.errstate(all="ignore"):
            answer = cooled(np.array(X), np.array(means), np.array(variances, float), steps)
        return np.array(answer, float)

    hot = ask(X, begin, [100], 30)
    assert hot.shape == (3, 4), f"3 means of 4 measurements have shape (3, 4); yours {hot.shape}."
    assert np.all(np.isfinite(hot)), "Your means are no numbers. Are your shares, at this variance?"
    assert np.allclose(hot, X.mean(axis=0), atol=0.01), (
        "At a variance of 100 cm² the three balls are hardly apart, so each takes about a third of "
        "every flower, and all means go to the mean of the data; yours do not. Are your shares "
        "soft, and do they use the variance?"
    )
    apart = ask(X, ask(X, begin, [1], 4), [0.05], 4)
    assert np.all(np.isfinite(apart)), (
        "At a variance of 0.05 cm² your means are no numbers. Subtract each row's largest log-score."
    )
    assert np.allclose(ask(X, begin, [1, 0.05], 4), apart, atol=1e-3), (
        "Two variances in one call and in two calls give different means. Each variance begins "
        "where the last one ended, not at the start again; and only the means go along: the weights "
        "are equal in every step."
    )
    cold = ask(X, begin, [2, 1, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001], 30)
    assert np.all(np.isfinite(cold)), (
        "At a variance of 0.001 cm² your means are no numbers. Subtract each row's largest log-score."
    )
    nearest = np.sum((X[:, None] - cold) ** 2, axis=2).argmin(axis=1)
    moved = np.array([X[nearest == k].mean(axis=0) if k in nearest else cold[k] for k in range(3)])
    gap = np.abs(moved - cold).max()
    assert gap < 0.01, (
        f"Cooled down to 0.001 cm², a pass of k-means still moves a mean, by {gap:.3f} cm. Have you "
        "gone through all variances?"
    )
    ### BEGIN HIDDEN TESTS
    from gmmlab.holding import holding

    for seed in (81, 82, 83):
        rng = np.random.default_rng(seed)
        K, d = 2 + seed % 2, 2 + seed % 3
        X = np.vstack([rng.normal(2 * k, 1, (8 + 25 * k, d)) for k in range(K)])
        begin = expected = rng.normal(2, 2, (K, d))
        variances, steps = [4.0, 1.0, 0.4], 3 + seed % 3
        for v in variances:
            balls = gmmlab.Mixture.balls(expected, v)
            held = holding(weights=np.full(K, 1 / K), covariances=balls.covariances)
            run = gmmlab.em(X, balls, maximise=held)
            for _ in range(steps + 1):
                fit = next(run)
            expected = fit.mixture.means
        assert np.allclose(ask(X, begin, variances, steps), expected, atol=2e-3), (
            f"On {len(X)} other points and {K} components (seed {seed}) the means differ. Are the "
            "weights held equal, and are there as many steps as asked for?"
        )
    ### END HIDDEN TESTS
    return "Visible checks passed: your cooled means are at rest under k-means."


print(check_cooled())

# %% [markdown]
# ## 6. In your own words
#
# Somebody fits a variational mixture with six components and a Dirichlet prior of α = 0.01 to Old
# Faithful.  Two components keep some weight.  *"It is like k-means with identity covariances,"* he
# says, *"only that it has found out by itself that K is 2."*
#
# **In two or three sentences: mend both halves of what he says.**  (3 points)

# %% [markdown] answer="two-halves" points=3 meets="1 3"
# Identity covariances do not make k-means: a variance of 1 is wide or narrow only against the data's
# unit, and it takes hard assignment with fixed equal weights, or a common variance that goes to 0.
# The variational fit puts distributions on weights, means and covariances, and lets components that
# get nothing fall back to their prior.  How many remain depends on that prior: with α = 10 all six
# do, and a Dirichlet process, too, expects more or fewer as its α says.

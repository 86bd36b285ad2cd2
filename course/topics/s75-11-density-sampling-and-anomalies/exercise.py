# %% [markdown]
# # Exercise · What a fitted mixture can do: density, sampling, anomalies, gaps
#
# You compute a probability, write a sampler, mend a detector, judge what to do with a gap, and share
# out irises of which some measurements are missing.  Five questions are graded by machine (14 points)
# and one sentence by your teacher (3 points).  Allow 30 minutes.
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
from gmmlab import datasets
from gmmlab.learn import show

eruptions = datasets.faithful().X  # length and wait of 272 eruptions, in minutes
geyser = gmmlab.best_fit(eruptions, 2, rng=0).mixture

# %% [markdown]
# ## 1. A probability by hand
#
# Somebody describes the waits at another geyser by two components:
#
# | component | mixing weight | mean (min) | standard deviation (min) |
# |---|---|---|---|
# | 1, *short* | 0.3 | 50 | 10 |
# | 2, *long* | 0.7 | 80 | 5 |
#
# The standard normal distribution function:
#
# | z | −2 | −1 | 0 | 1 | 1.5 | 2 | 2.5 | 3 |
# |---|---|---|---|---|---|---|---|---|
# | Φ(z) | 0.0228 | 0.1587 | 0.5 | 0.8413 | 0.9332 | 0.9772 | 0.9938 | 0.9987 |
#
# *Worked example.*  A wait of at most 70 minutes has z = 2 in component 1 and z = −2 in component 2:

# %%
print(f"P(wait <= 70) = {0.3 * 0.9772 + 0.7 * 0.0228:.3f}")

# %% [markdown]
# **How probable is a wait of more than 75 minutes?**  Set `p_more` to it; three decimals are enough.
# (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
p_more = 0.3 * (1 - 0.9938) + 0.7 * (1 - 0.1587)
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    p = float(np.squeeze(p_more))
    assert 0 <= p <= 1, (
        f"A probability lies between 0 and 1; yours is {p:.4g}. Were the components' probabilities "
        "weighted before you added them?"
    )
    assert p > 0.5, (
        f"{p:.3f} is too small: component 2, with weight 0.7, has most of its area above 75. More "
        "than 75 is asked for, not at most 75, and the weights are 0.3 and 0.7."
    )
    ### BEGIN HIDDEN TESTS
    from math import erfc, sqrt

    over = [erfc((75 - mean) / sd / sqrt(2)) / 2 for mean, sd in ((50, 10), (80, 5))]
    assert abs(p - over[1]) > 0.002, (
        "That is the probability in component 2 alone. The heaviest component is not the mixture: "
        "weight each component's probability."
    )
    assert abs(p - over[1] - 0.3 * (over[0] - over[1])) < 0.0015, (
        f"{p:.3f} is not the weighted sum of the components' areas above 75."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is a probability, and a large one."


print(check_by_hand())

# %% [markdown]
# ## 2. A sampler
#
# Write `draw(weights, means, factors, u, z)`.  It turns given randomness into points of a mixture of K
# components in d dimensions:
#
# - `weights` (K,), `means` (K, d), and `factors` (K, d, d): the Cholesky factors L of the covariances;
# - `u` (n,): uniform numbers between 0 and 1, one for each point;
# - `z` (n, d): standard normal numbers, one row for each point.
#
# Point i belongs to the first component at which the summed weights exceed `u[i]`.  It lies at that
# component's mean plus L times `z[i]`.  Return the points, n rows and d columns.  (3 points)
#
# <details><summary>Hint</summary>
#
# `np.searchsorted(np.cumsum(weights), u, side="right")` finds the components.  `L @ z[i]` is a matrix
# times a vector.
#
# </details>


# %% solution="draw"
def draw(weights, means, factors, u, z):
    """Points (n, d) of a mixture, from uniform numbers u (n,) and normal numbers z (n, d)."""
    ### BEGIN SOLUTION
    k = np.searchsorted(np.cumsum(weights), u, side="right")
    return means[k] + np.einsum("nij,nj->ni", factors[k], z)
    ### END SOLUTION


# %% check="draw" points=3 meets=2
def check_draw():
    def ask(*arguments):
        return np.array(draw(*(np.array(a, float) for a in arguments)), float)

    weights, means = [0.2, 0.5, 0.3], [[0, 0], [10, 0], [0, 10]]
    factors = [[[1, 0], [0, 1]], [[2, 0], [1, 3]], [[0.5, 0], [0.2, 1]]]
    still = ask(weights, means, factors, [0.1, 0.6, 0.9, 0.3], np.zeros((4, 2)))
    assert still.shape == (4, 2), f"4 points in the plane have shape (4, 2); yours {still.shape}."
    assert not np.allclose(still, still[0]), (
        "Whatever u is, your points come from one place. Neither the heaviest component nor the "
        "average of all is always drawn: u decides."
    )
    assert np.allclose(still, [[0, 0], [10, 0], [0, 10], [10, 0]], atol=1e-3), (
        "With z = 0 a point lies on the mean of its component. For weights 0.2, 0.5, 0.3 the sums are "
        f"0.2, 0.7, 1; u = 0.1, 0.6, 0.9, 0.3 gave {still.round(2).tolist()}."
    )
    along = ask(weights, means, factors, [0.6], [[1, 0]])[0] - [10, 0]
    assert np.allclose(along, [2, 1], atol=1e-3), (
        f"L = [[2, 0], [1, 3]] turns z = (1, 0) into its first column, (2, 1); yours is "
        f"{along.round(2).tolist()}. L times z: not z times L, not the covariance times z."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (91, 92, 93):
        rng = np.random.default_rng(seed)
        K, d = 2 + seed % 3, 1 + seed % 3
        w, m = rng.dirichlet(np.full(K, 3.0)), rng.normal(0, 5, (K, d))
        L = np.tril(rng.normal(0, 1, (K, d, d)))
        u, z = rng.uniform(size=8), rng.normal(size=(8, d))
        drawn = ask(w, m, L, u, z)
        for i in range(8):
            k = sum(u[i] >= w[: j + 1].sum() for j in range(K - 1))
            expected = [m[k][a] + sum(L[k][a][b] * z[i][b] for b in range(d)) for a in range(d)]
            assert np.allclose(drawn[i], expected, atol=1e-3), (
                f"With {K} components in {d} dimensions (seed {seed}) point {i + 1} differs."
            )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_draw())

# %% [markdown]
# ## 3. A detector that reports the wrong ones
#
# A ranger wants to see the most unusual eruptions.  A colleague sends this.  Two eruptions have been
# added to the record by mistake, rows 272 and 273, and the detector does not find them:


# %% given="colleague"
def colleague(X, mixture, count):
    surest = mixture.responsibilities(X).max(axis=1)
    return np.argsort(surest)[:count]


record = np.vstack([eruptions, [[1.2, 95.0], [5.9, 45.0]]])
print("reported rows:", colleague(record, geyser, 3).tolist())

# %%
fig, ax = plt.subplots(figsize=(7, 3))
ax.plot(*eruptions.T, "o", ms=4, alpha=0.5, color="0.5")
ax.plot(*record[-2:].T, "D", ms=8, color="black")
ax.set(xlabel="length (min)", ylabel="wait (min)")
show(
    fig,
    "Two clouds of dots from lower left to upper right, and two diamonds far from both: at 1.2 minutes "
    "with a wait of 95, and at 5.9 minutes with a wait of 45.",
)

# %% [markdown]
# One line is at fault.  Write the function anew under the name `mended`, with the same arguments: it
# returns the rows of the `count` most unusual points, the most unusual first.  (2 points)


# %% solution="mended"
def mended(X, mixture, count):
    ### BEGIN SOLUTION
    height = mixture.log_density(X)
    return np.argsort(height)[:count]
    ### END SOLUTION


# %% check="mended" points=2 meets=3
def check_mended():
    eruptions = datasets.faithful().X
    geyser = gmmlab.best_fit(eruptions, 2, rng=0).mixture

    def ask(X, mixture, count):
        return [int(i) for i in np.ravel(mended(np.array(X), mixture, count))]

    rows = ask(np.vstack([eruptions, [[1.2, 95.0], [5.9, 45.0]]]), geyser, 4)
    assert len(rows) == 4, f"4 rows are asked for; yours are {rows}."
    undecided = int(geyser.responsibilities(eruptions).max(axis=1).argmin())
    assert rows[0] != undecided, (
        "You report the most undecided eruption first. Undecided is not unusual: it may lie where "
        "many do. Which number says how rare a place is?"
    )
    assert {272, 273} <= set(rows), (
        "The two mistaken rows are not among the first 4, though nothing lies near them. A "
        "responsibility is certain even there: it compares the components with each other only."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (101, 102, 103):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 2
        m, v = rng.normal(0, 2, (K, 2)), rng.uniform(0.3, 2, (K, 2))
        w = rng.dirichlet(np.full(K, 4.0))
        mixture = gmmlab.Mixture(w, m, np.array([np.diag(row) for row in v]))
        X = rng.normal(0, 3, (40, 2))
        z = ((X[:, None] - m) ** 2 / v).sum(axis=2)
        p = (w * np.exp(-z / 2) / np.sqrt(v.prod(axis=1))).sum(axis=1)
        assert ask(X, mixture, 5) == sorted(range(40), key=lambda i: p[i])[:5], (
            f"On 40 other points and {K} components (seed {seed}) other rows are the most unusual. "
            "Does the whole mixture's density decide, not one component's?"
        )
    ### END HIDDEN TESTS
    return "Visible checks passed: the two mistaken rows are found."


print(check_mended())

# %% [markdown]
# ## 4. A gap
#
# An eruption lasted 3 minutes; its wait was not noted.  In the fit, rounded:
#
# | component | weight | length: mean, sd | wait: mean, sd |
# |---|---|---|---|
# | *short* | 0.4 | 2, 0.4 | 54, 6 |
# | *long* | 0.6 | 4.2, 0.4 | 80, 6 |
#
# Within each kind, take length and wait as independent.  **What is the responsibility of *short*?**  Set
# `r_short`; three decimals are enough, and Python may do the arithmetic.
#
# **And which way of treating such rows is sound?**  Set `way` to the letter:
#
# - A: fill in the mean of all waits, and use the density of both;
# - B: leave the row out, for half of it is unknown;
# - C: use the density of the length alone, with the weights;
# - D: use the weights alone, for the pair is incomplete.
#
# You will defend your choice below.  (3 points)

# %% solution="gap"
### BEGIN SOLUTION
scores = 0.4 * np.exp(-(2.5**2) / 2), 0.6 * np.exp(-(3.0**2) / 2)
r_short = scores[0] / sum(scores)
way = "C"
### END SOLUTION


# %% check="gap" points=3 meets=4
def check_gap():
    r, letter = float(np.squeeze(r_short)), str(way).strip().upper()
    assert letter in ("A", "B", "C", "D"), f"{letter!r} is none of the four letters."
    assert 0 < r < 1, (
        f"A responsibility is a share, and here both kinds have one; yours is {r:.4g}."
    )
    assert abs(r - 0.4) > 0.002, (
        "0.4 is the weight: you answered as if nothing were known. The length was measured."
    )
    ### BEGIN HIDDEN TESTS
    near, far = ((3 - 2) / 0.4) ** 2, ((3 - 4.2) / 0.4) ** 2
    odds = r / (1 - r)
    assert abs(odds / np.exp((far - near) / 2) - 1) > 0.02, "You forgot the mixing weights."
    mean = 0.4 * 54 + 0.6 * 80
    wait = (((mean - 80) / 6) ** 2 - ((mean - 54) / 6) ** 2) / 2
    assert abs(np.log(odds / (2 / 3)) - (far - near) / 2 - wait) > 0.05, (
        "You filled in the mean of all waits, and so used a measurement that nobody made."
    )
    assert abs(np.log(1.5 * odds) - 1.375) < 0.01, (
        f"{r:.3f} is not the share of short. Score each kind by its weight times the height of its "
        "length at 3."
    )
    replies = {
        "A": "A filled mean is a measurement that nobody made, and often lies where no eruption does.",
        "B": "That throws the measured length away, and it tells much about the kind.",
        "D": "The weights alone ignore the length, which was measured.",
    }
    assert letter not in replies, replies[letter]
    ### END HIDDEN TESTS
    return "Visible checks passed: a share, and a letter."


print(check_gap())

# %% [markdown]
# ## 5. Irises with gaps
#
# A mixture was fitted to four measurements of 150 irises.  New flowers arrive, and of some of them a
# measurement is missing: it is written as `nan`.
#
# Write `shares_with_gaps(X, weights, means, covariances)`: the responsibilities (n, K), each row by
# what is known of that flower.  `X` is (n, d) with `nan` in the gaps, `means` (K, d), `covariances`
# (K, d, d).  Of a row of which *nothing* is known, the weights are all that can be said.  (4 points)
#
# <details><summary>Hint</summary>
#
# With `seen = ~np.isnan(row)`, a component's margin has the mean `mean[seen]` and the covariance
# `covariance[np.ix_(seen, seen)]`.  `gmmlab.Mixture(weights, means, covariances)` and
# `gmmlab.marginal(mixture, columns)` are there for you, or `np.linalg`.
#
# </details>


# %% solution="shares-with-gaps"
def shares_with_gaps(X, weights, means, covariances):
    """The responsibilities (n, K), each row by what is known of it."""
    ### BEGIN SOLUTION
    mixture = gmmlab.Mixture(weights, means, covariances)
    table = []
    for row in X:
        seen = np.flatnonzero(~np.isnan(row))
        if len(seen):
            part = gmmlab.marginal(mixture, seen)
            table.append(part.responsibilities(row[None, seen])[0])
        else:
            table.append(weights)
    return np.array(table)
    ### END SOLUTION


# %% check="shares-with-gaps" points=4 meets=4
def check_shares_with_gaps():
    iris = datasets.iris().X
    fit = gmmlab.best_fit(iris, 3, rng=0).mixture

    def ask(X, w, m, S):
        with np.errstate(all="ignore"):
            answer = shares_with_gaps(*(np.array(a, float) for a in (X, w, m, S)))
        assert len(answer) == len(X), (
            f"{len(X)} flowers need {len(X)} rows; yours has {len(answer)}. A row with a gap is "
            "not to be dropped."
        )
        return np.array(answer, float)

    whole = iris[[0, 60, 100, 133]]
    arrays = fit.weights, fit.means, fit.covariances
    assert np.allclose(ask(whole, *arrays), fit.responsibilities(whole), atol=1e-3), (
        "Where nothing is missing, these are not the responsibilities of the mixture."
    )
    gappy = whole.copy()
    gappy[1, 2:], gappy[2, 3], gappy[3, [0, 2]] = np.nan, np.nan, np.nan
    r = ask(gappy, *arrays)
    assert r.shape == (4, 3), f"4 flowers, 3 components: shape (4, 3); yours {r.shape}."
    assert np.all(np.isfinite(r)), (
        "A row with a gap gives you nan. Pick the known entries of the row, and those of the means "
        "and covariances with them."
    )
    assert np.allclose(r.sum(axis=1), 1, atol=1e-3), (
        f"The shares of a flower must sum to 1; yours sum to {r.sum(axis=1).round(3)}."
    )
    apart = [[0.0, 0.0], [0.0, 9.0]]
    two = ask([[0.7, np.nan]], [0.5, 0.5], apart, [np.eye(2), 4 * np.eye(2)])[0]
    assert not np.isclose(two[0], 0.5, atol=0.01), (
        "Only x is known, at 0.7, and both means have x = 0; but one component is twice as wide in "
        "x, and you give both the same share. Was the row's known value used?"
    )
    three = ask([[0.7, np.nan]], [0.5, 0.5], [[0.0, 0.0], [0.0, -30.0]], [np.eye(2), 4 * np.eye(2)])
    assert np.allclose(two, three[0], atol=1e-3), (
        "Only x is known, and yet your shares change when a mean moves in y. You filled the gap "
        "with something: leave that coordinate out."
    )
    nothing = ask([[np.nan, np.nan]], [0.3, 0.7], apart, [np.eye(2), np.eye(2)])[0]
    assert np.allclose(nothing, [0.3, 0.7], atol=1e-3), (
        f"Nothing is known of this row, so the weights 0.3 and 0.7 remain; yours are {nothing.round(3)}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (111, 112, 113):
        rng = np.random.default_rng(seed)
        K, d = 2 + seed % 3, 3
        w, m = rng.dirichlet(np.full(K, 4.0)), rng.normal(0, 1.5, (K, d))
        A = rng.normal(0, 1, (K, d, d))
        S = A @ A.transpose(0, 2, 1) + 0.5 * np.eye(d)
        X = rng.normal(0, 2, (10, d))
        X[rng.uniform(size=X.shape) < 0.35] = np.nan
        for row, shares in zip(X, ask(X, w, m, S), strict=True):
            seen = ~np.isnan(row)
            gap = (row - m)[:, seen]
            logs = np.log(w)
            for k in range(K):
                part = S[k][seen][:, seen]
                if seen.any():
                    logs[k] -= np.linalg.slogdet(part)[1] / 2
                    logs[k] -= gap[k] @ np.linalg.inv(part) @ gap[k] / 2
            expected = 1 / np.exp(logs[None] - logs[:, None]).sum(axis=1)
            assert np.allclose(shares, expected, atol=1e-3), (
                f"On other points with gaps and {K} components (seed {seed}) the shares differ."
            )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_shares_with_gaps())

# %% [markdown]
# ## 6. In your own words
#
# **Defend the way that you chose in question 4, in one or two sentences: what goes wrong if the mean
# of all waits is filled in?**  (3 points)

# %% [markdown] answer="defend" points=3 meets="3 4"
# The margin of the length uses what was measured and invents nothing.  The mean of all waits lies in
# the valley between the kinds, where hardly any eruption is: a row filled with it becomes an unusual
# point of low density, its responsibility rests on a wait that nobody saw, and in a fit such rows pull
# the means together.

# %% [markdown]
# # Exercise · EM by hand
#
# One variance by hand, and then the real thing: you write the E-step, the M-step and the whole of
# EM, in any number of dimensions, and find a fault that climbs.  Five questions are graded by
# machine (14 points) and one sentence by your teacher (3 points).  Allow 40 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests hold your functions against gmmlab's,
# on data that you have not seen, to eight decimals.
#
# Write loops or array code, as you prefer; return lists or arrays.  Do not call gmmlab's own steps:
# they are what you are writing.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

import gmmlab
from gmmlab import datasets, plot
from gmmlab.learn import show

X = datasets.faithful().X  # 272 eruptions: length, and wait for the next, in minutes

# %% [markdown]
# ## Four eruptions
#
# The lengths of four eruptions, and how responsible component 1 is for each:
#
# | length (min) | 1.8 | 2.2 | 3.6 | 4.4 |
# |---|---|---|---|---|
# | responsibility | 0.9 | 0.8 | 0.2 | 0.1 |
#
# Up to now the mean of component 1 is 2 minutes.

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  Were there only the first two eruptions, the soft count would be 0.9 + 0.8, the
# new mean (0.9 · 1.8 + 0.8 · 2.2) / 1.7 = 1.988, and the new variance the weighted mean of the
# squared distances from it:

# %%
print(f"{(0.9 * (1.8 - 1.988) ** 2 + 0.8 * (2.2 - 1.988) ** 2) / 1.7:.4f} min²")

# %% [markdown]
# **Given all four eruptions, which variance does the M-step give component 1?**  Set `variance` to
# it; three decimals are enough, and Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
mean = (0.9 * 1.8 + 0.8 * 2.2 + 0.2 * 3.6 + 0.1 * 4.4) / 2.0
squares = 0.9 * (1.8 - mean) ** 2 + 0.8 * (2.2 - mean) ** 2
squares = squares + 0.2 * (3.6 - mean) ** 2 + 0.1 * (4.4 - mean) ** 2
variance = squares / 2.0
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    v = float(np.squeeze(variance))
    x, r = np.array([1.8, 2.2, 3.6, 4.4]), np.array([0.9, 0.8, 0.2, 0.1])
    assert 0 < v < 1.69, (
        f"A variance is positive, and at most the square of half the range, 1.69; yours is {v:.4g}."
    )
    assert abs(v - x.var()) > 0.002, (
        "That is the plain variance: every eruption counted fully. Weight mean and squares by the "
        "responsibilities."
    )
    assert abs(v - x[r > 0.5].var()) > 0.002, (
        "You kept the two eruptions that the component mostly owns. The others count as well, by "
        "their shares."
    )
    assert abs(v - 0.578) > 0.002, (
        "You measured from 2, the old mean. Find the new mean first, and measure from there."
    )
    ### BEGIN HIDDEN TESTS
    pairs = np.outer(r, r) * np.subtract.outer(x, x) ** 2  # a variance is half the mean squared gap
    right = pairs.sum() / 2 / r.sum() ** 2
    for rule, wrong in [
        ("You divided the squares by the number of eruptions, not by the soft count.", right / 2),
        ("You divided by the soft count less one. The M-step divides by it as it is.", right * 2),
        ("That is the standard deviation; the variance is its square.", right**0.5),
    ]:
        assert abs(v - wrong) > 0.002, rule
    assert abs(v - right) < 0.002, (
        f"{v:.4f} is not the M-step's variance: soft count, new mean, then the weighted mean of "
        "the squared distances from that."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is a variance, and the shares play a part in it."


print(check_by_hand())

# %% [markdown]
# ## Both measurements
#
# From here on a point is a row of `X`, with as many columns as there are measurements.  A component
# has a mean with one entry for each column, and a covariance matrix.  This is somebody's guess for
# the geyser; `covariances` holds two matrices.

# %% given="guess"
weights = np.array([0.4, 0.6])
means = np.array([[2.5, 60.0], [4.0, 75.0]])
covariances = np.array([[[0.5, 2.0], [2.0, 80.0]], [[0.5, -1.0], [-1.0, 80.0]]])

# %%
fig, ax = plt.subplots(figsize=(6, 3.4))
guess = gmmlab.Mixture(weights, means, covariances)
ax.plot(*X.T, ".", color="0.6")
plot.ellipses(ax, guess)
ax.set(xlabel="length (min)", ylabel="wait for the next (min)")
show(
    fig,
    "Two clouds of eruptions, short with short waits and long with long ones. Two guessed ellipses, "
    "around (2.5, 60) and (4, 75), overlap between the clouds.",
)

# %% [markdown]
# ## 2. The E-step
#
# Write `e_step(X, weights, means, covariances)`: from n points in d dimensions and K components it
# returns the table of responsibilities, n rows and K columns.  (3 points)
#
# The density of a component at x is e^(−q/2) / √det(2π Σ), with q = (x − μ)ᵀ Σ⁻¹ (x − μ).
#
# <details><summary>Hint</summary>
#
# For one component, `gaps = X - mean` has a row for each point, and
# `np.sum(gaps @ np.linalg.inv(covariance) * gaps, axis=1)` has a q for each.
# `np.linalg.det` gives a determinant.
#
# </details>


# %% solution="e-step"
def e_step(X, weights, means, covariances):
    """The responsibility (n, K) of each component for each point."""
    ### BEGIN SOLUTION
    scores = np.empty((len(X), len(weights)))
    for k, (weight, mean, covariance) in enumerate(zip(weights, means, covariances, strict=True)):
        gaps = X - mean
        q = np.sum(gaps @ np.linalg.inv(covariance) * gaps, axis=1)
        scores[:, k] = weight * np.exp(-q / 2) / np.sqrt(np.linalg.det(2 * np.pi * covariance))
    return scores / scores.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% check="e-step" points=3 meets=1
def check_e_step():
    def ask(*arguments):
        return np.array(e_step(*(np.array(a, float) for a in arguments)), float)

    points, m = [[0, 0], [1, 0], [2, 1], [5, 5]], [[0, 0], [2, 2]]
    S = [[[1, 0], [0, 1]], [[2, 0.5], [0.5, 1]]]
    r = ask(points, [0.3, 0.7], m, S)
    assert r.shape == (4, 2), (
        f"4 points and 2 components need a table of shape (4, 2), a row a point; yours is {r.shape}."
    )
    assert np.allclose(r.sum(axis=1), 1, atol=1e-6), (
        "The first book does not balance: the shares of a point must sum to 1; yours sum to "
        f"{r.sum(axis=1).round(3)}. Divide each row by its own sum."
    )
    assert np.any((r > 0.001) & (r < 0.999)), (
        "Every point went whole to one component: winners take all. Keep the shares."
    )
    assert not np.allclose(r, ask(points, [0.7, 0.3], m, S), atol=1e-3), (
        "Other mixing weights change nothing in your answer. A score is weight times density."
    )
    narrow, wide = ask([[0, 0]], [0.5, 0.5], [[0, 0], [0, 0]], [np.eye(2), 4 * np.eye(2)])[0]
    assert np.isclose(narrow, 4 * wide, atol=1e-3), (
        "Of two bells in the plane on one mean, the one twice as wide in each direction is a quarter "
        f"as high there; your shares are {narrow:.3f} and {wide:.3f}. A determinant belongs in the "
        "density, under a square root."
    )
    tilted = [[[1, 0.8], [0.8, 1]], [[1, -0.8], [-0.8, 1]]]
    along = ask([[1, 1]], [0.5, 0.5], [[0, 0], [0, 0]], tilted)[0]
    assert along[0] > along[1] + 0.1, (
        "A point to the upper right belongs rather to the ellipse that leans that way; your shares "
        f"are {along.round(3)}. Use the inverse of the whole matrix, not of its diagonal alone."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (41, 42, 43, 44):
        rng = np.random.default_rng(seed)
        d, K = 1 + seed % 4, 2 + seed % 3
        A = rng.normal(size=(K, d, d)) / 2
        mixture = gmmlab.Mixture(
            rng.dirichlet(np.full(K, 4.0)),
            rng.normal(0, 2, (K, d)),
            A @ A.transpose(0, 2, 1) + 0.5 * np.eye(d),
        )
        points = rng.normal(0, 2, (7 * K, d))
        right = gmmlab.e_step(points, mixture).responsibilities
        r = ask(points, mixture.weights, mixture.means, mixture.covariances)
        assert r.shape == right.shape, f"In {d} dimensions the table has shape {r.shape}."
        assert np.allclose(r, right, rtol=0, atol=1e-8), (
            f"With {K} components in {d} dimensions (seed {seed}) the responsibilities differ from "
            f"gmmlab's by {np.abs(r - right).max():.2g}."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_e_step())

# %% [markdown]
# ## 3. The M-step
#
# Write `m_step(X, R)`: from n points in d dimensions and their table of responsibilities it returns
# three things: the K mixing weights, the K means (K rows, d columns), and the K covariance matrices
# (K matrices of d rows and d columns).  (3 points)
#
# <details><summary>Hint</summary>
#
# For one component with the shares r, and `gaps = X - mean`, the sum of r (x − μ)(x − μ)ᵀ over all
# points is `(r[:, None] * gaps).T @ gaps`.
#
# </details>


# %% solution="m-step"
def m_step(X, R):
    """New weights (K,), means (K, d) and covariances (K, d, d) from shares R (n, K)."""
    ### BEGIN SOLUTION
    N = R.sum(axis=0)
    means = R.T @ X / N[:, None]
    covariances = []
    for r, mean, count in zip(R.T, means, N, strict=True):
        gaps = X - mean
        covariances.append((r[:, None] * gaps).T @ gaps / count)
    return N / len(X), means, np.array(covariances)
    ### END SOLUTION


# %% check="m-step" points=3 meets="1 2"
def check_m_step():
    def ask(points, R):
        return tuple(
            np.array(p, float) for p in m_step(np.array(points, float), np.array(R, float))
        )

    X = datasets.faithful().X
    share = 1 / (1 + np.exp(X[:, 0] + X[:, 1] / 20 - 7))
    R = np.column_stack([share, 1 - share])
    w, m, S = ask(X, R)
    assert (w.shape, m.shape, S.shape) == ((2,), (2, 2), (2, 2, 2)), (
        "2 components in the plane have 2 weights, means of shape (2, 2) and covariances of shape "
        f"(2, 2, 2); yours have shapes {w.shape}, {m.shape} and {S.shape}."
    )
    assert np.isclose(w.sum(), 1, atol=1e-6), (
        f"The mixing weights must sum to 1; yours sum to {w.sum():.4g}. A weight is a soft count "
        "out of all points."
    )
    assert not np.allclose(m[0], m[1], atol=1e-6), (
        "Both components have the same mean: the shares play no part in it. Weight every point by "
        "its share."
    )
    assert not np.allclose(len(X) * w, np.round(len(X) * w), atol=1e-6), (
        "Your soft counts are whole: you counted winners. Add up the shares."
    )
    assert np.allclose(w @ m, X.mean(axis=0), atol=1e-6), (
        "The book of means does not balance: the mean of the mixture must be that of the data, "
        f"{X.mean(axis=0).round(2)}; yours is {(w @ m).round(2)}. By what did you divide?"
    )
    assert np.any(np.abs(S[:, 0, 1]) > 1e-6), (
        "Your matrices have zeros off the diagonal. Length and wait vary together: multiply their "
        "gaps with each other, too."
    )
    gaps = m - X.mean(axis=0)
    whole = np.tensordot(w, S, 1) + (w[:, None] * gaps).T @ gaps
    assert np.allclose(whole, np.cov(X.T, bias=True), atol=1e-6), (
        "The book of spread does not balance: within and between the components together the "
        f"variance of the waits is {whole[1, 1]:.4f}, and that of the data {X[:, 1].var():.4f}. "
        "Are the gaps taken from each component's own new mean, and the sums divided by its soft "
        "count as it is?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (51, 52, 53):
        rng = np.random.default_rng(seed)
        d, K = 1 + seed % 4, 2 + seed % 3
        mixture = gmmlab.Mixture(
            np.full(K, 1 / K), rng.normal(0, 1, (K, d)), np.tile(2 * np.eye(d), (K, 1, 1))
        )
        fit = gmmlab.e_step(rng.normal(0, 2, (12 * K, d)), mixture)
        right = gmmlab.m_step(fit, floor=0)
        w, m, S = ask(fit.points.X, fit.responsibilities)
        where = f"With {K} components in {d} dimensions (seed {seed}) the"
        for name, yours, theirs in [
            ("weights", w, right.weights),
            ("means", m, right.means),
            ("covariances", S, right.covariances),
        ]:
            assert yours.shape == theirs.shape, f"{where} {name} have shape {yours.shape}."
            assert np.allclose(yours, theirs, rtol=0, atol=1e-8), (
                f"{where} {name} differ from gmmlab's by {np.abs(yours - theirs).max():.2g}."
            )
    ### END HIDDEN TESTS
    return "Visible checks passed: the books balance."


print(check_m_step())

# %% [markdown]
# ## 4. A fault that climbs
#
# A colleague's M-step for points on a line, and what it does with the lengths of the eruptions:


# %% given="colleague"
def colleague(x, R, means, sds):
    N = R.sum(axis=0)  # line 1
    new_weights = N / len(x)  # line 2
    new_means = x @ R / N  # line 3
    squares = (R * (x[:, None] - means) ** 2).sum(axis=0)  # line 4
    new_sds = np.sqrt(squares / N)  # line 5
    return new_weights, new_means, new_sds


def shares_on_a_line(x, weights, means, sds):
    scores = weights * np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / sds
    return scores / scores.sum(axis=1, keepdims=True), np.log(scores / np.sqrt(2 * np.pi))


lengths = X[:, 0]
now = np.array([0.5, 0.5]), np.array([2.5, 3.5]), np.array([0.8, 0.8])
for i in range(30):
    R, logs = shares_on_a_line(lengths, *now)
    if i in (0, 1, 2, 3, 4, 10, 29):
        print(f"iteration {i:2d}: log-likelihood {np.logaddexp(*logs.T).sum():9.3f}")
    now = colleague(lengths, R, *now[1:])

# %% [markdown]
# It climbs in every iteration, and ends at the very top, where exact EM ends.  Still, one line is
# not EM's.
#
# **Which?**  Set `line` to its number, and write the function anew under the name `mended`, with
# the same four arguments and that one line changed.  (2 points)


# %% solution="mended"
### BEGIN SOLUTION
line = 4


def mended(x, R, means, sds):
    N = R.sum(axis=0)
    new_weights = N / len(x)
    new_means = x @ R / N
    squares = (R * (x[:, None] - new_means) ** 2).sum(axis=0)
    new_sds = np.sqrt(squares / N)
    return new_weights, new_means, new_sds


### END SOLUTION


# %% check="mended" points=2 meets="2 3"
def check_mended():
    def ask(x, R, means, sds):
        new = mended(*(np.array(a, float) for a in (x, R, means, sds)))
        return tuple(np.array(part, float) for part in new)

    number = int(np.squeeze(line))
    assert number in range(1, 6), f"The lines have the numbers 1 to 5; yours is {number}."
    x = datasets.faithful().X[:, 0]
    share = 1 / (1 + np.exp(3 * x - 9))
    R = np.column_stack([share, 1 - share])
    w, m, s = ask(x, R, [2, 3], [1, 1])
    assert np.isclose(w.sum(), 1, atol=1e-6), (
        f"The weights now sum to {w.sum():.4g}. That line was right: leave it as it was."
    )
    assert np.isclose(w @ m, x.mean(), atol=1e-6), (
        "The book of means balanced before, and now it does not: the mixture's mean is "
        f"{w @ m:.3f}, the data's {x.mean():.3f}. Leave the soft means as they were."
    )
    spread = w @ (s**2 + m**2) - (w @ m) ** 2
    assert np.isclose(spread, x.var(), atol=1e-6), (
        f"The book of spread does not balance: the mixture's variance is {spread:.4f}, the data's "
        f"{x.var():.4f}. From where are the squares measured, and over what are they shared?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (61, 62):
        rng = np.random.default_rng(seed)
        x, R = rng.normal(0, 3, 20), rng.dirichlet(np.ones(3), 20)
        w, m, s = ask(x, R, rng.normal(0, 1, 3), [1, 2, 3])
        for k, share in enumerate(R.T):
            pairs = np.outer(share, share) * np.subtract.outer(x, x) ** 2
            expected = np.sqrt(pairs.sum() / 2) / share.sum()
            assert np.isclose(s[k], expected, atol=1e-6), (
                f"On 20 other points (seed {seed}) the sd of component {k + 1} differs."
            )
            assert np.isclose(m[k], np.average(x, weights=share), atol=1e-6), (
                f"On 20 other points (seed {seed}) the mean of component {k + 1} differs."
            )
    assert number + 1 == 5, (
        f"Line {number} is as it should be. Which line uses something that the M-step must not use?"
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: the books balance."


print(check_mended())

# %% [markdown]
# ## 5. The whole of EM
#
# Write `em(X, weights, means, covariances, iterations)`.  It makes so many iterations from the given
# start, and returns four things: the final weights, means and covariances, and the **trace**: the
# log-likelihood of the start and after each iteration, so one number more than iterations.  (4 points)
#
# The log-likelihood is the sum over the points of the logarithm of the mixture's density.  Mind that
# each number of the trace belongs to the parameters of its own time: the last one to those that you
# return.
#
# Hand in a function that leaves its arguments as they were.


# %% solution="em"
def em(X, weights, means, covariances, iterations):
    """The parameters after so many iterations, and the log-likelihoods on the way."""
    ### BEGIN SOLUTION

    def log_likelihood(weights, means, covariances):
        density = np.zeros(len(X))
        for weight, mean, covariance in zip(weights, means, covariances, strict=True):
            gaps = X - mean
            q = np.sum(gaps @ np.linalg.inv(covariance) * gaps, axis=1)
            density += weight * np.exp(-q / 2) / np.sqrt(np.linalg.det(2 * np.pi * covariance))
        return np.log(density).sum()

    trace = [log_likelihood(weights, means, covariances)]
    for _ in range(iterations):
        weights, means, covariances = m_step(X, e_step(X, weights, means, covariances))
        trace.append(log_likelihood(weights, means, covariances))
    return weights, means, covariances, trace
    ### END SOLUTION


# %% check="em" points=4 meets="1 3"
def check_em():
    def ask(points, begin, iterations):
        given = [np.array(a, float) for a in (points, *begin)]
        kept = [a.copy() for a in given]
        new = em(*given, iterations)
        assert all(np.array_equal(a, b) for a, b in zip(given, kept, strict=True)), (
            "Your function has changed its arguments. Make new arrays instead of writing into these."
        )
        assert len(new) == 4, f"Four things are to be returned; yours are {len(new)}."
        return tuple(np.array(part, float) for part in new)

    X = datasets.faithful().X
    begin = [0.4, 0.6], [[2.5, 60], [4, 75]], [[[0.5, 2], [2, 80]], [[0.5, -1], [-1, 80]]]
    w, m, S, trace = ask(X, begin, 2)
    assert (w.shape, m.shape, S.shape) == ((2,), (2, 2), (2, 2, 2)), (
        f"Weights, means and covariances have shapes {w.shape}, {m.shape} and {S.shape}; for 2 "
        "components in the plane they should be (2,), (2, 2) and (2, 2, 2)."
    )
    assert trace.shape == (3,), (
        f"2 iterations have a trace of 3 numbers, the start's among them; yours has {trace.size}."
    )
    first = gmmlab.e_step(X, gmmlab.Mixture(*map(np.array, begin))).log_likelihood
    assert np.isclose(trace[0], first, atol=1e-4), (
        f"The trace must begin with the log-likelihood of the start, {first:.3f}; yours begins with "
        f"{trace[0]:.3f}. Sum the logarithms of the mixture's whole density."
    )
    assert np.all(np.diff(trace) > -1e-9), (
        f"The book of the climb does not balance: your trace {trace.round(2)} falls. Is each E-step "
        "made with the newest parameters, and each M-step with the newest shares?"
    )
    assert np.isclose(w.sum(), 1, atol=1e-6), (
        f"The mixing weights must sum to 1; yours sum to {w.sum():.4g}."
    )
    assert np.allclose(w @ m, X.mean(axis=0), atol=1e-6), (
        f"The book of means does not balance: {(w @ m).round(3)} for the mixture, "
        f"{X.mean(axis=0).round(3)} for the data. Sums belong over soft counts."
    )
    gaps = m - X.mean(axis=0)
    whole = np.tensordot(w, S, 1) + (w[:, None] * gaps).T @ gaps
    assert np.allclose(whole, np.cov(X.T, bias=True), atol=1e-6), (
        f"The book of spread does not balance: {whole[1, 1]:.4f} for the waits in the mixture, "
        f"{X[:, 1].var():.4f} in the data. Does your M-step divide by the soft counts, and measure "
        "from the new means?"
    )
    last = gmmlab.e_step(X, gmmlab.Mixture(w / w.sum(), m, (S + S.transpose(0, 2, 1)) / 2))
    assert np.isclose(trace[-1], last.log_likelihood, atol=1e-4), (
        f"The last number of the trace, {trace[-1]:.3f}, is not the log-likelihood of the parameters "
        f"that you return, {last.log_likelihood:.3f}. Which parameters does it belong to?"
    )
    said = f"Visible checks passed: the log-likelihood rose from {trace[0]:.1f} to {trace[-1]:.1f}."
    ### BEGIN HIDDEN TESTS
    iris = datasets.iris().X
    cases = [(iris, 3, 71, 12), (iris[:, 2:], 2, 72, 9), (X, 3, 73, 5), (X[:, 1:], 2, 74, 0)]
    for points, K, seed, iterations in cases:
        begin = gmmlab.start(points, K, rng=seed)
        w, m, S, trace = ask(points, (begin.weights, begin.means, begin.covariances), iterations)
        steps = gmmlab.em(points, begin)
        fits = [next(steps) for _ in range(iterations + 1)]
        where = (
            f"After {iterations} iterations, {K} components in {points.shape[1]} dimensions, the"
        )
        for name, yours, theirs in [
            ("weights", w, fits[-1].mixture.weights),
            ("means", m, fits[-1].mixture.means),
            ("covariances", S, fits[-1].mixture.covariances),
            ("log-likelihoods", trace, np.array([fit.log_likelihood for fit in fits])),
        ]:
            assert yours.shape == theirs.shape, f"{where} {name} have shape {yours.shape}."
            assert np.allclose(yours, theirs, rtol=1e-8, atol=1e-8), (
                f"{where} {name} differ from gmmlab's by {np.abs(yours - theirs).max():.2g}."
            )
    ### END HIDDEN TESTS
    return said


print(check_em())

# %% [markdown]
# Where does your EM end, from the guess above?

# %%
*fitted, trace = em(X, weights, means, covariances, 40)
print("log-likelihood", np.round(trace[-1], 2))
print("means", *np.round(fitted[1], 2))

# %% [markdown]
# ## 6. In your own words
#
# **In one or two sentences: the colleague's log-likelihood never fell; why does that not show that
# the M-step is right, and which sum shows that it is wrong?**  (3 points)

# %% [markdown] answer="fault-that-climbs" points=3 meets=3
# Never to fall is necessary, not sufficient: any step that raises what the M-step maximises climbs,
# even if it does not maximise it.  The mixture's variance shows it: squares about the old means are
# too large by the square of each mean's move, so within and between together exceed the variance of
# the data until nothing moves any more.

# %% [markdown]
# # Exercise · Why EM never goes down
#
# You split a log-likelihood into bound and gap, first by hand, then in code; you mend a program whose
# trace falls, judge four traces, and keep a ledger of EM.  Five questions are graded by machine
# (13 points) and one sentence by your teacher (3 points).  Allow 35 minutes.
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

waits = datasets.faithful().X[:, 1]  # 272 waits, in minutes
lengths = datasets.faithful().X[:, 0]  # how long the eruptions lasted, in minutes

# %% [markdown]
# ## 1. A gap by hand
#
# The score of a component for a point is its weight times its density there.  With shares q of the
# point, the bound is the sum of q · ln(score / q), and the gap is what is missing to the logarithm of
# the density.
#
# *Worked example.*  One wait has the scores 0.020 and 0.005, and somebody gives it half and half:

# %%
log_density = np.log(0.020 + 0.005)
bound_there = 0.5 * np.log(0.020 / 0.5) + 0.5 * np.log(0.005 / 0.5)
print(
    f"log-density {log_density:.3f}, bound {bound_there:.3f}: {log_density - bound_there:.3f} apart"
)

# %% [markdown]
# **Another wait has the scores 0.030 and 0.010, and is also given half and half.  How large is the
# gap?**  Set `gap` to it; three decimals are enough, and Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
gap = np.log(0.040) - (0.5 * np.log(0.030 / 0.5) + 0.5 * np.log(0.010 / 0.5))
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    g = float(np.squeeze(gap))
    assert g >= 0, (
        f"A gap is never negative; yours is {g:.4g}. The bound lies below the log-density: take it "
        "away from that, or say how far below it is."
    )
    assert g > 0, (
        "The gap closes in the E-step, and there has been none: half and half are not the "
        "responsibilities of scores that differ."
    )
    assert g < 1, (
        f"{g:.4g} is too much: log-density and bound lie near each other. The gap is the one less "
        "the other."
    )
    ### BEGIN HIDDEN TESTS
    r, q = np.array([0.03, 0.01]) / 0.04, np.array([0.5, 0.5])
    right = float(q @ np.log(q / r))
    for rule, wrong in [
        (
            "You weighted by the responsibilities. The mean is taken with the shares q.",
            r @ np.log(r / q),
        ),
        ("You took logarithms to base 10.", right / np.log(10)),
        ("You left out the division by q inside the logarithm.", abs(np.log(0.5) - right)),
    ]:
        assert abs(g - wrong) > 0.002, rule
    assert abs(g - right) < 0.002, (
        f"{g:.4f} is not the gap: the logarithm of the summed scores, less the bound."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is as large as a gap may be."


print(check_by_hand())

# %% [markdown]
# ## 2. The bound
#
# Write `bound(x, q, weights, means, sds)`: from n points on a line, shares q (n rows, K columns) and
# the parameters of K components it returns one number, the sum of q · ln(score / q) over all points
# and components.  (3 points)
#
# A share may be 0; its term is 0 then.
#
# <details><summary>Hint</summary>
#
# A normal density is e^(−z²/2) / (sd · √(2π)), with z = (x − mean) / sd.  Where q is 0, let the
# logarithm be taken of something else: `np.where(q > 0, q, 1)`.
#
# </details>


# %% solution="bound"
def bound(x, q, weights, means, sds):
    """The lower bound of the log-likelihood that the shares q (n, K) make."""
    ### BEGIN SOLUTION
    z = (x[:, None] - means) / sds
    log_scores = np.log(weights / sds) - z**2 / 2 - np.log(2 * np.pi) / 2
    return np.sum(q * (log_scores - np.log(np.where(q > 0, q, 1))))
    ### END SOLUTION


# %% check="bound" points=3 meets=1
def check_bound():
    def ask(*arguments):
        return float(np.squeeze(bound(*(np.array(a, float) for a in arguments))))

    x = datasets.faithful().X[:, 1]
    guess = [0.4, 0.6], [60, 78], [8, 10]
    w, m, s = map(np.array, guess)
    fit = gmmlab.e_step(x[:, None], gmmlab.Mixture(w, m[:, None] + 0.0, s[:, None, None] ** 2.0))
    r, height = fit.responsibilities, fit.log_likelihood
    even, touching = ask(x, np.full((272, 2), 0.5), *guess), ask(x, r, *guess)
    assert np.isfinite(ask([60, 70], [[1, 0], [0, 1]], *guess)), (
        "A share of 0 makes your bound infinite or undefined. Its term is 0: keep the logarithm of 0 "
        "out."
    )
    assert not np.isclose(even, touching, atol=1e-3), (
        "Other shares change nothing in your answer: that is the log-likelihood itself. The bound "
        "is made of the shares."
    )
    assert touching < height + 0.01, (
        f"With the responsibilities as shares yours is {touching:.2f}, above the log-likelihood, "
        f"{height:.2f}. No lower bound can be: look at the signs."
    )
    assert touching > height - 0.01, (
        f"With the responsibilities as shares the bound touches the log-likelihood, {height:.2f}; "
        f"yours is {touching:.2f}. Is every score divided by its q inside the logarithm, is √(2π) "
        "in the density, and is it a sum over all points?"
    )
    assert even < height - 1, (
        f"With even shares the bound lies below the log-likelihood, {height:.2f}; yours is {even:.2f}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 3
        w, m, s = rng.dirichlet(np.full(K, 3.0)), rng.normal(0, 2, K), rng.uniform(0.5, 2, K)
        x, q = rng.normal(0, 2, 5 * K), rng.dirichlet(np.ones(K), 5 * K)
        q[0] = np.eye(K)[0]
        mixture = gmmlab.Mixture(w, m[:, None], s[:, None, None] ** 2)
        r = mixture.responsibilities(x[:, None])
        divergence = sum(
            a * np.log(a / b) for a, b in zip(q.ravel(), r.ravel(), strict=True) if a > 0
        )
        right = mixture.log_density(x[:, None]).sum() - divergence
        assert np.isclose(ask(x, q, w, m, s), right, rtol=0, atol=1e-3), (
            f"On {5 * K} other points and {K} components (seed {seed}) the bound differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed: it touches with the responsibilities, and lies below otherwise."


print(check_bound())

# %% [markdown]
# ## 3. A trace that falls
#
# A colleague fits two components to the lengths of the eruptions, and starts from a good guess:


# %% given="colleague"
def colleague(x, R):
    N = R.sum(axis=0)
    means = x @ R / N
    variances = (R * (x[:, None] - means) ** 2).sum(axis=0) / N
    sds = np.sqrt(variances + 0.1)  # so that nothing collapses
    return N / len(x), means, sds


def share(x, weights, means, sds):
    z = (x[:, None] - means) / sds
    scores = weights * np.exp(-(z**2) / 2) / sds / np.sqrt(2 * np.pi)
    return scores / scores.sum(axis=1, keepdims=True), np.log(scores.sum(axis=1)).sum()


now = np.array([0.35, 0.65]), np.array([2.0, 4.3]), np.array([0.25, 0.45])
heights = []
for _ in range(10):
    R, height = share(lengths, *now)
    heights.append(height)
    now = colleague(lengths, R)
print("trace:", *(f"{height:.3f}" for height in heights))

# %%
fig, ax = plt.subplots(figsize=(6, 2.4))
ax.plot(heights, "-o")
ax.set(xlabel="iteration", ylabel="log-likelihood")
show(
    fig,
    "The log-likelihood falls by more than 20 in the first iteration, and by less and less in the "
    "further ones.",
)

# %% [markdown]
# Find the line that is to blame, and mend it: write the function anew under the name `mended`, so
# that it makes the exact M-step.  (2 points)


# %% solution="mended"
def mended(x, R):
    ### BEGIN SOLUTION
    N = R.sum(axis=0)
    means = x @ R / N
    variances = (R * (x[:, None] - means) ** 2).sum(axis=0) / N
    sds = np.sqrt(variances)
    return N / len(x), means, sds
    ### END SOLUTION


# %% check="mended" points=2 meets=3
def check_mended():
    def ask(x, R):
        w, m, s = mended(np.array(x, float), np.array(R, float))
        return np.array(w, float), np.array(m, float), np.array(s, float)

    x = datasets.faithful().X[:, 0]
    part = 1 / (1 + np.exp(3 * x - 9))
    R = np.column_stack([part, 1 - part])
    w, m, s = ask(x, R)
    assert np.isclose(w @ m, x.mean(), atol=1e-4), (
        f"The mean of the mixture is {w @ m:.4f} now, that of the data {x.mean():.4f}. The means were "
        "right: leave them."
    )
    spread = w @ (s**2 + m**2) - (w @ m) ** 2
    assert not np.isclose(spread, x.var() + 0.1, atol=1e-4), (
        "The variance of the mixture is still larger than that of the data by what is added: the "
        "step maximises something else than the bound."
    )
    assert spread < x.var() + 1e-4, (
        f"The variance of the mixture is {spread:.4f}, that of the data {x.var():.4f}. After an exact "
        "M-step they agree: something is still added, or the divisor is too small."
    )
    assert spread > x.var() - 1e-4, (
        f"The variance of the mixture is {spread:.4f}, that of the data {x.var():.4f}. After an exact "
        "M-step they agree: something is now taken away, or the divisor is too large."
    )
    ### BEGIN HIDDEN TESTS
    for seed, unit in ((21, 1.0), (22, 0.01)):  # small units, so that a fixed floor shows
        rng = np.random.default_rng(seed)
        x, R = unit * rng.normal(0, 1, 20), rng.dirichlet(np.ones(3), 20)
        w, m, s = ask(x, R)
        for k, column in enumerate(R.T):
            pairs = np.outer(column, column) * np.subtract.outer(x, x) ** 2
            expected = np.sqrt(pairs.sum() / 2) / column.sum()
            assert np.isclose(s[k], expected, rtol=1e-4), (
                f"On 20 other points (seed {seed}) the sd of component {k + 1} differs. Is there a "
                "number in it that belongs to other units?"
            )
    ### END HIDDEN TESTS
    return "Visible checks passed: nothing is added any more."


print(check_mended())

# %% [markdown]
# ## 4. Four traces
#
# Four programs without floor or ridge printed these log-likelihoods; the first number belongs to the
# start, each further one to an iteration.
#
# | | trace |
# |---|---|
# | A | −310.2, −308.9, −308.9, −308.9, −301.4 |
# | B | −45.3, −44.1, −44.2, −42.8 |
# | C | 12.4, 15.1, 15.9, 16.0 |
# | D | −1034.00174983161, −1034.00174983160, −1034.00174983161 |
#
# **One of them shows a fault.  Which, and in which iteration, counted from one?**  Set `faulty` to
# its letter and `iteration` to the number.  You will defend your choice below.  (2 points)

# %% solution="traces"
### BEGIN SOLUTION
faulty = "B"
iteration = 2
### END SOLUTION


# %% check="traces" points=2 meets=3
def check_traces():
    letter, number = str(faulty).strip().upper(), float(np.squeeze(iteration))
    assert letter in ("A", "B", "C", "D"), f"{letter!r} is none of the four letters."
    assert number >= 1, (
        f"Iterations are counted from one; yours is {number:g}. The first number of a trace is the "
        "start, and no iteration has made it."
    )
    assert letter != "C", (
        "C rises all the way. A log-likelihood may be positive: densities above 1 are no fault."
    )
    ### BEGIN HIDDEN TESTS
    assert letter != "A", (
        "A stands still, and then leaps: that is how EM leaves the neighbourhood of a saddle."
    )
    assert letter != "D", (
        "D falls in the fifteenth digit: rounding, at a resting place. No exact step is that exact."
    )
    assert number != 3, (
        "The third number of the trace is made by an earlier iteration: the first number is the start."
    )
    assert number == len("AB"), f"In iteration {number:g} that trace rises."
    ### END HIDDEN TESTS
    return "Visible checks passed: a letter, and an iteration."


print(check_traces())

# %% [markdown]
# ## 5. A ledger of EM
#
# Write `ledger(x, weights, means, sds, iterations)`.  It runs EM for points on a line, and returns a
# table with a row for each iteration and three columns:
#
# 1. the log-likelihood before the iteration;
# 2. the bound after the M-step: the new parameters, with the shares that this iteration's E-step
#    made;
# 3. the log-likelihood after the iteration.
#
# Call `bound` and `mended`, if you like.  (4 points)


# %% solution="ledger"
def ledger(x, weights, means, sds, iterations):
    """Log-likelihood before, bound after the M-step, log-likelihood after: (iterations, 3)."""
    ### BEGIN SOLUTION

    def shares_and_height(weights, means, sds):
        z = (x[:, None] - means) / sds
        scores = weights * np.exp(-(z**2) / 2) / sds / np.sqrt(2 * np.pi)
        density = scores.sum(axis=1, keepdims=True)
        return scores / density, np.log(density).sum()

    rows = []
    r, before = shares_and_height(weights, means, sds)
    for _ in range(iterations):
        weights, means, sds = mended(x, r)
        middle = bound(x, r, weights, means, sds)
        r, after = shares_and_height(weights, means, sds)
        rows.append([before, middle, after])
        before = after
    return np.array(rows)
    ### END SOLUTION


# %% check="ledger" points=4 meets="1 2"
def check_ledger():
    def ask(x, begin, iterations):
        return np.array(ledger(*(np.array(a, float) for a in (x, *begin)), iterations), float)

    x, begin = datasets.faithful().X[:, 1], ([0.4, 0.6], [60, 70], [8, 10])
    table = ask(x, begin, 4)
    assert table.shape == (4, 3), (
        f"4 iterations make a table of shape (4, 3), a row an iteration; yours is {table.shape}."
    )
    before, middle, after = table.T
    w, m, s = (np.array(part, float) for part in begin)
    first = gmmlab.e_step(x[:, None], gmmlab.Mixture(w, m[:, None], s[:, None, None] ** 2))
    assert np.isclose(before[0], first.log_likelihood, atol=0.01), (
        f"The ledger begins with the log-likelihood of the start, {first.log_likelihood:.2f}; yours "
        f"begins with {before[0]:.2f}."
    )
    assert np.allclose(after[:-1], before[1:], atol=1e-4), (
        "The log-likelihood after an iteration is that before the next one: the E-step between them "
        f"moves nothing. Yours are {after[:-1].round(2)} and {before[1:].round(2)}."
    )
    assert not np.allclose(middle, before, atol=1e-4), (
        "Your bound is that before the M-step, where it touches. Take it with the new parameters."
    )
    assert not np.allclose(middle, after, atol=1e-4), (
        "Your bound touches after the M-step: you renewed the shares. They are still those of the "
        "E-step; that is why a gap opens."
    )
    assert np.all(before <= middle + 1e-6), (
        f"The M-step must not lower the bound; yours goes from {before.round(2)} to {middle.round(2)}. "
        "Does each M-step go to the top of the bound?"
    )
    assert np.all(middle <= after + 1e-6), (
        f"The bound, {middle.round(2)}, must not lie above the log-likelihood, {after.round(2)}."
    )
    ### BEGIN HIDDEN TESTS
    iris = datasets.iris().X
    cases = [
        (iris[:, 2], [1.5, 4.5, 6.0], 5),
        (x, [50.0, 85.0], 7),
        (iris[:, 0], [5.0, 6.0, 7.0], 1),
    ]
    for x, means, iterations in cases:
        K = len(means)
        begin = np.full(K, 1 / K), np.array(means), np.full(K, x.std())
        mixture = gmmlab.Mixture(begin[0], begin[1][:, None], np.full((K, 1, 1), x.var()))
        steps = gmmlab.em(x[:, None], mixture)
        fits = [next(steps) for _ in range(iterations + 1)]
        table, where = ask(x, begin, iterations), f"On {len(x)} other points, {K} components, the"
        for row, old, new in zip(table, fits[:-1], fits[1:], strict=True):
            r, later = old.responsibilities, new.responsibilities
            opened = float(np.sum(np.where(r > 1e-200, r * np.log(r / later + 1e-300), 0)))
            right = [old.log_likelihood, new.log_likelihood - opened, new.log_likelihood]
            assert np.isclose(row[0], right[0], atol=1e-3), f"{where} log-likelihoods differ."
            assert np.isclose(row[1], right[1], atol=1e-3), f"{where} bounds differ."
            assert np.isclose(row[2], right[2], atol=1e-3), f"{where} log-likelihoods differ."
    ### END HIDDEN TESTS
    return "Visible checks passed: before, bound and after never fall."


print(check_ledger())

# %% [markdown]
# Look at your own ledger: how much of each gain has the bound alone, and how much comes on top?

# %%
table = np.array(
    ledger(waits, np.array([0.4, 0.6]), np.array([60.0, 70.0]), np.array([8.0, 10.0]), 4)
)
for before, middle, after in table:
    print(f"bound +{middle - before:.2f}, and +{after - middle:.2f} on top")

# %% [markdown]
# ## 6. In your own words
#
# **In one or two sentences: why can the trace that you chose not come from exact EM, although it ends
# higher than it began, and why is D no such case?**  (3 points)

# %% [markdown] answer="traces" points=3 meets="2 3"
# Every single iteration is bound by the promise, not the whole way: the bound touches the
# log-likelihood after the E-step, and the M-step lifts it, so no step can end lower than it began,
# and B's second does, by 0.1.  In D the fall is in the fifteenth digit, as small as rounding in
# numbers of that size: it rests.

# %% [markdown]
# # Exercise · Log-sum-exp and when to stop
#
# You add probabilities that are given as logarithms, first by hand, then for whole tables, mend an
# E-step, judge runs that have stopped, and write an EM that survives a bad start.  Five questions
# are graded by machine (14 points) and two sentences by your teacher (3 points).  Allow 35 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests hold your log-sum-exp against scipy's,
# and your EM against gmmlab's, on data that you have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.  Do not call scipy's `logsumexp`:
# it is what you are writing.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np
from scipy.special import logsumexp

import gmmlab
from gmmlab import datasets, plot
from gmmlab.learn import show

waits = datasets.faithful().X[:, 1]  # 272 waits for an eruption of Old Faithful, in minutes

# %% [markdown]
# ## 1. By hand
#
# Somebody has a mixture of three components for the waits.  For one unwatched night its log-scores,
# the logarithms of weight times density, are
#
# | component | A | B | C |
# |---|---|---|---|
# | log-score | −812.0 | −810.5 | −813.2 |
#
# *Worked example.*  Were the log-scores −700 and −701, you would take out −700, add 1 and e^−1, take
# the logarithm, and put −700 back:

# %%
print(f"{-700 + np.log(1 + np.exp(-1.0)):.3f}")

# %% [markdown]
# **What is the log-density of that night, given the three log-scores in the table?**  Set `log_p` to
# it; three decimals are enough, and Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
log_p = -810.5 + np.log(np.exp(-1.5) + 1 + np.exp(-2.7))
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    v = float(np.squeeze(log_p))
    assert np.isfinite(v), (
        f"{v} is no log-density. You exponentiated first: each of these exponentials rounds to 0, "
        "and everything is lost. Take the largest log-score out before."
    )
    assert v > -1000, (
        f"{v:.1f}: you added the logarithms. That multiplies the scores; the density of a mixture is "
        "their sum."
    )
    assert v < -100, (
        f"{v:.3f}: what you took out of the log-scores is still missing. Put it back at the end."
    )
    assert v > -810.499, (
        "All three scores are positive, so their sum is above the largest of them, and its logarithm "
        f"above the largest log-score; yours is {v:.3f}."
    )
    assert v <= -810.5 + np.log(3), (
        "Three scores add up to at most three times the largest, so the answer lies at most ln 3 = "
        f"1.099 above −810.5; yours is {v:.3f}. Are what you add exponentials?"
    )
    ### BEGIN HIDDEN TESTS
    right = np.logaddexp(np.logaddexp(-812.0, -813.2), -810.5)
    for rule, wrong in [
        ("You left out one of the scores.", np.logaddexp(-812.0, -810.5)),
        ("You left out one of the scores.", np.logaddexp(-810.5, -813.2)),
        ("You put back the sum without its logarithm.", -810.5 + np.exp(right + 810.5)),
    ]:
        assert abs(v - wrong) > 0.005, rule
    assert abs(v - right) < 0.005, (
        f"{v:.3f} is not it. Take −810.5 out of all three, exponentiate what is left, add, take the "
        "logarithm, put −810.5 back."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is a number, a little above the largest."


print(check_by_hand())

# %% [markdown]
# ## 2. Log-sum-exp
#
# Write `log_sum_exp(A)`: from a table of log-scores, n rows and K columns, it returns n numbers, for
# each row the logarithm of the sum of the exponentials.  (4 points)
#
# Rows may lie anywhere, some near −100,000, others near 1000, in the same table.  A score of 0 has
# the logarithm −∞, which numpy writes `-np.inf`; it adds nothing to its row.  A row in which every
# entry is −∞ has the answer −∞.
#
# <details><summary>Hint</summary>
#
# `A.max(axis=1)` has the largest entry of each row, and `A.max(axis=1, keepdims=True)` has it as a
# column, which can be taken from the table.  What should be taken from a row whose largest entry is
# −∞?  `np.where(condition, this, that)` chooses.
#
# </details>


# %% solution="log-sum-exp"
def log_sum_exp(A):
    """The logarithm (n,) of the sum of the exponentials of each row of A (n, K)."""
    ### BEGIN SOLUTION
    largest = A.max(axis=1)
    out = np.where(np.isfinite(largest), largest, 0.0)
    with np.errstate(divide="ignore"):
        return out + np.log(np.exp(A - out[:, None]).sum(axis=1))
    ### END SOLUTION


# %% check="log-sum-exp" points=4 meets=1
def check_log_sum_exp():
    def ask(A):
        with np.errstate(all="ignore"):
            try:
                return np.array(log_sum_exp(np.array(A, float)), float)
            except (ArithmeticError, ValueError) as error:
                raise AssertionError(
                    f"Your function stopped with {error!r}. If a number was too large, or zero, for "
                    "a logarithm or an exponential: was the largest taken out first?"
                ) from None

    shares = np.array([[0.2, 0.3, 0.1], [0.1, 0.1, 0.5]])
    got = ask(np.log(shares))
    assert got.shape == (2,), (
        f"A table of 2 rows has 2 answers, one for each point; yours have shape {got.shape}."
    )
    assert not np.allclose(got, np.log(shares).sum(axis=1), atol=1e-6), (
        "You added the entries of a row: the logarithm of a product. The logarithm of a sum is "
        "something else."
    )
    moved = ask(np.log(shares) + 5) - got
    assert np.allclose(moved, 5, atol=1e-8), (
        "If every score is e⁵ times as large, so is their sum, and its logarithm rises by 5; yours "
        f"by {moved.round(3)}. Was what you took out put back, once?"
    )
    assert np.allclose(np.exp(got), shares.sum(axis=1), atol=1e-8), (
        f"The scores of the first point are 0.2, 0.3 and 0.1; you say that they add up to "
        f"{np.exp(got[0]):.4g}."
    )
    deep = np.array([[-1000, -1001.0], [-1000.5, -1003]])
    assert np.all(np.isfinite(ask(deep))), (
        f"For log-scores near −1000 you get {ask(deep)}: every exponential was rounded to 0. You "
        "exponentiated first. Take the largest out before."
    )
    assert np.all(np.isfinite(ask(-deep))), (
        f"For log-scores near 1000 you get {ask(-deep)}: the exponentials are beyond all numbers."
    )
    mixed = np.array([[0, -1.0], [-1000, -1001]])
    assert np.all(np.isfinite(ask(mixed))), (
        f"With one row near 0 and one near −1000 you get {ask(mixed)}. One number for the whole table "
        "does not serve both: each row needs its own largest."
    )
    half = ask([[-np.inf, -3.0], [-2, -np.inf]])
    assert np.allclose(half, [-3, -2], atol=1e-8), (
        f"A score of zero adds nothing, so −∞ beside −3 gives −3, and −2 beside −∞ gives −2; yours "
        f"are {half}."
    )
    none = ask([[-np.inf, -np.inf], [0, 0]])
    assert np.isclose(none[1], np.log(2)), f"1 and 1 make 2; you say {np.exp(none[1]):.4g}."
    assert none[0] == -np.inf, (
        f"A row of zeros adds up to zero, with the logarithm −∞; yours is {none[0]}. Which number did "
        "you take out of that row?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (101, 102, 103, 104):
        rng = np.random.default_rng(seed)
        A = rng.normal(0, 3, (30, 1 + seed % 5)) + rng.choice([-1e5, -900, 0, 900], (30, 1))
        A[rng.random(A.shape) < 0.15] = -np.inf
        right = logsumexp(A, axis=1)
        with np.errstate(invalid="ignore"):
            gap = np.where(ask(A) == right, 0, np.abs(ask(A) - right))
        assert np.all(gap < 1e-8), (
            f"On 30 other rows of {A.shape[1]} log-scores (seed {seed}) you differ from scipy's "
            f"log-sum-exp by {np.nanmax(gap):.2g}."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_log_sum_exp())

# %% [markdown]
# Does your function agree with your hand?

# %%
print(np.round(log_sum_exp(np.array([[-812.0, -810.5, -813.2]])), 3))

# %% [markdown]
# ## 3. It worked for 272 waits
#
# A colleague knows that something should be taken out.  The E-step below served the whole record,
# until a night of 414 minutes was added:

# %% given="colleague"
weights, means, sds = np.array([0.36, 0.64]), np.array([54.6, 80.1]), np.array([5.9, 5.9])


def log_scores(x):
    z = (x[:, None] - means) / sds
    return np.log(weights / sds) - z**2 / 2 - np.log(2 * np.pi) / 2


def colleague(A):
    powers = np.exp(A - A.max())
    return powers / powers.sum(axis=1, keepdims=True)


with np.errstate(all="ignore"):
    for name, x in [("272 waits", waits), ("and the night", np.append(waits, 414.0))]:
        R = colleague(log_scores(x))
        print(
            f"{name}: the last wait's shares {R[-1].round(3)}, soft counts {R.sum(axis=0).round(1)}"
        )

# %% [markdown]
# Find what is wrong, and mend it: write the function anew under the name `mended`.  It gets a table
# of log-scores and returns the table of responsibilities.  (2 points)


# %% solution="mended"
def mended(A):
    ### BEGIN SOLUTION
    powers = np.exp(A - A.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% check="mended" points=2 meets=2
def check_mended():
    def ask(A):
        with np.errstate(all="ignore"):
            try:
                return np.array(mended(np.array(A, float)), float)
            except (ArithmeticError, ValueError) as error:
                raise AssertionError(
                    f"Your function stopped with {error!r}. If you divided by zero: was the largest "
                    "taken out of that row?"
                ) from None

    scores = np.array([[0.2, 0.3], [0.6, 0.1], [0.5, 0.5]])
    r = ask(np.log(scores))
    assert r.shape == (3, 2), (
        f"3 points and 2 components have a table of shape (3, 2); yours is {r.shape}."
    )
    assert np.allclose(r.sum(axis=1), 1, atol=1e-8), (
        f"The shares of a point sum to 1; yours sum to {r.sum(axis=1).round(3)}."
    )
    assert np.allclose(r[:, 1] * scores[:, 0], r[:, 0] * scores[:, 1], atol=1e-8), (
        "The first point's scores are 0.2 and 0.3, and so are its shares in proportion; yours are "
        f"{r[0].round(3)}. A factor cancels only if it is the same for all scores of a point."
    )
    assert np.all(np.isfinite(ask(np.log(scores) - 1000))), (
        "Near −1000 your shares are 0/0: nothing is taken out before you exponentiate. The colleague "
        "was right in that."
    )
    apart = ask([[0, -1.0], [-1000, -1001]])
    assert np.all(np.isfinite(apart)), (
        f"Of two points, one near 0 and one near −1000, the second has the shares {apart[1]}. You "
        "take one number out of the whole table, the largest of another point. Whose should it be?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (111, 112, 113):
        rng = np.random.default_rng(seed)
        A = rng.normal(0, 2, (25, 2 + seed % 3)) + rng.choice([-5000, -800, 0, 800], (25, 1))
        odds = np.exp(A[:, None, :] - A[:, :, None]).sum(axis=2)  # all scores against score k
        assert np.allclose(ask(A), 1 / odds, rtol=0, atol=1e-8), (
            f"On 25 other points and {A.shape[1]} components (seed {seed}) the shares differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Four runs
#
# Four runs of EM on 500 points, under one rule: a run stops when its last iteration has raised the
# **mean** log-likelihood, per point, by less than 0.001.  These are the log-likelihoods, summed over
# all points, before the last two iterations, between them, and after:
#
# | run | before | between | after |
# |---|---|---|---|
# | A | −1500.00 | −1498.90 | −1498.10 |
# | B | −1500.00 | −1499.58 | −1499.18 |
# | C | −1500.00 | −1496.00 | −1495.60 |
# | D | −1500.00 | −1499.70 | −1499.55 |
#
# **Which runs does the rule stop?**  Set `stopped` to their letters, in one string, such as "AD".
#
# **If gains go on shrinking as they do, which of the runs that it stops has most left to gain?**  Set
# `unfinished` to its letter.  (2 points)

# %% solution="stopped"
### BEGIN SOLUTION
stopped = "BCD"
unfinished = "B"
### END SOLUTION


# %% check="stopped" points=2 meets=3
def check_stopped():
    letters = {*"".join(map(str, stopped)).upper().replace(" ", "").replace(",", "")}
    one = "".join(map(str, unfinished)).strip().upper()
    assert letters <= {*"ABCD"}, f"The runs are called A, B, C and D; yours are {sorted(letters)}."
    assert letters, (
        "You let all four go on. The gains in the table are summed over 500 points; the tolerance "
        "speaks of the gain per point."
    )
    assert len(letters) < 4, (
        "You let the rule stop all four. One of them gains too much for it, per point. Divide each "
        "last gain by 500."
    )
    assert one in [*"ABCD"], f"`unfinished` is one of the runs; yours is {one!r}."
    assert one in letters, (
        f"You say that run {one} has most left to gain, but not that the rule stops it. It is asked "
        "which of the stopped runs is not at its top."
    )
    ### BEGIN HIDDEN TESTS
    table = {"A": (1.1, 0.8), "B": (0.42, 0.40), "C": (4.0, 0.4), "D": (0.3, 0.15)}
    small = {run for run, (_, gain) in table.items() if 2000 * gain < 1000}
    assert letters == small, (
        f"You let {sorted(letters)} stop. A run stops where its last gain, out of 500 points, is "
        "below 0.001 for each: where the total is below half a nat."
    )
    left = {run: table[run][1] / (table[run][0] / table[run][1] - 1) for run in small}
    assert one == max(left, key=left.__getitem__), (
        f"Run {one} is not it. Look at the ratio of the last two gains: where they hardly shrink, "
        "many more of their kind are to come. A large gain before says the contrary."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: some runs stop, and one of these is asked for."


print(check_stopped())

# %% [markdown]
# ## 5. An EM that survives a bad start
#
# Somebody starts EM on the waits with means of 50 and 90 minutes and standard deviations of 0.05.
# Nine waits in ten then lie more than 38 standard deviations from both means, where a density rounds
# to zero.

# %%
fig, ax = plt.subplots(figsize=(7, 2.6))
ax.hist(waits, bins=np.arange(43, 97, 2), density=True, color="0.8", label="272 waits")
for mean, marker, name in [(50, "o", "start of component 1"), (90, "s", "start of component 2")]:
    ax.errorbar([mean], [0.047], xerr=0.05, fmt=marker, color=plot.PALETTE[mean > 60], label=name)
ax.set(xlabel="wait (min)", ylabel="density (per min)", ylim=(0, 0.053))
ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
show(
    fig,
    "Histogram of the waits with humps near 55 and 80 minutes. Above it two marks at 50 and 90 "
    "minutes, for the means of the start; their standard deviations are narrower than the marks.",
)

# %% [markdown]
# Write `fit(x, weights, means, sds, tol, most)`, which runs EM on a line from the given start.  It
# stops with the first iteration that raises the **mean** log-likelihood, per point, by less than
# `tol`, and after `most` iterations in any case.  It returns four things: the final weights, means
# and standard deviations, K of each, and the **trace**: the log-likelihood, summed over all points,
# of the start and after each iteration made.  (4 points)
#
# The E-step works with logarithms: responsibilities are e^(log-score − log-density).  The M-step is
# the one you know, with squares about the new means.


# %% solution="fit"
def fit(x, weights, means, sds, tol, most):
    """Weights, means, sds (K,) at the end of a run of EM on a line, and its log-likelihoods."""

    ### BEGIN SOLUTION
    def look(weights, means, sds):
        z = (x[:, None] - means) / sds
        A = np.log(weights) - np.log(sds) - z**2 / 2 - np.log(2 * np.pi) / 2
        log_p = log_sum_exp(A)
        return np.exp(A - log_p[:, None]), log_p.sum()

    R, height = look(weights, means, sds)
    trace = [height]
    for _ in range(most):
        N = R.sum(axis=0)
        weights, means = N / len(x), x @ R / N
        sds = np.sqrt((R * (x[:, None] - means) ** 2).sum(axis=0) / N)
        R, height = look(weights, means, sds)
        trace.append(height)
        if (trace[-1] - trace[-2]) / len(x) < tol:
            break
    return weights, means, sds, trace
    ### END SOLUTION


# %% check="fit" points=4 meets="1 2 3"
def check_fit():
    def ask(x, start, tol, most):
        given = [np.array(part, float) for part in (x, *start)]
        with np.errstate(all="ignore"):
            try:
                new = fit(*given, tol, most)
            except (ArithmeticError, ValueError) as error:
                raise AssertionError(
                    f"Your function stopped with {error!r}. If you divided by zero, or took its "
                    "logarithm: are the scores kept as logarithms?"
                ) from None
        assert len(new) == 4, f"Four things are to be returned; yours are {len(new)}."
        return tuple(np.array(part, float) for part in new)

    def mixture(w, m, s):
        return gmmlab.Mixture(w / w.sum(), m[:, None], s[:, None, None] ** 2)

    x, bad = datasets.faithful().X[:, 1], ([0.5, 0.5], [50, 90], [0.05, 0.05])
    w, m, s, trace = ask(x, bad, 1e-3, 50)
    assert w.shape == m.shape == s.shape == (2,), (
        "2 components have 2 weights, 2 means and 2 standard deviations; yours have shapes "
        f"{w.shape}, {m.shape} and {s.shape}."
    )
    assert trace.shape in [(size,) for size in range(2, 52)], (
        f"At most 50 iterations have a trace of at most 51 numbers, the start's among them; yours has "
        f"{trace.size}."
    )
    assert np.all(np.isfinite([*trace, *w, *m, *s])), (
        f"Your trace begins with {trace[:3]}, and the means end at {m}: what lies far from both means "
        "was rounded to zero. Keep log-scores, and exponentiate only what is left when each point's "
        "largest is taken out."
    )
    first = gmmlab.e_step(x[:, None], mixture(*map(np.array, bad))).log_likelihood
    assert np.isclose(trace[0], first, rtol=1e-6), (
        f"The log-likelihood of the start is {first:.1f}; your trace begins with {trace[0]:.1f}. It "
        "is the sum over the points of the logarithm of the mixture's density, and that is a "
        "log-sum-exp: not a sum of logarithms, and with all that was taken out put back."
    )
    assert np.isclose(w @ m, x.mean(), atol=1e-6), (
        f"After an M-step the mixture's mean is the data's, {x.mean():.2f}; yours is {w @ m:.2f}."
    )
    last = gmmlab.e_step(x[:, None], mixture(w, m, s)).log_likelihood
    assert np.isclose(trace[-1], last, atol=1e-4), (
        f"The last number of the trace, {trace[-1]:.3f}, is not the log-likelihood of the parameters "
        f"that you return, {last:.3f}. The iteration that gains too little is made, and counts."
    )
    gains = np.diff(trace) / len(x)
    assert np.all(gains[:-1] >= 1e-3), (
        f"Of your {len(gains)} iterations, {np.sum(gains[:-1] < 1e-3)} came after one that gained "
        "less than the tolerance for each point. Do you compare the total gain with it?"
    )
    assert gains[-1] < 1e-3 or len(gains) == 50, (
        f"You stopped while an iteration still gained {gains[-1]:.4f} per point: not below 0.001."
    )
    ### BEGIN HIDDEN TESTS
    petals = datasets.iris().X[:, 2]
    cases = [
        (petals, ([0.3, 0.3, 0.4], [1.0, 4.0, 7.0], [0.01, 0.02, 0.02]), 1e-4, 300),
        (np.append(x, 414), ([0.4, 0.6], [55, 80], [6, 6]), 1e-3, 200),
        (x, ([0.5, 0.5], [50, 90], [0.05, 0.05]), 1e-5, 3),
        (datasets.faithful().X[:, 0], ([0.5, 0.5], [2.5, 3.5], [0.8, 0.8]), 1e-5, 200),
    ]
    for data, start, tol, most in cases:
        w, m, s, trace = ask(data, start, tol, most)
        where = (
            f"On {len(data)} other numbers, with {len(m)} components and a tolerance of {tol:g},"
        )
        fits = []
        for one in gmmlab.em(data[:, None], mixture(*map(np.array, start))):
            fits.append(one)
            done = len(fits) > 1 and fits[-1].log_likelihood - fits[-2].log_likelihood < tol * one.n
            if done or len(fits) == most + 1:
                break
        assert trace.size == len(fits), (
            f"{where} you made {trace.size - 1} iterations, and {len(fits) - 1} were due."
        )
        end = fits[-1].mixture
        for name, yours, theirs in [
            ("log-likelihoods", trace, np.array([one.log_likelihood for one in fits])),
            ("weights", w, end.weights),
            ("means", m, end.means[:, 0]),
            ("standard deviations", s, np.sqrt(end.covariances[:, 0, 0])),
        ]:
            assert np.allclose(yours, theirs, rtol=1e-7, atol=1e-7), (
                f"{where} the {name} differ from gmmlab's by {np.abs(yours - theirs).max():.2g}."
            )
    ### END HIDDEN TESTS
    return f"Visible checks passed: from {trace[0]:.0f} to {last:.1f}."


print(check_fit())

# %% [markdown]
# ## 6. In your own words
#
# **In two sentences: why does taking the largest log-score out of each row change no responsibility,
# and why may the run that you called unfinished in question 4 be far from its top, although it gained
# as little in its last iteration as another that is nearly done?**  (3 points)

# %% [markdown] answer="small-and-slow" points=3 meets="2 3"
# Taking m out of a row divides all scores of that point by e^m, and a factor that all of them share
# cancels when one is divided by their sum.  B and C both gained 0.40 last, but C's gains shrink to a
# tenth each time, so hardly anything is left, while B's shrink to 0.95: if that goes on, about 8 nats
# are still to come, twenty times the last gain; a small gain says that the iteration was slow, not
# that the run has arrived.

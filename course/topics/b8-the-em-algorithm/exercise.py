# %% [markdown]
# # Exercise · The EM Algorithm
#
# You split log-likelihoods into bound and gap, mend an EM that goes down, and at last run EM for
# two coins that somebody has mixed up.  Five questions are graded by machine (13 points) and one
# sentence by your teacher (3 points).  Allow 30 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.  All logarithms are natural.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import datasets, plot
from gmmlab.learn import show

waits = datasets.faithful().X[:, 1]  # 272 waits for an eruption of Old Faithful, in minutes

# %% [markdown]
# ## One wait, two kinds
#
# A mixture of two kinds gives one wait these **scores**, weight times density: 0.012 for *short*
# and 0.004 for *long*.  Their sum is the density of the wait.

# %% given="one-wait"
s_short, s_long = 0.012, 0.004

# %%
fig, ax = plt.subplots(figsize=(5, 2.2))
ax.barh(["long", "short"], [s_long, s_short], color=plot.PALETTE[:2], hatch="//", edgecolor="w")
ax.set(xlabel="score")
show(fig, "Two bars: the score of the short kind, 0.012, is three times that of the long, 0.004.")

# %% [markdown]
# ## 1. Bound and gap by hand
#
# *Worked example.*  Shared out as 0.9 and 0.1, the wait gives this bound on its log-density:

# %%
print(f"{0.9 * np.log(0.012 / 0.9) + 0.1 * np.log(0.004 / 0.1):.3f}")

# %% [markdown]
# Now the wait is shared out evenly, as 0.5 and 0.5.  Set three numbers; three decimals are enough:
#
# - `bound`, the bound on its log-density for these even shares;
# - `gap`, how far the log-density lies above that bound;
# - `after`, the bound after an exact E-step.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
bound = 0.5 * np.log(0.012 / 0.5) + 0.5 * np.log(0.004 / 0.5)
gap = np.log(0.012 + 0.004) - bound
after = np.log(0.012 + 0.004)
### END SOLUTION


# %% check="by-hand" points=2 meets=3
def check_by_hand():
    low, rest, high = (float(np.squeeze(number)) for number in (bound, gap, after))
    assert rest > -0.002, (
        f"Your gap is {rest:.3f}. A gap is never negative: no bound lies above what it bounds."
    )
    assert abs(low - 0.5 * np.log(0.012 * 0.004)) > 0.002, (
        "You averaged the logarithms of the scores. In the bound each score is divided by its "
        "share first, as in the worked example."
    )
    assert abs(high - low) > 0.002 or rest < 0.002, (
        "You left the bound where it was in the E-step. That step changes no parameter, but it "
        "changes the shares, and the bound depends on them."
    )
    ### BEGIN HIDDEN TESTS
    top = np.log1p(0.012 + 0.004 - 1)
    assert abs(low - top) > 0.002, (
        "You gave the log-density itself as the bound. The bound touches it only where the shares "
        "are the responsibilities, and 0.5 and 0.5 are not."
    )
    assert abs(low - np.log(0.008)) > 0.002, (
        "You took the logarithm of an average of the scores. In the bound the logarithms come first."
    )
    r = np.array([0.75, 0.25])
    kl = float(np.sum(0.5 * np.log(0.5 / r)))
    assert abs(low - (top - kl)) < 0.002, f"{low:.3f} is not the bound for even shares."
    assert abs(rest - kl) < 0.002, (
        f"{rest:.3f} is not the gap: the log-density of the wait less the bound for even shares."
    )
    assert high < top + 0.002, (
        f"After the E-step your bound is {high:.3f}, above the log-density {top:.3f}. It rises up "
        "to the log-density, which stays."
    )
    assert abs(high - top) < 0.002, "An exact E-step closes the gap altogether."
    ### END HIDDEN TESTS
    return "Visible checks passed: bound below, gap on top, and the E-step moves the bound."


print(check_by_hand())

# %% [markdown]
# ## 2. The split in code
#
# Write `split(scores, q)` for n points and K components.  `scores` is a table of n rows and K
# columns, weight times density; `q` a table of shares of the same shape, whose rows sum to 1.  It
# returns three numbers, each summed over all points: the **log-likelihood**, the **bound** and the
# **gap**.  (3 points)
#
# A share may be 0.  Its term then counts as 0, although Python cannot take the logarithm of 0.
#
# <details><summary>Hint</summary>
#
# `np.where(q > 0, q, 1)` replaces the zeros by ones, and the logarithm of 1 is 0.
#
# </details>


# %% solution="split"
def split(scores, q):
    """Log-likelihood, bound and gap, in nats."""
    ### BEGIN SOLUTION
    total = np.log(scores.sum(axis=1)).sum()
    lower = (q * (np.log(scores) - np.log(np.where(q > 0, q, 1)))).sum()
    return total, lower, total - lower
    ### END SOLUTION


# %% check="split" points=3 meets=3
def check_split():
    def ask(scores, q):
        with np.errstate(all="ignore"):
            three = split(np.array(scores, float), np.array(q, float))
        total, lower, rest = (float(np.squeeze(number)) for number in three)
        return total, lower, rest

    scores = [[0.012, 0.004], [0.002, 0.006], [0.03, 0.01]]
    exact = [[0.75, 0.25], [0.25, 0.75], [0.75, 0.25]]
    even, sharp = [[0.5, 0.5]] * 3, [[1, 0], [0, 1], [1, 0]]
    assert np.isclose(ask(scores, even)[0], ask(scores, exact)[0], atol=1e-4), (
        "Other shares, and your log-likelihood has moved. It is a matter of the scores alone: "
        "sharing moves the bound."
    )
    total, lower, rest = ask(scores, even)
    assert rest > -1e-4, f"A gap is never negative; yours is {rest:.4g}. Which of the two is above?"
    assert np.isclose(total, lower + rest, atol=1e-4), (
        f"Bound and gap must add up to the log-likelihood; {lower:.3f} + {rest:.3f} is not "
        f"{total:.3f}."
    )
    assert not np.isclose(total, np.log(0.064), atol=1e-3), (
        "Your log-likelihood is the logarithm of the sum over all points. Each point has its own "
        "density: take the logarithm of each, then add."
    )
    assert rest > 0.1, (
        "Your gap is 0 for even shares, which are not right here: the bound does not always touch. "
        "Does your bound use the shares that it is given?"
    )
    assert abs(ask(scores, exact)[2]) < 1e-4, (
        f"For the shares of an exact E-step the gap must be 0; yours is {ask(scores, exact)[2]:.4g}."
        " Is each score divided by its share before the logarithm?"
    )
    assert np.isfinite(ask(scores, sharp)[1]), (
        "With shares of 1 and 0 your bound is no number. A share of 0 adds nothing: leave its term "
        "out."
    )
    ### BEGIN HIDDEN TESTS
    from scipy.special import rel_entr

    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        n, K = 5 + seed % 4, 2 + seed % 3
        scores, q = rng.uniform(0.001, 0.4, (n, K)), rng.dirichlet(np.ones(K), n)
        q[0] = np.eye(K)[seed % K]
        total, lower, rest = ask(scores, q)
        where = f"On {n} points and {K} components (seed {seed}) the"
        r = scores / scores.sum(axis=1, keepdims=True)
        assert np.isclose(np.exp(total / n), np.prod(scores.sum(axis=1)) ** (1 / n), rtol=1e-3), (
            f"{where} log-likelihood differs."
        )
        assert np.isclose(rest, rel_entr(q, r).sum(), atol=1e-3), f"{where} gap differs."
        assert np.isclose(lower, -rel_entr(q, scores).sum(), atol=1e-3), f"{where} bound differs."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_split())

# %% [markdown]
# ## 3. An EM that goes down
#
# A colleague knows both kinds of wait, and looks for the weight of the short one only.  This is the
# log-likelihood before each iteration:


# %% given="colleague"
def two_densities(x):
    """The density of each wait under either kind, (n, 2)."""
    z = (np.asarray(x)[:, None] - np.array([57.0, 77.0])) / 12
    return np.exp(-(z**2) / 2) / (12 * np.sqrt(2 * np.pi))


def colleague(densities, weight, iterations):
    trace = []
    for _ in range(iterations):
        weights = np.array([weight, 1 - weight])
        scores = densities * weights
        trace.append(np.log(scores.sum(axis=1)).sum())
        shares = densities / densities.sum(axis=1, keepdims=True)
        weight = shares[:, 0].mean()
    return trace, weight


print(np.round(colleague(two_densities(waits), 0.3, 4)[0], 1))

# %% [markdown]
# Exact EM cannot do that.  Find the line, and mend it: write the function anew under the name
# `mended`, with that one line changed.  (2 points)


# %% solution="mended"
def mended(densities, weight, iterations):
    ### BEGIN SOLUTION
    trace = []
    for _ in range(iterations):
        weights = np.array([weight, 1 - weight])
        scores = densities * weights
        trace.append(np.log(scores.sum(axis=1)).sum())
        shares = scores / scores.sum(axis=1, keepdims=True)
        weight = shares[:, 0].mean()
    return trace, weight
    ### END SOLUTION


# %% check="mended" points=2 meets=2
def check_mended():
    def ask(densities, weight, iterations):
        trace, end = mended(np.array(densities, float), weight, iterations)
        return np.array(trace, float).ravel(), float(np.squeeze(end))

    z = (datasets.faithful().X[:, 1, None] - np.array([57.0, 77.0])) / 12
    densities = np.exp(-(z**2) / 2) / (12 * np.sqrt(2 * np.pi))
    trace, _ = ask(densities, 0.3, 4)
    assert trace.shape == (4,), f"Four iterations give four numbers; yours are {trace.size}."
    assert not np.isclose(ask(densities, 0.1, 1)[1], ask(densities, 0.6, 1)[1], atol=1e-4), (
        "From 0.1 and from 0.6 one iteration leads to the same weight: the shares are made without "
        "the weight that the model has. Bayes' theorem begins with it."
    )
    third = ask([[0.3, 0.1], [0.1, 0.3], [0.2, 0.2]], 0.5, 1)[1]
    assert np.isclose(third, 0.5, atol=1e-4), (
        f"Three points that balance, and the weight moves from 0.5 to {third:.3f}: some point went "
        "wholly to one kind. Keep its shares; their mean is the new weight."
    )
    for weight in (0.05, 0.3, 0.9):
        falls = np.diff(ask(densities, weight, 8)[0]).min()
        assert falls > -1e-8, f"From a weight of {weight} it still goes down, by {-falls:.3g}."
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22):
        rng = np.random.default_rng(seed)
        f, w = rng.uniform(0.05, 1, (9, 2)), float(rng.uniform(0.2, 0.8))
        trace, end = ask(f, w, 3)
        for i in range(3):
            right = float(np.log(f[:, 1] + w * (f[:, 0] - f[:, 1])).sum())
            assert np.isclose(trace[i], right, atol=1e-4), (
                f"On 9 other points (seed {seed}) the log-likelihood before iteration {i + 1} differs."
            )
            w = float(np.mean(1 / (1 + (1 - w) / w * f[:, 1] / f[:, 0])))
        assert np.isclose(end, w, atol=1e-4), f"On 9 other points (seed {seed}) the weight differs."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. What an iteration promises
#
# In a run of exact EM the bound stands at −1062.4 and the log-likelihood at −1058.9.  Now comes an
# E-step, and then an M-step that lifts the bound by 4.0.  Of what can you be sure?
#
# - **A** The log-likelihood is now −1054.9, exactly.
# - **B** The log-likelihood is now −1054.9 or higher.
# - **C** The log-likelihood is now −1058.4 or higher, and it may be no more than that.
# - **D** The log-likelihood is now −1051.4 or higher.
# - **E** Of nothing: the log-likelihood may have fallen a little.
#
# Set `answer` to a letter.  (2 points)

# %% solution="promise"
### BEGIN SOLUTION
answer = "B"
### END SOLUTION


# %% check="promise" points=2 meets=2
def check_promise():
    letter = str(np.squeeze(answer)).strip().upper()
    assert letter in tuple("ABCDE"), f"Set `answer` to one letter, A to E; it is {answer!r}."
    ### BEGIN HIDDEN TESTS
    wrong = {
        "A": "That is the new *bound*. After the M-step the parameters are new and the shares are "
        "old, so a gap may have opened above it again.",
        "C": "You let the M-step start from the old bound. The E-step has lifted the bound first, "
        "as far as it goes.",
        "D": "You let the E-step lift the log-likelihood. It changes no parameter; the 3.5 are "
        "what the bound gains in it.",
        "E": "Bound and gap exclude that: the E-step leaves the log-likelihood, and the M-step "
        "lifts a bound that touched it.",
    }
    assert letter not in wrong, wrong.get(letter)
    ### END HIDDEN TESTS
    return "Visible checks passed: it is a letter."


print(check_promise())

# %% [markdown]
# **In one or two sentences: defend your letter.  Say what each step does to the bound and to the
# log-likelihood.**  (3 points)

# %% [markdown] answer="defence" points=3 meets=2
# B.  The E-step leaves the log-likelihood at −1058.9 and lifts the bound up to it; the M-step lifts
# the bound from there by 4.0 to −1054.9, and the log-likelihood lies above the bound by a new gap
# that is 0 or more.

# %% [markdown]
# ## 5. Two coins, mixed up
#
# The hidden variable need not be a Gaussian's label.  In a bag lie two coins; A shows heads with
# probability a, B with probability b.  Five times somebody takes one of them, either with
# probability one half, tosses it ten times, notes the number of heads, and puts it back:

# %% given="coins"
heads = np.array([5, 9, 8, 4, 7])  # in ten tosses each

# %% [markdown]
# Which coin it was, nobody wrote down.  For a set of n tosses with h heads in a certain order, the
# scores of the coins are ½ aʰ(1 − a)ⁿ⁻ʰ and ½ bʰ(1 − b)ⁿ⁻ʰ.
#
# Write `em_coins(heads, n, a, b, iterations)`.  Begun with the probabilities `a` and `b`, it makes
# so many iterations: E-step, then M-step.  It returns three numbers: the new a, the new b, and the
# log-likelihood **of these two**.  (4 points)
#
# The M-step asks: if these shares of each set were coin A's, which part of *its* tosses showed
# heads?


# %% solution="coins"
def em_coins(heads, n, a, b, iterations):
    """Both coins' probabilities of heads after so many iterations, and their log-likelihood."""
    ### BEGIN SOLUTION
    for _ in range(iterations):
        coin_a, coin_b = a**heads * (1 - a) ** (n - heads), b**heads * (1 - b) ** (n - heads)
        r = coin_a / (coin_a + coin_b)
        a, b = (r @ heads) / (n * r.sum()), ((1 - r) @ heads) / (n * (1 - r).sum())
    coin_a, coin_b = a**heads * (1 - a) ** (n - heads), b**heads * (1 - b) ** (n - heads)
    return a, b, np.log(0.5 * coin_a + 0.5 * coin_b).sum()
    ### END SOLUTION


# %% check="coins" points=4 meets="1 2"
def check_coins():
    def ask(heads, n, a, b, iterations):
        three = em_coins(np.array(heads, float), n, a, b, iterations)
        first, second, total = (float(np.squeeze(number)) for number in three)
        return first, second, total

    heads = [5, 9, 8, 4, 7]
    a, b, total = ask(heads, 10, 0.6, 0.5, 1)
    assert max(a, b) < 1, (
        f"Probabilities of heads lie between 0 and 1; yours are {a:.3g} and {b:.3g}. Divide by the "
        "number of tosses, not of sets."
    )
    assert not np.isclose(a, b, atol=1e-3), (
        "Both coins come out alike: the shares play no part in it, or are even. Make them from a "
        "and b by Bayes' theorem."
    )
    assert not np.isclose(a, 0.8, atol=1e-3), (
        "Each set went wholly to the likelier coin. EM keeps the shares: it does not guess labels."
    )
    assert not np.isclose(a + b, 0.66, atol=1e-3), (
        "Your probabilities sum to the part of heads in all fifty tosses: each coin was divided by "
        "all tosses. Divide by the tosses that it was given."
    )
    own, start = (
        sum(np.log((p**h * (1 - p) ** (10 - h) + q**h * (1 - q) ** (10 - h)) / 2) for h in heads)
        for p, q in ((a, b), (0.6, 0.5))
    )
    assert not np.isclose(total, start, atol=1e-4), (
        "After one iteration your log-likelihood is still that of the start. It should be said of "
        "the probabilities that you return with it."
    )
    assert np.isclose(total, own, atol=1e-3), (
        f"Your log-likelihood, {total:.3f}, is not that of the a and b that you return. Each set's "
        "density is the sum of both scores; take its logarithm, then add over the sets."
    )
    totals = [ask(heads, 10, 0.6, 0.5, i)[2] for i in range(1, 6)]
    assert min(np.diff(totals)) > -1e-9, (
        f"Your log-likelihoods {np.round(totals, 3)} go down somewhere. Exact EM never does."
    )
    swapped = ask(heads, 10, 0.5, 0.6, 3)
    assert np.allclose(swapped[:2], ask(heads, 10, 0.6, 0.5, 3)[:2][::-1], atol=1e-6), (
        "Swap the coins at the start, and they should come out swapped, with nothing else changed."
    )
    ### BEGIN HIDDEN TESTS
    a, b, _ = ask(heads, 10, 0.6, 0.5, 10)
    assert np.allclose([a, b], [0.80, 0.52], atol=0.005), (
        f"After ten iterations a and b should be 0.80 and 0.52, as published; yours are {a:.3f} "
        f"and {b:.3f}."
    )
    for seed in (31, 32, 33):
        rng = np.random.default_rng(seed)
        n = 6 + seed % 5
        h = rng.binomial(n, rng.choice([0.3, 0.8], 7))
        p = np.array([0.35, 0.65 + 0.05 * (seed % 3)])
        found = ask(h, n, *p, 4)
        for _ in range(4):
            odds = np.log(p / (1 - p))
            log = np.outer(h, odds) + n * np.log(1 - p)
            share = 1 / (1 + np.exp(log[:, ::-1] - log))
            p = np.array([np.average(h / n, weights=column) for column in share.T])
        total = sum(np.log(np.mean(p**k * (1 - p) ** (n - k))) for k in h)
        where = f"On 7 other sets of {n} tosses (seed {seed}) the"
        assert np.allclose(found[:2], p, atol=1e-4), f"{where} probabilities differ."
        assert np.isclose(found[2], total, atol=1e-3), (
            f"{where} log-likelihood differs: both coins count a half, and it belongs to the "
            "probabilities that you return."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed: never down, and the coins may be swapped."


print(check_coins())

# %% [markdown]
# Where does EM end from here, and where from other starts?  This story of two coins is that of
# C. B. Do and S. Batzoglou, *Nature Biotechnology* 26 (2008), 897–899.

# %%
for start in ((0.6, 0.5), (0.5, 0.6), (0.4, 0.4)):
    print(start, [f"{float(np.squeeze(number)):.3f}" for number in em_coins(heads, 10, *start, 50)])

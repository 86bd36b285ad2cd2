# %% [markdown]
# # Exercise · Five questions to close with
#
# Five questions on what a mixture says: shares by hand, an M-step from a tally, six statements about
# k-means, a table of BIC, and flowers that do not belong.  All five are graded by machine (14 points)
# and one sentence by your teacher (3 points).  Allow 40 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests put your answers to the proof, and run
# your functions on data that you have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

import gmmlab
from gmmlab import datasets, plot
from gmmlab.learn import show

waits = datasets.faithful().X[:, 1]  # 272 waits for an eruption of Old Faithful, in minutes
flowers = datasets.iris().X  # 150 irises, four lengths each, in centimetres
petals = flowers[:, 2:]  # the length and the width of a petal

# %% [markdown]
# ## A gardener's guess
#
# A gardener grows three species of iris, and knows how many of each.  Of the lengths of their petals
# she guesses:
#
# | species | mixing weight | mean (cm) | standard deviation (cm) |
# |---|---|---|---|
# | *setosa* | 0.3 | 1.5 | 0.2 |
# | *versicolor* | 0.6 | 4.2 | 0.4 |
# | *virginica* | 0.1 | 5.5 | 0.5 |

# %%
fig, ax = plt.subplots(figsize=(7, 2.6))
garden = gmmlab.Mixture(
    np.array([0.3, 0.6, 0.1]),
    np.array([[1.5], [4.2], [5.5]]),
    np.array([[[0.2**2]], [[0.4**2]], [[0.5**2]]]),
)
plot.density1d(ax, garden).axvline(5.0, color="0.3", linestyle=":")
ax.set(xlabel="length of a petal (cm)")
show(
    fig,
    "Three bells over the length of a petal: setosa, narrow, at 1.5 cm; versicolor, as high and twice "
    "as wide, at 4.2; virginica, low and widest, at 5.5. A dotted line at 5.0 cm cuts the last two.",
)

# %% [markdown]
# ## 1. Three shares by hand
#
# A petal is 5.0 cm long.  The height of a standard normal curve at z:
#
# | z | 0 | 0.5 | 1 | 1.5 | 2 | 2.5 | 3 | over 4 |
# |---|---|---|---|---|---|---|---|---|
# | height | 0.3989 | 0.3521 | 0.2420 | 0.1295 | 0.0540 | 0.0175 | 0.0044 | 0.0000 |
#
# **How is the flower shared out among the three species?**  Set `shares` to the three responsibilities,
# in the order of the gardener's table; three decimals are enough, and Python may do the arithmetic.
# (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
scores = np.array([0.3 * 0.0 / 0.2, 0.6 * 0.0540 / 0.4, 0.1 * 0.2420 / 0.5])
shares = scores / scores.sum()
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    r = np.array(shares, float).ravel()
    assert r.size == 3, f"Three species have three shares; yours are {r.size}."
    assert np.all(r >= 0), f"No share is negative; yours are {r.round(3)}."
    assert abs(r.sum() - 1) < 0.005, (
        f"One flower is shared out, so the shares must sum to 1; yours sum to {r.sum():.4g}. Scores "
        "become shares when each is divided by the sum of all."
    )
    assert r.max() < 0.995, (
        "You gave the whole flower to one species: a hard assignment. Two curves have some height "
        "at 5.0 cm."
    )
    assert abs(r - [0.3, 0.6, 0.1]).max() > 0.004, (
        "These are the mixing weights: what the gardener would say before she sees the flower."
    )
    assert r[0] < 0.005, (
        f"You gave setosa {r[0]:.3f}. At 5.0 cm it is more than 17 of its standard deviations away."
    )
    ### BEGIN HIDDEN TESTS
    weight, mean, sd = np.array([[0.3, 0.6, 0.1], [1.5, 4.2, 5.5], [0.2, 0.4, 0.5]])
    height = np.exp(-(((5 - mean) / sd) ** 2) / 2) / sd
    for rule, scores in [
        ("You compared the heights alone: you forgot the mixing weights.", height),
        ("You left out the division by the standard deviation.", weight * height * sd),
        ("Versicolor and virginica have changed places.", (weight * height)[[0, 2, 1]]),
    ]:
        assert abs(r - scores / scores.sum()).max() > 0.004, rule
    odds = weight[2] / weight[1] * height[2] / height[1]
    assert abs(r[1] - 1 / (1 + odds)) < 0.004, (
        f"{r.round(3)} are not the shares: a score is weight times height, a height is the standard "
        "one divided by the standard deviation."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: these are shares, and they use the petal."


print(check_by_hand())

# %% [markdown]
# ## 2. An M-step from a tally
#
# Waits are noted in whole minutes, and so the 272 waits are 51 different numbers.  Someone keeps a
# tally of them: each number once, and how often it was noted.

# %% given="tally"
values, counts = np.unique(waits, return_counts=True)
print(*(f"{count} × {value:.0f} min" for value, count in zip(values[:6], counts[:6], strict=True)))

# %% [markdown]
# Write `m_step(values, counts, R)`: from V different numbers, how often each was noted, and a table
# `R` of V rows and K columns with the responsibilities of the components for each *number*, it makes
# the M-step of EM for all the points behind the tally.  It returns three things, K of each: mixing
# weights, means and standard deviations.  (3 points)


# %% solution="m-step"
def m_step(values, counts, R):
    """New weights (K,), means (K,) and sds (K,) from a tally and its responsibilities (V, K)."""
    ### BEGIN SOLUTION
    shares = counts[:, None] * R
    N = shares.sum(axis=0)
    means = values @ shares / N
    variances = (shares * (values[:, None] - means) ** 2).sum(axis=0) / N
    return N / counts.sum(), means, np.sqrt(variances)
    ### END SOLUTION


# %% check="m-step" points=3 meets=2
def check_m_step():
    def ask(values, counts, R):
        new = m_step(np.array(values, float), np.array(counts), np.array(R, float))
        return tuple(np.array(part, float) for part in new)

    waits = datasets.faithful().X[:, 1]
    values, counts = np.unique(waits, return_counts=True)
    first = 1 / (1 + np.exp((values - 68.3) / 4))
    R = np.column_stack([first, 1 - first])
    w, m, s = ask(values, counts, R)
    assert w.shape == m.shape == s.shape == (2,), (
        "2 components have 2 weights, 2 means and 2 standard deviations; yours have shapes "
        f"{w.shape}, {m.shape} and {s.shape}."
    )
    assert np.isclose(w.sum(), 1, atol=1e-3), (
        f"The mixing weights must sum to 1; yours sum to {w.sum():.3f}. How many waits are there, "
        "and how many numbers in the tally?"
    )
    assert not np.allclose(m, ask(values, np.ones(51, int), R)[1], atol=1e-3), (
        "How often a wait was noted makes no difference to your means: you took every number once."
    )
    assert not np.allclose(w * 272, np.round(w * 272), atol=1e-3), (
        f"Your soft counts are whole, {(w * 272).round()}: each number went to one component. Keep "
        "the shares."
    )
    assert np.isclose(w @ m, waits.mean(), atol=1e-3), (
        f"After an M-step the mixture's mean is that of the 272 waits, {waits.mean():.3f}; yours is "
        f"{w @ m:.3f}. Divide by a component's own soft count."
    )
    assert not np.isclose(w @ (s + m**2) - (w @ m) ** 2, waits.var(), atol=1e-2), (
        f"{s.round(2)} are variances. Standard deviations are asked for."
    )
    spread = w @ (s**2 + m**2) - (w @ m) ** 2
    assert np.isclose(spread, waits.var(), atol=1e-3), (
        f"After an M-step the mixture's variance is that of the 272 waits, {waits.var():.3f}; yours "
        f"is {spread:.3f}. Do the squares count as often as their waits, and about which mean?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        K, V = 2 + seed % 3, 6 + seed % 4
        values, counts = rng.normal(0, 3, V), rng.integers(1, 9, V)
        R = rng.dirichlet(np.ones(K), V)
        w, m, s = ask(values, counts, R)
        points, shares = np.repeat(values, counts), np.repeat(R, counts, axis=0)
        for k, share in enumerate(shares.T):
            where = f"In another tally (seed {seed}), of component {k + 1} of {K}, the"
            pairs = np.outer(share, share) * np.subtract.outer(points, points) ** 2
            right = np.sqrt(pairs.sum() / 2) / share.sum()
            assert np.isclose(w[k], share.mean(), atol=1e-4), f"{where} mixing weight differs."
            assert np.isclose(m[k], np.average(points, weights=share), atol=1e-4), (
                f"{where} mean differs."
            )
            assert np.isclose(s[k], right, atol=1e-4), f"{where} standard deviation differs."
    ### END HIDDEN TESTS
    return "Visible checks passed: the tally and its 272 waits agree."


print(check_m_step())

# %% [markdown]
# ## 3. Six statements
#
# Here is a bench to try things on.  `rest` makes passes over the points from given means, with
# covariances s²I that stay as they are, and returns where the means come to rest, and each point's
# label.  `settle` does the same for k-means.


# %% given="bench"
def rest(X, means, s2, winner_takes_all=False, learn_weights=False, passes=200):
    weights = np.full(len(means), 1 / len(means))
    for _ in range(passes):
        squares = ((X[:, None] - means) ** 2).sum(axis=2)
        logs = np.log(weights) - squares / s2 / 2
        R = np.exp(logs - logs.max(axis=1, keepdims=True))
        R /= R.sum(axis=1, keepdims=True)
        if winner_takes_all:
            R = np.eye(len(means))[R.argmax(axis=1)]
        means = R.T @ X / R.sum(axis=0)[:, None]
        if learn_weights:
            weights = R.mean(axis=0)
    return means, R.argmax(axis=1)


def settle(X, means, passes=200):
    for _ in range(passes):
        labels = ((X[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)
        means = np.array([X[labels == k].mean(axis=0) for k in range(len(means))])
    return means, labels


begin = waits[[0, 1], None]
print("k-means, waits:", settle(waits[:, None], begin)[0].ravel().round(3))
print("soft EM, s² = 1:", rest(waits[:, None], begin, 1.0)[0].ravel().round(3))

# %% [markdown]
# **Which of these are true?**
#
# - A: With equal weights and covariances s²I, neither of which changes, winner-takes-all EM makes the
#   passes of k-means, however large s² is.
# - B: With equal weights and covariances I, neither of which changes, *soft* EM comes to rest where
#   k-means does, on any data.
# - C: Winner-takes-all EM with covariances s²I that do not change makes the passes of k-means also if
#   it learns the weights.
# - D: K-means comes to rest at the least inertia that there is; it is EM that can be caught elsewhere.
# - E: Let equal weights and covariances s²I stay as they are in soft EM.  As s² goes to 0, its
#   responsibilities harden, and a pass becomes a pass of k-means.
# - F: If eruption lengths are written in seconds instead of minutes, and so is the start, a mixture
#   with full covariances gives every eruption the same responsibilities as before; the labels of
#   k-means may change.
#
# Set `true_ones` to the letters of all true statements, in any order.  Mind that one agreement proves
# no "any" and no "however".  (2 points)

# %% solution="statements"
### BEGIN SOLUTION
true_ones = "AEF"
### END SOLUTION


# %% check="statements" points=2 meets=3
def check_statements():
    said = {letter.upper() for part in true_ones for letter in str(part) if letter.isalpha()}
    assert said, "Set `true_ones` to letters: at least one of the statements is true."
    assert said <= set("ABCDEF"), (
        f"There is no statement {', '.join(sorted(said - set('ABCDEF')))}."
    )
    assert len(said) < 6, "Not all are true. Look for a case on the bench that one of them denies."
    assert "B" not in said, (
        "You hold B to be true. On the waits it looks so; on the bench, try the irises from three of "
        "their rows. Soft shares have a width, and I makes it 1 in whatever unit the data have."
    )
    ### BEGIN HIDDEN TESTS
    iris, geyser = datasets.iris().X, datasets.faithful().X
    far = iris[[0, 60, 120]]
    line, ends = geyser[:, 1:], np.array([[50.0], [90.0]])

    def apart(X, begin, *options):
        return np.abs(rest(X, begin, *options)[0] - settle(X, begin)[0]).max()

    def shares(X):
        whole = np.tile(np.cov(X.T), (2, 1, 1))
        begin = gmmlab.Mixture(np.array([0.5, 0.5]), X[[0, 1]], whole)
        *_, fit = gmmlab.until_converged(gmmlab.em(X, begin), max_iter=30)
        return fit.responsibilities

    seconds, pair = geyser * [60, 1], [0, 1]
    inertias = [
        ((iris - means[labels]) ** 2).sum()
        for means, labels in (settle(iris, far), settle(iris, iris[[0, 10, 120]]))
    ]
    moved = settle(seconds, seconds[pair])[1] != settle(geyser, geyser[pair])[1]
    softer, harder = (apart(iris, far, s2) for s2 in (0.1, 0.001))
    proved = {
        "A": all(apart(iris, far, s2, True) < 1e-9 for s2 in (0.1, 30.0)),
        "C": apart(line, ends, 100.0, True, True) < 1e-3,
        "D": np.ptp(inertias) < 1e-3,
        "E": harder < 1e-3 < softer,
        "F": np.allclose(shares(geyser), shares(seconds), atol=1e-6) and np.any(moved),
    }
    lessons = {
        "A": "where nothing but the means moves, equal weights and one s² cancel from every "
        "comparison: the nearest mean wins.",
        "C": "a heavier component reaches further: the learned weights shift the border. Try s² = 100.",
        "D": "k-means is caught as EM is. Try two starts on the irises.",
        "E": "the ratio of two shares is e to the difference of squares over 2 s²: it runs to 0 or "
        "without bound.",
        "F": "a full covariance takes a change of units along with it; a distance does not.",
    }
    for letter, fact in proved.items():
        judged = "true" if letter in said else "not true"
        assert (letter in said) == fact, f"You hold {letter} to be {judged}: {lessons[letter]}"
    ### END HIDDEN TESTS
    return "Visible checks passed: these are letters of statements."


print(check_statements())

# %% [markdown]
# ## 4. A table with a sign
#
# Nine mixtures are fitted to the 150 irises, all four lengths.  A program prints their BIC in the way
# of R's mclust, as 2 log L − ν ln n; ν counts the free parameters.
#
# | K | diagonal, each its own | full, one for all | full, each its own |
# |---|---|---|---|
# | 1 | −1522.1 | −830.0 | −830.0 |
# | 2 | −857.6 | −688.1 | (lost) |
# | 3 | −744.0 | −633.0 | −580.8 |
#
# One cell is lost; the log-likelihood of that fit is −214.35.  Set four names:
#
# - `lost`: what belongs into that cell;
# - `in_sklearn`: the BIC that scikit-learn would give for the same fit;
# - `best`: the column and K of the model that BIC chooses, such as `("diagonal", 1)`; the columns are
#   called "diagonal", "one for all" and "own";
# - `rise`: by how many nats the log-likelihood behind −580.8 would have to rise for that cell to draw
#   level with the lost one (a fall counts as negative).
#
# One decimal is enough.  (3 points)

# %% solution="bic"
### BEGIN SOLUTION
parameters = (2 - 1) + 2 * 4 + 2 * (4 * 5 // 2)
lost = 2 * -214.35 - parameters * np.log(150)
in_sklearn = -lost
best = ("own", 2)
rise = (lost - -580.8) / 2
### END SOLUTION


# %% check="bic" points=3 meets=4
def check_bic():
    there, here, nats = (float(np.squeeze(part)) for part in (lost, in_sklearn, rise))
    chosen = " ".join(str(part).lower() for part in best)
    column = [name for name in ("diagonal", "one for all", "own") if name in chosen]
    K = [int(digit) for digit in chosen if digit.isdigit()]
    assert (len(column), K) in [(1, [1]), (1, [2]), (1, [3])], (
        f"Name one column and one K as in the example; yours is {best!r}."
    )
    assert abs(there + here) < 0.1, (
        f"The two programs print {there:.1f} and {here:.1f}. They weigh the same two things and "
        "differ in nothing but the sign."
    )
    assert there < 0, (
        f"mclust would not print {there:.1f} here: look at the signs of its neighbours in the table."
    )
    assert there < 2 * -214.35, (
        f"{there:.1f} is more than 2 log L, {2 * -214.35:.1f}: the parameters have to cost something, "
        "and the log-likelihood counts twice."
    )
    assert (nats > 0) == (there > -580.8), (
        f"Larger is better in this table. Between {there:.1f} and −580.8, which one has to rise? Yours "
        f"is {nats:.1f}."
    )
    ### BEGIN HIDDEN TESTS
    fit = gmmlab.best_fit(datasets.iris().X, 2, rng=0)
    right, log_n = -gmmlab.bic(fit), np.log(fit.n)
    free = fit.free_parameters
    for rule, wrong in [
        ("You counted both triangles of a covariance: it is symmetric.", right - 12 * log_n),
        ("You counted a weight too many: they sum to 1.", right - log_n),
        (
            "You counted one covariance; in this column each component has its own.",
            right + 10 * log_n,
        ),
        ("That is AIC: BIC charges ln n for a parameter.", right + free * (log_n - 2)),
    ]:
        assert abs(there - wrong) > 0.1, rule
    assert abs(there - right) < 0.1, (
        f"{there:.1f} is not in that cell. Weights, means and covariances: how many numbers are free?"
    )
    table = {("diagonal", 1): -1522.1, ("own", 3): -580.8, ("own", 2): right}
    assert (column[0], K[0]) != min(table, key=table.get), (
        "You chose the smallest number of a table in which larger is better."
    )
    assert (column[0], K[0]) != ("own", 3), (
        "You chose the largest number printed. Hold the lost one against it."
    )
    assert (column[0], K[0]) == max(table, key=table.get), (
        f"The model {column[0]!r} with K = {K[0]} is not BIC's choice: every other cell counts, too."
    )
    gap = max(table.values()) - table["own", 3]
    assert abs(nats - gap) > 0.1, (
        f"{nats:.1f} is the gap in BIC. How much does one nat of log-likelihood move BIC?"
    )
    assert abs(nats - gap / 2) < 0.1, (
        f"{nats:.1f} nats would not make the two cells equal: the parameters of each stay as they are."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: the two programs agree, and parameters cost something."


print(check_bic())

# %% [markdown]
# ## 5. Flowers that do not belong
#
# A mixture with a component for each species describes the petals in the book.  Four new flowers are
# noted; in one line somebody has swapped length and width, and in another the point slipped.

# %% given="book"
species = datasets.iris().labels
book = gmmlab.Mixture(
    np.full(3, 1 / 3),
    np.array([petals[species == k].mean(axis=0) for k in range(3)]),
    np.array([np.cov(petals[species == k].T, bias=True) for k in range(3)]),
)
noted = np.array([[1.5, 0.3], [4.9, 1.65], [0.4, 1.6], [51.0, 1.9]])  # length and width, in cm
print(book.responsibilities(noted).round(3))

# %%
fig, ax = plt.subplots(figsize=(6, 3.2))
for k, name in enumerate(datasets.iris().groups):
    colour = plot.PALETTE[k]
    ax.plot(*petals[species == k].T, "o^s"[k], color=colour, ms=4, alpha=0.6, label=name)
plot.ellipses(ax, book)
ax.plot(*noted[:3].T, "kX", ms=9, label="noted", zorder=9)
ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
ax.set(xlabel="length of a petal (cm)", ylabel="width (cm)")
show(
    fig,
    "Petals of three species, each in its ellipse: setosa small at the lower left, versicolor and "
    "virginica overlapping at the upper right. Three new flowers as crosses: one within setosa, one "
    "where the other two overlap, one above setosa where no flower is; the fourth lies off the page.",
)

# %% [markdown]
# Write `judge(mixture, X, new)`, for a mixture, the points `X` that it describes, and new points.  It
# returns two lists with True or False for every new point:
#
# - `torn`: no component has a share of 0.9 or more in it;
# - `odd`: fewer than 1 in 100 points of `X` lie where the density is as low as there, or lower.
#
# `mixture.responsibilities(points)` gives shares, `mixture.log_density(points)` the logarithm of the
# mixture's density.  (4 points)


# %% solution="judge"
def judge(mixture, X, new):
    """Which new points are torn between components, and which are odd for the whole mixture."""
    ### BEGIN SOLUTION
    torn = mixture.responsibilities(new).max(axis=1) < 0.9
    known, density = mixture.log_density(X), mixture.log_density(new)
    odd = np.array([np.mean(known <= value) < 0.01 for value in density])
    return torn, odd
    ### END SOLUTION


# %% check="judge" points=4 meets=5
def check_judge():
    def ask(mixture, X, new):
        answer = judge(mixture, np.array(X, float), np.array(new, float))
        assert len(answer) == 2, f"Two lists are to be returned; yours are {len(answer)}."
        return tuple(np.array(part).ravel() for part in answer)

    X, new = datasets.iris().X[:, 2:], np.array([[1.5, 0.3], [4.9, 1.65], [0.4, 1.6], [51.0, 1.9]])
    kinds = [X[datasets.iris().labels == k] for k in range(3)]

    def in_units(factor):
        means = np.array([kind.mean(axis=0) for kind in kinds]) * factor
        covariances = np.array([np.cov(kind.T, bias=True) for kind in kinds]) * factor**2
        mixture = gmmlab.Mixture(np.full(3, 1 / 3), means, covariances)
        return ask(mixture, X * factor, new * factor)

    torn, odd = in_units(1.0)
    assert torn.shape == odd.shape == (4,), (
        f"4 new flowers have 4 answers in each list; yours have shapes {torn.shape} and {odd.shape}."
    )
    assert np.isin([torn, odd], [True, False]).all(), "Answer True or False for every flower."
    assert not odd[1], (
        "You call the second flower odd. It is undecided between two species and lies among dozens "
        "of petals: undecided is not unusual."
    )
    assert odd[2:].all(), (
        "A slip of the pen passes for a normal flower. Its share is near 1 because every other "
        "component is further away still: a share compares components. Ask the density."
    )
    assert not odd[0], "The first flower lies in the middle of setosa, and you call it odd."
    assert torn[:2].tolist() == [False, True], (
        "Of the first two flowers one is torn, as their shares printed above say. What is the "
        "largest share of each?"
    )
    assert not torn[2:].any(), (
        "You call a flower torn that has one share near 1. Odd it may be, but not undecided."
    )
    for unit, factor in (("millimetres", 10.0), ("kilometres", 1e-5)):
        again = in_units(factor)
        assert np.array_equal(again, (torn, odd)), (
            f"In {unit} your answers change. A density has a unit: hold it against the densities of "
            "X, and not against a number of your own."
        )
    ### BEGIN HIDDEN TESTS
    from scipy.stats import multivariate_normal

    for seed in (21, 22, 23, 24):
        rng = np.random.default_rng(seed)
        d, K = 1 + seed % 3, 2 + seed % 2
        A = rng.normal(size=(K, d, d))
        mixture = gmmlab.Mixture(
            rng.dirichlet(np.full(K, 2.0)),
            rng.normal(0, 1.5, (K, d)),
            A @ A.transpose(0, 2, 1) + 0.2 * np.eye(d),
        )
        X = mixture.sample(150, rng)[0]
        new = np.vstack([mixture.sample(30, rng)[0], rng.normal(0, 4, (30, d))])
        parts = zip(mixture.weights, mixture.means, mixture.covariances, strict=True)
        curves = [(w, multivariate_normal(m, S)) for w, m, S in parts]
        torn, odd = ask(mixture, X, new)
        where = f"In other data, {K} components in {d} dimensions (seed {seed}), for the point"

        def scores(points, curves=curves):
            return np.array([w * np.reshape(curve.pdf(points), -1) for w, curve in curves])

        known = scores(X).sum(axis=0)
        for i, mine in enumerate(scores(new).T):
            others = mine.sum() - mine.max()
            assert torn[i] == (others > mine.max() / 9), f"{where} {new[i].round(2)} torn differs."
            assert odd[i] == (sum(known <= mine.sum()) < 1.5), (
                f"{where} {new[i].round(2)} odd differs. Is it the density of the whole mixture?"
            )
    ### END HIDDEN TESTS
    return "Visible checks passed: torn and odd are told apart, in every unit."


print(check_judge())

# %% [markdown]
# ## 6. In your own words
#
# **In one or two sentences: in question 4 BIC chooses a number of components, and there are three
# species in the data; is BIC mistaken, or what has it counted?**  (3 points)

# %% [markdown] answer="components" points=3 meets=4
# It has counted the components that pay for themselves as a description of the density, and not
# species: versicolor and virginica overlap, and what an ellipse for each of them gains does not pay
# for its 15 parameters.  A component is not a kind; with more flowers, or fewer free covariances, the
# choice may be another.

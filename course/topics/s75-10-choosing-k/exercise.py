# %% [markdown]
# # Exercise · How many components?
#
# You count parameters, write AIC and BIC until they agree with gmmlab's to eight decimals, mend a
# held-out score, and let judges disagree.  Five questions are graded by machine (14 points) and one
# sentence by your teacher (3 points).  Allow 30 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists, tuples or arrays.

# %% given="tools"
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np

import gmmlab
from gmmlab import datasets, plot
from gmmlab.learn import show

X = datasets.faithful().X  # 272 eruptions of Old Faithful: length and wait, in minutes


def fitted(data, K):
    """A gmmlab fit with K full covariances: the best of a few starts."""
    few = {"portfolio": ((gmmlab.kmeans_plusplus, 6),), "rounds": ((20, 1),), "tol": 1e-6}
    return gmmlab.race(data, K, rng=0, **few).fit


# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  A mixture of 2 components in 2 dimensions, with full covariances: 1 free weight,
# 2 means of 2 numbers each, 2 symmetric matrices of 3 numbers each, which makes 1 + 4 + 6 = 11 free
# parameters.
#
# **How many free parameters has a mixture of 4 components in 3 dimensions, with full covariances?**
# Set `parameters` to the number.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
parameters = 3 + 4 * 3 + 4 * 6
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    p = float(np.squeeze(parameters))
    assert p == round(p), f"A count is a whole number; yours is {p}."
    assert p > 24, (
        f"{p:g} is too few. Weights, means and covariances all count, and each of the 4 components "
        "has a covariance of its own."
    )
    assert p < 70, f"{p:g} is too many. Which numbers are settled once the others are known?"
    ### BEGIN HIDDEN TESTS
    K, D = 4, 3
    triangle = len(np.tril_indices(D)[0])
    right = K * (1 + D + triangle) - 1
    assert p not in (right + 12, right + 13), (
        "You counted both triangles of the covariances. A covariance is symmetric: what stands "
        "above its diagonal stands below it too."
    )
    assert p != right + 1, (
        "You counted every weight. They sum to 1: once all but one are known, so is the last."
    )
    assert p != right - 3, "You left out the weights. All but one of them are free."
    assert p == right, (
        f"{p:g} is not the sum of the free weights, {K} means of {D} numbers each, and {K} "
        "symmetric matrices."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: a whole number of a sensible size."


print(check_by_hand())

# %% [markdown]
# ## 2. AIC and BIC
#
# Write `criteria(log_p, K, D)`: `log_p` holds the log-density of each of n points under a fit with K
# components, D dimensions and full covariances.  Return two numbers, its AIC and its BIC, in the
# convention in which smaller is better.  (4 points)
#
# <details><summary>Hint</summary>
#
# The log-likelihood is the sum of `log_p`, and n is its length.  Count the parameters first.
#
# </details>


# %% solution="criteria"
def criteria(log_p, K, D):
    """AIC and BIC of a mixture with K full covariances in D dimensions, from log-densities (n,)."""
    ### BEGIN SOLUTION
    count = (K - 1) + K * D + K * D * (D + 1) / 2
    misfit = -2 * log_p.sum()
    return misfit + 2 * count, misfit + np.log(len(log_p)) * count
    ### END SOLUTION


# %% check="criteria" points=4 meets="1 2"
def check_criteria():
    def ask(log_p, K, D):
        got = criteria(np.array(log_p, float), K, D)
        return np.array([float(np.squeeze(one)) for one in got])

    zeros = np.zeros(50)
    got = ask(zeros, 1, 1)
    assert got.shape == (2,), f"Return two numbers, AIC and BIC; yours are {len(got)}."
    up = ask(np.full(50, 0.1), 1, 1) - got
    assert not np.any(up > 0), (
        "A better fit has a larger criterion in your answer: the sign is that of mclust. Here "
        "smaller is better, so the log-likelihood is subtracted."
    )
    assert not np.allclose(up, -5, atol=1e-6), (
        "Your log-likelihood counts once: you forgot the factor two. A gain of 5 nats must lower "
        "both criteria by 10."
    )
    assert np.allclose(up, -10, atol=1e-6), (
        "When each of 50 log-densities rises by 0.1, both criteria must fall by 10; yours change by "
        f"{up.round(3)}. Is the log-likelihood the sum over all points?"
    )
    more = ask(np.zeros(500), 1, 1) - got
    assert abs(more[0]) < 1e-6, (
        f"With the same log-likelihood and more points your AIC changes by {more[0]:.3g}. Its price "
        "does not depend on n. Which of the two comes first?"
    )
    assert more[1] > 1e-6, (
        "Your BIC has the same price for 50 points and for 500: that is AIC. BIC charges the "
        "logarithm of n for each parameter."
    )
    price = more[1] / got[0] * 2
    assert not np.isclose(price, 1, atol=1e-3), (
        "Your BIC takes the logarithm to base 10. The log-likelihood is in natural logarithms, and "
        "so is the price: np.log."
    )
    one = ask(zeros, 1, 3)[0] / 2
    assert one <= 9 + 1e-6, (
        f"One Gaussian in 3 dimensions has {one:.4g} free parameters in your count. Its only weight "
        "is 1, which is no choice, and its covariance is symmetric."
    )
    fit = gmmlab.e_step(datasets.faithful().X, fitted(datasets.faithful().X, 2).mixture)
    log_p = fit.mixture.log_density(datasets.faithful().X)
    gap = ask(log_p, 2, 2) - [gmmlab.aic(fit), gmmlab.bic(fit)]
    assert np.abs(gap).max() < 1e-8, (
        f"For two components on Old Faithful your AIC and BIC differ from gmmlab's by {gap}. "
        "How many free parameters do you count there?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (91, 92, 93):
        rng = np.random.default_rng(seed)
        K, D, n = 1 + seed % 4, 2 + seed % 3, 40 + seed
        log_p = rng.normal(-5, 1, n)
        free = K * (1 + D + len(np.triu_indices(D)[0])) - 1
        total = -2 * np.dot(log_p, np.ones(n))
        expected = [total + free * np.log(np.e**2), total - free * np.log(1 / n)]
        assert np.allclose(ask(log_p, K, D), expected, rtol=0, atol=1e-8), (
            f"On {n} other points, with {K} components in {D} dimensions (seed {seed}), AIC or BIC "
            "differs. Do the weights, means and covariances all enter the count?"
        )
    ### END HIDDEN TESTS
    return "Visible checks passed: on Old Faithful they agree with gmmlab's to eight decimals."


print(check_criteria())

# %% [markdown]
# ## 3. A judge who always wants more
#
# A colleague fits mixtures to one half of the eruptions, and scores them to choose K.  Whatever the
# data, the largest K on offer wins.


# %% given="colleague"
def colleague(train, unseen, Ks):
    """The chosen K, and the score of each K in Ks."""
    scores = [fitted(train, K).mixture.log_density(train).mean() for K in Ks]
    return Ks[int(np.argmax(scores))], scores


chosen, scores = colleague(X[::2], X[1::2], [1, 2, 4, 6])
print("chosen:", chosen, "  scores:", np.round(scores, 3))

# %% [markdown]
# The scores should be **held-out** ones: the mean log-density of points that the fit has not seen.
# Find the fault, and write the function anew under the name `mended`.  (3 points)


# %% solution="mended"
def mended(train, unseen, Ks):
    ### BEGIN SOLUTION
    scores = [fitted(train, K).mixture.log_density(unseen).mean() for K in Ks]
    return Ks[int(np.argmax(scores))], scores
    ### END SOLUTION


# %% check="mended" points=3 meets=3
def check_mended():
    def ask(train, unseen, Ks):
        chosen, scores = mended(train, unseen, Ks)
        return int(np.squeeze(chosen)), np.array(scores, float).ravel()

    X = datasets.faithful().X
    train, unseen, Ks = X[::2], X[1::2][:100], [2, 3, 5]
    chosen, scores = ask(train, unseen, Ks)
    assert len(scores) == 3, f"Three values of K have three scores; yours are {len(scores)}."
    seen = [fitted(train, K).mixture.log_density(train).mean() for K in Ks]
    assert not np.allclose(scores, seen, atol=1e-4), (
        "These are still the scores of the points that were fitted, so the training maximum wins. "
        "Score points that the fit has not seen."
    )
    leaked = [fitted(np.vstack([train, unseen]), K).mixture.log_density(unseen).mean() for K in Ks]
    assert not np.allclose(scores, leaked, atol=1e-4), (
        "You fitted to the unseen points as well: then they are unseen no longer. Fit to train "
        "alone."
    )
    assert np.all(np.abs(scores) < 20), (
        f"Scores like {scores[0]:.4g} are sums. Take the mean log-density of a point."
    )
    assert chosen in Ks, f"The answer is one of the K in {Ks}, and not a place in that list."
    assert np.isclose(scores[Ks.index(chosen)], scores.max()), (
        "You chose a K whose score is not the largest. A log-density is better when larger; "
        "AIC and BIC are the ones to be small."
    )
    ### BEGIN HIDDEN TESTS
    from scipy.special import logsumexp
    from scipy.stats import multivariate_normal

    for seed in (95, 96):
        rng = np.random.default_rng(seed)
        new = np.vstack([rng.normal(0, 1, (60, 2)), rng.normal(4, 1, (60, 2))])
        rng.shuffle(new)
        train, unseen, Ks = new[:80], new[80:], [4, 1, 2]
        expected = []
        for K in Ks:
            m = fitted(train, K).mixture
            logs = [
                np.log(w) + multivariate_normal.logpdf(unseen, a, S)
                for w, a, S in zip(m.weights, m.means, m.covariances, strict=True)
            ]
            expected.append(np.mean(logsumexp(logs, axis=0)))
        chosen, scores = ask(train, unseen, Ks)
        where = f"On 40 other unseen points (seed {seed}) the"
        assert np.allclose(scores, expected, atol=1e-4), f"{where} held-out scores differ."
        assert chosen == Ks[int(np.argmax(expected))], f"{where} chosen K differs."
    ### END HIDDEN TESTS
    return f"Visible checks passed: of {Ks} it chooses {chosen}."


print(check_mended())

# %% [markdown]
# ## 4. Four judges
#
# Somebody has fitted mixtures with 1 to 6 full covariances to 200 made-up eruptions:
#
# | K | free parameters | log-likelihood | entropy of the responsibilities | held-out mean log-density |
# |---|---|---|---|---|
# | 1 | 5 | −900 | 0 | −4.55 |
# | 2 | 11 | −780 | 2 | −3.95 |
# | 3 | 17 | −758 | 30 | −3.88 |
# | 4 | 23 | −749 | 55 | −3.86 |
# | 5 | 29 | −742 | 40 | −3.90 |
# | 6 | 35 | −738 | 70 | −3.97 |

# %% given="table"
n = 200
free = np.array([5, 11, 17, 23, 29, 35])
log_likelihood = np.array([-900.0, -780, -758, -749, -742, -738])
uncertain = np.array([0.0, 2, 30, 55, 40, 70])
held_out = np.array([-4.55, -3.95, -3.88, -3.86, -3.90, -3.97])

# %%
fig, ax = plt.subplots(figsize=(6, 2.6))
ax.plot(range(1, 7), log_likelihood, "-o", color=plot.PALETTE[0])
ax.set(xlabel="K", ylabel="log-likelihood")
show(fig, "The log-likelihood against K: a steep rise from 1 to 2, then a gentle one up to 6.")

# %% [markdown]
# **Which K does each judge choose?**  ICL is BIC plus twice the entropy.  Set `by_aic`, `by_bic`,
# `by_icl` and `by_held_out`; Python may do the arithmetic.  (2 points)

# %% solution="judges"
### BEGIN SOLUTION
by_aic = np.argmin(2 * free - 2 * log_likelihood) + 1
by_bic = np.argmin(np.log(n) * free - 2 * log_likelihood) + 1
by_icl = np.argmin(np.log(n) * free - 2 * log_likelihood + 2 * uncertain) + 1
by_held_out = np.argmax(held_out) + 1
### END SOLUTION


# %% check="judges" points=2 meets="2 3 4"
def check_judges():
    said = np.array([float(np.squeeze(k)) for k in (by_aic, by_bic, by_icl, by_held_out)])
    assert np.all(np.isin(said, range(1, 7))), (
        f"Each answer is a K from 1 to 6; yours are {said}. The first entry of an array has place "
        "0, and belongs to K = 1."
    )
    assert said[3] != 6, (
        "6 components have the largest training likelihood, as the largest K always has: that is "
        "the training maximum. Look at the held-out column."
    )
    assert not np.any(said == 1), (
        "One component fits worst by far. Did you take the largest AIC or BIC, or the smallest "
        "held-out density? AIC, BIC and ICL are better when smaller, a log-density when larger."
    )
    ### BEGIN HIDDEN TESTS
    p, ll = np.arange(5, 36, 6), np.array([-900.0, -780, -758, -749, -742, -738])
    spread = np.array([0.0, 2, 30, 55, 40, 70])
    rates = np.array([2, np.log(200), np.log(200)])[:, None]
    right = 1 + (ll - (rates * p + np.array([[0], [0], [2]]) * spread) / 2).argmax(axis=1)
    once = 1 + (ll - rates[:2] * p).argmax(axis=1)
    assert not np.any(said[:2] == once), (
        "AIC or BIC with the log-likelihood counted once: you forgot the factor two."
    )
    assert said[1] != right[0], (
        "For BIC you charged 2 for each parameter: that is AIC. The price is the logarithm of n."
    )
    assert said[2] != 1 + (ll - rates[1] * p / 2 + spread).argmax(), (
        "You subtracted the entropy: overlap was rewarded. ICL charges for it."
    )
    assert np.array_equal(said[:3], right), (
        f"AIC, BIC and ICL do not choose {said[:3]}. Add the price to minus twice the "
        "log-likelihood, and for ICL twice the entropy; the smallest sum wins."
    )
    assert said[3] == 4, "Held out, the largest mean log-density wins."
    ### END HIDDEN TESTS
    return "Visible checks passed: four answers from 1 to 6, and none of them absurd."


print(check_judges())

# %% [markdown]
# ## 5. Any fits
#
# Iris flowers, four measurements each.  gmmlab has fitted one to four components with full
# covariances.  A fit knows `fit.n`, `fit.log_likelihood`, `fit.free_parameters`,
# `fit.responsibilities` (n rows, K columns) and `fit.mixture.K`.

# %% given="flowers"
flowers = [fitted(datasets.iris().X, K) for K in (1, 2, 3, 4)]

# %% [markdown]
# Write `verdicts(fits)`: from a list of such fits, in any order and with any K, it returns three
# numbers: the K that AIC chooses, the K that BIC chooses, the K that ICL chooses.  (3 points)
#
# <details><summary>Hint</summary>
#
# A responsibility of exactly 0 adds nothing to the entropy, though its logarithm is infinite:
# replace it with 1 before you take the logarithm.
#
# </details>


# %% solution="verdicts"
def verdicts(fits):
    """The numbers of components that AIC, BIC and ICL choose."""
    ### BEGIN SOLUTION
    aic, bic, icl = [], [], []
    for fit in fits:
        R = fit.responsibilities
        entropy = -np.sum(R * np.log(np.where(R > 0, R, 1)))
        misfit = -2 * fit.log_likelihood
        aic.append(misfit + 2 * fit.free_parameters)
        bic.append(misfit + np.log(fit.n) * fit.free_parameters)
        icl.append(bic[-1] + 2 * entropy)
    return [fits[int(np.argmin(costs))].mixture.K for costs in (aic, bic, icl)]
    ### END SOLUTION


# %% check="verdicts" points=3 meets="2 4"
def check_verdicts():
    def ask(fits):
        with np.errstate(all="ignore"):
            return [int(np.squeeze(K)) for K in verdicts(fits)]

    def made(K, log_likelihood, free, share=1.0):
        """As much of a fit to 100 points as is asked for; two components share every point."""
        R = np.zeros((100, K))
        R[:, 0], R[:, 1] = share, 1 - share
        known = {"n": 100, "log_likelihood": log_likelihood, "free_parameters": free}
        return SimpleNamespace(mixture=SimpleNamespace(K=K), responsibilities=R, **known)

    alone = ask([made(7, -200.0, 20)])
    assert len(alone) == 3, f"Return three numbers, for AIC, BIC and ICL; yours are {len(alone)}."
    assert alone == [7, 7, 7], (
        f"Of a single fit with 7 components all judges choose 7; yours choose {alone}. Return the "
        "fit's K, and not its place in the list."
    )
    said = ask([made(3, -150.0, 8), made(2, -200.0, 5)])
    assert said != [2, 2, 2], (
        "3 components gain 50 nats for 3 parameters, and you refuse them: the sign is turned. "
        "Smaller criteria are better."
    )
    assert said == [3, 3, 3], (
        "3 components gain 50 nats for 3 parameters, and share no point. All judges choose 3; "
        f"yours choose {said}. Is a responsibility of 0 harmless in your entropy?"
    )
    said = ask([made(2, -200.0, 5), made(3, -190.0, 8, 0.9)])
    assert said[0] == 3, (
        "A gain of 10 nats for 3 parameters: AIC must take it, and yours does not. Did you forget "
        "the factor two?"
    )
    assert said[1] == 3, (
        "A gain of 10 nats for 3 parameters, on 100 points: BIC must take it, and yours does not. "
        "Did you forget the factor two, or put the entropy into BIC?"
    )
    assert said[2] == 2, (
        "3 components that share every point 0.9 to 0.1: ICL must refuse them, and yours does not. "
        "Overlap is charged for, never rewarded."
    )
    said = ask([made(3, -195.5, 8), made(2, -200.0, 5)])
    assert said[1] == 2, (
        "A gain of 4.5 nats for 3 parameters, on 100 points: BIC must refuse it, and yours does "
        "not. A price of 2 for each parameter is AIC's."
    )
    ### BEGIN HIDDEN TESTS
    said = ask([made(3, -195.5, 8), made(2, -200.0, 5)])
    assert said[0] == 3, "A gain of 4.5 nats for 3 parameters: AIC takes it, and yours does not."
    said = ask([made(2, -200.0, 5), made(3, -190.0, 8, 0.9925)])
    assert said == [3, 3, 2], (
        "A small overlap decides: the entropy counts twice, as the log-likelihood does."
    )
    from scipy.special import entr

    for seed in (97, 98, 99):
        rng = np.random.default_rng(seed)
        data = np.vstack([rng.normal(3 * c, 1, (25, 2)) for c in range(1 + seed % 3)])
        fits = [fitted(data, K) for K in (3, 1, 4, 2)]
        costs = np.array(
            [
                [f.log_likelihood - f.free_parameters * rate / 2 - extra * entr(r).sum()]
                for f, r in ((f, np.array(f.responsibilities)) for f in fits)
                for rate, extra in ((2, 0), (np.log(len(data)), 0), (np.log(len(data)), 1))
            ]
        ).reshape(4, 3)
        expected = [(3, 1, 4, 2)[i] for i in costs.argmax(axis=0)]
        assert ask(fits) == expected, (
            f"On {len(data)} other points (seed {seed}) AIC, BIC and ICL choose other K than yours."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_verdicts())

# %% [markdown]
# What do they say of the flowers, which are of three species?

# %%
with np.errstate(all="ignore"):
    print("AIC, BIC, ICL choose", verdicts(flowers))

# %% [markdown]
# ## 6. In your own words
#
# In question 4 BIC and ICL choose different K.  A ranger wants to know how many *kinds* of eruption
# there are.
#
# **In one or two sentences: whose answer do you report to the ranger, and what has the other one
# counted?**  (3 points)

# %% [markdown] answer="ranger" points=3 meets="2 4"
# ICL's: it charges for overlap, so it counts groups that can be told apart.  BIC has counted the
# Gaussians that the density needs, and two overlapping Gaussians may describe one kind of eruption
# whose cloud is no ellipse.

"""Points with gaps: each counts through the marginal density of what is known of it."""

from contextlib import suppress
from dataclasses import replace
from itertools import islice, pairwise

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given, reject, settings
from scipy.optimize import minimize
from scipy.special import logsumexp
from scipy.stats import multivariate_normal

from gmmlab import BadInput, Mixture, Noise, bic, e_step, em, m_step, start, until_converged
from gmmlab.assign import hard
from gmmlab.covariances import SHAPES
from gmmlab.errors import CollapsedComponent
from gmmlab.missing import Incomplete
from gmmlab.races import climb

shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=2 + settings().max_examples // 20)


def gappy(seed, share=0.3, n=30):
    """Clusters of which some values are missing, but no point is without any."""
    rng = np.random.default_rng(seed)
    K, d = int(rng.integers(1, 4)), int(rng.integers(2, 4))
    X = rng.normal(0, 3, (K, d))[rng.integers(K, size=n)] + rng.normal(size=(n, d))
    gaps = rng.random((n, d)) < share
    gaps[np.arange(n), rng.integers(d, size=n)] = False
    X[gaps] = np.nan
    return X, K


def begun(X, K, shape):
    return start(Incomplete.of(X).filled, K, shape, rng=0)


def marginals(X, mixture):
    """Log πₖ N(what is known of x), (n, K), by scipy."""
    A = np.empty((len(X), mixture.K))
    for i, x in enumerate(X):
        seen = ~np.isnan(x)
        for k in range(mixture.K):
            part = mixture.means[k][seen], mixture.covariances[k][np.ix_(seen, seen)]
            A[i, k] = np.log(mixture.weights[k]) + multivariate_normal(*part).logpdf(x[seen])
    return A


def expectations(x, mean, sigma):
    """E x and E x x' of a Gaussian, once some of x is known: by the precision's blocks."""
    lost = np.isnan(x)
    precision = np.linalg.inv(sigma)
    inside = np.linalg.inv(precision[np.ix_(lost, lost)])
    full = x.copy()
    across = precision[np.ix_(lost, ~lost)] @ (x[~lost] - mean[~lost])
    full[lost] = mean[lost] - inside @ across
    second = np.outer(full, full)
    second[np.ix_(lost, lost)] += inside
    return full, second


@shapes
@few
@given(seeds)
def test_a_pass_is_a_sum_of_marginals(shape, seed):
    """Log-likelihood, responsibilities, and the M-step's moments, point by point."""
    X, K = gappy(seed)
    mixture = begun(X, K, shape)
    fit = e_step(Incomplete.of(X), mixture)
    A = marginals(X, mixture)
    assert fit.log_likelihood == pytest.approx(logsumexp(A, axis=1).sum(), rel=1e-10)
    R = np.exp(A - logsumexp(A, axis=1)[:, None])
    np.testing.assert_allclose(fit.responsibilities, R, atol=1e-9)
    np.testing.assert_allclose(fit.counts, R.sum(axis=0), rtol=1e-9)
    moved = m_step(fit, floor=0)
    means, scatters = [], []
    for r, mean, sigma in zip(R.T, mixture.means, mixture.covariances, strict=True):
        told = [expectations(x, mean, sigma) for x in X]
        means.append(np.average([first for first, _ in told], axis=0, weights=r))
        second = np.average([second for _, second in told], axis=0, weights=r)
        scatters.append(second - np.outer(means[-1], means[-1]))
    np.testing.assert_allclose(moved.means, means, rtol=1e-8, atol=1e-8)
    wanted = shape.covariances(R.sum(axis=0), np.array(scatters), mixture.covariances)
    np.testing.assert_allclose(moved.covariances, wanted, rtol=1e-6, atol=1e-8)


@shapes
@few
@given(seeds)
def test_without_gaps_they_are_points(shape, seed):
    X, K = gappy(seed, share=0)
    begin = start(X, K, shape, rng=0)
    try:
        *_, one = islice(em(Incomplete.of(X), begin), 4)
        *_, two = islice(em(X, begin), 4)
    except CollapsedComponent:
        reject()
    assume(np.linalg.cond(two.mixture.covariances).max() < 1e4)
    assert one.log_likelihood == pytest.approx(two.log_likelihood, rel=1e-8)
    assert bic(one) == pytest.approx(bic(two), rel=1e-8)
    np.testing.assert_allclose(one.responsibilities, two.responsibilities, atol=1e-6)
    np.testing.assert_allclose(one.mixture.means, two.mixture.means, rtol=1e-6, atol=1e-6)
    np.testing.assert_array_equal(one.labels, two.labels)


@shapes
@few
@given(seeds)
def test_with_gaps_the_likelihood_never_falls(shape, seed):
    X, K = gappy(seed)
    values, worst = [], 1.0
    with suppress(CollapsedComponent):
        for fit in islice(em(Incomplete.of(X), begun(X, K, shape)), 8):
            values.append(fit.log_likelihood)
            worst = max(worst, np.linalg.cond(fit.mixture.covariances).max())
    slack = 1e-11 * abs(values[-1]) + len(X) * worst * 2.3e-16
    assert all(b >= a - slack for a, b in pairwise(values))


@few
@given(seeds)
def test_whole_weights_are_repeated_rows(seed):
    X, K = gappy(seed)
    times = np.random.default_rng(seed).integers(1, 4, len(X))
    begin = begun(X, K, SHAPES["VVV"])
    one = e_step(Incomplete.of(X, weights=times), begin)
    two = e_step(Incomplete.of(np.repeat(X, times, axis=0)), begin)
    assert one.log_likelihood == pytest.approx(two.log_likelihood, rel=1e-10)
    assert one.n == two.n == times.sum()
    for mine, theirs in zip(m_step_of(one), m_step_of(two), strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-7, atol=1e-8)


def m_step_of(fit):
    moved = m_step(fit, floor=0)
    return moved.weights, moved.means, moved.covariances


@few
@given(seeds)
def test_order_of_points_and_features_does_not_matter(seed):
    rng = np.random.default_rng(seed)
    X, K = gappy(seed)
    rows, columns = rng.permutation(len(X)), rng.permutation(X.shape[1])
    begin = begun(X, K, SHAPES["VVV"])
    there = replace(
        begin,
        means=begin.means[:, columns],
        covariances=begin.covariances[:, columns][:, :, columns],
    )
    one, two = e_step(Incomplete.of(X), begin), e_step(Incomplete.of(X[rows][:, columns]), there)
    assert two.log_likelihood == pytest.approx(one.log_likelihood, rel=1e-10)
    np.testing.assert_allclose(two.responsibilities, one.responsibilities[rows], atol=1e-9)
    np.testing.assert_allclose(two.moments.means, one.moments.means[:, columns], atol=1e-9)


@few
@given(seeds)
def test_noise_goes_by_what_is_known_too(seed):
    """The uniform density of the known features alone."""
    X, K = gappy(seed)
    begin = begun(X, K, SHAPES["VVV"])
    box = Noise(np.full(X.shape[1], -20.0), np.linspace(20, 30, X.shape[1]))
    begin = replace(begin, weights=0.7 * begin.weights, noise=box)
    heights = [np.log(0.3) - np.log((box.upper - box.lower)[~np.isnan(x)]).sum() for x in X]
    A = np.column_stack([marginals(X, begin), heights])
    fit = e_step(Incomplete.of(X), begin)
    assert fit.log_likelihood == pytest.approx(logsumexp(A, axis=1).sum(), rel=1e-10)
    R = np.exp(A - logsumexp(A, axis=1)[:, None])
    np.testing.assert_allclose(fit.responsibilities, R[:, :-1], atol=1e-9)


@few
@given(seeds)
def test_the_winner_takes_what_is_known(seed):
    X, K = gappy(seed)
    begin = begun(X, K, SHAPES["VVV"])
    fit, A = e_step(Incomplete.of(X), begin, hard), marginals(X, begin)
    assert fit.log_likelihood == pytest.approx(A.max(axis=1).sum(), rel=1e-10)
    np.testing.assert_array_equal(fit.labels, A.argmax(axis=1))


@few
@given(seeds)
def test_runs_side_by_side_are_runs(seed):
    X, K = gappy(seed)
    points = Incomplete.of(X)
    runs = [start(points.filled, K, rng=i) for i in range(3)]
    alive, batch = climb(points, Mixture.side_by_side(runs), 2)
    for place, run in enumerate(alive):
        *_, own = islice(em(points, runs[run]), 3)
        assert batch.log_likelihood[place] == pytest.approx(own.log_likelihood, rel=1e-9)


# Ends: where other ways lead.


def textbook_log_likelihood(t, X, K):
    """Of K full components in two dimensions, from unconstrained numbers."""
    t = np.reshape(t, (K, 6))
    logs = t[:, 0] - logsumexp(t[:, 0])
    L = np.zeros((K, 2, 2))
    L[:, 0, 0], L[:, 1, 1], L[:, 1, 0] = np.exp(t[:, 3]), np.exp(t[:, 4]), t[:, 5]
    mixture = Mixture(np.exp(logs), t[:, 1:3], L @ L.transpose(0, 2, 1))
    return logsumexp(marginals(X, mixture), axis=1).sum()


def as_numbers(mixture):
    L = np.linalg.cholesky(mixture.covariances)
    widths = np.log([L[:, 0, 0], L[:, 1, 1]]).T
    return np.column_stack([np.log(mixture.weights), mixture.means, widths, L[:, 1, 0]])


@pytest.mark.parametrize("K", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_direct_search_finds_nothing_likelier(K):
    """BFGS with numerical gradients: from elsewhere for one component, from the end for two."""
    rng = np.random.default_rng(K)
    X = rng.multivariate_normal([1, -1], [[2, 1], [1, 1.5]], 16)
    X[: 8 * (K - 1)] += 7
    X[::4, 0], X[1::5, 1] = np.nan, np.nan
    X = X[~np.isnan(X).all(axis=1)]
    *_, fit = until_converged(em(Incomplete.of(X), begun(X, K, SHAPES["VVV"])), tol=1e-12)
    told = textbook_log_likelihood(as_numbers(fit.mixture), X, K)
    assert told == pytest.approx(fit.log_likelihood)
    away = as_numbers(fit.mixture).ravel() + (0.3 if K == 1 else 0.02) * rng.normal(size=6 * K)
    found = minimize(lambda t: -textbook_log_likelihood(t, X, K), away, method="BFGS")
    assert -found.fun == pytest.approx(fit.log_likelihood, abs=1e-5)


def test_values_missing_at_random_do_no_harm():
    """The second feature is missing wherever the first is large; the complete points mislead.

    With a correlation of 0.8 the mean of y among those points is far from the mean of y.  The
    likelihood finds it again: standard errors are near 1 / √3000.
    """
    rng = np.random.default_rng(0)
    X = rng.multivariate_normal([0, 0], [[1, 0.8], [0.8, 1]], 3000)
    gone = X.copy()
    gone[X[:, 0] > 0.3, 1] = np.nan
    *_, fit = until_converged(em(Incomplete.of(gone), begun(gone, 1, SHAPES["VVV"])), tol=1e-10)
    np.testing.assert_allclose(fit.mixture.means[0], X.mean(axis=0), atol=0.06)
    np.testing.assert_allclose(fit.mixture.covariances[0], np.cov(X.T), atol=0.1)
    complete = gone[~np.isnan(gone).any(axis=1)]
    assert complete[:, 1].mean() < -0.3, "dropping such points would be a mistake"
    filled = Incomplete.of(gone).filled
    assert np.cov(filled.T)[0, 1] < 0.4, "and so would filling them with the mean"


def test_two_components_are_recovered():
    rng = np.random.default_rng(5)
    centres = np.array([[0.0, 0, 0], [4, 4, 0]])
    X = centres[np.arange(1200) % 2] + rng.normal(size=(1200, 3))
    X[rng.random(X.shape) < 0.25] = np.nan
    X = X[~np.isnan(X).all(axis=1)]
    *_, fit = until_converged(em(Incomplete.of(X), begun(X, 2, SHAPES["EII"])), tol=1e-9)
    order = fit.mixture.means[:, 0].argsort()
    np.testing.assert_allclose(fit.mixture.means[order], centres, atol=0.2)
    np.testing.assert_allclose(fit.mixture.covariances[0], np.eye(3), atol=0.1)


# What comes in.


def test_gaps_are_sorted_by_what_is_missing():
    X = np.array([[1.0, 2.0], [np.nan, 3.0], [4.0, 5.0], [np.nan, 1.0], [6.0, np.nan]])
    points = Incomplete.of(X)
    told = {tuple(p.seen): (p.rows.tolist(), p.values.tolist()) for p in points.patterns}
    assert told == {
        (0, 1): ([0, 2], [[1, 2], [4, 5]]),
        (1,): ([1, 3], [[3], [1]]),
        (0,): ([4], [[6]]),
    }
    np.testing.assert_allclose(points.origin, [11 / 3, 11 / 4])
    variances = [np.var([1, 4, 6]), np.var([2, 3, 5, 1])]
    np.testing.assert_allclose(points.covariance, np.diag(variances))
    np.testing.assert_allclose(points.filled[[1, 4]], [[11 / 3, 3], [6, 11 / 4]])
    assert np.isnan(X).sum() == 3, "what came in is not changed"


@pytest.mark.parametrize(
    ("X", "told"),
    [
        ([[1, 2], [np.nan, np.nan], [3, 4]], r"1 row\(s\) of X hold nothing but NaN, .* row 1"),
        ([[1, np.nan], [2, 5], [3, np.nan]], "column 1 of X has fewer than two different values"),
        ([[1, 7], [2, 7], [np.nan, 7]], "column 1 of X has fewer than two different values"),
        ([[1, np.inf], [2, 5]], r"X\[0, 1\] is inf"),
        ([1.0, np.nan], r"X has shape \(2,\)"),
        ([["a", "b"], ["c", "d"]], "X holds .* values"),
    ],
)
def test_points_that_say_nothing_are_refused(X, told):
    with pytest.raises(BadInput, match=told):
        Incomplete.of(X)


def test_weights_are_checked():
    with pytest.raises(BadInput, match=r"weights have shape \(3,\), but there are 2 points"):
        Incomplete.of([[1.0, 2.0], [2.0, 3.0]], weights=[1, 1, 1])

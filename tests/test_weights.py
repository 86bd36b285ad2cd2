"""Weighted points: 2 is the same as having the point twice, and 0 the same as not having it."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import islice, pairwise

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from gmmlab import BadInput, Mixture, Noise, aic, best_fit, bic, e_step, em, m_step, race, start
from gmmlab.assign import hard
from gmmlab.covariances import SHAPES
from gmmlab.errors import CollapsedComponent
from gmmlab.passes import Natural
from gmmlab.points import Points
from gmmlab.shapes import Full

shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
few = settings(max_examples=2 + settings().max_examples // 20)


@st.composite
def counted(draw, least=0):
    """Points, how often each counts, and how many components."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n, d, K = draw(st.tuples(st.integers(30, 60), st.integers(1, 3), st.integers(1, 3)))
    X = rng.normal(0, 4, (K, d))[rng.integers(K, size=n)] + rng.normal(size=(n, d))
    times = rng.integers(least, 4, n)
    times[:3] = 1
    return X, times, K


def after(fits, steps):
    """The fit so many steps on, or the last before a component was lost."""
    seen = []
    with suppress(CollapsedComponent):
        for fit in islice(fits, steps + 1):
            seen.append(fit)
    return seen[-1]


def assert_alike(one, two, rtol=1e-10):
    """The same log-likelihood and moments, of the same mixture."""
    assert one.log_likelihood == pytest.approx(two.log_likelihood, rel=rtol)
    assert one.n == pytest.approx(two.n, rel=1e-12)
    widths = np.sqrt(two.points.covariance.diagonal())
    for mine, theirs, unit in [
        (one.counts, two.counts, two.n),
        (one.moments.means, two.moments.means, widths),
        (one.moments.scatters, two.moments.scatters, np.outer(widths, widths)),
        (one.mixture.weights, two.mixture.weights, 1),
        (one.mixture.means, two.mixture.means, widths),
        (one.mixture.covariances, two.mixture.covariances, np.outer(widths, widths)),
    ]:
        np.testing.assert_allclose(mine / unit, theirs / unit, rtol=rtol, atol=rtol)


@shapes
@few
@given(counted())
def test_whole_weights_are_repeated_rows(shape, case):
    X, times, K = case
    begin = start(X, K, shape, rng=0)
    first = e_step(X, begin, weights=times)
    assert_alike(first, e_step(np.repeat(X, times, axis=0), begin))
    one = after(em(X, begin, weights=times), 4)
    two = after(em(np.repeat(X, times, axis=0), begin), 4)
    assert_alike(one, two, rtol=1e-6)
    one, two = e_step(X, two.mixture, weights=times), two
    assert_alike(one, two)
    assert bic(one) == pytest.approx(bic(two), rel=1e-10)
    assert aic(one) == pytest.approx(aic(two), rel=1e-10)
    np.testing.assert_allclose(
        np.repeat(one.responsibilities, times, axis=0), two.responsibilities, atol=1e-8
    )


@shapes
@few
@given(counted())
def test_no_weight_is_a_row_less(shape, case):
    X, times, K = case
    begin, kept = start(X, K, shape, rng=0), times > 0
    here, there = (e_step(X[k], begin, weights=times[k]) for k in (slice(None), kept))
    assert_alike(here, there)
    assert_alike(
        e_step(X, m_step(here), weights=times), e_step(X[kept], m_step(here), weights=times[kept])
    )


@shapes
@few
@given(counted(), st.floats(-3, 3))
def test_the_unit_of_the_weights_changes_only_the_size_of_the_sample(shape, case, decades):
    X, times, K = case
    begin, unit = start(X, K, shape, rng=0), 10.0**decades
    here, there = e_step(X, begin, weights=times), e_step(X, begin, weights=unit * times)
    assert there.log_likelihood == pytest.approx(unit * here.log_likelihood, rel=1e-10)
    np.testing.assert_allclose(there.counts, unit * here.counts, rtol=1e-10)
    assert there.n == pytest.approx(unit * here.n)
    one, two = m_step(here), m_step(there)
    np.testing.assert_allclose(two.weights, one.weights, rtol=1e-9)
    np.testing.assert_allclose(two.means, one.means, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(two.covariances, one.covariances, rtol=1e-7, atol=1e-9)


@shapes
@few
@given(counted())
def test_with_weights_the_likelihood_never_falls(shape, case):
    X, times, K = case
    weights = times + 0.3
    values, worst = [], 1.0
    with suppress(CollapsedComponent):
        for fit in islice(em(X, start(X, K, shape, rng=0), weights=weights), 20):
            values.append(fit.log_likelihood)
            worst = np.linalg.cond(fit.mixture.covariances).max()
    slack = 1e-11 * abs(values[-1]) + (0 if shape.separable else len(X) * worst * 2.3e-16)
    assert all(b >= a - slack for a, b in pairwise(values))


@given(counted())
def test_the_spread_of_weighted_points_is_numpys(case):
    X, times, _ = case
    points = Points.of(X, Full(), times.astype(float))
    assert points.n == times.sum()
    np.testing.assert_allclose(points.origin, np.average(X, axis=0, weights=times), atol=1e-12)
    wanted = np.cov(X.T, fweights=times, bias=True).reshape(points.covariance.shape)
    np.testing.assert_allclose(points.covariance, wanted, rtol=1e-10, atol=1e-12)


@shapes
@few
@given(counted())
def test_both_passes_agree_on_weighted_points(shape, case):
    """Features and residuals, as in the laws without weights."""
    from gmmlab.assign import soft

    X, times, K = case
    begin = start(X, K, shape, rng=0)
    points = Points.of(X, shape, times + 0.5)
    quick = points._by_features(Natural(begin, points.origin, shape), soft)
    exact = points._by_residuals(begin, soft)
    assert float(quick.log_likelihood) == pytest.approx(float(exact.log_likelihood), rel=1e-11)
    np.testing.assert_allclose(quick.moments.counts, exact.moments.counts, rtol=1e-10)
    np.testing.assert_allclose(quick.moments.means, exact.moments.means, atol=1e-9)
    own = [shape.covariances(p.moments.counts, p.moments.scatters) for p in (quick, exact)]
    np.testing.assert_allclose(*own, rtol=1e-8, atol=1e-9)


@shapes
@pytest.mark.parametrize("thin", [False, True])
def test_many_blocks_of_weighted_points_are_one_sample(shape, thin):
    """More points than a block holds, by features and in the components' own frames."""
    rng = np.random.default_rng(4)
    X = rng.normal(size=(20_000, 3)) * (1e-4 if thin else 1)
    X[:8000] += [5, 0, 2]
    weights = rng.uniform(0, 2, len(X))
    means = np.array([[5.0, 0, 2], [0.0, 0, 0]])
    width = 1e-8 if thin else 1.5
    begin = Mixture(np.array([0.4, 0.6]), means, np.tile(width * np.eye(3), (2, 1, 1)), shape)
    fit = e_step(X, begin, weights=weights)
    assert not fit.points.in_one_block
    assert fit.log_likelihood == pytest.approx(begin.log_density(X) @ weights, rel=1e-10)
    R = begin.responsibilities(X) * weights[:, None]
    np.testing.assert_allclose(fit.counts, R.sum(axis=0), rtol=1e-9)
    middle = R.T @ X / R.sum(axis=0)[:, None]
    np.testing.assert_allclose(fit.moments.means + fit.points.origin, middle, atol=1e-9)
    gaps = X - middle[:, None]
    scatters = np.einsum("nk,kni,knj->kij", R, gaps, gaps) / R.sum(axis=0)[:, None, None]
    found = [shape.covariances(fit.counts, s) for s in (fit.moments.scatters, scatters)]
    np.testing.assert_allclose(*found, rtol=1e-6, atol=1e-8 * width)


@few
@given(counted())
def test_weighted_classification_counts_winners(case):
    X, times, K = case
    begin = start(X, K, rng=0)
    fit = e_step(X, begin, hard, weights=times)
    labels = begin.log_joint(X).argmax(axis=1)
    np.testing.assert_allclose(fit.counts, np.bincount(labels, times, begin.K), atol=1e-9)
    assert fit.log_likelihood == pytest.approx(begin.log_joint(X).max(axis=1) @ times, rel=1e-10)


@few
@given(counted())
def test_noise_is_weighted_like_the_rest(case):
    X, times, K = case
    begin = start(X, K, rng=0)
    begin = replace(
        begin, weights=0.8 * begin.weights, noise=Noise(X.min(axis=0) - 1, X.max(axis=0) + 1)
    )
    one = after(em(X, begin, weights=times), 3)
    two = after(em(np.repeat(X, times, axis=0), begin), 3)
    assert_alike(one, two, rtol=1e-7)


def test_a_weighted_race_is_a_race_on_repeated_rows():
    """Not from the same starts, but to the same end."""
    rng = np.random.default_rng(2)
    X = np.concatenate([rng.normal(m, 1, (60, 2)) for m in ([0, 0], [6, 0], [0, 6])])
    times = rng.integers(0, 4, len(X))
    one = best_fit(X, 3, rng=0, weights=times)
    two = best_fit(np.repeat(X, times, axis=0), 3, rng=1)
    assert one.log_likelihood == pytest.approx(two.log_likelihood, rel=1e-7)
    assert one.n == two.n == times.sum()
    assert race(X, 3, rng=0, weights=times).fit.log_likelihood == one.log_likelihood


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        (np.ones(4), r"weights have shape \(4,\), but there are 5 points: one each"),
        (np.ones((5, 1)), r"weights have shape \(5, 1\)"),
        ([1, 1, 1, 1, -1], "weights from -1 to 1, with sum 3, are no counts"),
        (np.zeros(5), "with sum 0, are no counts: they must be finite, 0 or more, and not all 0"),
        ([1, 1, np.nan, 1, 1], "are no counts"),
        ([1, 1, np.inf, 1, 1], "are no counts"),
    ],
)
def test_weights_that_count_nothing_are_refused(weights, told):
    X = np.arange(10.0).reshape(5, 2) ** 2
    begin = start(X, 1, rng=0)
    for door in (
        partial(e_step, X, begin),
        lambda weights: next(em(X, begin, weights=weights)),
        partial(best_fit, X, 1),
    ):
        with pytest.raises(BadInput, match=told):
            door(weights=weights)

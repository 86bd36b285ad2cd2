"""Laws every fit obeys, whatever the data: monotone, normalised, indifferent to units and order."""

from dataclasses import replace
from itertools import islice, pairwise

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given

from gmmlab import Mixture, em, kmeans, m_step, start
from gmmlab.covariances import SHAPES
from gmmlab.criteria import entropy
from gmmlab.errors import CollapsedComponent
from gmmlab.shapes import Diagonal, Full
from gmmlab.stopping import left_to_gain, until_converged

shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)


@st.composite
def clouds(draw):
    """n points in d dimensions, about K true centres: data worth clustering."""
    n, d, K = draw(st.tuples(st.integers(30, 80), st.integers(1, 3), st.integers(1, 4)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return rng.normal(0, 4, (K, d))[rng.integers(K, size=n)] + rng.normal(size=(n, d)), K


def climb(X, begin, steps):
    """The fits of so many steps; fewer if a component loses its points on the way."""
    fits = []
    try:
        for fit in islice(em(X, begin), steps):
            fits.append(fit)
    except CollapsedComponent:
        assume(len(fits) > 1)
    return fits


@shapes
@given(clouds())
def test_the_likelihood_never_falls(shape, cloud):
    """Not by more than rounding: the floor is a constraint, not a ridge.

    A component as thin as the floor allows is kept as a factor, not as a rounded matrix.  Where
    covariances hang together there is no such factor, and each point may lose what the matrix
    has lost: its condition times the rounding of a number.
    """
    X, K = cloud
    for before, after in pairwise(climb(X, start(X, K, shape, rng=0), 40)):
        rounding = 1e-11 * abs(before.log_likelihood)
        if not shape.separable:
            worst = np.linalg.cond(after.mixture.covariances).max()
            rounding += len(X) * worst * np.finfo(float).eps
        assert after.log_likelihood >= before.log_likelihood - rounding


@shapes
def test_the_likelihood_never_falls_when_the_floor_holds(shape):
    """Points on a line and one far off it: a component collapses, and the climb goes on."""
    rng = np.random.default_rng(3)
    X = np.vstack(
        [np.column_stack([np.linspace(0, 1, 20), np.zeros(20)]), rng.normal(5, 1, (9, 2))]
    )
    means = np.array([[0.5, 0.0], [5.0, 5.0]])
    begin = Mixture(np.full(2, 0.5), means, np.tile(np.eye(2), (2, 1, 1)), shape)
    fits = list(islice(em(X, begin), 60))
    values = [fit.log_likelihood for fit in fits]
    assert all(b >= a - 1e-11 * abs(a) for a, b in pairwise(values))
    if shape.separable:
        assert fits[-1].collapsed == ((0,) if shape in (Full(), Diagonal()) else ())


def test_the_check_of_monotony_can_fail():
    """With a ridge the log-likelihood does fall: the law above is not true of everything."""
    X = np.random.default_rng(0).normal(size=(60, 2)) * [1.0, 0.02]
    run = em(X, start(X, 3, rng=2), maximise=lambda fit: m_step(fit, floor=0, ridge=0.01))
    values = [fit.log_likelihood for fit in islice(run, 60)]
    assert not all(b >= a - 1e-11 * abs(a) for a, b in pairwise(values))


@shapes
@given(clouds())
def test_responsibilities_and_weights_sum_to_one(shape, cloud):
    X, K = cloud
    for fit in climb(X, start(X, K, shape, rng=0), 5):
        np.testing.assert_allclose(fit.responsibilities.sum(axis=1), 1, rtol=1e-12)
        np.testing.assert_allclose(fit.mixture.weights.sum(), 1, rtol=1e-12)
        np.testing.assert_allclose(fit.counts, fit.responsibilities.sum(axis=0), rtol=1e-9)


@shapes
@given(clouds())
def test_what_a_fit_says_is_said_of_its_own_mixture(shape, cloud):
    """The pass through features agrees with each density computed from its own Cholesky factor."""
    X, K = cloud
    for fit in climb(X, start(X, K, shape, rng=0), 4):
        direct = fit.mixture.log_density(X).sum()
        np.testing.assert_allclose(fit.log_likelihood, direct, rtol=1e-10)
        R = fit.mixture.responsibilities(X)
        np.testing.assert_allclose(fit.responsibilities, R, atol=1e-8)


@shapes
@given(clouds())
def test_both_passes_agree(shape, cloud):
    """Features and residuals are two ways to the same moments."""
    from gmmlab.assign import soft
    from gmmlab.passes import Natural
    from gmmlab.points import Points

    X, K = cloud
    points, mixture = Points.of(X, shape), start(X, K, shape, rng=0)
    quick = points._by_features(Natural(mixture, points.origin, shape), soft)
    exact = points._by_residuals(mixture, soft)
    np.testing.assert_allclose(quick.log_likelihood, exact.log_likelihood, rtol=1e-11)
    np.testing.assert_allclose(quick.moments.means, exact.moments.means, atol=1e-9)
    own = [shape.covariances(p.moments.counts, p.moments.scatters) for p in (quick, exact)]
    np.testing.assert_allclose(*own, rtol=1e-8, atol=1e-9)


@given(clouds(), st.integers(0, 2**32 - 1))
def test_full_covariances_are_indifferent_to_units(cloud, seed):
    """EM of an affine image is the affine image of EM: no unit, axis or origin is special."""
    X, K = cloud
    rng = np.random.default_rng(seed)
    d = X.shape[1]
    A, b = np.eye(d) + 0.3 * rng.normal(size=(d, d)), 100 * rng.normal(size=d)
    assume(np.linalg.cond(A) < 50)
    here = start(X, K, rng=0)
    there = Mixture(here.weights, here.means @ A.T + b, A @ here.covariances @ A.T)
    before, after = climb(X, here, 10)[-1], climb(X @ A.T + b, there, 10)[-1]
    expected = before.mixture.means @ A.T + b
    np.testing.assert_allclose(after.responsibilities, before.responsibilities, atol=1e-6)
    np.testing.assert_allclose(after.mixture.means, expected, rtol=1e-6, atol=1e-5)


@shapes
@given(clouds(), st.randoms(use_true_random=False))
def test_the_order_of_points_and_components_does_not_matter(shape, cloud, random):
    X, K = cloud
    rows, names = list(range(len(X))), list(range(K))
    random.shuffle(rows)
    random.shuffle(names)
    begin = start(X, K, shape, rng=0)
    other = Mixture(begin.weights[names], begin.means[names], begin.covariances[names], begin.shape)
    one, two = climb(X, begin, 6)[-1], climb(X[rows], other, 6)[-1]
    np.testing.assert_allclose(two.log_likelihood, one.log_likelihood, rtol=1e-9)
    np.testing.assert_allclose(
        two.responsibilities, one.responsibilities[np.ix_(rows, names)], atol=1e-6
    )


@given(clouds())
def test_kmeans_is_em_of_shrinking_balls(cloud):
    """As σ → 0 the responsibilities of equal balls tend to k-means' assignments."""
    X, K = cloud
    balls = Mixture.balls(X[:K])
    tiny = replace(balls, covariances=1e-6 * balls.covariances)
    nearest = next(kmeans(X, balls)).responsibilities
    soft = next(em(X, tiny)).responsibilities
    clear = soft.max(axis=1) > 1 - 1e-9
    assert clear.mean() > 0.9
    np.testing.assert_allclose(soft[clear], nearest[clear], atol=1e-9)


@given(clouds())
def test_kmeans_lessens_its_objective_and_leaves_nobody_empty(cloud):
    X, K = cloud
    fits = list(islice(kmeans(X, Mixture.balls(X[:K])), 12))
    values = [fit.log_likelihood for fit in fits]
    assert all(b >= a - 1e-11 * abs(a) for a, b in pairwise(values))
    assert fits[-1].counts.min() >= 1


def test_an_empty_cluster_takes_the_worst_served_point():
    X = np.array([[0.0], [1.0], [2.0], [30.0]])
    lost = Mixture.balls(np.array([[1.0], [500.0]]))
    _, moved, *_, end = islice(kmeans(X, lost), 4)
    assert moved.mixture.means[1] == 30
    assert end.counts.tolist() == [3, 1]


def test_a_floor_is_the_constrained_maximum():
    """No covariance allowed by the floor makes the given scatter likelier than the lifted one."""
    from gmmlab.floors import raised

    rng = np.random.default_rng(5)
    scatter = np.diag([2.0, 1e-3])
    least = 0.05 * np.array([[1.0, 0.4], [0.4, 1.0]])
    lifted, factor = (of[0] for of in raised(scatter[None], least))
    np.testing.assert_allclose(factor @ factor.T, lifted, rtol=1e-12)
    assert np.all(np.triu(factor, 1) == 0)
    assert np.all(np.diag(factor) > 0)

    def score(sigma):
        return -np.linalg.slogdet(sigma)[1] - np.trace(np.linalg.solve(sigma, scatter))

    assert np.linalg.eigvalsh(lifted - least).min() >= -1e-12
    tried = 0
    for _ in range(2000):
        B = rng.normal(size=(2, 2)) * 10 ** rng.uniform(-4, -0.5)
        rival = lifted + (B + B.T) / 2
        if np.linalg.eigvalsh(rival - least).min() >= 0:
            tried += 1
            assert score(rival) <= score(lifted) + 1e-9
    assert tried > 100
    assert score(scatter) > score(lifted)


@shapes
def test_far_from_the_origin_nothing_changes(shape):
    """An offset of 1e8 costs the data's own digits, and no more."""
    X = np.random.default_rng(1).normal(size=(200, 2)) + np.repeat([[0, 0], [6, 3]], 100, axis=0)
    X = np.round(X * 2**20) / 2**20  # exactly representable with the offset
    begin = start(X, 2, shape, rng=0)
    moved = replace(begin, means=begin.means + 2.0**27)
    here, there = list(islice(em(X, begin), 6))[-1], list(islice(em(X + 2.0**27, moved), 6))[-1]
    np.testing.assert_allclose(there.log_likelihood, here.log_likelihood, rtol=1e-7)


def test_thin_components_take_the_exact_pass():
    """Spread a million times the width: features about the mean would lose every digit."""
    rng = np.random.default_rng(2)
    X = np.vstack([rng.normal(c, 1e-4, (50, 2)) for c in ([0, 0], [100, 0], [0, 100])])
    corners = np.array([[0.0, 0], [100, 0], [0, 100]])
    begin = Mixture(np.full(3, 1 / 3), corners, np.tile(1e-8 * np.eye(2), (3, 1, 1)))
    *_, fit = islice(em(X, begin, maximise=lambda fit: m_step(fit, floor=0)), 3)
    groups = X.reshape(3, 50, 2)
    within = np.array([np.cov(g.T, bias=True) for g in groups])
    np.testing.assert_allclose(fit.mixture.covariances, within, rtol=1e-6)
    expected = sum(
        Mixture(np.ones(1), g.mean(axis=0)[None], c[None]).log_density(g).sum() - 50 * np.log(3)
        for g, c in zip(groups, within, strict=True)
    )
    np.testing.assert_allclose(fit.log_likelihood, expected, rtol=1e-9)


def test_many_blocks_are_one_sample():
    """More points than one block holds: the same fit as for all of them at once."""
    rng = np.random.default_rng(4)
    X = rng.normal(size=(20_000, 3))
    X[:8000] += [5, 0, 2]
    for shape in SHAPES.values():
        fit = next(em(X, start(X, 2, shape, rng=0)))
        assert not fit.points.in_one_block
        np.testing.assert_allclose(fit.log_likelihood, fit.mixture.log_density(X).sum(), rtol=1e-11)
        R = fit.responsibilities
        np.testing.assert_allclose(fit.counts, R.sum(axis=0), rtol=1e-9)
        np.testing.assert_allclose(
            fit.moments.means + X.mean(axis=0), R.T @ X / R.sum(axis=0)[:, None], rtol=1e-8
        )


@given(st.floats(0.01, 0.95), st.floats(0.1, 100))
def test_aitken_knows_what_a_geometric_climb_has_left(ratio, gain):
    values = [-gain * ratio**i for i in range(3)]
    assert left_to_gain(*values) == pytest.approx(gain * ratio**2, rel=1e-6)


def test_a_slow_climb_is_not_mistaken_for_its_end():
    """Small gains with much left to gain go on: the rule looks at what is left."""
    X = np.random.default_rng(7).normal(size=(300, 1))
    X[:150] += 1.2
    fits = list(until_converged(em(X, start(X, 2, rng=3)), tol=1e-6))
    far = list(until_converged(em(X, start(X, 2, rng=3)), tol=1e-12, max_iter=50_000))
    assert len(far) > len(fits)
    assert far[-1].log_likelihood - fits[-1].log_likelihood < 20 * 1e-6 * 300


@given(clouds())
def test_entropy_is_between_none_and_all(cloud):
    X, K = cloud
    fit = next(em(X, start(X, K, rng=0)))
    assert 0 <= entropy(fit) <= len(X) * np.log(K) + 1e-9

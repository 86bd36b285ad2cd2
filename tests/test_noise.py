"""A uniform background: one row more than there are components, of which only the height counts."""

from contextlib import suppress
from dataclasses import replace
from itertools import islice, pairwise

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given, reject, settings
from scipy.special import logsumexp
from scipy.stats import multivariate_normal

from gmmlab import Mixture, Noise, bic, e_step, em, m_step, start, until_converged
from gmmlab.assign import hard
from gmmlab.covariances import SHAPES
from gmmlab.errors import BadMixture, CollapsedComponent
from gmmlab.shapes import Diagonal, Full, Spherical

shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
few = settings(max_examples=2 + settings().max_examples // 20)


@st.composite
def spoilt(draw):
    """Clusters with points strewn among them, and how many clusters."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n, d, K = draw(st.tuples(st.integers(30, 60), st.integers(1, 3), st.integers(1, 3)))
    X = rng.normal(0, 4, (K, d))[rng.integers(K, size=n)] + rng.normal(size=(n, d))
    return np.concatenate([X, rng.uniform(-12, 12, (n // 4, d))]), K


def begun(X, K, shape, share=0.1):
    """A start of which noise has a share."""
    plain = start(X, K, shape, rng=0)
    return replace(plain, weights=(1 - share) * plain.weights, noise=Noise.around(X))


def rows(X, mixture):
    """Log πₖ N(x | μₖ, Σₖ) and log π₀ / V as K + 1 rows, (K + 1, n), by scipy."""
    parameters = zip(mixture.weights, mixture.means, mixture.covariances, strict=True)
    own = [np.log(w) + multivariate_normal(m, S).logpdf(X) for w, m, S in parameters]
    volume = np.prod(mixture.noise.upper - mixture.noise.lower)
    flat = np.full(len(X), np.log(max(1 - mixture.weights.sum(), 1e-300)) - np.log(volume))
    return np.array([np.atleast_1d(row) for row in [*own, flat]])


@shapes
@few
@given(spoilt())
def test_noise_is_one_component_more(shape, case):
    """Log-likelihood, responsibilities and moments against K + 1 rows; for every shape."""
    X, K = case
    mixture = begun(X, K, shape)
    fit = e_step(X, mixture)
    A = rows(X, mixture)
    R = np.exp(A - logsumexp(A, axis=0))[:-1].T
    assert fit.log_likelihood == pytest.approx(logsumexp(A, axis=0).sum(), rel=1e-10)
    np.testing.assert_allclose(mixture.log_density(X), logsumexp(A, axis=0), rtol=1e-9)
    np.testing.assert_allclose(fit.responsibilities, R, atol=1e-9)
    np.testing.assert_allclose(mixture.responsibilities(X), R, atol=1e-9)
    np.testing.assert_allclose(fit.counts, R.sum(axis=0), rtol=1e-9)
    moved = m_step(fit)
    np.testing.assert_allclose(moved.weights, R.sum(axis=0) / len(X), rtol=1e-9)
    means = R.T @ X / R.sum(axis=0)[:, None]
    np.testing.assert_allclose(moved.means, means, atol=1e-8)
    gaps = X - means[:, None]
    scatters = np.einsum("nk,kni,knj->kij", R, gaps, gaps) / R.sum(axis=0)[:, None, None]
    wanted = shape.covariances(R.sum(axis=0), scatters, mixture.covariances)
    np.testing.assert_allclose(moved.covariances, wanted, rtol=1e-6, atol=1e-8)
    assert moved.noise is mixture.noise


def em_with_a_row_more(X, begin, steps):
    """Weights, means and covariances of full components after so many steps, from scratch."""
    w, mu, sigma, noise = begin.weights, begin.means, begin.covariances, begin.noise
    for _ in range(steps):
        A = rows(X, Mixture(w, mu, sigma, Full(), noise))
        R = np.exp(A - logsumexp(A, axis=0))[:-1]
        counts = R.sum(axis=1)
        w, mu = counts / len(X), R @ X / counts[:, None]
        sigma = np.array([np.cov(X.T, aweights=r, bias=True).reshape(sigma[0].shape) for r in R])
    return w, mu, sigma


@few
@given(spoilt())
def test_ten_steps_are_those_of_a_textbook_loop(case):
    X, K = case
    begin = begun(X, K, Full())
    try:
        *_, fit = islice(em(X, begin), 11)
    except CollapsedComponent:
        reject()
    assume(not fit.collapsed and np.linalg.cond(fit.mixture.covariances).max() < 1e4)
    wanted = em_with_a_row_more(X, begin, 10)
    found = fit.mixture.weights, fit.mixture.means, fit.mixture.covariances
    for mine, theirs in zip(found, wanted, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-6, atol=1e-7)


@shapes
@few
@given(spoilt())
def test_with_noise_the_likelihood_never_falls(shape, case):
    X, K = case
    values, worst = [], 1.0
    with suppress(CollapsedComponent):
        for fit in islice(em(X, begun(X, K, shape)), 25):
            values.append(fit.log_likelihood)
            worst = np.linalg.cond(fit.mixture.covariances).max()
    slack = 1e-11 * abs(values[-1]) + (0 if shape.separable else len(X) * worst * 2.3e-16)
    assert all(b >= a - slack for a, b in pairwise(values))


@shapes
def test_a_lone_component_may_shrink_onto_a_point(shape):
    """Noise takes all others, and there is no spread left to share: the floor holds."""
    X = np.concatenate([np.full((5, 3), 2.0), np.random.default_rng(0).uniform(-9, 9, (40, 3))])
    begin = Mixture(np.full(1, 0.1), X[:1], 1e-4 * np.eye(3)[None], shape, Noise.around(X))
    *_, fit = islice(em(X, begin), 12)
    np.testing.assert_allclose(fit.mixture.means[0], 2, atol=1e-6)
    assert fit.mixture.weights[0] == pytest.approx(5 / 45, abs=1e-6)
    assert np.linalg.eigvalsh(fit.mixture.covariances[0]).min() > 0


@few
@given(spoilt())
def test_the_shares_of_components_and_noise_sum_to_one(case):
    X, K = case
    with suppress(CollapsedComponent):
        for fit in islice(em(X, begun(X, K, Full())), 6):
            A = rows(X, fit.mixture)
            noise = np.exp(A[-1] - logsumexp(A, axis=0))
            np.testing.assert_allclose(fit.responsibilities.sum(axis=1) + noise, 1, rtol=1e-9)
            told = np.exp(fit.mixture.background[0] - fit.mixture.noise.log_height)
            assert fit.mixture.weights.sum() + told == pytest.approx(1, abs=1e-12)
            assert fit.counts.sum() + noise.sum() == pytest.approx(len(X), rel=1e-9)


@shapes
def test_without_a_share_noise_is_not_there(shape):
    """A background of no weight: the plain fit, at every step."""
    X = np.random.default_rng(0).normal(size=(80, 2))
    X[:40] += 5
    plain = start(X, 2, shape, rng=0)
    quiet = replace(plain, noise=Noise.around(X))
    for one, two in zip(islice(em(X, plain), 6), islice(em(X, quiet), 6), strict=True):
        assert two.log_likelihood == pytest.approx(one.log_likelihood, rel=1e-10)
        np.testing.assert_allclose(two.mixture.means, one.mixture.means, atol=1e-9)
        np.testing.assert_allclose(two.mixture.covariances, one.mixture.covariances, atol=1e-8)
    assert bic(two) == pytest.approx(bic(one) + np.log(80), rel=1e-10)


def strewn(seed=1):
    """Two clusters of 400 and 300 in a square, and 300 points anywhere in it."""
    rng = np.random.default_rng(seed)
    clusters = [rng.normal(m, 0.5, (n, 2)) for m, n in (([-5, -5], 400), ([5, 4], 300))]
    return np.concatenate([*clusters, rng.uniform(-10, 10, (300, 2))])


@shapes
def test_planted_noise_is_found(shape):
    """Three in ten points; √(0.3 0.7 / 1000) is 0.014, and some lie under the clusters."""
    X = strewn()
    begin = replace(begun(X, 2, shape, 0.5), means=np.array([[-5.0, -5], [5, 4]]))
    *_, fit = until_converged(em(X, begin), tol=1e-8)
    mixture = fit.mixture
    np.testing.assert_allclose(mixture.weights, [0.4, 0.3], atol=0.02)
    np.testing.assert_allclose(mixture.means, [[-5, -5], [5, 4]], atol=0.1)
    np.testing.assert_allclose(mixture.covariances, np.tile(0.25 * np.eye(2), (2, 1, 1)), atol=0.05)
    belongs = fit.responsibilities.sum(axis=1)
    assert belongs[:700].mean() > 0.95
    assert belongs[700:].mean() < 0.1
    *_, without = until_converged(em(X, start(X, 2, shape, rng=0)), tol=1e-8)
    assert bic(fit) < bic(without) - 100


def test_noise_has_one_free_parameter():
    X = strewn()
    for shape in (Full(), Diagonal(shared=True), Spherical()):
        plain, noisy = start(X, 3, shape, rng=0), begun(X, 3, shape)
        assert noisy.free_parameters == plain.free_parameters + 1
        assert plain.free_parameters == 2 + 6 + shape.freedom(3, 2)


def test_samples_of_noise_are_labelled_minus_one():
    box = Noise(np.array([-20.0, 3.0]), np.array([20.0, 4.0]))
    sigma = np.tile(1e-6 * np.eye(2), (2, 1, 1))
    mixture = Mixture(np.array([0.2, 0.5]), np.full((2, 2), -7.0), sigma, noise=box)
    X, labels = mixture.sample(4000, rng=0)
    assert set(labels.tolist()) == {-1, 0, 1}
    share = np.bincount(labels + 1) / 4000
    np.testing.assert_allclose(share, [0.3, 0.2, 0.5], atol=0.03)
    strewn, drawn = X[labels < 0], X[labels >= 0]
    assert np.all((strewn >= box.lower) & (strewn <= box.upper))
    np.testing.assert_allclose(strewn.mean(axis=0), [0, 3.5], atol=1.5)
    np.testing.assert_allclose(drawn, -7, atol=0.01)


def test_the_box_is_the_smallest_that_holds_the_points():
    X = np.array([[1.0, -2.0], [3.0, 5.0], [2.0, 0.0]])
    box = Noise.around(X)
    np.testing.assert_array_equal([box.lower, box.upper], [[1, -2], [3, 5]])
    assert box.log_height == pytest.approx(-np.log(14))


def test_the_winner_may_be_the_noise():
    """Hard assignment: a point that noise explains better belongs to nobody."""
    X = np.array([[0.0], [0.1], [-0.1], [8.0], [-10.0], [10.0]])
    mixture = Mixture(np.array([0.5]), np.zeros((1, 1)), np.ones((1, 1, 1)), noise=Noise.around(X))
    fit = e_step(X, mixture, hard)
    np.testing.assert_array_equal(fit.responsibilities.ravel(), [1, 1, 1, 0, 0, 0])
    assert fit.log_likelihood == pytest.approx(rows(X, mixture).max(axis=0).sum())


def test_a_thin_component_beside_noise_takes_the_exact_pass():
    """In the components' own frames noise has its share too."""
    rng = np.random.default_rng(0)
    X = np.concatenate([rng.normal(0, 1e-5, (50, 2)), rng.uniform(-50, 50, (50, 2))])
    mixture = Mixture(
        np.array([0.5]), np.zeros((1, 2)), 1e-10 * np.eye(2)[None], noise=Noise.around(X)
    )
    fit = e_step(X, mixture)
    assert fit.log_likelihood == pytest.approx(logsumexp(rows(X, mixture), axis=0).sum(), rel=1e-12)
    assert fit.counts[0] == pytest.approx(50, abs=1e-6)


def test_weights_and_noise_share_one():
    box = Noise(np.zeros(1), np.ones(1))
    more = Mixture(np.array([0.8, 0.3]), np.zeros((2, 1)), np.ones((2, 1, 1)), noise=box)
    with pytest.raises(BadMixture, match=r"sum to 1\.1: they must be 0 or more and sum to 1"):
        more.log_density([[0.0]])
    less = replace(more, noise=None, weights=np.array([0.2, 0.3]))
    with pytest.raises(BadMixture, match=r"sum to 0\.5"):
        less.log_density([[0.0]])
    assert replace(less, noise=box).log_density([[0.0]]) == pytest.approx(
        np.log(0.5 + 0.5 / np.sqrt(2 * np.pi))
    )

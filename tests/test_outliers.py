"""Surprise is calibrated by the mixture itself; uncertainty is another thing."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from scipy.stats import chi2, kstest

from gmmlab import BadInput, Mixture, best_fit, datasets, e_step
from gmmlab.mixture import Noise
from gmmlab.outliers import anomaly_scores, uncertainty

THREE = Mixture(
    np.array([0.2, 0.3, 0.5]),
    np.array([[0.0, 0.0], [3.0, 1.0], [-4.0, 5.0]]),
    np.array([[[1.0, 0.8], [0.8, 1.0]], [[0.1, 0.0], [0.0, 4.0]], [[2.0, 0.0], [0.0, 2.0]]]),
)
NOISY = Mixture(
    0.8 * THREE.weights, THREE.means, THREE.covariances,
    noise=Noise(np.full(2, -9.0), np.full(2, 9.0)),
)  # fmt: skip


@pytest.mark.parametrize("mixture", [THREE, NOISY])
def test_points_of_the_mixture_have_uniform_tails(mixture):
    """Kolmogorov and Smirnov: 2,000 points, each with the mixture's own 50,000 to compare with."""
    X, _ = mixture.sample(2000, rng=1)
    tail = anomaly_scores(mixture, X, draws=50_000, rng=2).tail
    assert kstest(tail, "uniform").pvalue > 0.01


def test_the_check_of_uniformity_can_fail():
    """Points of another mixture, a fifth wider, do not pass for this one's."""
    wide = Mixture(THREE.weights, THREE.means, 1.44 * THREE.covariances)
    X, _ = wide.sample(2000, rng=1)
    assert kstest(anomaly_scores(THREE, X, draws=50_000, rng=2).tail, "uniform").pvalue < 1e-6


def test_with_few_draws_the_tail_is_uniform_exactly():
    """With 4 draws a tail is 1/5, ..., 5/5, each a fifth of the time: a rank among equals."""
    rng = np.random.default_rng(0)
    tails = [
        float(anomaly_scores(THREE, THREE.sample(1, rng)[0], draws=4, rng=rng).tail[0])
        for _ in range(1000)
    ]
    values, counts = np.unique(np.round(tails, 12), return_counts=True)
    np.testing.assert_allclose(values, np.arange(1, 6) / 5)
    assert np.all(np.abs(counts - 200) < 4 * np.sqrt(200 * 0.8))


def test_one_gaussian_has_a_closed_form():
    """Less dense is further out: the tail of chi-squared with d degrees of freedom."""
    rng = np.random.default_rng(3)
    X = 1.5 * rng.normal(size=(50, 3))
    ball = Mixture.balls(np.zeros((1, 3)))
    tail = anomaly_scores(ball, X, draws=100_000, rng=4).tail
    exact = chi2.sf(np.sum(X**2, axis=1), 3)
    assert np.all(np.abs(tail - exact) < 5 * np.sqrt(exact * (1 - exact) / 1e5) + 1e-5)


@given(st.integers(0, 2**32 - 1))
def test_units_do_not_matter_to_the_tail(seed):
    """Minutes or seconds: the density changes, the tail does not."""
    rng = np.random.default_rng(seed)
    X = 3 * rng.normal(size=(20, 2))
    seconds = Mixture(THREE.weights, 60 * THREE.means, 3600 * THREE.covariances)
    here = anomaly_scores(THREE, X, draws=200, rng=seed)
    there = anomaly_scores(seconds, 60 * X, draws=200, rng=seed)
    np.testing.assert_allclose(there.tail, here.tail, atol=1 / 201)
    np.testing.assert_allclose(there.surprise, here.surprise + 2 * np.log(60), rtol=1e-9)


def test_the_two_scores_agree_on_the_order():
    X = 5 * np.random.default_rng(0).normal(size=(100, 2))
    scores = anomaly_scores(THREE, X, rng=0)
    ordered = scores.tail[np.argsort(scores.surprise)]
    assert np.all(np.diff(ordered) <= 0)
    np.testing.assert_array_equal(scores.surprise, -THREE.log_density(X))
    assert 0 < scores.tail.min() <= scores.tail.max() <= 1


def test_a_seed_decides_everything():
    X = datasets.faithful().X
    fit = best_fit(X, 2, rng=0)
    one, same, other = (anomaly_scores(fit.mixture, X, draws=500, rng=s).tail for s in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)


def test_far_out_is_a_surprise_but_no_doubt():
    """And half-way between two components the other way round."""
    two = Mixture.balls(np.array([[-1.0], [1.0]]))
    X = [[0.0], [9.0]]
    between, beyond = anomaly_scores(two, X, rng=0).tail
    assert between > 0.3 > 1e-3 > beyond
    np.testing.assert_allclose(uncertainty(two, X), [0.5, 0], atol=1e-7)


@given(st.integers(0, 2**32 - 1))
def test_uncertainty_is_one_minus_the_largest_share(seed):
    X = 4 * np.random.default_rng(seed).normal(size=(30, 2))
    doubt = uncertainty(THREE, X)
    np.testing.assert_array_equal(doubt, 1 - THREE.responsibilities(X).max(axis=1))
    assert 0 <= doubt.min() <= doubt.max() <= 1 - 1 / 3
    np.testing.assert_allclose(uncertainty(e_step(X, THREE)), doubt, atol=1e-9)
    np.testing.assert_array_equal(uncertainty(e_step(X[:5], THREE), X), doubt)


def test_uncertainty_is_how_often_the_label_is_wrong():
    """Of points whose component is known, the mean of the stated doubts are mislabelled."""
    X, truth = THREE.sample(50_000, rng=5)
    wrong = THREE.responsibilities(X).argmax(axis=1) != truth
    doubt = uncertainty(THREE, X)
    standard_error = np.sqrt(np.mean(doubt * (1 - doubt)) / len(X))
    assert abs(wrong.mean() - doubt.mean()) < 4 * standard_error


def test_what_cannot_be_answered_is_explained():
    with pytest.raises(BadInput, match="a mixture holds no points"):
        uncertainty(THREE)
    with pytest.raises(BadInput, match="draws=0"):
        anomaly_scores(THREE, [[0.0, 0.0]], draws=0)

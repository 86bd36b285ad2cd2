"""Components are numbered by chance: what is said of them must not depend on it."""

from itertools import permutations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from scipy.integrate import quad
from sklearn.metrics import adjusted_rand_score

from gmmlab import BadInput, Mixture, best_fit, datasets
from gmmlab.errors import BadMixture
from gmmlab.matching import agreement, distances, match, relabel

seeds = st.integers(0, 2**32 - 1)


def some_mixture(rng, K=4, d=2):
    A = rng.normal(size=(K, d, d + 1))
    means = 3 * rng.normal(size=(K, d))
    return Mixture(rng.dirichlet(np.ones(K)), means, A @ A.transpose(0, 2, 1))


def nudged(mixture, rng, by=0.02):
    """Nearly the same mixture."""
    means = mixture.means + by * rng.normal(size=mixture.means.shape)
    return Mixture(mixture.weights[::-1], means, mixture.covariances * (1 + by))


@given(seeds)
def test_a_shuffled_mixture_is_put_back_in_order(seed):
    rng = np.random.default_rng(seed)
    mixture, order = some_mixture(rng), rng.permutation(4)
    back = relabel(mixture, order)
    again = relabel(back, match(mixture, back))
    for name in ("weights", "means", "covariances"):
        np.testing.assert_array_equal(getattr(again, name), getattr(mixture, name))


@given(seeds)
def test_no_other_pairing_costs_less(seed):
    rng = np.random.default_rng(seed)
    before, after = some_mixture(rng), some_mixture(rng)
    cost = distances(before, after)
    rivals = [cost[range(4), list(order)].sum() for order in permutations(range(4))]
    assert cost[range(4), match(before, after)].sum() == pytest.approx(min(rivals), rel=1e-12)


@given(seeds)
def test_units_axes_and_origin_do_not_matter(seed):
    rng = np.random.default_rng(seed)
    before, after = some_mixture(rng), some_mixture(rng)
    A, b = np.eye(2) + 0.3 * rng.normal(size=(2, 2)), 10 * rng.normal(size=2)
    moved = [
        Mixture(m.weights, m.means @ A.T + b, A @ m.covariances @ A.T) for m in (before, after)
    ]
    np.testing.assert_allclose(
        distances(*moved), distances(before, after), rtol=1e-6, atol=1e-7 * np.linalg.cond(A) ** 2
    )


@given(seeds)
def test_the_distance_is_symmetric_and_zero_only_for_equals(seed):
    rng = np.random.default_rng(seed)
    one, two = some_mixture(rng), some_mixture(rng)
    np.testing.assert_allclose(distances(one, two), distances(two, one).T, rtol=1e-10, atol=1e-12)
    own = distances(one, one)
    np.testing.assert_allclose(np.diag(own), 0, atol=1e-12)
    assert own[~np.eye(4, dtype=bool)].min() > 1e-6


def test_the_distance_by_quadrature():
    """-log ∫ √(N₁ N₂) of two Gaussians on a line, added up numerically."""
    one, two = (
        Mixture(np.ones(1), np.array([[m]]), np.array([[[v]]])) for m, v in [(0, 1), (3, 4)]
    )
    overlap = quad(
        lambda x: np.exp((one.log_density([[x]]) + two.log_density([[x]]))[0] / 2), -20, 20
    )[0]
    assert distances(one, two)[0, 0] == pytest.approx(-np.log(overlap), rel=1e-9)
    assert distances(one, two)[0, 0] != pytest.approx(-np.log(overlap) * 1.001, rel=1e-9)


def test_two_starts_that_end_in_one_place_are_recognised():
    X = datasets.iris().X
    one, two = (best_fit(X, 2, rng=seed) for seed in (0, 1))
    order = match(one.mixture, two.mixture)
    np.testing.assert_allclose(relabel(two.mixture, order).means, one.mixture.means, atol=1e-3)
    np.testing.assert_array_equal(two.responsibilities[:, order].argmax(axis=1), one.labels)


def test_a_nudge_is_followed():
    rng = np.random.default_rng(3)
    mixture = some_mixture(rng, K=6, d=3)
    np.testing.assert_array_equal(match(mixture, nudged(mixture, rng)), np.arange(6))


def test_the_density_does_not_know_the_order():
    rng = np.random.default_rng(1)
    mixture, X = some_mixture(rng), rng.normal(size=(20, 2))
    other = relabel(mixture, [2, 0, 3, 1])
    np.testing.assert_allclose(other.log_density(X), mixture.log_density(X), rtol=1e-12)
    np.testing.assert_allclose(
        other.responsibilities(X), mixture.responsibilities(X)[:, [2, 0, 3, 1]], rtol=1e-12
    )


labels = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), min_size=1, max_size=40)


@given(labels)
def test_agreement_is_scikit_learns(pairs):
    a, b = np.array(pairs).T
    assert agreement(a, b) == pytest.approx(adjusted_rand_score(a, b), rel=1e-12, abs=1e-12)
    assert agreement(a, b) == agreement(b, a)


@given(labels)
def test_names_do_not_matter(pairs):
    a, b = np.array(pairs).T
    named = np.array(["d", "a", "c", "b"])[a]
    assert agreement(named, b) == agreement(a, b)
    assert agreement(a, named) == 1


def test_a_published_index():
    """K. Y. Yeung and W. L. Ruzzo, "Details of the adjusted Rand index" (supplement to
    Bioinformatics 17 (2001), 763-774): 10 objects, table (1 1 0; 1 2 1; 0 0 4), index 0.313."""
    table = np.array([[1, 1, 0], [1, 2, 1], [0, 0, 4]])
    rows, columns = (np.repeat(axis.ravel(), table.ravel()) for axis in np.indices((3, 3)))
    assert agreement(rows, columns) == pytest.approx(0.313, abs=5e-4)
    columns[0] = 2
    assert agreement(rows, columns) != pytest.approx(0.313, abs=5e-4)


def test_mclusts_index():
    """mclust 6.0.0, `adjustedRandIndex(c(1,1,1,2,2,2,3,3,3,3), c(1,1,2,2,3,3,3,3,1,2))`."""
    index = agreement([1, 1, 1, 2, 2, 2, 3, 3, 3, 3], [1, 1, 2, 2, 3, 3, 3, 3, 1, 2])
    assert index == pytest.approx(-0.0227272727272727, rel=1e-12)


def test_labels_by_chance_agree_by_chance():
    """Over 400 pairs of random labellings the mean is 0, within four standard errors."""
    rng = np.random.default_rng(0)
    indices = [agreement(*rng.integers(0, 4, (2, 60))) for _ in range(400)]
    assert abs(np.mean(indices)) < 4 * np.std(indices) / 20


def test_millions_of_points_do_not_overflow():
    labels = np.arange(3_000_000) % 3
    assert agreement(labels, labels + 1) == 1


def test_what_cannot_be_answered_is_explained():
    two, three = Mixture.balls(np.zeros((2, 1))), Mixture.balls(np.zeros((3, 1)))
    with pytest.raises(BadMixture, match=r"2 component\(s\), the other 3"):
        match(two, three)
    with pytest.raises(BadMixture, match=r"1 feature\(s\), the other 2"):
        match(two, Mixture.balls(np.zeros((2, 2))))
    for order in ([0, 0], [1, 2], [0], [[0, 1]], ["a", "b"]):
        with pytest.raises(BadInput, match="is no order of 2 components"):
            relabel(two, order)
    with pytest.raises(BadInput, match="3 and 2 labels cannot be compared"):
        agreement([0, 0, 1], [0, 1])
    with pytest.raises(BadInput, match="0 and 0 labels"):
        agreement([], [])
    with pytest.raises(BadInput, match=r"shape \(1, 2\)"):
        agreement([[0, 1]], [0, 1])

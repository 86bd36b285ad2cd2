"""Trees: the clusters joined at each step are those that joining costs least, tried one by one."""

from itertools import combinations, islice

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from gmmlab import Full, Spherical, best_fit, datasets, em, hierarchy, start, until_converged
from gmmlab.covariances import SHAPES
from gmmlab.hierarchy import ellipse_tree, joined, ward_tree
from gmmlab.mixture import check
from gmmlab.starts import from_responsibilities

trees = pytest.mark.parametrize("how", [ward_tree, ellipse_tree])
shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=2 + settings().max_examples // 20)


def spots(seed, n=18):
    """A few points in some groups."""
    rng = np.random.default_rng(seed)
    d = int(rng.integers(1, 4))
    return rng.normal(0, 4, (3, d))[np.arange(n) % 3] + rng.normal(size=(n, d))


def white(X):
    """Another way to whiten: by the covariance's Cholesky factor."""
    L = np.linalg.cholesky(np.cov(X.T, bias=True).reshape(X.shape[1], -1))
    return np.linalg.solve(L, (X - X.mean(axis=0)).T).T


def ellipse(Z):
    """n log |W / n + I / n|: what a cluster of whitened points costs."""
    n, d = Z.shape
    gaps = Z - Z.mean(axis=0)
    return n * np.log(np.linalg.det(gaps.T @ gaps / n + np.eye(d) / n))


def ball(Z):
    """A cluster's sum of squares."""
    return np.sum((Z - Z.mean(axis=0)) ** 2)


def greedy(Z, K, cost):
    """All pairs tried at every step, each cost from the points themselves."""
    clusters = [[i] for i in range(len(Z))]
    while len(clusters) > K:

        def grown(pair):
            one, two = pair
            return cost(Z[one + two]) - cost(Z[one]) - cost(Z[two])

        one, two = min(combinations(clusters, 2), key=grown)
        clusters = [c for c in clusters if c is not one and c is not two] + [one + two]
    return {frozenset(cluster) for cluster in clusters}


def groups(labels):
    return {frozenset(np.flatnonzero(labels == k).tolist()) for k in np.unique(labels)}


@few
@given(seeds, st.integers(1, 18))
def test_ellipses_are_joined_where_it_costs_least(seed, K):
    Z = white(spots(seed))
    labels = joined(Z, K)
    assert sorted(set(labels.tolist())) == list(range(K))
    assert groups(labels) == greedy(Z, K, ellipse)


@few
@given(seeds, st.integers(1, 6))
def test_a_start_is_the_mixture_of_its_clusters(seed, K):
    """Each way against every pair tried, and then clusters fitted one by one."""
    X = spots(seed)
    for how, cost in ((ward_tree, ball), (ellipse_tree, ellipse)):
        found = start(X, K, Spherical(), how=how, rng=0)
        clusters = [sorted(cluster) for cluster in greedy(white(X), K, cost)]
        table = np.array([[i in cluster for cluster in clusters] for i in range(len(X))])
        wanted = from_responsibilities(X, table.astype(float), Spherical())
        here, there = (np.lexsort(m.means.T) for m in (found, wanted))
        np.testing.assert_allclose(found.means[here], wanted.means[there], rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(found.weights[here], wanted.weights[there], rtol=1e-12)
        np.testing.assert_allclose(
            found.covariances[here], wanted.covariances[there], rtol=1e-6, atol=1e-9
        )


@trees
@few
@given(seeds)
def test_units_and_axes_play_no_part(how, seed):
    X = spots(seed)
    d = X.shape[1]
    rng = np.random.default_rng(seed)
    A, b = np.eye(d) + 0.3 * rng.normal(size=(d, d)), 50 * rng.normal(size=d)
    here, there = start(X, 3, how=how, rng=0), start(X @ A.T + b, 3, how=how, rng=0)
    moved = here.means @ A.T + b
    one, two = np.lexsort(np.round(moved, 6).T), np.lexsort(np.round(there.means, 6).T)
    np.testing.assert_allclose(there.means[two], moved[one], rtol=1e-6, atol=1e-6)


@trees
def test_no_lots_are_drawn(how):
    X = datasets.iris().X
    one, two = start(X, 3, how=how, rng=1), start(X, 3, how=how, rng=2)
    np.testing.assert_array_equal(one.means, two.means)
    np.testing.assert_array_equal(one.covariances, two.covariances)


@trees
@shapes
@pytest.mark.parametrize("K", [1, 2, 7])
def test_em_can_climb_from_a_tree(how, shape, K):
    X = datasets.faithful().X[::3]
    begin = start(X, K, shape, how=how, rng=0)
    assert check(begin).K == K
    assert begin.shape == shape
    assert begin.weights.sum() == pytest.approx(1)
    assert np.round(begin.weights * len(X), 8).tolist() == np.round(begin.weights * len(X)).tolist()
    wanted = shape.covariances(np.ones(K), begin.covariances, begin.covariances)
    np.testing.assert_allclose(begin.covariances, wanted, rtol=1e-3, atol=1e-3 * wanted.max())
    first, second = islice(em(X, begin), 2)
    assert second.log_likelihood >= first.log_likelihood - 1e-11 * abs(first.log_likelihood)


@trees
def test_of_very_many_points_some_are_taken(how, monkeypatch):
    """A thousand, or here two hundred: only then does the seed matter."""
    assert hierarchy.ENOUGH == 1000
    monkeypatch.setattr(hierarchy, "ENOUGH", 200)
    rng = np.random.default_rng(0)
    X = rng.normal(size=(5000, 2)) + 8 * rng.integers(2, size=(5000, 1))
    one, same, other = (start(X, 2, how=how, rng=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.means, same.means)
    assert not np.array_equal(one.means, other.means)
    shares = one.weights * 200
    np.testing.assert_allclose(shares, np.round(shares), atol=1e-8)
    np.testing.assert_allclose(np.sort(one.means[:, 0]), [0, 8], atol=0.6)


@trees
def test_repeated_and_flat_points_are_no_trouble(how):
    """Points that repeat, in a plane of space: the tree sees two dimensions."""
    rng = np.random.default_rng(3)
    flat = np.repeat(rng.normal(size=(20, 2)) + 9 * (np.arange(20)[:, None] % 2), 3, axis=0)
    X = np.column_stack([flat, flat.sum(axis=1)])
    begin = start(X, 2, Spherical(), how=how, rng=0)
    np.testing.assert_allclose(np.sort(begin.weights), [0.5, 0.5])


def test_a_point_costs_what_its_floor_says():
    """Without the second term a cluster of one point would cost less than nothing at all."""
    Z = white(spots(1, n=30))
    labels = joined(Z, 3)
    assert np.bincount(labels).min() > 1


def test_ellipses_find_what_balls_do_not():
    """Two long parallel clusters: Ward cuts them across, ellipses take them whole."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(120, 2)) * [10, 0.4] + [0, 4] * (np.arange(120)[:, None] % 2)
    truth = np.arange(120) % 2
    begin = start(X, 2, Full(), how=ellipse_tree, rng=0)
    labels = begin.responsibilities(X).argmax(axis=1)
    assert max(np.mean(labels == truth), np.mean(labels != truth)) > 0.98


@pytest.mark.parametrize(("name", "K"), [("faithful", 2), ("iris", 2)])
def test_from_a_tree_em_ends_where_forty_starts_do(name, K):
    """Not always: with three components on the irises it ends 6.4 nats short."""
    X = getattr(datasets, name)().X
    *_, fit = until_converged(em(X, start(X, K, how=ellipse_tree, rng=0)))
    assert fit.log_likelihood == pytest.approx(best_fit(X, K, rng=0).log_likelihood, abs=0.01)

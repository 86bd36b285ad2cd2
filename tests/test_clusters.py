"""Clusters judged by their labels: scikit-learn's numbers, and no regard for units or names."""

import tracemalloc

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_samples

from gmmlab import clusters, datasets
from gmmlab.clusters import inertia, knee, silhouette
from gmmlab.errors import BadInput

X = datasets.faithful().X


def test_the_knee_of_a_published_curve():
    """Satopää et al. (2011), figure 2: y = 5 - 1 / (x + 0.1) on ten points has its knee at 0.22."""
    x = np.linspace(0, 1, 10)
    assert x[knee(5 - 1 / (x + 0.1))] == pytest.approx(0.22, abs=5e-3)
    assert abs(x[1] - x[2]) > 5e-3


@given(st.integers(0, 2**32 - 1), st.floats(1e-3, 1e3), st.floats(-1e3, 1e3))
def test_the_knee_does_not_look_at_units(seed, scale, shift):
    """Nor at which way up the curve is drawn."""
    y = np.sort(np.random.default_rng(seed).exponential(size=9) ** 2)[::-1]
    gaps = np.sort(np.abs(y - np.linspace(y[0], y[-1], 9)))
    if gaps[-1] - gaps[-2] > 1e-6:
        assert knee(y) == knee(shift + scale * y) == knee(-y)


@pytest.mark.parametrize("values", [[1.0, 2.0], [[1.0, 2.0, 4.0]], [1.0, np.nan, 4.0]])
def test_no_knee_without_three_numbers(values):
    with pytest.raises(BadInput, match="three finite values"):
        knee(values)


def test_a_straight_line_has_no_knee():
    with pytest.raises(BadInput, match="straight line"):
        knee(np.linspace(3, 10, 7))
    with pytest.raises(BadInput, match="straight line"):
        knee(np.ones(4))


@st.composite
def clustered(draw):
    """Points with labels; some clusters have one point, and some points occur twice."""
    n, d, K = draw(st.tuples(st.integers(6, 60), st.integers(1, 4), st.integers(2, 5)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    points = rng.integers(0, 9, (n, d)) + rng.normal(size=(n, d)) * rng.integers(0, 2)
    labels = rng.integers(K, size=n)
    labels[:2] = 0, 1
    return points, labels


@given(clustered())
def test_silhouettes_agree_with_scikit_learn(example):
    """On exact distances: scikit-learn's own come from x² - 2xy + y², which loses digits."""
    points, labels = example
    exact = np.sqrt(np.sum((points[:, None] - points) ** 2, axis=2))
    theirs = silhouette_samples(exact, labels, metric="precomputed")
    np.testing.assert_allclose(silhouette(points, labels), theirs, rtol=0, atol=1e-12)


def test_the_comparison_of_silhouettes_can_fail():
    labels = (X[:, 0] > 3).astype(int)
    moved = labels.copy()
    moved[0] = 1 - moved[0]
    theirs = silhouette_samples(X, labels)
    np.testing.assert_allclose(silhouette(X, labels), theirs, rtol=0, atol=1e-12)
    assert np.abs(silhouette(X, moved) - theirs).max() > 1e-12


def test_blocks_leave_no_trace(monkeypatch):
    labels = np.arange(len(X)) % 3
    whole = silhouette(X, labels)
    monkeypatch.setattr(clusters, "CACHE", 5 * len(X))
    np.testing.assert_array_equal(silhouette(X, labels), whole)


def test_silhouettes_take_little_memory():
    """All distances of 2000 points would take 32 megabytes."""
    many = np.random.default_rng(0).normal(size=(2000, 2))
    tracemalloc.start()
    silhouette(many, many[:, 0] > 0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8e6


@given(st.integers(0, 2**32 - 1))
def test_silhouettes_do_not_look_at_order_units_or_names(seed):
    rng = np.random.default_rng(seed)
    labels, order = rng.integers(3, size=len(X)), rng.permutation(len(X))
    plain = silhouette(X, labels)
    renamed = np.array(["b", "c", "a"])[labels]
    again = silhouette(1000 - 3 * X[order], renamed[order])
    np.testing.assert_allclose(again, plain[order], rtol=0, atol=1e-10)


@pytest.mark.parametrize("labels", [np.zeros(272), np.arange(272)])
def test_silhouettes_need_something_to_compare(labels):
    with pytest.raises(BadInput, match="have no silhouettes"):
        silhouette(X, labels)


def test_labels_must_belong_to_the_points():
    with pytest.raises(BadInput, match=r"labels have shape \(3,\), but X has 272 rows"):
        silhouette(X, [0, 1, 1])


def test_inertia_is_what_kmeans_minimises():
    theirs = KMeans(3, n_init=1, random_state=0, tol=0).fit(X)
    ours = inertia(X, theirs.labels_)
    assert ours == pytest.approx(theirs.inertia_, rel=1e-12)
    assert inertia(X, means=theirs.cluster_centers_) == pytest.approx(ours, rel=1e-12)
    assert inertia(X, means=theirs.cluster_centers_ + 0.1) > ours * (1 + 1e-12)


@pytest.mark.parametrize("given_", [{}, {"labels": np.zeros(272), "means": X[:2]}])
def test_inertia_wants_labels_or_means(given_):
    with pytest.raises(BadInput, match="one of the two"):
        inertia(X, **given_)

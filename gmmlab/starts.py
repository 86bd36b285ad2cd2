"""Where to begin: EM climbs to the nearest hilltop, so the start decides which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from gmmlab.checks import as_count, as_varied, distinct_rows
from gmmlab.floors import FLOOR, raised
from gmmlab.lloyd import nearest, settled
from gmmlab.mixture import Mixture
from gmmlab.passes import Moments
from gmmlab.points import Points
from gmmlab.shapes import Full, Shape
from gmmlab.sheets import Sheet
from gmmlab.steps import Fit, m_step
from gmmlab.types import Array, Seed

__all__ = [
    "STARTS",
    "How",
    "crowded",
    "from_responsibilities",
    "kmeans_labels",
    "kmeans_plusplus",
    "random_points",
    "random_responsibilities",
    "rows",
    "spread_out",
    "start",
]

How: TypeAlias = Callable[[Array, int, Shape, np.random.Generator], Mixture]


def start(
    X: Any, K: int, shape: Shape = Full(), *, how: How | None = None, rng: Seed = None
) -> Mixture:
    """A mixture to begin EM from.

    Parameters
    ----------
    X : array_like of shape (n, d)
        The points.
    K : int
        How many components, 1 <= K <= number of different rows.
    shape : Shape
        The shape of their covariances.
    how : callable, optional
        `kmeans_plusplus` (if not given), `random_points`, `random_responsibilities`,
        `kmeans_labels` or `crowded`.
    rng : numpy.random.Generator, int or None
        A generator, or the seed of one; None draws a new one each time.

    Raises
    ------
    BadInput, ConstantFeature, TooFewPoints

    Examples
    --------
    >>> from gmmlab.datasets import faithful
    >>> start(faithful().X, 2, rng=0).weights
    array([0.5, 0.5])
    """
    X = as_varied(X)
    distinct_rows(X, as_count(K, len(X)))
    table = X.astype(float, copy=False)
    return (how or kmeans_plusplus)(table, K, shape, np.random.default_rng(rng))


def _wide(X: Array, means: Array, shape: Shape) -> Mixture:
    """Equal components at these means, each as wide as the whole sample."""
    K = len(means)
    gaps = X.T - X.T.mean(axis=1, keepdims=True)
    whole = shape.restrict((gaps @ gaps.T / len(X))[None])
    return Mixture(np.full(K, 1 / K), means, np.repeat(whole, K, axis=0), shape)


def from_responsibilities(X: Array, R: Array, shape: Shape = Full()) -> Mixture:
    """The M-step on given responsibilities (n, K): the mixture that they alone imply.

    Examples
    --------
    >>> X = np.array([[0.0], [1.0], [4.0], [5.0]])
    >>> from_responsibilities(X, np.array([[1, 0], [1, 0], [0, 1], [0, 1]])).means.ravel()
    array([0.5, 4.5])
    """
    points = Points.of(X, shape)
    counts = R.sum(axis=0).astype(float)
    means = R.T @ (X - points.origin) / counts[:, None]
    gaps = X - points.origin - means[:, None]
    scatters = (gaps * R.T[:, :, None]).transpose(0, 2, 1) @ gaps / counts[:, None, None]
    sigma = scatters
    if not shape.separable:
        # the M-step may fall back on what it is given, so that must be of the shape itself
        least = FLOOR * shape.restrict(points.covariance[None])[0]
        sigma = shape.covariances(counts, raised(scatters, least)[0])
    holder = Mixture(counts / counts.sum(), means, sigma, shape)
    moments = Moments(counts, means, scatters)
    return m_step(Fit(holder, -np.inf, moments, points, lambda A: A))


def spread_out(X: Array, K: int, *, rng: Seed = None, trials: int = 1) -> Array:
    """Choose K rows of X that lie far apart (k-means++).

    The first is drawn evenly; each next one with probability proportional to its squared
    distance from the nearest row already chosen.  The expected k-means cost of the choice is
    at most 8 (ln K + 2) times the best possible [1]_.  With more trials, so many are drawn each
    time, and the one that lessens the sum of those distances most is chosen: in practice better.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        The points.  Features should share a unit, for distances add them up.
    K : int
        How many to choose, 1 <= K <= number of distinct rows.
    rng : numpy.random.Generator, int or None
        A generator, or the seed of one; None draws a new one each time.
    trials : int
        How many to draw for each choice; [1]_, section 7, takes 2 + ln K.

    Returns
    -------
    means : ndarray of shape (K, d)
        Distinct rows of X, in the order chosen.

    Raises
    ------
    TooFewPoints
        If X has fewer than K distinct rows.

    References
    ----------
    .. [1] D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding",
       SODA 2007, 1027-1035.  Theorem 1.1.

    Examples
    --------
    >>> X = np.array([[0.0], [0.1], [9.0], [9.1]])
    >>> np.sort(spread_out(X, 2, rng=0), axis=0).ravel().round()
    array([0., 9.])
    """
    rng = np.random.default_rng(rng)
    chosen = [X[rng.integers(len(X))]]
    gap = np.sum((X - chosen[0]) ** 2, axis=1)
    while len(chosen) < K:
        if not gap.any():
            distinct_rows(X, K)
        heap = np.cumsum(gap / gap.sum())
        drawn = X[np.searchsorted(heap / heap[-1], rng.random(trials), side="right")]
        gaps = [np.minimum(gap, np.sum((X - row) ** 2, axis=1)) for row in drawn]
        best = min(range(trials), key=lambda trial: gaps[trial].sum())
        chosen.append(drawn[best])
        gap = gaps[best]
    return np.array(chosen)


def rows(X: Array, K: int, *, rng: Seed = None) -> Array:
    """Choose K rows of X evenly that are all different, shape (K, d)."""
    rng = np.random.default_rng(rng)
    chosen = X[rng.choice(len(X), K, replace=False)]
    if len(set(map(tuple, chosen.tolist()))) == K:
        return chosen
    different = np.unique(X, axis=0)
    return different[rng.choice(len(different), K, replace=False)]


def kmeans_plusplus(X: Array, K: int, shape: Shape, rng: np.random.Generator) -> Mixture:
    """Means on rows that lie far apart, in units of each feature's spread; wide components."""
    scale = X.std(axis=0)
    return _wide(X, spread_out(X / scale, K, rng=rng) * scale, shape)


def random_points(X: Array, K: int, shape: Shape, rng: np.random.Generator) -> Mixture:
    """Means on rows drawn evenly; wide components."""
    return _wide(X, rows(X, K, rng=rng), shape)


def random_responsibilities(X: Array, K: int, shape: Shape, rng: np.random.Generator) -> Mixture:
    """Every point shared out at random: all components begin almost alike."""
    return from_responsibilities(X, rng.dirichlet(np.ones(K), size=len(X)), shape)


def kmeans_labels(X: Array, K: int, shape: Shape, rng: np.random.Generator) -> Mixture:
    """The clusters that k-means ends in, as scikit-learn begins by default."""
    begin = spread_out(X, K, rng=rng, trials=2 + int(np.log(K)))
    [run] = settled(Sheet.of(X), begin[None])
    return from_responsibilities(X, np.eye(K)[nearest(X, run.centres)], shape)


def crowded(X: Array, K: int, shape: Shape, rng: np.random.Generator) -> Mixture:
    """All means huddled round one outlying point: a bad start, on purpose."""
    scale = X.std(axis=0)
    Z = np.unique((X - X.mean(axis=0)) / scale, axis=0)
    corner = Z[np.argsort(-np.sum(Z**2, axis=1))[rng.integers(min(len(Z), 5))]]
    nearest = Z[np.argsort(np.sum((Z - corner) ** 2, axis=1), kind="stable")[:K]]
    return _wide(X, nearest * scale + X.mean(axis=0), shape)


STARTS: dict[str, How] = {
    "k-means++": kmeans_plusplus,
    "random points": random_points,
    "random responsibilities": random_responsibilities,
    "k-means": kmeans_labels,
    "crowded": crowded,
}
"""The starts by the names that people use."""

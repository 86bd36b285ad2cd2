"""How good are clusters, and how many?  Asked of labels alone: no density is needed.

`inertia` is what k-means minimises, and a curve of it over K has a `knee`; `silhouette` compares
every point's own cluster with the next.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from gmmlab.checks import as_data
from gmmlab.errors import BadInput
from gmmlab.types import Array, Labels

__all__ = ["inertia", "knee", "silhouette"]

CACHE = 1 << 18
"""Distances held at a time: two megabytes, however many points there are."""


def knee(values: Any) -> int:
    """Where a curve bends most: the index that lies furthest from the chord between its ends.

    References
    ----------
    .. [1] V. Satopää et al., "Finding a 'kneedle' in a haystack", ICDCS Workshops (2011), 166-171.
       Section III: the largest difference from the chord once both axes are scaled to [0, 1];
       here without their smoothing and threshold.

    Raises
    ------
    BadInput
        If there are fewer than three values, one is not finite, or they lie on a straight line.

    Examples
    --------
    >>> knee([100.0, 40.0, 10.0, 8.0, 7.0, 6.0])
    2
    """
    y = np.asarray(values, dtype=float)
    if y.ndim != 1 or len(y) < 3 or not np.isfinite(y).all():
        raise BadInput(
            f"{y} has no knee: three finite values in a row at least are needed. "
            "Drop what could not be computed."
        )
    gap = np.abs(y - np.linspace(y[0], y[-1], len(y)))
    if gap.max() <= 1e-9 * np.ptp(y):
        raise BadInput(f"the {len(y)} values lie on a straight line: it bends nowhere. Add values.")
    return int(gap.argmax())


def inertia(X: Any, labels: Any = None, *, means: Any = None) -> float:
    """The sum of squared distances from each point to its cluster's centre.

    Parameters
    ----------
    X : array_like of shape (n, d)
    labels : array_like of shape (n,), optional
        The clusters; their centres are their means.
    means : array_like of shape (K, d), optional
        Centres instead: every point goes to the nearest.

    Examples
    --------
    >>> inertia([[0.0], [2.0], [9.0]], [0, 0, 1])
    2.0
    >>> inertia([[0.0], [2.0], [9.0]], means=[[0.0], [9.0]])
    4.0
    """
    X = as_data(X)
    if (labels is None) == (means is None):
        raise BadInput("the clusters are given by labels or by means: pass one of the two.")
    if means is not None:
        return float(np.min([np.sum((X - m) ** 2, axis=1) for m in as_data(means)], axis=0).sum())
    which, counts = _clusters(labels, len(X))
    parts = (X[which == k] for k in range(len(counts)))
    return float(sum(np.sum((part - part.mean(axis=0)) ** 2) for part in parts))


def _clusters(labels: Any, n: int) -> tuple[Labels, Labels]:
    """Labels as 0, 1, ..., and how often each occurs."""
    labels = np.asarray(labels)
    if labels.shape != (n,):
        raise BadInput(f"labels have shape {labels.shape}, but X has {n} rows: one label each.")
    _, which, counts = np.unique(labels, return_inverse=True, return_counts=True)
    return which, counts


def silhouette(X: Any, labels: Any) -> Array:
    """How much nearer each point is to its own cluster than to the next, from -1 to 1.

    With a the mean Euclidean distance to the other points of its own cluster and b the least mean
    distance to those of another, s = (b - a) / max(a, b); 0 for a cluster of one.

    Returns
    -------
    s : ndarray of shape (n,)
        Their mean is the average silhouette width.  Takes n² distances, but two megabytes.

    Raises
    ------
    BadInput
        If there are not two clusters at least, or as many as points.

    References
    ----------
    .. [1] P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of
       cluster analysis", J. Comput. Appl. Math. 20 (1987), 53-65.  Equation 1 and section 2.

    Examples
    --------
    >>> silhouette([[0.0], [1.0], [10.0], [11.0]], [0, 0, 1, 1]).round(3)
    array([0.905, 0.895, 0.895, 0.905])
    """
    X = as_data(X)
    which, counts = _clusters(labels, n := len(X))
    if not 2 <= len(counts) < n:
        raise BadInput(
            f"{len(counts)} cluster(s) of {n} points have no silhouettes: they compare a point's "
            "own cluster with the next. Pass two clusters at least, and fewer than points."
        )
    order = np.argsort(which, kind="stable")
    columns, own, s = np.ascontiguousarray(X[order].T), which[order], np.empty(n)
    step = max(1, CACHE // n)
    for i in range(0, n, step):
        part = slice(i, i + step)
        s[order[part]] = _silhouettes(columns[:, part], own[part], columns, counts)
    return s


def _silhouettes(points: Array, own: Labels, columns: Array, counts: Labels) -> Array:
    """Of some points, given all of them cluster by cluster; points lie in columns."""
    firsts, rows = np.cumsum(counts) - counts, np.arange(len(own))
    total = np.add.reduceat(_distances(points, columns), firsts, axis=1)
    a = total[rows, own] / np.maximum(counts[own] - 1, 1)
    away = total / counts
    away[rows, own] = np.inf
    b = away.min(axis=1)
    larger = np.maximum(a, b)
    return np.where((counts[own] > 1) & (larger > 0), (b - a) / np.where(larger > 0, larger, 1), 0)


def _distances(P: Array, Q: Array) -> Array:
    """Euclidean distances (m, n) between points in columns, (d, m) and (d, n)."""
    squares, gap = np.zeros((P.shape[1], Q.shape[1])), np.empty((P.shape[1], Q.shape[1]))
    for p, q in zip(P, Q, strict=True):
        np.subtract(p[:, None], q, out=gap)
        squares += np.multiply(gap, gap, out=gap)
    return np.sqrt(squares, out=squares)

"""Clusters joined two by two: a start that draws no lots.

Every point begins alone; at each step the two clusters are joined whose union costs least.  The
cost says what a cluster should look like: Ward's wants equal balls, the other lets each cluster
have its own ellipse.  Cut where K clusters are left, and EM has somewhere to begin.

C. Fraley, "Algorithms for model-based Gaussian hierarchical clustering", SIAM J. Sci. Comput. 20
(1998), 270-281.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gmmlab.mixture import Mixture
from gmmlab.shapes import Shape
from gmmlab.starts import from_responsibilities
from gmmlab.types import Array, Labels

__all__ = ["ellipse_tree", "joined", "ward_tree"]

ENOUGH = 1000
"""Points that a tree is grown from, at most: its cost grows with their square."""

Matrix = NDArray[np.float64]


def ward_tree(X: Array, K: int, shape: Shape, rng: np.random.Generator) -> Mixture:
    """Clusters joined so that the sum of squares grows least, in whitened data.

    That is the classification likelihood of equal balls (EII).

    References
    ----------
    .. [1] J. H. Ward, "Hierarchical grouping to optimize an objective function", J. Am. Stat.
       Assoc. 58 (1963), 236-244.
    """
    from scipy.cluster.hierarchy import cut_tree, ward

    few = _some(X, rng)
    labels = cut_tree(ward(_white(few)), K).ravel()
    return from_responsibilities(few, np.eye(K)[labels], shape)


def ellipse_tree(X: Array, K: int, shape: Shape, rng: np.random.Generator) -> Mixture:
    """Clusters joined so that n log |scatter| grows least, in whitened data.

    That is the classification likelihood of ellipses with a covariance each (VVV).
    """
    few = _some(X, rng)
    return from_responsibilities(few, np.eye(K)[joined(_white(few), K)], shape)


def _some(X: Array, rng: np.random.Generator) -> Array:
    """All points, or a random thousand."""
    return X if len(X) <= ENOUGH else X[rng.choice(len(X), ENOUGH, replace=False)]


def _white(X: Array) -> Array:
    """Principal components of unit variance, so that no unit is special."""
    Z = X - X.mean(axis=0, dtype=float)
    U, s, _ = np.linalg.svd(Z, full_matrices=False)
    return np.sqrt(len(X)) * U[:, s > 1e-10 * s[0]]


def joined(Z: Array, K: int) -> Labels:
    """Labels (n,) of the K clusters left, by the cost of ellipses.

    A cluster of n points with sum of squares W costs n log |W / n + tr(S) / (n d) I|, where S is
    all data's covariance: the second term keeps clusters of too few points from being free, and
    fades as they grow.

    Parameters
    ----------
    Z : ndarray of shape (n, d)
        Whitened data.
    K : int

    Examples
    --------
    >>> labels = joined(np.array([[0.0], [0.1], [5.0], [5.1], [5.2]]), 2)
    >>> labels[0] == labels[1] != labels[2] == labels[3] == labels[4]
    np.True_
    """
    n, d = Z.shape
    counts, means, W = np.ones(n), Z.astype(float), np.zeros((n, d, d))
    own = _costs(counts, W)
    cost = np.full((n, n), np.inf)
    for i in range(n - 1):
        cost[i, i + 1 :] = _unions(i, np.arange(i + 1, n), counts, means, W, own)
    labels, left = np.arange(n), np.ones(n, dtype=bool)
    for _ in range(n - K):
        i, j = divmod(int(cost.argmin()), n)
        _join(i, j, counts, means, W)
        own[i] = _costs(counts[i : i + 1], W[i : i + 1])[0]
        labels[labels == j], left[j] = i, False
        cost[j], cost[:, j] = np.inf, np.inf
        others = np.flatnonzero(left)
        others = others[others != i]
        fresh = _unions(i, others, counts, means, W, own)
        cost[np.minimum(i, others), np.maximum(i, others)] = fresh
    return np.unique(labels, return_inverse=True)[1].ravel()


def _join(i: int, j: int, counts: Matrix, means: Array, W: Array) -> None:
    """Cluster j becomes part of cluster i."""
    gap, n = means[j] - means[i], counts[i] + counts[j]
    W[i] += W[j] + counts[i] * counts[j] / n * np.outer(gap, gap)
    means[i] += counts[j] / n * gap
    counts[i] = n


def _unions(
    i: int, others: NDArray[np.intp], counts: Matrix, means: Array, W: Array, own: Array
) -> Array:
    """By how much the cost grows if cluster i is joined with each of the others."""
    n = counts[i] + counts[others]
    gap = means[others] - means[i]
    between = (counts[i] * counts[others] / n)[:, None, None] * gap[:, :, None] * gap[:, None]
    return _costs(n, W[i] + W[others] + between) - own[i] - own[others]


def _costs(counts: Matrix, W: Array) -> Array:
    """What clusters cost, each for itself, (m,)."""
    floor = np.eye(W.shape[-1]) / counts[:, None, None]
    return counts * np.linalg.slogdet(W / counts[:, None, None] + floor)[1]

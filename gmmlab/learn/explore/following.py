"""Fits of a few points: from new starts, or on from the fit that was there before they moved."""

from __future__ import annotations

from gmmlab.errors import GmmlabError
from gmmlab.points import Points
from gmmlab.races import race
from gmmlab.shapes import Shape
from gmmlab.starts import kmeans_labels, kmeans_plusplus, random_points
from gmmlab.steps import Fit, em
from gmmlab.stopping import until_converged
from gmmlab.types import Array

__all__ = ["afresh", "followed"]

PORTFOLIO = ((kmeans_plusplus, 12), (random_points, 6), (kmeans_labels, 2))
ROUNDS = ((15, 3),)
TOL = 1e-6
"""Nats per point left to gain where a fit ends."""
LONGEST = 200
"""EM steps for one change."""


def afresh(X: Array, K: int, shape: Shape) -> Fit | None:
    """The best fit of a short race; None if there are too few points.

    Examples
    --------
    >>> from gmmlab import datasets
    >>> from gmmlab.shapes import Full
    >>> fit = afresh(datasets.faithful().X[:40], 2, Full())
    >>> fit.mixture.K, afresh(datasets.faithful().X[:2], 3, Full())
    (2, None)
    """
    try:
        return race(X, K, shape, rng=0, tol=TOL, portfolio=PORTFOLIO, rounds=ROUNDS).fit
    except GmmlabError:
        return None


def followed(X: Array, K: int, shape: Shape, last: Fit | None) -> Fit | None:
    """The fit to which EM goes on from the last one; a fresh one where that cannot be.

    Examples
    --------
    >>> from gmmlab import datasets
    >>> from gmmlab.shapes import Full
    >>> X = datasets.faithful().X[:40]
    >>> fit = afresh(X, 2, Full())
    >>> moved = followed(X + [[0, 5]], 2, Full(), fit)
    >>> abs(moved.mixture.means - fit.mixture.means).round(2).tolist()
    [[0.0, 5.0], [0.0, 5.0]]
    """
    if last is None or last.collapsed:
        return afresh(X, K, shape)
    try:
        steps = em(Points.of(X, shape), last.mixture)
        *_, fit = until_converged(steps, tol=TOL, max_iter=LONGEST)
    except GmmlabError:
        return afresh(X, K, shape)
    return fit

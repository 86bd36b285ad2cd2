"""How far points are from centres: quickly where only the order counts, else from differences."""

from __future__ import annotations

import numpy as np

from gmmlab.sheets import theta
from gmmlab.types import Array, Labels

__all__ = ["distances", "gaps_from", "inertia"]


def gaps_from(Z: Array, lengths: Array, centres: Array) -> Array:
    """Squared distances (..., n) of all points Z (d, n), of squared lengths, from (..., d)."""
    flat = theta(centres)
    gaps = (flat[..., 1:].reshape(-1, len(Z)) @ Z).reshape(*centres.shape[:-1], -1)
    gaps += flat[..., :1]
    gaps += lengths
    return np.maximum(gaps, 0.0, out=gaps)


def inertia(X: Array, centres: Array, labels: Labels, weights: Array | None = None) -> float:
    """Sum of squared distances of points to their centres, in the data's units squared.

    Examples
    --------
    >>> inertia(np.array([[0.0], [4.0]]), np.array([[1.0]]), np.array([0, 0]))
    10.0
    """
    total, centres = 0.0, centres.astype(float)
    for i in range(0, len(X), 8192):
        gaps = X[i : i + 8192] - centres[labels[i : i + 8192]]
        own = np.einsum("nd,nd->n", gaps, gaps)
        total += float(own.sum() if weights is None else own @ weights[i : i + 8192])
    return total


def distances(X: Array, centres: Array) -> Array:
    """Distance of each point to each centre, shape (n, K), from differences: exact near 0."""
    table = np.empty((len(X), len(centres)), dtype=X.dtype)
    for i in range(0, len(X), 4096):
        rows = X[i : i + 4096].T.astype(float)
        for k, centre in enumerate(centres):
            table[i : i + 4096, k] = np.sqrt(np.sum((rows - centre[:, None]) ** 2, axis=0))
    return table

"""Points laid out for k-means, and what a pass over them is made of.

The nearest centre c of a point x has the least |c|² - 2 c·x.  So the distances of many points to
many centres are one matrix product, and those of many runs too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from gmmlab.types import Array, Labels

__all__ = ["Sheet", "gathered", "mean_variance", "theta"]

NARROW = 4
"""Up to so many features, points are read a column at a time."""


def _middle(X: Array) -> Array:
    """The mean of points (n, d), by a matrix product where that is as exact."""
    if X.dtype != float:
        return np.asarray(X.mean(axis=0, dtype=float))
    return np.ones(len(X)) @ X / len(X)


def mean_variance(X: Array) -> float:
    """The mean of the features' variances, in the data's units squared.

    Examples
    --------
    >>> mean_variance(np.array([[0.0, 1.0], [4.0, 1.0]]))
    2.0
    """
    middle, total = _middle(X), 0.0
    wide = len(middle) > NARROW
    parts = [(X, middle)] if wide else zip(X.T, middle, strict=True)
    for rows, centre in parts:
        for i in range(0, len(X), 8192):
            gaps = np.ravel(rows[i : i + 8192] - centre)
            total += float(gaps @ gaps)
    return total / X.size


@dataclass(frozen=True, eq=False)
class Sheet:
    """Points laid out for k-means: a copy, as (1, x - origin)."""

    phi: Array
    """A row for each point: 1, and the point about the origin, (n, 1 + d)."""
    origin: Array
    """The points' mean (d,)."""
    weights: Array | None = None
    """How often each point counts (n,); None if once each."""

    @classmethod
    def of(cls, X: Array, weights: Array | None = None, origin: Array | None = None) -> Sheet:
        """Lay points (n, d) out, about their mean if nothing else is said."""
        origin = _middle(X) if origin is None else origin
        phi = np.ones((len(X), 1 + X.shape[1]))
        if len(origin) > NARROW:
            np.subtract(X, origin, out=phi[:, 1:])
            return cls(phi, origin, weights)
        for i in range(0, len(X), 4096):  # so that a block's rows are read from the cache
            rows, laid = X[i : i + 4096], phi[i : i + 4096]
            for j, middle in enumerate(origin):
                np.subtract(rows[:, j], middle, out=laid[:, 1 + j])
        return cls(phi, origin, weights)

    @cached_property
    def counted(self) -> Array:
        """What is added up, (n, 1 + d): the rows, times the points' weights."""
        return self.phi if self.weights is None else self.phi * self.weights[:, None]

    @cached_property
    def moment(self) -> float:
        """Σᵢ wᵢ |xᵢ - origin|²."""
        return float(np.einsum("nd,nd->", self.phi[:, 1:], self.counted[:, 1:]))

    @cached_property
    def reach(self) -> float:
        """How far the furthest point is from the origin; 1 if all points are there."""
        return float(np.sqrt(np.einsum("nd,nd->n", self.phi[:, 1:], self.phi[:, 1:]).max())) or 1.0

    @cached_property
    def single(self) -> Array:
        """(1, (x - origin) / reach) in single precision, a column for each point, (1 + d, n)."""
        rows: Array = np.ones(self.phi.shape[::-1], dtype=np.float32)
        for i in range(0, len(self.phi), 4096):  # so that a block's rows are read from the cache
            part = self.phi[i : i + 4096, 1:].T
            np.divide(part, self.reach, out=rows[1:, i : i + 4096], casting="same_kind")
        return rows

    def part(self, size: float, rng: np.random.Generator) -> Sheet:
        """So many of the points; all, if that is most of them."""
        if 2 * size > len(self.phi):
            return self
        rows = rng.choice(len(self.phi), int(size), replace=False, shuffle=False)
        return Sheet(
            self.phi[rows], self.origin, None if self.weights is None else self.weights[rows]
        )

    @cached_property
    def bundles(self) -> dict[tuple[int, int], Any]:
        """Sparse matrices that gather points, by their numbers of runs and of points, for reuse."""
        return {}


def theta(centres: Array) -> Array:
    """(|c|², -2 c): what (1, x) is multiplied by for a distance less |x|², (..., K, 1 + d)."""
    lengths = np.sum(centres**2, axis=-1, keepdims=True)
    return np.concatenate([lengths, -2.0 * centres], axis=-1)


def gathered(sheet: Sheet, begin: int, own: Labels, K: int) -> Array:
    """Counts and sums (runs, K, 1 + d) of points from the begin-th on, who belong to (runs, n)."""
    runs, n = own.shape
    part = slice(begin, begin + n)
    bundle = _bundle(sheet, K, runs, n)
    if sheet.weights is not None:
        bundle.data[:] = np.repeat(sheet.weights[part], runs)
    np.add(own.T, K * np.arange(runs), out=bundle.indices.reshape(n, runs), casting="same_kind")
    return np.asarray(bundle @ sheet.phi[part]).reshape(runs, K, -1)


def _bundle(sheet: Sheet, K: int, runs: int, n: int) -> Any:
    """A sparse (runs K, n) matrix with a one for every run in each column, still to be put."""
    if (runs, n) not in sheet.bundles:
        from scipy.sparse import csc_array

        ends = np.arange(0, runs * n + 1, runs, dtype=np.int32)
        inside = (np.ones(runs * n), np.zeros(runs * n, dtype=np.int32), ends)
        sheet.bundles[runs, n] = csc_array(inside, shape=(runs * K, n))
    return sheet.bundles[runs, n]

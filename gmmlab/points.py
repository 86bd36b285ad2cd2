"""The data as EM reads it: in blocks that stay in the processor's cache, about their own mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from gmmlab.shapes import Shape
from gmmlab.types import Array

__all__ = ["Points"]

CACHE = 65_536
"""Numbers in one block of features: half a megabyte, so that it is still at hand for S = R Φ'."""


@dataclass(frozen=True, eq=False)
class Points:
    """Points, their mean and spread, and their features φ(x - mean) on demand."""

    X: Array
    """The points (n, d), as they came."""
    origin: Array
    """Their mean (d,)."""
    covariance: Array
    """Their covariance (d, d), divided by n."""
    squares: Array
    """Σᵢ q(xᵢ - origin), shape (q,)."""
    shape: Shape
    kept: list[Array] = field(repr=False)
    """The features themselves, where they are few enough to keep."""

    @classmethod
    def of(cls, X: Array, shape: Shape) -> Points:
        """Prepare points for mixtures of one shape."""
        origin = X.mean(axis=0)
        bare = cls(X, origin, np.empty(0), np.empty(0), shape, [])
        d = len(origin)
        covariance, squares = np.zeros((d, d)), 0.0
        for Z in bare._centred():
            covariance += Z @ Z.T / len(X)
            squares = squares + shape.squares(Z).sum(axis=1)
        kept = list(bare.features()) if bare.in_one_block else []
        return cls(X, origin, covariance, np.asarray(squares), shape, kept)

    @cached_property
    def block(self) -> int:
        """How many points make one block."""
        d = self.X.shape[1]
        features = 1 + d + (0 if self.shape.shared else self.shape.freedom(d))
        return int(np.clip(CACHE // features, 256, 8192))

    @property
    def in_one_block(self) -> bool:
        """Whether all points fit into one."""
        return len(self.X) <= self.block

    def blocks(self) -> Iterator[Array]:
        """Rows of X, a block at a time."""
        for i in range(0, len(self.X), self.block):
            yield self.X[i : i + self.block]

    def features(self) -> Iterator[Array]:
        """φ(x - origin), a block (p, m) at a time; without q(x) where all share one covariance."""
        if self.kept:
            yield from self.kept
            return
        for Z in self._centred():
            squares = [] if self.shape.shared else [self.shape.squares(Z)]
            yield np.concatenate([np.ones((1, Z.shape[1])), Z, *squares])

    def _centred(self) -> Iterator[Array]:
        for rows in self.blocks():
            yield np.ascontiguousarray((rows - self.origin).T)

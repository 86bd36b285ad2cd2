"""The shapes a covariance may take: two questions, six models.

How is a component shaped, and has each its own shape, or do all share one?

                own            shared          (mclust's names)
    full        VVV            EEE             an ellipse at any angle
    diagonal    VVI            EEI             an ellipse along the axes
    spherical   VII            EII             a ball

EM knows a shape by the squares q(x) that it counts.  The rest follows, because in every shape

    x'Λx = q(x) · dual(Λ)      and      unpack(mean of q(x)) = the scatter that the shape can see.

The names are those of Celeux & Govaert, "Gaussian parsimonious clustering models", Pattern
Recognition 28 (1995), table 1, as mclust spells them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias, final

import numpy as np
from numpy.typing import NDArray

from gmmlab.types import Array

__all__ = ["SHAPES", "Diagonal", "Full", "Shape", "Spherical"]

Index: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True)
class Shape(ABC):
    """How second moments are counted, read back as Σ, and paired with a precision Λ.

    Parameters
    ----------
    shared : bool
        True if all components have one covariance between them.
    """

    shared: bool = False

    @abstractmethod
    def squares(self, Z: Array) -> Array:
        """q(x) for every column of Z: (d, n) -> (q, n)."""

    @abstractmethod
    def unpack(self, packed: Array, d: int) -> Array:
        """Counted squares as symmetric matrices: (K, q) -> (K, d, d)."""

    @abstractmethod
    def dual(self, precisions: Array) -> Array:
        """The vectors for which x'Λx = q(x) · dual(Λ): (K, d, d) -> (K, q)."""

    @abstractmethod
    def restrict(self, scatters: Array) -> Array:
        """The covariances of this shape nearest to given scatters in likelihood: (K, d, d)."""

    @abstractmethod
    def freedom(self, d: int) -> int:
        """Free parameters of one covariance in d dimensions."""

    @property
    def name(self) -> str:
        """What the shape is called in a sentence, for example 'shared full'."""
        return f"{'shared ' if self.shared else ''}{type(self).__name__.lower()}"

    def covariances(self, counts: Array, scatters: Array) -> Array:
        """Maximum-likelihood covariances (K, d, d) from soft counts (K,) and scatters (K, d, d).

        Examples
        --------
        >>> scatters = np.array([[[4.0, 1.0], [1.0, 2.0]], [[2.0, 0.0], [0.0, 2.0]]])
        >>> Spherical(shared=True).covariances(np.array([1.0, 1.0]), scatters)[0]
        array([[2.5, 0. ], [0. , 2.5]])
        """
        if not self.shared:
            return self.restrict(scatters)
        pooled = np.einsum("k,kij->ij", counts / counts.sum(), scatters)
        return np.repeat(self.restrict(pooled[None]), len(counts), axis=0)


@cache
def _upper(d: int) -> tuple[Index, Index, Array]:
    """Rows and columns of a symmetric matrix's upper half, and how often each entry counts."""
    i, j = np.triu_indices(d)
    return i, j, np.where(i == j, 1.0, 2.0)


@final
@dataclass(frozen=True)
class Full(Shape):
    """An ellipse at any angle: d (d + 1) / 2 numbers."""

    def squares(self, Z: Array) -> Array:
        i, j, _ = _upper(len(Z))
        return Z[i] * Z[j]

    def unpack(self, packed: Array, d: int) -> Array:
        i, j, _ = _upper(d)
        scatters = np.empty((len(packed), d, d))
        scatters[:, i, j] = scatters[:, j, i] = packed
        return scatters

    def dual(self, precisions: Array) -> Array:
        i, j, times = _upper(precisions.shape[1])
        return times * precisions[:, i, j]

    def restrict(self, scatters: Array) -> Array:
        return scatters

    def freedom(self, d: int) -> int:
        return d * (d + 1) // 2


@final
@dataclass(frozen=True)
class Diagonal(Shape):
    """An ellipse along the axes: d numbers."""

    def squares(self, Z: Array) -> Array:
        return Z**2

    def unpack(self, packed: Array, d: int) -> Array:
        return packed[:, :, None] * np.eye(d)

    def dual(self, precisions: Array) -> Array:
        return np.einsum("kii->ki", precisions)

    def restrict(self, scatters: Array) -> Array:
        return scatters * np.eye(scatters.shape[1])

    def freedom(self, d: int) -> int:
        return d


@final
@dataclass(frozen=True)
class Spherical(Shape):
    """A ball: one number."""

    def squares(self, Z: Array) -> Array:
        return np.sum(Z**2, axis=0, keepdims=True)

    def unpack(self, packed: Array, d: int) -> Array:
        return packed[:, :, None] * np.eye(d) / d

    def dual(self, precisions: Array) -> Array:
        return precisions[:, 0, :1]

    def restrict(self, scatters: Array) -> Array:
        d = scatters.shape[1]
        return np.einsum("kii->k", scatters)[:, None, None] / d * np.eye(d)

    def freedom(self, d: int) -> int:
        return 1


SHAPES: dict[str, Shape] = {
    shape.name: shape
    for shape in (kind(shared) for kind in (Full, Diagonal, Spherical) for shared in (False, True))
}
"""The six shapes by name, in the order of the table above."""

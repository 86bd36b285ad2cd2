"""How covariances are counted, and how many of their numbers are free.

EM knows a shape by the squares q(x) that it counts.  The rest follows, because in every shape

    x'Λx = q(x) · dual(Λ)      and      unpack(mean of q(x)) = the scatter that the shape can see.

                own            shared          (mclust's names)
    full        VVV            EEE             an ellipse at any angle
    diagonal    VVI            EEI             an ellipse along the axes
    spherical   VII            EII             a ball

These six are here; `covariances` adds the eight that share some of volume, shape and orientation.
Every method takes leading axes, so that many mixtures can be fitted side by side.

The names are those of Celeux & Govaert, "Gaussian parsimonious clustering models", Pattern
Recognition 28 (1995), table 1, as mclust spells them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, NamedTuple, TypeAlias, final

import numpy as np
from numpy.typing import NDArray

from gmmlab.types import Array

__all__ = ["PLAIN", "Diagonal", "Full", "Shape", "Spherical"]

Index: TypeAlias = NDArray[np.intp]


class Natural(NamedTuple):
    """Precisions Λ of packed covariances, without any matrix that is not needed."""

    dual: Array
    """For x'Λx = q(x) · dual, shape (..., K, q)."""
    linear: Array
    """Λ μ, shape (..., K, d)."""
    own: Array
    """Λ's diagonal, shape (..., K, d), or (..., K, 1) if it is constant."""
    log_det: Array
    """Log |Σ|, shape (..., K); NaN where Σ is not positive definite."""


@dataclass(frozen=True)
class Shape(ABC):
    """How second moments are counted, read back as Σ, and paired with a precision Λ.

    Parameters
    ----------
    shared : bool
        True if all components have one covariance between them.
    """

    shared: bool = False

    separable: ClassVar[bool] = True
    """Whether, if covariances differ, each can be changed without the others."""

    @abstractmethod
    def squares(self, Z: Array, out: Array | None = None) -> Array:
        """q(x) for every column of Z: (d, n) -> (q, n); into `out`, if that is given."""

    @abstractmethod
    def pack(self, scatters: Array) -> Array:
        """The mean of q(x) that belongs to a mean of x x': (..., d, d) -> (..., q)."""

    @abstractmethod
    def unpack(self, packed: Array, d: int) -> Array:
        """Counted squares as symmetric matrices: (..., q) -> (..., d, d)."""

    @abstractmethod
    def dual(self, precisions: Array) -> Array:
        """The vectors for which x'Λx = q(x) · dual(Λ): (..., d, d) -> (..., q)."""

    @abstractmethod
    def natural(self, packed: Array, centres: Array) -> Natural:
        """Packed covariances (..., K, q) and means (..., K, d) as θ has them, and how wide."""

    @abstractmethod
    def restrict(self, scatters: Array) -> Array:
        """The covariances that count so, nearest to given scatters in likelihood: (..., d, d)."""

    @abstractmethod
    def freedom(self, K: int, d: int) -> int:
        """Free parameters of K covariances in d dimensions."""

    @property
    def name(self) -> str:
        """What the shape is called in a sentence, for example 'shared full'."""
        return f"{'shared ' if self.shared else ''}{type(self).__name__.lower()}"

    def covariances(self, counts: Array, scatters: Array, before: Array | None = None) -> Array:
        """Maximum-likelihood covariances from soft counts and scatters.

        Parameters
        ----------
        counts : ndarray of shape (..., K)
            Soft counts N.
        scatters : ndarray of shape (..., K, d, d)
            Mean squared deviations, as far as the shape looks.
        before : ndarray of shape (..., K, d, d), optional
            Covariances of the same shape, for shapes without a closed form to begin from.

        Returns
        -------
        covariances : ndarray of shape (..., K, d, d)

        Examples
        --------
        >>> scatters = np.array([[[4.0, 1.0], [1.0, 2.0]], [[2.0, 0.0], [0.0, 2.0]]])
        >>> Spherical(shared=True).covariances(np.array([1.0, 1.0]), scatters)[0]
        array([[2.5, 0. ], [0. , 2.5]])
        """
        return self.restrict(_pooled(counts, scatters) if self.shared else scatters)


def _pooled(counts: Array, scatters: Array) -> Array:
    """Every component's scatter replaced by the mean of all."""
    shares = counts / counts.sum(axis=-1, keepdims=True)
    mean = np.sum(shares[..., None, None] * scatters, axis=-3, keepdims=True)
    return np.repeat(mean, counts.shape[-1], axis=-3)


TINY = 1e-200
"""No variance is taken for less: its precision is still a number, and far beyond any use."""


def _cholesky(sigma: Array) -> Array:
    """Cholesky factors of stacked matrices (R, K, d, d); NaN in runs that have not all of them."""
    try:
        return np.linalg.cholesky(sigma)
    except np.linalg.LinAlgError:
        return np.array([_one_run(run) for run in sigma])


def _one_run(sigma: Array) -> Array:
    try:
        return np.linalg.cholesky(sigma)
    except np.linalg.LinAlgError:
        return np.full_like(sigma, np.nan)


@cache
def upper(d: int) -> tuple[Index, Index, Array, Index]:
    """Rows and columns of the upper half, how often each entry counts, and where all d² stand."""
    i, j = np.triu_indices(d)
    place = np.empty((d, d), dtype=np.intp)
    place[i, j] = place[j, i] = np.arange(len(i))
    return i, j, np.where(i == j, 1.0, 2.0), place


@dataclass(frozen=True)
class Full(Shape):
    """An ellipse at any angle: d (d + 1) / 2 numbers."""

    def squares(self, Z: Array, out: Array | None = None) -> Array:
        i, j, *_ = upper(d := len(Z))
        if out is None:
            return Z.take(i, axis=0) * Z.take(j, axis=0)
        rest = out
        for k, z in enumerate(Z):  # a row of the triangle at a time, so that nothing is copied
            np.multiply(z, Z[k:], out=rest[: d - k])
            rest = rest[d - k :]
        return out

    def pack(self, scatters: Array) -> Array:
        i, j, *_ = upper(scatters.shape[-1])
        return scatters[..., i, j]

    def unpack(self, packed: Array, d: int) -> Array:
        return packed.take(upper(d)[3], axis=-1)

    def dual(self, precisions: Array) -> Array:
        i, j, times, _ = upper(d := precisions.shape[-1])
        return times * precisions.reshape(*precisions.shape[:-2], d * d).take(i * d + j, axis=-1)

    def natural(self, packed: Array, centres: Array) -> Natural:
        if centres.shape[-1] == 1:
            return Diagonal().natural(packed, centres)  # on a line nothing leans
        if centres.shape[-1] == 2:
            return _in_the_plane(packed, centres)
        L = _cholesky(self.unpack(packed, centres.shape[-1]))
        W = np.linalg.inv(L)
        precisions = W.swapaxes(-1, -2) @ W
        linear = (precisions @ centres[..., None])[..., 0]
        log_det = 2 * np.log(L.diagonal(axis1=-2, axis2=-1)).sum(axis=-1)
        own = precisions.diagonal(axis1=-2, axis2=-1)
        return Natural(self.dual(precisions), linear, own, log_det)

    def restrict(self, scatters: Array) -> Array:
        return scatters

    def freedom(self, K: int, d: int) -> int:
        return (1 if self.shared else K) * d * (d + 1) // 2


def _in_the_plane(packed: Array, centres: Array) -> Natural:
    """What a Cholesky factor comes to in the plane: Σ = (a, b; b, c), of area a (c - b²/a)."""
    a, b, c = packed[..., 0], packed[..., 1], packed[..., 2]
    with np.errstate(divide="ignore", invalid="ignore"):
        beyond = c - b * b / a
        det = np.where((a > 0) & (beyond > 0), a * beyond, np.nan)
        dual = packed[..., ::-1] * _TURNED / det[..., None]
    own, crossed = dual[..., ::2], dual[..., 1:2]
    linear = own * centres + 0.5 * crossed * centres[..., ::-1]
    return Natural(dual, linear, own, np.log(det))


_TURNED = np.array([1.0, -2.0, 1.0])


@dataclass(frozen=True)
class Diagonal(Shape):
    """An ellipse along the axes: d numbers."""

    def squares(self, Z: Array, out: Array | None = None) -> Array:
        return np.square(Z, out=out)

    def pack(self, scatters: Array) -> Array:
        return scatters.diagonal(axis1=-2, axis2=-1)

    def unpack(self, packed: Array, d: int) -> Array:
        return packed[..., None] * np.eye(d)

    def dual(self, precisions: Array) -> Array:
        return precisions.diagonal(axis1=-2, axis2=-1)

    def natural(self, packed: Array, centres: Array) -> Natural:
        precisions = 1 / np.maximum(packed, TINY)
        return Natural(precisions, precisions * centres, precisions, -np.log(precisions).sum(-1))

    def restrict(self, scatters: Array) -> Array:
        return scatters * np.eye(scatters.shape[-1])

    def freedom(self, K: int, d: int) -> int:
        return (1 if self.shared else K) * d


@final
@dataclass(frozen=True)
class Spherical(Shape):
    """A ball: one number."""

    def squares(self, Z: Array, out: Array | None = None) -> Array:
        return np.sum(Z**2, axis=0, keepdims=True, out=out)

    def pack(self, scatters: Array) -> Array:
        return np.trace(scatters, axis1=-2, axis2=-1)[..., None]

    def unpack(self, packed: Array, d: int) -> Array:
        return packed[..., None] * (np.eye(d) / d)

    def dual(self, precisions: Array) -> Array:
        return precisions[..., 0, :1]

    def natural(self, packed: Array, centres: Array) -> Natural:
        d = centres.shape[-1]
        precisions = d / np.maximum(packed, TINY)
        log_det = -d * np.log(precisions)[..., 0]
        return Natural(precisions, precisions * centres, precisions, log_det)

    def restrict(self, scatters: Array) -> Array:
        d = scatters.shape[-1]
        return np.trace(scatters, axis1=-2, axis2=-1)[..., None, None] * (np.eye(d) / d)

    def freedom(self, K: int, d: int) -> int:
        return 1 if self.shared else K


PLAIN: dict[str, Shape] = {
    shape.name: shape
    for shape in (kind(shared) for kind in (Full, Diagonal, Spherical) for shared in (False, True))
}
"""The six shapes of the table above by plain names, as the lessons use them."""
SHAPES = PLAIN

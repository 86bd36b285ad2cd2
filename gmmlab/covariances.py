"""The fourteen ways to tie covariances together: volume, shape and orientation.

Write each covariance as Σₖ = λₖ Dₖ Aₖ Dₖ', a volume, axes, and variances along them of product 1.
A name says of each of the three whether all components share it (E), each has its own (V), or
it is trivial (I): VEV is own volume, equal shape, own orientation.  Six are in `shapes`; here
are the other eight.  None of them looks at the data: the M-step needs counts and scatters only.

Celeux & Govaert, "Gaussian parsimonious clustering models", Pattern Recognition 28 (1995),
781-793, section 3 and table 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar, TypeAlias, final

import numpy as np

from gmmlab.errors import BadInput
from gmmlab.shapes import Diagonal, Full, Shape, Spherical
from gmmlab.types import Array

__all__ = ["SHAPES", "Aligned", "Oriented", "as_shape"]

ROUNDS = 60
"""Rounds of an alternation without a closed form, at most: each makes the fit likelier."""
AT_REST = 1e-13
"""It ends once no variance moves by more than this share of itself."""
NOTHING = 1e-300
"""Where there is no spread at all, this stands for it until the floor is laid."""

Refine: TypeAlias = Callable[[Array], Array]


@final
@dataclass(frozen=True)
class Aligned(Diagonal):
    """Ellipses along the axes that share a volume, or a shape: VEI and EVI."""

    code: str = "VEI"
    separable: ClassVar[bool] = False

    @property
    def name(self) -> str:
        return self.code

    def covariances(self, counts: Array, scatters: Array, before: Array | None = None) -> Array:
        variances = _positive(scatters.diagonal(axis1=-2, axis2=-1))
        tied = _volume_and_shape(counts, variances, self.code[:2])
        return tied[..., None] * np.eye(tied.shape[-1])

    def freedom(self, K: int, d: int) -> int:
        return _freedom(self.code, K, d)


@final
@dataclass(frozen=True)
class Oriented(Full):
    """Ellipses at any angle that share some of volume, shape and orientation, but not all."""

    code: str = "VEV"
    separable: ClassVar[bool] = False

    @property
    def name(self) -> str:
        return self.code

    def covariances(self, counts: Array, scatters: Array, before: Array | None = None) -> Array:
        if self.code == "VEE":
            return _proportional(counts, scatters)
        if self.code[2] == "E":
            return _common_axes(counts, scatters, self.code[:2], before)
        variances, axes = np.linalg.eigh(scatters)
        tied = _volume_and_shape(counts, _positive(variances), self.code[:2])
        return _assembled(axes, tied)

    def freedom(self, K: int, d: int) -> int:
        return _freedom(self.code, K, d)


def _freedom(code: str, K: int, d: int) -> int:
    """One volume, d - 1 ratios, d (d - 1) / 2 angles: each once, or K times, or not at all."""
    times = {"E": 1, "V": K, "I": 0}
    sizes = (1, d - 1, d * (d - 1) // 2)
    return sum(times[letter] * size for letter, size in zip(code, sizes, strict=True))


def _assembled(axes: Array, variances: Array) -> Array:
    """D diag(variances) D', exactly symmetric."""
    sigma = (axes * variances[..., None, :]) @ np.swapaxes(axes, -1, -2)
    return (sigma + np.swapaxes(sigma, -1, -2)) / 2


def _settled(value: Array, refine: Refine, rounds: int = ROUNDS) -> Array:
    """Refine a positive array until it rests."""
    for _ in range(rounds):
        value, before = refine(value), value
        if np.all(np.abs(value - before) <= AT_REST * np.abs(value).max()):
            break
    return value


def _positive(variances: Array) -> Array:
    """Variances of which none is nothing beside the largest: a shape needs every ratio."""
    return np.maximum(variances, 1e-16 * variances.max(axis=(-2, -1), keepdims=True) + NOTHING)


def _unit(variances: Array) -> Array:
    """Divided by their geometric mean: what is left is pure shape."""
    return variances / np.exp(np.log(variances).mean(axis=-1, keepdims=True))


def _volume_and_shape(counts: Array, variances: Array, code: str) -> Array:
    """The likeliest variances along given axes, (..., K, d), with volume and shape tied.

    Sections 3.2 to 3.5 of the paper, in one place: what is done with the axes is the same for
    every orientation.
    """
    share = (counts / counts.sum(axis=-1, keepdims=True))[..., None]
    if code == "EE":
        return np.broadcast_to(np.sum(share * variances, axis=-2, keepdims=True), variances.shape)
    if code == "VV":
        return variances
    if code == "EV":
        shapes = _unit(variances)
        volumes = variances[..., :1] / shapes[..., :1]
        return np.sum(share * volumes, axis=-2, keepdims=True) * shapes

    def volumes_for(shape: Array) -> Array:
        return np.mean(variances / shape, axis=-1, keepdims=True)

    def refined(shape: Array) -> Array:
        return _unit(np.sum(share * variances / volumes_for(shape), axis=-2, keepdims=True))

    shape = _settled(_unit(np.sum(share * variances, axis=-2, keepdims=True)), refined)
    return volumes_for(shape) * shape


def _proportional(counts: Array, scatters: Array) -> Array:
    """VEE: one matrix, scaled for each component.  Section 3.7 of the paper."""
    d = scatters.shape[-1]
    share = (counts / counts.sum(axis=-1, keepdims=True))[..., None, None]
    sizes = np.trace(scatters, axis1=-2, axis2=-1)
    least = 1e-16 * sizes.max(axis=-1) + NOTHING
    scatters = scatters + least[..., None, None, None] * np.eye(d)

    def volumes_for(C: Array) -> Array:
        least = 4e-15 * np.trace(C, axis1=-2, axis2=-1)[..., None, None] * np.eye(d)
        return (
            np.trace(np.linalg.solve(C + least, scatters), axis1=-2, axis2=-1)[..., None, None] / d
        )

    def refined(C: Array) -> Array:
        return _of_volume_one(np.sum(share * scatters / volumes_for(C), axis=-3, keepdims=True))

    C = _settled(_of_volume_one(np.sum(share * scatters, axis=-3, keepdims=True)), refined)
    return volumes_for(C) * C


def _of_volume_one(C: Array) -> Array:
    """Divided by the d-th root of its determinant, or by its mean variance if that is nothing."""
    sign, log_det = np.linalg.slogdet(C)
    d = C.shape[-1]
    size = np.log(np.trace(C, axis1=-2, axis2=-1) / d)
    return C / np.exp(np.where(sign > 0, log_det / d, size))[..., None, None]


def _common_axes(counts: Array, scatters: Array, code: str, before: Array | None) -> Array:
    """EVE and VVE: the same axes for all.  Turn the axes, tie the variances, and so on."""
    share = counts / counts.sum(axis=-1, keepdims=True)
    axes = _axes_of(scatters if before is None else before, share)
    variances = _along(axes, scatters, counts, code)
    for _ in range(ROUNDS):
        axes = _turned(axes, scatters, share, variances)
        variances, last = _along(axes, scatters, counts, code), variances
        if np.all(np.abs(variances - last) <= AT_REST * variances.max()):
            break
    return _assembled(axes, variances)


def _along(axes: Array, scatters: Array, counts: Array, code: str) -> Array:
    """The likeliest variances along these axes."""
    seen = np.sum(axes * (scatters @ axes), axis=-2)
    return _volume_and_shape(counts, _positive(seen), code)


def _axes_of(matrices: Array, share: Array) -> Array:
    """Axes that diagonalise the matrices together, if any do: (..., 1, d, d)."""
    sizes = np.trace(matrices, axis1=-2, axis2=-1)
    sizes = np.maximum(sizes, 1e-16 * sizes.max(axis=-1, keepdims=True) + NOTHING)
    generic = share / sizes * (1 + np.arange(share.shape[-1]) * 0.618)
    mixed = np.sum(generic[..., None, None] * matrices, axis=-3, keepdims=True)
    return np.linalg.eigh(mixed)[1]


def _turned(axes: Array, scatters: Array, share: Array, variances: Array) -> Array:
    """One sweep over all planes: turn each pair of axes to where the likelihood is highest.

    With W = D'SₖD and gₖ = nₖ (1/aₖᵢ - 1/aₖⱼ), turning axes i and j by θ changes the deviance by
    ½ (P cos 2θ + Q sin 2θ), P = Σ gₖ (wᵢᵢ - wⱼⱼ), Q = 2 Σ gₖ wᵢⱼ; it is least at
    2θ = atan2(-Q, -P).
    """
    weight = share[..., None] / variances
    W = np.swapaxes(axes, -1, -2) @ scatters @ axes
    for i, j in combinations(range(axes.shape[-1]), 2):
        g = weight[..., i] - weight[..., j]
        P = np.sum(g * (W[..., i, i] - W[..., j, j]), axis=-1)
        Q = 2 * np.sum(g * W[..., i, j], axis=-1)
        turn = _rotation(np.arctan2(-Q, -P) / 2, i, j, axes.shape[-1])[..., None, :, :]
        axes, W = axes @ turn, np.swapaxes(turn, -1, -2) @ W @ turn
    return axes


def _rotation(theta: Array, i: int, j: int, d: int) -> Array:
    """Rotations (..., d, d) by theta in the plane of axes i and j."""
    turn = np.zeros((*np.shape(theta), d, d)) + np.eye(d)
    turn[..., i, i] = turn[..., j, j] = np.cos(theta)
    turn[..., j, i] = np.sin(theta)
    turn[..., i, j] = -turn[..., j, i]
    return turn


SHAPES: dict[str, Shape] = {
    "EII": Spherical(shared=True),
    "VII": Spherical(),
    "EEI": Diagonal(shared=True),
    "VEI": Aligned(code="VEI"),
    "EVI": Aligned(code="EVI"),
    "VVI": Diagonal(),
    "EEE": Full(shared=True),
    "VEE": Oriented(code="VEE"),
    "EVE": Oriented(code="EVE"),
    "VVE": Oriented(code="VVE"),
    "EEV": Oriented(code="EEV"),
    "VEV": Oriented(code="VEV"),
    "EVV": Oriented(code="EVV"),
    "VVV": Full(),
}
"""The fourteen covariance models by mclust's names, from the fewest free numbers to the most."""

ALIASES = {"full": "VVV", "tied": "EEE", "diag": "VVI", "spherical": "VII", "E": "EEE", "V": "VVV"}
"""scikit-learn's four names, and mclust's two for data with a single feature."""


def as_shape(shape: Any) -> Shape:
    """A `Shape`, or the one that a name stands for.

    Parameters
    ----------
    shape : Shape or str
        One of mclust's fourteen names, 'E' or 'V' in one dimension, or scikit-learn's 'full',
        'tied', 'diag' or 'spherical'.

    Raises
    ------
    BadInput
        If nothing is called so.

    Examples
    --------
    >>> as_shape("tied") == Full(shared=True)
    True
    >>> as_shape("VEV").freedom(K=2, d=4)
    17
    """
    if isinstance(shape, Shape):
        return shape
    if (name := ALIASES.get(shape, shape)) in SHAPES:
        return SHAPES[name]
    raise BadInput(
        f"there is no covariance shape called {shape!r}. Choose one of "
        f"{', '.join([*SHAPES, *ALIASES])}, or pass a Shape."
    )

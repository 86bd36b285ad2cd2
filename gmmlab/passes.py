"""One pass over the data: whose is each point, and what has each component been given?

Give every point the features φ(x) = (1, x, q(x)).  Then each weighted log-density is a dot
product, log πₖ N(x | μₖ, Σₖ) = θₖ·φ(x), and for a whole sample both halves of EM are one matrix
product with the same Φ:

    E-step    A = Θ Φ      R = softmax(A)     whose is each point?
    M-step    S = R Φ'                        counts, sums and squares of each component

Points lie in columns and components in rows, because numpy reduces over components several
times faster that way.  What a pass counts can be added to what another pass counts elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from gmmlab.assign import Assign
from gmmlab.lazy import lazy
from gmmlab.mixture import Mixture
from gmmlab.shapes import Full, Shape
from gmmlab.types import Array

__all__ = [
    "Block",
    "Moments",
    "Natural",
    "Pass",
    "Sums",
    "block_size",
    "by_features",
    "by_residuals",
    "features",
    "moments_of_features",
    "moments_of_residuals",
    "packed_moments",
]

RESOLUTION = 1e5
"""Up to this squared distance, in components' own widths, Φ about the data's mean is exact
enough: what is left of a log-density has lost RESOLUTION * 2.2e-16 to rounding, not more."""

TINY = np.finfo(float).tiny
"""What a component with nothing is divided by, so that nothing stays nothing."""

CACHE = 65_536
"""Numbers in one block of features: half a megabyte, so that it is still at hand for S = R Φ'."""


class Moments(NamedTuple):
    """All that the M-step sees of the data: what each component has been given."""

    counts: Array
    """Soft counts N (K,): how many points' worth."""
    means: Array
    """Responsibility-weighted means (K, d), from the data's own mean."""
    scatters: Array
    """Responsibility-weighted scatter about those means (K, d, d), as far as the shape looks."""


class Pass(NamedTuple):
    """What one pass over the data brings back."""

    log_likelihood: Array
    """Σᵢ log p(xᵢ), in nats; shape (), or one for each run of a race."""
    moments: Moments
    shares: Array | None
    """The responsibilities (K, n) themselves, where the points fit into one block."""


class Block(NamedTuple):
    """Some of the points, a column each."""

    phi: Array
    """What log-densities are made of, (p, n)."""
    counted: Array
    """What is added up, (p, n): the same, times the points' weights."""
    weights: Array | None
    """The points' weights (n,), if they have any."""


class Sums(NamedTuple):
    """What is counted, and can be added up over blocks, computers and days."""

    total: Array
    """Σᵢ log p(xᵢ)."""
    S: Array
    """Σᵢ rᵢₖ φ(xᵢ), shape (K, p)."""
    A: Array | None = None
    """The responsibilities (K, n) of the last block."""

    def __add__(self, other: Sums) -> Sums:  # type: ignore[override]
        return Sums(self.total + other.total, self.S + other.S)


def block_size(d: int, shape: Shape) -> int:
    """How many points make one block."""
    return min(max(CACHE // _rows(d, shape), 256), 8192)


def _rows(d: int, shape: Shape) -> int:
    """How many numbers φ(x) has."""
    return 1 + d + (0 if shape.shared else shape.pack(np.eye(d)).size)


def features(rows: Array, weights: Array | None, origin: Array, shape: Shape) -> Block:
    """φ(x - origin) of some points; without q(x) where all components share one covariance."""
    d = len(origin)
    phi = np.empty((_rows(d, shape), len(rows)))
    phi[0] = 1.0
    Z = np.subtract(rows.T, origin[:, None], out=phi[1 : 1 + d])
    if not shape.shared:
        shape.squares(Z, out=phi[1 + d :])
    return Block(phi, phi if weights is None else phi * weights, weights)


@dataclass(frozen=True, eq=False)
class Natural:
    """A mixture as θ, so that log πₖ N(x | μₖ, Σₖ) = θₖ·φ(x - origin)."""

    mixture: Mixture
    origin: Array
    shape: Shape

    @lazy
    def half(self) -> Array:
        """-½ dual(Λ), shape (K, q): what the squares are multiplied by."""
        return -0.5 * self.shape.dual(self.mixture.precisions)

    @lazy
    def linear(self) -> Array:
        """Λ μ, shape (K, d)."""
        return (self.mixture.precisions @ self.centres[..., None])[..., 0]

    @lazy
    def centres(self) -> Array:
        """μ - origin, shape (K, d)."""
        return self.mixture.means - self.origin

    @lazy
    def offset(self) -> Array:
        """μ'Λμ, shape (K,)."""
        return (self.centres * self.linear).sum(axis=-1)

    def exact(self, variances: Array) -> Array:
        """Whether no point that matters is so far out, in widths, that rounding would show.

        Widths are those of a feature given the others, Λⱼⱼ: what is small in x'Λx because
        features cancel has been rounded as a sum of large terms.
        """
        own = self.mixture.precisions.diagonal(axis1=-2, axis2=-1)
        reach = (own * (variances + self.centres**2)).sum(axis=-1)
        return reach.max(axis=-1) <= RESOLUTION

    @lazy
    def theta(self) -> Array:
        """The parameters θ, shape (K, p)."""
        constant = (self.mixture.log_heights - 0.5 * self.offset)[..., None]
        parts = (constant, self.linear) if self.shape.shared else (constant, self.linear, self.half)
        return np.concatenate(parts, axis=-1)


def by_features(
    blocks: Iterable[Block], theta: Array, assign: Assign, background: Array | None = None
) -> Sums:
    """Share out and count with A = Θ Φ, S = R Φ'."""
    flat = theta.reshape(-1, theta.shape[-1])
    S: Any = 0.0
    total: Any = 0.0
    A = None
    for phi, counted, weights in blocks:
        B = flat @ phi
        A = B.reshape(*theta.shape[:-1], -1)
        gained = assign(A, background)
        total = total + (gained.sum(axis=-1) if weights is None else gained @ weights)
        S = S + B @ counted.T
    return Sums(np.asarray(total), S.reshape(theta.shape), A)


def packed_moments(S: Array, squares: Array, shape: Shape, d: int) -> Moments:
    """Counts, sums and squares as counts, means and scatters; these as the shape packs them."""
    counts = S[..., 0]
    means = S[..., 1:] / np.maximum(counts, TINY)[..., None]
    means, packed = means[..., :d], means[..., d:]
    own = shape.squares(means.T).T
    if not shape.shared:
        return Moments(counts, means, packed - own)
    # the squares of all points together, less those of the means: one sum serves all
    between = counts[..., None, :] @ own
    pooled = (squares - between) / counts.sum(axis=-1)[..., None, None]
    return Moments(counts, means, pooled)


def moments_of_features(sums: Sums, squares: Array, shape: Shape, d: int) -> Moments:
    """Counts, sums and squares as counts, means and scatters."""
    counts, means, packed = packed_moments(sums.S, squares, shape, d)
    if shape.shared:
        packed = packed.repeat(counts.shape[-1], axis=-2)
    return Moments(counts, means, shape.unpack(packed, d))


def by_residuals(
    blocks: Iterable[tuple[Array, Array | None]], mixture: Mixture, assign: Assign
) -> Sums:
    """The same pass in every component's own frame, y = W (x - μ): slower, and always exact.

    What is counted are 1, y and y y' of every component's own y.
    """
    frame, total, A = Full(), 0.0, None
    S = np.zeros((mixture.K, 1 + mixture.d + frame.freedom(1, mixture.d)))
    for rows, weights in blocks:
        Y = np.stack([mixture.whiten(k, rows) for k in range(mixture.K)])
        A = mixture.exact_heights[:, None] - 0.5 * np.sum(Y**2, axis=1)
        gained = assign(A, mixture.background)
        total += float(gained.sum() if weights is None else gained @ weights)
        R = A if weights is None else A * weights
        for k, y in enumerate(Y):
            S[k] += np.concatenate([np.ones((1, len(rows))), y, frame.squares(y)]) @ R[k]
    return Sums(np.asarray(total), S, A)


def moments_of_residuals(sums: Sums, mixture: Mixture, origin: Array) -> Moments:
    """What was counted in the components' own frames, as counts, means and scatters."""
    d, frame, L = mixture.d, Full(), mixture.factors
    counts = sums.S[:, 0]
    mean_of = sums.S[:, 1:] / np.maximum(counts, TINY)[:, None]
    y = mean_of[:, :d]
    within = mean_of[:, d:] - frame.squares(y.T).T
    means = mixture.means - origin + (L @ y[:, :, None])[:, :, 0]
    return Moments(counts, means, L @ frame.unpack(within, d) @ L.transpose(0, 2, 1))

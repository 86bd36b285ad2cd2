"""One pass over the data: whose is each point, and what has each component been given?

Give every point the features φ(x) = (1, x, q(x)).  Then each weighted log-density is a dot
product, log πₖ N(x | μₖ, Σₖ) = θₖ·φ(x), and for a whole sample both halves of EM are one matrix
product with the same Φ:

    E-step    A = Θ Φ      R = softmax(A)     whose is each point?
    M-step    S = R Φ'                        counts, sums and squares of each component

Points lie in columns and components in rows, because numpy reduces over components several
times faster that way.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gmmlab.assign import Assign
from gmmlab.mixture import Mixture
from gmmlab.points import Points
from gmmlab.shapes import Shape
from gmmlab.types import Array

__all__ = ["Moments", "Pass", "one_pass"]

RESOLUTION = 1e5
"""Up to this squared distance, in components' own widths, Φ about the data's mean is exact
enough: what is left of a log-density has lost RESOLUTION * 2.2e-16 to rounding, not more."""


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

    log_likelihood: float
    moments: Moments
    shares: Array | None
    """The responsibilities (K, n) themselves, where the points fit into one block."""


def one_pass(points: Points, mixture: Mixture, assign: Assign) -> Pass:
    """Share the points out among the components, and add up what each is given."""
    return _from_features(points, mixture, assign) or _from_residuals(points, mixture, assign)


def _from_features(points: Points, mixture: Mixture, assign: Assign) -> Pass | None:
    """One pass with A = Θ Φ, S = R Φ'; None where rounding would show in it."""
    mu, W, shape = mixture.means - points.origin, mixture.whiteners, mixture.shape
    precisions = W.transpose(0, 2, 1) @ W
    linear = (precisions @ mu[:, :, None])[:, :, 0]
    offset = np.sum(mu * linear, axis=1)
    reach = offset + np.sum(precisions * points.covariance, axis=(1, 2))
    if not reach.max() <= RESOLUTION:
        return None
    constant = (mixture.log_heights - 0.5 * offset)[:, None]
    half = -0.5 * shape.dual(precisions)
    theta = np.hstack([constant, linear] if shape.shared else [constant, linear, half])
    S, total, A = np.zeros_like(theta), 0.0, None
    for phi in points.features():
        A = theta @ phi
        total += float(assign(A).sum())
        S += A @ phi.T
    if shape.shared:  # the squares weigh the same in every component: one sum serves all
        total += float(points.squares @ half[0])
    shares = A if points.in_one_block else None
    return Pass(total, _unpack(S, points, shape), shares)


def _unpack(S: Array, points: Points, shape: Shape) -> Moments:
    """Counts, sums and squares as counts, means and scatters."""
    d = len(points.origin)
    counts = S[:, 0]
    with np.errstate(invalid="ignore", divide="ignore"):
        means = S[:, 1 : 1 + d] / counts[:, None]
        if shape.shared:
            packed = (points.squares - counts @ shape.squares(means.T).T) / counts.sum()
            return Moments(counts, means, np.repeat(shape.unpack(packed[None], d), len(S), axis=0))
        packed = S[:, 1 + d :] / counts[:, None] - shape.squares(means.T).T
    return Moments(counts, means, shape.unpack(packed, d))


def _from_residuals(points: Points, mixture: Mixture, assign: Assign) -> Pass:
    """The same pass in every component's own frame, y = W (x - μ): slower, and always exact."""
    K, d = mixture.means.shape
    N, first, second, total = np.zeros(K), np.zeros((K, d)), np.zeros((K, d, d)), 0.0
    for block in points.blocks():
        Y = mixture.whiteners @ (block.T - mixture.means[:, :, None])
        A = mixture.log_heights[:, None] - 0.5 * np.sum(Y**2, axis=1)
        total += float(assign(A).sum())
        N += A.sum(axis=1)
        first += (Y @ A[:, :, None])[:, :, 0]
        second += (Y * A[:, None]) @ Y.transpose(0, 2, 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        y = first / N[:, None]
        within = second / N[:, None, None] - y[:, :, None] * y[:, None]
    L = mixture.factors
    means = mixture.means - points.origin + (L @ y[:, :, None])[:, :, 0]
    moments = Moments(N, means, L @ within @ L.transpose(0, 2, 1))
    return Pass(total, moments, A if points.in_one_block else None)

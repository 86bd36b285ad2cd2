"""Some parameters held fast while EM moves the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from gmmlab.errors import BadInput
from gmmlab.mixture import Mixture
from gmmlab.passes import Moments
from gmmlab.steps import Fit, Maximise, m_step
from gmmlab.types import Array

__all__ = ["holding"]


def holding(
    *,
    weights: Any = None,
    means: Any = None,
    covariances: Any = None,
    maximise: Maximise = m_step,
) -> Maximise:
    """An M-step that holds some parameters fast, and refits the others given these.

    Parameters
    ----------
    weights : array_like of shape (K,), optional
        Mixing weights; NaN where they are free.  ``np.full(K, 1 / K)`` keeps them equal.
    means : array_like of shape (K, d), optional
        Means, in the data's units; rows of NaN where they are free.
    covariances : array_like of shape (K, d, d), optional
        All the covariances, in the data's units squared.
    maximise : callable
        How the others are refitted.

    Returns
    -------
    maximise : callable
        To be given to `em` or `race`.  Its first step puts the held values in place; from then
        on the log-likelihood never falls.

    Raises
    ------
    BadInput
        If held weights are negative or do not leave room for the others, or a mean is held in
        part; at the first step, if there are not K of something.

    Examples
    --------
    >>> from gmmlab import em, start, until_converged
    >>> from gmmlab.datasets import twelve
    >>> X = twelve().X
    >>> equal = holding(weights=[0.5, 0.5])
    >>> *_, fit = until_converged(em(X, start(X, 2, rng=0), maximise=equal))
    >>> fit.mixture.weights
    array([0.5, 0.5])
    """
    fixed_weights, fixed_means = _held_weights(weights), _held_means(means)
    sigma = None if covariances is None else np.asarray(covariances, dtype=float)

    def refit(fit: Fit) -> Mixture:
        if fixed_means is not None:
            centres = _as_many(fixed_means, "means", fit.mixture.means) - fit.points.origin
            fit = replace(fit, moments=_about(centres, fit.moments))
        free = maximise(fit)
        if fixed_weights is not None:
            held = _as_many(fixed_weights, "weights", free.weights)
            free = replace(free, weights=_filled(held, free))
        return free if sigma is None else replace(free, covariances=_allowed(sigma, free))

    return refit


def _held_weights(weights: Any) -> Array | None:
    if weights is None:
        return None
    held = np.asarray(weights, dtype=float)
    rest = 1 - np.nansum(held)
    if rest < -1e-12 or np.any(held < 0) or (rest > 1e-12) != np.isnan(held).any():
        raise BadInput(
            f"the held weights {held} sum to {np.nansum(held):.6g}: together with the free ones "
            "(NaN), which need something for themselves, they must sum to 1, and none may be "
            "negative. Leave at least one free, or divide them by their sum."
        )
    return held


def _held_means(means: Any) -> Array | None:
    if means is None:
        return None
    held = np.asarray(means, dtype=float)
    free = np.isnan(held)
    if (part := np.flatnonzero(free.any(axis=-1) & ~free.all(axis=-1))).size:
        raise BadInput(
            f"mean {part[0]}, {held[part[0]]}, is held in part: the likeliest place for the rest "
            "would depend on its covariance. Hold all of a mean, or write NaN in all of its row."
        )
    return held


def _as_many(held: Array, name: str, free: Array) -> Array:
    """What is held, once for every run of a race."""
    if held.shape != free.shape[-held.ndim :]:
        raise BadInput(
            f"{name} of shape {held.shape} are held, but the mixture's have shape "
            f"{free.shape}: one for each component is needed."
        )
    return np.broadcast_to(held, free.shape)


def _allowed(sigma: Array, free: Mixture) -> Array:
    """Held covariances, if they are of the mixture's shape."""
    held = _as_many(sigma, "covariances", free.covariances)
    if not np.allclose(free.shape.covariances(np.ones(free.K), sigma, sigma), sigma, rtol=1e-6):
        raise BadInput(
            f"the held covariances are not of the mixture's shape, {free.shape.name}. Begin from "
            "a mixture of a wider shape: Full() fits all."
        )
    return held


def _filled(held: Array, free: Mixture) -> Array:
    """Held weights, and the rest of 1 among the others, noise too, in proportion."""
    open_ = np.isnan(held)
    if not open_.any():
        return held
    loose = np.where(open_, free.weights, 0.0)
    taken = loose.sum(axis=-1, keepdims=True)
    if free.noise is not None:
        taken = taken + 1 - free.weights.sum(axis=-1, keepdims=True)
    left = 1 - np.nansum(held, axis=-1, keepdims=True)
    return np.where(open_, left * loose / taken, held)


def _about(centres: Array, moments: Moments) -> Moments:
    """Moments about given centres rather than about the points' own means."""
    counts, means, scatters = moments
    centres = np.where(np.isnan(centres), means, centres)
    gap = means - centres
    return Moments(counts, centres, scatters + gap[..., :, None] * gap[..., None, :])

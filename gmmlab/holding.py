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
        To be given to `em`.  The log-likelihood still never falls.

    Raises
    ------
    BadInput
        If held weights leave nothing for the others, or do not sum to 1.

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
    fixed_weights = _held_weights(weights)
    fixed_means = None if means is None else np.asarray(means, dtype=float)
    sigma = None if covariances is None else np.asarray(covariances, dtype=float)

    def refit(fit: Fit) -> Mixture:
        if fixed_means is not None:
            fit = replace(fit, moments=_about(fixed_means - fit.points.origin, fit.moments))
        free = maximise(fit)
        if fixed_weights is not None:
            free = replace(free, weights=_filled(fixed_weights, free.weights))
        return free if sigma is None else replace(free, covariances=sigma)

    return refit


def _held_weights(weights: Any) -> Array | None:
    if weights is None:
        return None
    held = np.asarray(weights, dtype=float)
    rest = 1 - np.nansum(held)
    if rest < -1e-12 or (not np.isnan(held).any() and rest > 1e-12):
        raise BadInput(
            f"the held weights {held} sum to {np.nansum(held):.6g}: together with the free ones "
            "(NaN) they must sum to 1. Leave at least one free, or divide them by their sum."
        )
    return held


def _filled(held: Array, free: Array) -> Array:
    """Held weights, and the rest of 1 among the others in proportion."""
    open_ = np.isnan(held)
    if not open_.any():
        return held
    rest = (1 - np.nansum(held)) * free / free[open_].sum()
    return np.where(open_, rest, held)


def _about(centres: Array, moments: Moments) -> Moments:
    """Moments about given centres rather than about the points' own means."""
    counts, means, scatters = moments
    centres = np.where(np.isnan(centres), means, centres)
    gap = means - centres
    return Moments(counts, centres, scatters + gap[..., :, None] * gap[..., None, :])

"""No covariance thinner than a share of the data's own: a constraint, kept exactly.

Left alone, a component on a single point would shrink for ever and make the likelihood infinite.
The floor is no ridge: it changes nothing above it, and below it the M-step still finds the
maximum among the covariances that are allowed, so the log-likelihood never falls.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gmmlab.errors import CollapsedComponent, DependentFeatures
from gmmlab.mixture import Mixture
from gmmlab.passes import Moments
from gmmlab.types import Array

__all__ = ["FLOOR", "is_clear", "lifted", "raised", "widths"]

FLOOR = 1e-8
"""No covariance is thinner than this share of the data's own variance, in any direction."""


def widths(mixture: Mixture, covariance: Array) -> Array:
    """Each component's least variance, as a share of the data's in that direction: (..., K).

    Examples
    --------
    >>> thin = Mixture(np.ones(1), np.zeros((1, 2)), np.diag([4.0, 0.01])[None])
    >>> widths(thin, np.eye(2))
    array([0.01])
    """
    unit = mixture.shape.restrict(covariance[None])[0]
    return _relative(mixture.covariances, unit)[0][..., 0]


def is_clear(mixture: Mixture, covariance: Array, floor: float) -> bool:
    """Whether every covariance is seen to be above the floor at a glance.

    Where L is the data's Cholesky factor, the largest eigenvalue of L'ΛL is at most its trace, so
    tr(Λ Cov) ≤ 1 / floor suffices.

    Examples
    --------
    >>> is_clear(Mixture.balls(np.zeros((2, 2))), np.eye(2), FLOOR)
    True
    """
    try:
        thinness = (mixture.precisions * covariance).sum(axis=(-2, -1))
    except CollapsedComponent:
        return False
    return bool(thinness.max() <= 1 / floor)


def lifted(mixture: Mixture, moments: Moments, before: Array, least: Array) -> Mixture:
    """The likeliest mixture whose covariances are above the floor.

    Parameters
    ----------
    mixture : Mixture
        What the M-step would have without it.
    moments : Moments
        What it saw.
    before : ndarray of shape (..., K, d, d)
        Covariances before the step.
    least : ndarray of shape (d, d)
        The floor: every Σ - least must be positive semi-definite.

    Examples
    --------
    >>> thin = Mixture(np.ones(1), np.zeros((1, 2)), np.diag([4.0, 0.01])[None])
    >>> seen = Moments(np.ones(1), thin.means, thin.covariances)
    >>> lifted(thin, seen, thin.covariances, 0.1 * np.eye(2)).covariances[0]
    array([[4. , 0. ],
           [0. , 0.1]])
    """
    if not mixture.shape.separable:
        return _tied_above(mixture, moments, before, least)
    sigma, L = raised(mixture.covariances, least)
    above = replace(mixture, covariances=sigma)
    # the factors are what is meant: the rounded matrices have lost digits in thin directions
    above.__dict__.update(factors=L, frames={})
    return above


def raised(sigma: Array, least: Array) -> tuple[Array, Array]:
    """The likeliest Σ with Σ - least positive semi-definite, given scatters; and their factors.

    Examples
    --------
    >>> sigma, factors = raised(np.diag([4.0, 0.01])[None], 0.25 * np.eye(2))
    >>> sigma[0].diagonal(), factors[0].diagonal()
    (array([4.  , 0.25]), array([2. , 0.5]))
    """
    variances, axes = _relative(sigma, least)
    roots = axes * np.sqrt(np.maximum(variances, 1))[..., None, :]
    low = (variances[..., 0] < 1)[..., None, None]
    return np.where(low, roots @ np.swapaxes(roots, -1, -2), sigma), _triangular(roots)


def _triangular(roots: Array) -> Array:
    """The Cholesky factor of F F' from F itself, which squaring would have cost half its digits."""
    L = np.swapaxes(np.linalg.qr(np.swapaxes(roots, -1, -2), mode="r"), -1, -2)
    return L * np.sign(L.diagonal(axis1=-2, axis2=-1))[..., None, :]


def _relative(sigma: Array, unit: Array) -> tuple[Array, Array]:
    """Variances (K, d) of Σ in units of `unit`, least first, and the axes they lie along."""
    try:
        C = np.linalg.cholesky(unit)
    except np.linalg.LinAlgError:
        raise DependentFeatures(len(unit)) from None
    W = np.linalg.inv(C)
    variances, Q = np.linalg.eigh(W @ sigma @ W.T)
    return variances, C @ Q


def _tied_above(mixture: Mixture, moments: Moments, before: Array, least: Array) -> Mixture:
    """Where covariances hang together: raise the scatters instead, if that makes a better fit."""
    counts, _, scatters = moments
    sigma = mixture.shape.covariances(counts, raised(scatters, least)[0], before)
    better = _expected(sigma, counts, scatters) >= _expected(before, counts, scatters)
    return replace(mixture, covariances=np.where(better[..., None, None, None], sigma, before))


def _expected(sigma: Array, counts: Array, scatters: Array) -> Array:
    """What the E-step expects of the log-likelihood, as far as the covariances go."""
    sign, log_det = np.linalg.slogdet(sigma)
    sound = (sign > 0)[..., None, None]
    misfit = np.linalg.solve(np.where(sound, sigma, np.eye(sigma.shape[-1])), scatters)
    total = log_det + np.trace(misfit, axis1=-2, axis2=-1)
    return -0.5 * np.sum(counts * np.where(sign > 0, total, np.inf), axis=-1)

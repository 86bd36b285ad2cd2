"""Which component is which?  EM numbers them as it pleases; two fits agree up to that.

So mixtures are compared after the renumbering that makes them most alike, and labels by a number
that does not look at names at all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from gmmlab.errors import BadInput, BadMixture
from gmmlab.mixture import Mixture, check
from gmmlab.types import Array, Labels

__all__ = ["agreement", "distances", "match", "relabel"]


def distances(before: Mixture, after: Mixture) -> Array:
    """Bhattacharyya's distance from each component of one mixture to each of another.

    Half-way between two Gaussians, with Σ = (Σ₁ + Σ₂) / 2, it is

        ⅛ (μ₁ - μ₂)' Σ⁻¹ (μ₁ - μ₂)  +  ½ log(|Σ| / √(|Σ₁| |Σ₂|))  =  -log ∫ √(N₁ N₂),

    so it is symmetric, 0 only for equals, and blind to units.  Weights play no part: under the
    root they would add the same to every way of pairing the components off.

    Parameters
    ----------
    before, after : Mixture
        In the same number of dimensions.

    Returns
    -------
    distances : ndarray of shape (K before, K after)
        In nats, 0 or more.

    Raises
    ------
    BadMixture, CollapsedComponent

    References
    ----------
    .. [1] T. Kailath, "The divergence and Bhattacharyya distance measures in signal selection",
       IEEE Trans. Communication Technology 15 (1967), 52-60.

    Examples
    --------
    >>> two = Mixture.balls(np.array([[0.0], [4.0]]))
    >>> distances(two, two)
    array([[0., 2.],
           [2., 0.]])
    """
    if check(before).d != check(after).d:
        raise BadMixture(
            f"one mixture has {before.d} feature(s), the other {after.d}: no component of the one "
            "is like any of the other. Compare mixtures of the same features."
        )
    gaps = before.means[:, None] - after.means
    between = np.linalg.cholesky((before.covariances[:, None] + after.covariances) / 2)
    z = np.linalg.solve(between, gaps[..., None])[..., 0]
    own = (_log_width(before.factors)[:, None] + _log_width(after.factors)) / 2
    return np.maximum(np.sum(z**2, axis=-1) / 8 + _log_width(between) - own, 0)


def _log_width(factors: Array) -> Array:
    """½ log |Σ| from Cholesky factors (..., d, d)."""
    return np.log(factors.diagonal(axis1=-2, axis2=-1)).sum(axis=-1)


def match(before: Mixture, after: Mixture) -> Labels:
    """Which component of `after` stands for each one of `before`.

    All are paired off at once, so that the sum of Bhattacharyya's distances is least.

    Parameters
    ----------
    before, after : Mixture
        With equally many components, of the same features.

    Returns
    -------
    order : ndarray of shape (K,)
        ``relabel(after, order)`` numbers the components as `before` does.

    Raises
    ------
    BadMixture, CollapsedComponent

    References
    ----------
    .. [1] M. Stephens, "Dealing with label switching in mixture models", J. R. Statist. Soc. B 62
       (2000), 795-809.

    Examples
    --------
    >>> two = Mixture.balls(np.array([[0.0], [4.0]]))
    >>> match(two, Mixture.balls(np.array([[4.5], [0.1]])))
    array([1, 0])
    """
    from scipy.optimize import linear_sum_assignment

    if before.K != after.K:
        raise BadMixture(
            f"one mixture has {before.K} component(s), the other {after.K}: they cannot be paired "
            "off. Compare mixtures with equally many, or look at distances(before, after)."
        )
    return np.asarray(linear_sum_assignment(distances(before, after))[1])


def relabel(mixture: Mixture, order: Any) -> Mixture:
    """The same mixture with its components in another order.

    Parameters
    ----------
    mixture : Mixture
    order : array_like of shape (K,)
        Component k of the result is component ``order[k]`` of the mixture.

    Raises
    ------
    BadInput
        If some component is left out or named twice.

    Examples
    --------
    >>> relabel(Mixture.balls(np.array([[0.0], [4.0]])), [1, 0]).means.ravel()
    array([4., 0.])
    """
    places = np.atleast_1d(order)
    if sorted(places.tolist()) != list(range(mixture.K)):
        raise BadInput(
            f"{places.tolist()} is no order of {mixture.K} components: each of 0 to "
            f"{mixture.K - 1} must be named once."
        )
    places = places.astype(int)
    return replace(
        mixture,
        weights=mixture.weights[places],
        means=mixture.means[places],
        covariances=mixture.covariances[places],
    )


def agreement(labels_a: Any, labels_b: Any) -> float:
    """The adjusted Rand index: how far two labellings agree on which points belong together.

    Count the pairs of points that both put together, take away what labels dealt out at random
    would give, and divide by the most there could be: 1 if the groups are the same, about 0 by
    chance, below 0 if worse than that.  What the groups are called does not matter.

    Parameters
    ----------
    labels_a, labels_b : array_like of shape (n,)
        Numbers or names.

    Returns
    -------
    index : float
        At most 1.  It is 1 by convention where chance leaves no room: all points in one group,
        or each in its own, in both.

    Raises
    ------
    BadInput
        If they do not label the same points.

    References
    ----------
    .. [1] L. Hubert and P. Arabie, "Comparing partitions", J. Classification 2 (1985), 193-218.

    Examples
    --------
    >>> agreement([0, 0, 1, 1], ["b", "b", "a", "a"])
    1.0
    >>> agreement([0, 0, 1, 1], [0, 1, 0, 1])
    -0.5
    """
    a, b = _coded(labels_a), _coded(labels_b)
    if len(a) != len(b) or not len(a):
        raise BadInput(
            f"{len(a)} and {len(b)} labels cannot be compared: one label a point is needed on "
            "both sides, for one point or more."
        )
    everything = len(a) * (len(a) - 1) / 2
    both, in_a, in_b = (_pairs(codes) for codes in (a * len(b) + b, a, b))
    by_chance = in_a * in_b
    room = everything * (in_a + in_b) / 2 - by_chance
    return (everything * both - by_chance) / room if room > 0 else 1.0


def _coded(labels: Any) -> Labels:
    """Labels as whole numbers from 0."""
    flat = np.asarray(labels)
    if flat.ndim != 1:
        raise BadInput(f"labels of shape {flat.shape} are not one label a point: pass (n,).")
    return np.unique(flat, return_inverse=True)[1]


def _pairs(codes: Labels) -> float:
    """How many pairs of points carry the same code."""
    sizes = np.unique(codes, return_counts=True)[1].astype(float)
    return float(np.sum(sizes * (sizes - 1)) / 2)

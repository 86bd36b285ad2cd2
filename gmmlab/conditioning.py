"""What a mixture says of some features alone, and of the others once these are known.

Both are mixtures again, for a part of a Gaussian is Gaussian, and so is what is left of it once
the rest is seen.  Only the weights ask for Bayes' theorem: a value makes those components more
likely that expected it.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, SupportsIndex, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gmmlab.covariances import SHAPES
from gmmlab.errors import BadInput
from gmmlab.mixture import Mixture, Noise, check
from gmmlab.shapes import Diagonal, Full, Shape
from gmmlab.types import Array

__all__ = ["conditional", "marginal"]

Columns: TypeAlias = NDArray[np.intp]

INHERITED = {SHAPES[n] for n in ("EII", "VII", "EEI", "VEI", "VVI", "EEE", "VEE", "VVV")}
"""Shapes that every part of a matrix has with the whole: equal parts, multiples, zeros stay so."""


def marginal(mixture: Mixture, features: Iterable[SupportsIndex]) -> Mixture:
    """The mixture of some features, whatever the others may be.

    Parameters
    ----------
    mixture : Mixture
        In d dimensions.
    features : iterable of int
        Which columns to keep, and in which order: 0 to d - 1, each at most once.

    Returns
    -------
    mixture : Mixture
        Over these features, with the same weights.  Its shape is the given one where every part
        of such a covariance has it too; diagonal or full otherwise.

    Raises
    ------
    BadInput
        If there is no such feature, or one is named twice.

    References
    ----------
    .. [1] C. M. Bishop, "Pattern Recognition and Machine Learning", Springer 2006.  Equation 2.98.

    Examples
    --------
    >>> ball = Mixture.balls(np.array([[1.0, 2.0, 3.0]]))
    >>> marginal(ball, [2, 0]).means
    array([[3., 1.]])
    """
    return _part(check(mixture), _columns(features, mixture.d))


def conditional(mixture: Mixture, known: Mapping[Any, float]) -> Mixture:
    """The mixture of the other features, once some are known.

    With b known and a not, component k has

        weight      πₖ N(b | μₖᵇ, Σₖᵇᵇ), up to a common factor
        mean        μₖᵃ + Σₖᵃᵇ (Σₖᵇᵇ)⁻¹ (b - μₖᵇ)
        covariance  Σₖᵃᵃ - Σₖᵃᵇ (Σₖᵇᵇ)⁻¹ Σₖᵇᵃ.

    One Cholesky factor, of Σₖ with the known features first, holds all three: nothing is
    inverted, and nothing subtracted from Σₖᵃᵃ, so the covariance stays positive definite.

    Parameters
    ----------
    mixture : Mixture
        In d dimensions.
    known : mapping of int to float
        The value of each known feature, in the data's units: one at least, d - 1 at most.

    Returns
    -------
    mixture : Mixture
        Over the other features, in their order.

    Raises
    ------
    BadInput
        If there is no such feature, nothing is left unknown, or a value is not finite or so far
        out that every component's density is 0 there.
    CollapsedComponent

    References
    ----------
    .. [1] C. M. Bishop, "Pattern Recognition and Machine Learning", Springer 2006.  Equations
       2.81 and 2.82; for the weights 9.13, held against b alone.

    Examples
    --------
    A long eruption, and the wait for the next is long too:

    >>> from gmmlab import best_fit, datasets
    >>> fit = best_fit(datasets.faithful().X, 2, rng=0)
    >>> waits = conditional(fit.mixture, {0: 4.5})
    >>> (waits.weights @ waits.means).round()
    array([81.])
    """
    seen, values = _known(known, check(mixture).d)
    hidden = np.setdiff1d(np.arange(mixture.d), seen)
    b = len(seen)
    L = _part(mixture, np.concatenate([seen, hidden])).factors
    z = np.linalg.solve(L[:, :b, :b], (values - mixture.means[:, seen])[..., None])
    sigma = L[:, b:, b:] @ np.swapaxes(L[:, b:, b:], 1, 2)
    return replace(
        _part(mixture, hidden),
        weights=_updated(_part(mixture, seen), seen, values),
        means=mixture.means[:, hidden] + (L[:, b:, :b] @ z)[..., 0],
        covariances=(sigma + np.swapaxes(sigma, 1, 2)) / 2,
    )


def _part(mixture: Mixture, columns: Columns) -> Mixture:
    """The same mixture with these columns only."""
    return Mixture(
        mixture.weights,
        mixture.means[:, columns],
        mixture.covariances[:, columns[:, None], columns],
        _inherited(mixture.shape),
        mixture.noise and Noise(mixture.noise.lower[columns], mixture.noise.upper[columns]),
    )


def _inherited(shape: Shape) -> Shape:
    """The narrowest shape that every part of such a covariance surely has."""
    if shape in INHERITED:
        return shape
    return Diagonal() if isinstance(shape, Diagonal) else Full()


def _updated(seen: Mixture, columns: Columns, values: Array) -> Array:
    """Each component's weight, by Bayes' theorem, once these values are known: (K,)."""
    with np.errstate(over="ignore", invalid="ignore"):
        reachable = np.isfinite(seen.log_joint(values[None]))
    if not reachable.any():
        told = ", ".join(f"{j}: {v:g}" for j, v in zip(columns, values, strict=True))
        raise BadInput(
            f"no component has any density at {{{told}}}: the means of these features are "
            f"{seen.means.tolist()}. Check the units and the order of the features."
        )
    return seen.responsibilities(values[None])[0]


def _columns(features: Iterable[Any], d: int) -> Columns:
    """Different columns of d, at least one."""
    named = list(features)
    try:
        columns = [-1 if isinstance(j, bool | np.bool_) else operator.index(j) for j in named]
    except TypeError:
        columns = [-1]
    if not columns or min(columns) < 0 or max(columns) >= d or len({*columns}) < len(columns):
        raise BadInput(
            f"{named} does not name features of a mixture in {d} dimension(s): one or more whole "
            f"numbers from 0 to {d - 1} are needed, each at most once."
        )
    return np.array(columns, dtype=np.intp)


def _known(known: Mapping[Any, float], d: int) -> tuple[Columns, Array]:
    """The known columns and their values; something must be left to ask for."""
    columns, values = _columns(known, d), np.array([*known.values()], dtype=float)
    if len(columns) == d:
        raise BadInput(
            f"all {d} feature(s) are known, so nothing is left to have a distribution. "
            "Leave out what you want to know, or ask for log_density at that point."
        )
    if not np.isfinite(values).all():
        raise BadInput(
            f"the known values {values.tolist()} are not all finite. "
            "Leave out a feature that is not known: no value at all says just that."
        )
    return columns, values

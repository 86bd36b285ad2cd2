"""What a picture says, in words: so that its alternative text is true of its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gmmlab.steps import Fit

__all__ = ["describe", "number", "shared_points"]

SHARED = 0.9
"""A point counts as shared while no component has more of it than this."""


def number(value: float) -> str:
    """A number as a sentence wants it: three significant digits, no exponent, a true minus.

    Examples
    --------
    >>> [number(v) for v in (0.04266, -1126.316, 54.478, 0.0, 80)]
    ['0.0427', '−1126.3', '54.5', '0', '80']
    """
    if value == 0:
        return "0"
    decimals = max(0, 2 - int(np.floor(np.log10(abs(value))))) if abs(value) < 100 else 1
    text = f"{value:.{min(decimals, 8)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−") if float(value) < 0 else text


def shared_points(fit: Fit) -> int:
    """How many points no component has more than nine tenths of.

    Examples
    --------
    >>> from gmmlab import Mixture, e_step
    >>> two = Mixture.balls(np.array([[-2.0], [2.0]]))
    >>> shared_points(e_step([[-2.0], [0.0], [2.0]], two))
    1
    """
    return int(np.sum(fit.responsibilities.max(axis=1) < SHARED))


def describe(fit: Fit, features: Sequence[str] = (), units: Sequence[str] = ()) -> str:
    """Say what a picture of this fit shows.

    Parameters
    ----------
    fit : Fit
    features, units : sequence of str, optional
        Names and units of the columns, for the components' places.

    Examples
    --------
    >>> from gmmlab import best_fit, datasets
    >>> data = datasets.faithful()
    >>> fit = best_fit(data.X, 1)
    >>> describe(fit, data.features, data.units)
    'One component: 272 points around eruption 3.49 min, waiting 70.9 min. Log-likelihood −1289.8.'
    """
    places = [
        f"{number(count)} points around {_place(mean, features, units)}"
        for count, mean in zip(fit.counts, fit.mixture.means, strict=True)
    ]
    end = f"Log-likelihood {number(fit.log_likelihood)}."
    if fit.mixture.K == 1:
        return f"One component: {places[0]}. {end}"
    listed = "; ".join(f"component {k + 1} has {place}" for k, place in enumerate(places))
    shared = shared_points(fit)
    between = f"{shared} point{' is' if shared == 1 else 's are'} shared between components."
    return f"{fit.mixture.K} components: {listed}. {between} {end}"


def _place(mean: Sequence[float], features: Sequence[str], units: Sequence[str]) -> str:
    names = [f"{name} " for name in features] or [""] * len(mean)
    suffixes = [f" {unit}" if unit else "" for unit in units] or [""] * len(mean)
    parts = zip(names, mean, suffixes, strict=True)
    return ", ".join(f"{name}{number(float(x))}{unit}" for name, x, unit in parts)

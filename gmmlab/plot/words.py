"""What a picture says, in words: so that its alternative text is true of its state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gmmlab.outliers import uncertainty
from gmmlab.plot.sides import own_side, settled, sides
from gmmlab.plot.whose import shown
from gmmlab.steps import Fit, e_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gmmlab.discriminant import Discriminant
    from gmmlab.mixture import Mixture
    from gmmlab.types import Array

__all__ = [
    "describe",
    "describe_boundaries",
    "describe_pairs",
    "describe_uncertainty",
    "listed",
    "number",
    "shared_points",
]

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


def describe_uncertainty(
    model: Fit | Mixture,
    X: Array | None = None,
    features: Sequence[str] = (),
    units: Sequence[str] = (),
) -> str:
    """Say what `gmmlab.plot.uncertainty_map` shows: how many points are unsure, and which most.

    Examples
    --------
    >>> from gmmlab import best_fit, datasets
    >>> data = datasets.faithful()
    >>> describe_uncertainty(best_fit(data.X, 2, rng=0), None, data.features, data.units)
    'Of 272 points 1 has an uncertainty of 0.1 or more, 0 of 0.3 or more. The largest is 0.2, at
    eruption 2.9 min, waiting 63 min.'
    """
    _, places, _ = shown(model, X)
    doubt = uncertainty(model, X)
    some, many = (int(np.sum(doubt >= step)) for step in (0.1, 0.3))
    most = int(doubt.argmax())
    return (
        f"Of {len(doubt)} points {some} {'has' if some == 1 else 'have'} an uncertainty of 0.1 or "
        f"more, {many} of 0.3 or more. The largest is {number(float(doubt[most]))}, at "
        f"{_place(places[most], features, units)}."
    )


def describe_boundaries(
    model: Discriminant | Fit | Mixture, X: Array | None = None, y: Any = None
) -> str:
    """Say what `gmmlab.plot.decision_boundaries` shows: the sides, and how many points on each.

    Examples
    --------
    >>> from gmmlab import datasets
    >>> from gmmlab.discriminant import edda
    >>> data = datasets.iris()
    >>> petals, species = data.X[:, 2:], np.array(data.groups)[data.labels]
    >>> describe_boundaries(edda(petals, species), petals, species)
    'Regions of setosa, versicolor and virginica; 50, 52 and 48 points lie in them. Of 150, 6
    points lie in a region not their own.'
    """
    rule, X = settled(model, X)
    names = sides(rule)
    said = f"Regions of {listed(names)}" if len(names) > 1 else f"One region, of {names[0]}"
    if X is None:
        return f"{said}."
    there = own_side(rule, X)
    counts = listed(np.bincount(there, minlength=len(names)).astype(str))
    said = f"{said}; {counts} points lie in {'them' if len(names) > 1 else 'it'}."
    if y is None:
        return said
    astray = int(np.sum(own_side(rule, X, y) != there))
    lie = "point lies" if astray == 1 else "points lie"
    return f"{said} Of {len(there)}, {astray} {lie} in a region not their own."


def describe_pairs(
    model: Fit | Mixture,
    X: Array | None = None,
    features: Sequence[str] = (),
    units: Sequence[str] = (),
) -> str:
    """Say what `gmmlab.plot.pairs` shows: how many planes, and the fit in all its features.

    Examples
    --------
    >>> from gmmlab import best_fit, datasets
    >>> data = datasets.faithful()
    >>> describe_pairs(best_fit(data.X, 1), None, data.features, data.units)
    '2 features, each alone and 1 pair of them. One component: 272 points around eruption 3.49 min,
    waiting 70.9 min. Log-likelihood −1289.8.'
    """
    seen = shown(model, X)
    fit = model if isinstance(model, Fit) and X is None else e_step(seen.X, seen.mixture)
    d = fit.mixture.d
    planes = d * (d - 1) // 2
    pairs = f"{planes} pair{'' if planes == 1 else 's'}"
    return f"{d} features, each alone and {pairs} of them. {describe(fit, features, units)}"


def listed(parts: Iterable[str]) -> str:
    """Parts of a sentence, with commas and an 'and'."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def _place(mean: Sequence[float], features: Sequence[str], units: Sequence[str]) -> str:
    names = [f"{name} " for name in features] or [""] * len(mean)
    suffixes = [f" {unit}" if unit else "" for unit in units] or [""] * len(mean)
    parts = zip(names, mean, suffixes, strict=True)
    return ", ".join(f"{name}{number(float(x))}{unit}" for name, x, unit in parts)

"""Whose points a picture shows: a fit's own, or others that are given."""

from __future__ import annotations

from typing import Any, NamedTuple

from gmmlab.checks import as_data
from gmmlab.errors import BadInput
from gmmlab.mixture import Mixture
from gmmlab.steps import Fit
from gmmlab.types import Array

__all__ = ["Shown", "shown"]


class Shown(NamedTuple):
    """A mixture, points, and each component's share of each of them."""

    mixture: Mixture
    X: Array
    R: Array


def shown(model: Fit | Mixture, X: Any = None) -> Shown:
    """A mixture with the points to draw; a fit brings its own.

    Raises
    ------
    BadInput
        If a mixture is given without points.

    Examples
    --------
    >>> import numpy as np
    >>> shown(Mixture.balls(np.array([[0.0], [4.0]])), [[2.0]]).R
    array([[0.5, 0.5]])
    """
    if isinstance(model, Fit):
        if X is None:
            return Shown(model.mixture, model.points.X, model.responsibilities)
        model = model.mixture
    if X is None:
        raise BadInput(
            "a mixture holds no points, so there is nothing to draw beside it. "
            "Pass some as X, or pass the fit itself."
        )
    X = as_data(X)
    return Shown(model, X, model.responsibilities(X))

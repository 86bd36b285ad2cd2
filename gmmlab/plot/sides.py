"""Which side of a decision is a place on: a class's, a component's, or noise?"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from gmmlab.discriminant import Discriminant
from gmmlab.errors import BadInput
from gmmlab.mixture import Mixture
from gmmlab.steps import Fit
from gmmlab.types import Array, Labels

__all__ = ["Decision", "features", "own_side", "scores", "settled", "sides"]

Decision: TypeAlias = Discriminant | Mixture

LARGEST = 1e300
"""Stands for infinity, of which no differences can be taken."""


def settled(model: Discriminant | Fit | Mixture, X: Any) -> tuple[Decision, Any]:
    """What decides, and the points to draw; a fit brings its own."""
    if isinstance(model, Fit):
        return model.mixture, model.points.X if X is None else X
    return model, X


def sides(model: Decision) -> tuple[str, ...]:
    """What the sides are called, C of them.

    Examples
    --------
    >>> sides(Mixture.balls(np.eye(2)))
    ('component 1', 'component 2')
    """
    if isinstance(model, Discriminant):
        return tuple(map(str, model.classes))
    components = (f"component {k + 1}" for k in range(model.K))
    return (*components, "noise") if model.noise else tuple(components)


def features(model: Decision) -> int:
    """How many features a decision looks at."""
    return model.mixtures[0].d if isinstance(model, Discriminant) else model.d


def scores(model: Decision, X: Any) -> Array:
    """Log-probability of every point together with every side, shape (n, C), in nats."""
    joint = model.log_joint(X)
    if isinstance(model, Mixture) and model.background is not None:
        joint = np.column_stack([joint, np.full(len(joint), model.background)])
    return np.maximum(joint, -LARGEST)


def own_side(model: Decision, X: Any, y: Any = None) -> Labels:
    """The side of each point, shape (n,): the one it is said to be of, or the likeliest.

    Raises
    ------
    BadInput
        If y does not say a side of this decision for every point.
    """
    if y is None:
        return np.asarray(scores(model, X).argmax(axis=1))
    y = np.asarray(y)
    known = model.classes if isinstance(model, Discriminant) else np.arange(model.K)
    own = (y[..., None] == known).argmax(axis=-1)
    if y.shape != (len(X),) or not np.all(known[own] == y):
        raise BadInput(
            f"y has shape {y.shape} and holds {_few(np.unique(y))}: each of the {len(X)} points "
            f"needs one of {_few(known)}."
        )
    return np.asarray(own)


def _few(values: Any) -> str:
    """Values in a sentence, not too many of them."""
    named = [str(value) for value in values[:6]]
    return ", ".join([*named, "..."] if len(values) > 6 else named)

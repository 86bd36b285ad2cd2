"""How well does a model foretell points that it has not seen?

A criterion charges for parameters by a formula; points held out need none, and cost more fits.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from gmmlab.checks import as_data, as_varied
from gmmlab.covariances import as_shape
from gmmlab.errors import BadInput
from gmmlab.races import race
from gmmlab.shapes import Shape
from gmmlab.types import Array, Seed
from gmmlab.workers import each

__all__ = ["HeldOut", "cross_validated", "held_out"]


@dataclass(frozen=True, eq=False)
class HeldOut:
    """How well points that no fit has seen are foretold."""

    scores: Array = field(repr=False)
    """Log-density of each point (n,), in nats, under a fit that has not seen it."""
    collapsed: tuple[int, ...] = ()
    """Folds whose fit has a collapsed component: their scores mean little."""

    @property
    def mean(self) -> float:
        """Mean log-density per point; larger is better."""
        return float(self.scores.mean())

    @property
    def standard_error(self) -> float:
        """Of the mean, as if the points' scores were independent; NaN for a single point."""
        n = len(self.scores)
        return float(self.scores.std(ddof=1) / np.sqrt(n)) if n > 1 else np.nan

    def __sub__(self, other: HeldOut) -> HeldOut:
        """Point by point, which is far sharper than comparing two means."""
        collapsed = tuple(sorted({*self.collapsed, *other.collapsed}))
        return HeldOut(self.scores - other.scores, collapsed)


def held_out(
    X_train: Any,
    X_test: Any,
    K: int,
    shape: str | Shape = "VVV",
    *,
    rng: Seed = None,
    **racing: Any,
) -> HeldOut:
    """Fit to some points, and ask how likely others are.

    Examples
    --------
    >>> from gmmlab.datasets import faithful
    >>> X = faithful().X
    >>> gain = held_out(X[::2], X[1::2], 2, rng=0) - held_out(X[::2], X[1::2], 1, rng=0)
    >>> bool(gain.mean > 5 * gain.standard_error)
    True
    """
    task = (as_varied(X_train), as_data(X_test), K, shape, np.random.default_rng(rng), racing)
    scores, collapsed = _foretold(*task)
    return HeldOut(scores, (0,) * collapsed)


def _foretold(
    X: Array,
    unseen: Array,
    K: int,
    shape: str | Shape,
    rng: np.random.Generator,
    racing: dict[str, Any],
) -> tuple[Array, bool]:
    fit = race(X, K, as_shape(shape), rng=rng, **racing).fit
    return fit.mixture.log_density(unseen), bool(fit.collapsed)


def cross_validated(
    X: Any,
    K: int,
    shape: str | Shape = "VVV",
    folds: int = 5,
    *,
    rng: Seed = 0,
    executor: Executor | None = None,
    **racing: Any,
) -> HeldOut:
    """Hold out every point once, a fold at a time.  The same seed makes the same folds.

    Raises
    ------
    BadInput
        If there are fewer than two folds, or more than points.

    References
    ----------
    .. [1] P. Smyth, "Model selection for probabilistic clustering using cross-validated
       likelihood", Stat. Comput. 10 (2000), 63-72.  Section 3.

    Examples
    --------
    >>> from gmmlab.datasets import faithful
    >>> X = faithful().X
    >>> gain = cross_validated(X, 2) - cross_validated(X, 1)
    >>> bool(gain.mean > 5 * gain.standard_error)
    True
    """
    X, rng = as_varied(X), np.random.default_rng(rng)
    if not 2 <= folds <= len(X):
        raise BadInput(
            f"folds={folds}: {len(X)} points can be held out in 2 to {len(X)} parts. "
            "Ask for 5 or 10."
        )
    parts = np.array_split(rng.permutation(len(X)), folds)
    seeds = rng.spawn(folds)
    tasks = [
        (np.delete(X, p, axis=0), X[p], K, shape, s, racing)
        for p, s in zip(parts, seeds, strict=True)
    ]
    scores, thin = zip(*each(_foretold, tasks, executor), strict=True)
    scattered = np.empty(len(X))
    scattered[np.concatenate(parts)] = np.concatenate(scores)
    return HeldOut(scattered, tuple(np.flatnonzero(thin).tolist()))

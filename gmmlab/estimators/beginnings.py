"""Where a `GaussianMixture` begins: an E-step by another rule than Bayes', then an M-step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from gmmlab.assign import Assign, hard, soft
from gmmlab.estimators.ascents import refitted, side_by_side
from gmmlab.estimators.seeding import anywhere, draft, far_apart, unlike
from gmmlab.mixture import Mixture
from gmmlab.points import Points
from gmmlab.sheets import Sheet
from gmmlab.steps import STARVED, Fit
from gmmlab.types import Array

__all__ = ["BEGINNINGS", "Beginning"]

PASSES = 25
"""Of k-means, at most: where it has not come to rest by then, it is not worth the wait."""
EASY = 0.3
"""If no more than this share of k-means runs differ, the data have few places for them to end in;
if more do, but some end alike, more are run."""

Beginning: TypeAlias = Callable[[Points, int, list[np.random.Generator], float], list[Mixture]]
"""Turns points, K, a stream of random numbers for every start and `reg_covar` into mixtures."""


def from_kmeans(
    points: Points, K: int, rngs: list[np.random.Generator], ridge: float
) -> list[Mixture]:
    """The clusters of k-means; starts that would be the same are told once."""
    few = draft(points.X, K, rngs, points.weights, max_iter=PASSES)
    runs = [few.runs[i].centres for i in np.argsort(few.drawn)]
    if few.whole and EASY * len(rngs) < len(runs) < len(rngs):
        more = draft(points.X, K, rngs[0].spawn(len(rngs)), points.weights, max_iter=PASSES)
        runs += [run.centres for run in unlike(more.runs, few.runs)]
    centres, begun = np.stack(runs[: len(rngs)]), []
    for part in side_by_side(points, len(centres), K):
        begun += _divided(points, centres[part], hard, ridge)
    return begun


def from_chance(
    points: Points, K: int, rngs: list[np.random.Generator], ridge: float
) -> list[Mixture]:
    """Every point shared out at random: all components begin almost alike."""
    nowhere = np.tile(points.origin, (1, K, 1))
    return [_divided(points, nowhere, _tossed(rng), ridge)[0] for rng in rngs]


def _tossed(rng: np.random.Generator) -> Assign:
    """A rule that asks nothing of the points."""

    def toss(A: Array, background: Array | None = None) -> Array:
        A[...] = rng.random(A.shape[::-1]).T
        A /= A.sum(axis=-2, keepdims=True)
        return np.zeros(A.shape[-1])

    return toss


def from_rows(
    points: Points, K: int, rngs: list[np.random.Generator], ridge: float
) -> list[Mixture]:
    """Means on rows drawn evenly; every component as wide as all points."""
    return [_wide(points, means, ridge) for means in anywhere(_scaled(points), K, rngs)]


def from_spread_rows(
    points: Points, K: int, rngs: list[np.random.Generator], ridge: float
) -> list[Mixture]:
    """Means on rows that lie far apart, in units of each feature's spread; wide components."""
    return [_wide(points, means, ridge) for means in far_apart(_scaled(points), K, rngs)]


def _scaled(points: Points) -> Sheet:
    return Sheet.of(points.X / _spread(points), points.weights)


def _spread(points: Points) -> Array:
    sd = np.sqrt(points.covariance.diagonal())
    return np.where(sd > 0, sd, 1.0)


def _wide(points: Points, means: Array, ridge: float) -> Mixture:
    """Equal components at these means, in units of each feature's spread."""
    K, d = means.shape
    whole = points.shape.restrict(points.covariance[None]) + ridge * np.eye(d)
    weights = np.full(K, 1 / K)
    return Mixture(weights, means * _spread(points), whole.repeat(K, axis=0), points.shape)


def _divided(points: Points, centres: Array, assign: Assign, ridge: float) -> list[Mixture]:
    """The M-step on points divided among equal balls, (runs, K, d), by some rule."""
    runs, K, d = centres.shape
    width = float(np.trace(points.covariance)) / d or 1.0
    sigma = np.tile(width * np.eye(d), (runs, K, 1, 1))
    balls = Mixture(np.full((runs, K), 1 / K), centres, sigma, points.shape)
    total, moments, _ = points.one_pass(balls, assign)
    if moments.counts.min() <= STARVED and assign is hard:  # centres on one another: share
        return _divided(points, centres, soft, ridge)
    moved = refitted(Fit(balls, total, moments, points, assign), ridge)  # type: ignore[arg-type]
    return [moved[run] for run in range(runs)]


BEGINNINGS: dict[str, Beginning] = {
    "kmeans": from_kmeans,
    "k-means++": from_spread_rows,
    "random": from_chance,
    "random_from_data": from_rows,
}
"""The ways to begin, by scikit-learn's names."""

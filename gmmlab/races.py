"""Many starts against each other: no single way to begin wins everywhere.

The runs climb side by side, in one batch, so that a hundred starts cost little more than a few.
All take some steps; those behind drop out, and of those that have come to one place all but one;
the last few are taken to convergence.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from gmmlab.checks import as_count, as_varied, as_weights, distinct_rows
from gmmlab.covariances import as_shape
from gmmlab.errors import CollapsedComponent, CollapseWarning
from gmmlab.floors import FLOOR
from gmmlab.mixture import Mixture
from gmmlab.points import Points
from gmmlab.runners import Runner, apart, lost, ranked
from gmmlab.shapes import Full, Shape
from gmmlab.sprint import climb, nearly_there
from gmmlab.starts import (
    How,
    kmeans_labels,
    kmeans_plusplus,
    random_points,
    random_responsibilities,
)
from gmmlab.steps import Fit, Maximise, em, m_step
from gmmlab.stopping import until_converged
from gmmlab.types import Array, Seed

__all__ = ["Race", "Runner", "best_fit", "climb", "race"]

PORTFOLIO = (
    (random_points, 40),
    (kmeans_plusplus, 40),
    (random_responsibilities, 20),
    (kmeans_labels, 5),
)
"""Who starts."""
ROUNDS = ((20, 20), (30, 8), (60, 3))
"""Steps that everyone still in the race takes, and how many go on."""
ROOM = 131_072
"""Responsibilities held at once, a megabyte: more runs than that climb in groups."""


@dataclass(frozen=True, eq=False)
class Race:
    """Who won, and by how much."""

    fit: Fit
    """The winner, taken to convergence."""
    finalists: tuple[Runner, ...] = field(repr=False)
    """Those that were taken to convergence, the winner first."""
    dropped: tuple[Runner, ...] = field(repr=False)
    """Those that were stopped early, with the log-likelihood they had then."""

    @property
    def winner(self) -> Runner:
        """The run that won."""
        return self.finalists[0]

    @property
    def lead(self) -> float:
        """How many nats above the best finalist that ended elsewhere, by 0.01 nats or more.

        Infinite if all of them ended in the same place.
        """
        top = self.winner.log_likelihood
        gaps = [top - rival.log_likelihood for rival in self.finalists]
        return min((gap for gap in gaps if gap > 0.01), default=np.inf)

    def __str__(self) -> str:
        runs, ends = len(self.finalists) + len(self.dropped), len(self.finalists)
        ahead = "no other end" if np.isinf(self.lead) else f"{self.lead:.3g} nats ahead"
        return (
            f"{self.fit.log_likelihood:.3f} nats from {self.winner.start}, the best of {runs} "
            f"start(s), of which {ends} were taken to the end: {ahead}"
        )


def race(
    X: Any,
    K: int,
    shape: Shape | str = Full(),
    *,
    rng: Seed = None,
    tol: float = 1e-9,
    portfolio: tuple[tuple[How, int], ...] = PORTFOLIO,
    rounds: tuple[tuple[int, int], ...] = ROUNDS,
    maximise: Maximise = m_step,
    weights: Any = None,
) -> Race:
    """Let many starts run against each other.

    Parameters
    ----------
    X : array_like of shape (n, d)
    K : int
    shape : Shape or str
        Also by name: 'VVI', 'tied' and so on, as `as_shape` reads them.
    rng : numpy.random.Generator, int or None
    tol : float
        Of `until_converged`, in nats per point.
    portfolio : tuple of (How, int)
        Ways to begin, and how often each is tried.
    rounds : tuple of (int, int)
        Steps that everyone still in the race takes, and how many of them go on.
    maximise : callable
        The M-step.
    weights : array_like of shape (n,), optional
        How often each point counts.

    Returns
    -------
    race : Race
        The winner and how the others fared.

    Raises
    ------
    BadInput, TooFewPoints
    CollapsedComponent
        If no start at all could be followed.

    Examples
    --------
    >>> from gmmlab.datasets import faithful
    >>> result = race(faithful().X, 3, Full(shared=True), rng=0)
    >>> round(result.fit.log_likelihood, 3)
    -1126.316
    """
    X, shape = as_varied(X), as_shape(shape)
    weights, rng = as_weights(weights, len(X)), np.random.default_rng(rng)
    part = _crowd(len(X), as_count(K, len(X)), rng)
    distinct_rows(X[part], K)
    few = Points.of(X[part], shape, None if weights is None else weights[part])
    ahead = _begun(few.X.astype(float, copy=False), K, shape, portfolio, rng)
    dropped: list[Runner] = []
    for steps, survivors in rounds:
        order = ranked(_lap(few, ahead, steps, maximise))
        ahead, behind = apart(order, survivors)
        dropped = behind + dropped
    points = few if len(few.X) == len(X) else Points.of(X, shape, weights)
    ends, behind = _last_lap(points, ahead, dropped, tol, maximise)
    if not ends:
        raise CollapsedComponent(list(range(K)), K, "collapsed from each of the starts")
    fits = {runner.number: fit for runner, fit in ends}
    finalists = ranked(runner for runner, _ in ends)
    return Race(fits[finalists[0].number], tuple(finalists), tuple(behind))


def _last_lap(
    points: Points, ahead: list[Runner], dropped: list[Runner], tol: float, maximise: Maximise
) -> tuple[list[tuple[Runner, Fit]], list[Runner]]:
    """All that are ahead at their ends; if none arrives, the first of the dropped that does."""
    ends: list[tuple[Runner, Fit]] = []
    behind: list[Runner] = []
    if maximise is m_step:
        there = nearly_there(points, [runner.mixture for runner in ahead], tol)
        ahead = [
            replace(runner, mixture=mixture, steps=runner.steps + steps)
            for runner, (steps, mixture) in zip(ahead, there, strict=True)
        ]
    for place, runner in enumerate([*ahead, *dropped]):
        if place >= len(ahead) and (ends or runner.log_likelihood == -np.inf):
            behind.append(runner)
        elif end := _finished(points, runner, tol, maximise):
            ends.append(end)
        else:
            behind.append(lost(runner, 0))
    return ends, behind


def _crowd(n: int, K: int, rng: np.random.Generator) -> Any:
    """Which points the first laps are run on: all, or a part of very many."""
    enough = 4000 + 1000 * K
    return slice(None) if n <= 2 * enough else np.sort(rng.choice(n, enough, replace=False))


def _begun(
    X: Array, K: int, shape: Shape, portfolio: tuple[tuple[How, int], ...], rng: Any
) -> list[Runner]:
    """Everyone on the line; with a single component all starts are the same one."""
    hows = [how for how, times in portfolio for _ in range(times)]
    return [
        Runner(how.__name__.replace("_", " "), how(X, K, shape, rng), number=number)
        for number, how in enumerate(hows if K > 1 else hows[:1])
    ]


def _lap(points: Points, runners: list[Runner], steps: int, maximise: Maximise) -> Iterator[Runner]:
    """Every runner some steps further, as many side by side as the cache has room for."""
    K = runners[0].mixture.K
    side = max(1, ROOM // (K * min(len(points.X), points.block)))
    for i in range(0, len(runners), side):
        group = runners[i : i + side]
        runs = Mixture.side_by_side([runner.mixture for runner in group])
        alive, fit = climb(points, runs, steps, maximise=maximise)
        ran = {int(run): place for place, run in enumerate(alive)}
        for run, runner in enumerate(group):
            yield _moved(runner, fit, ran[run], steps) if run in ran else lost(runner, steps)


def _moved(runner: Runner, fit: Fit, place: int, steps: int) -> Runner:
    """The runner where a batch has brought it."""
    thin = bool((fit.widths[place] < 2 * FLOOR).any())
    value = float(np.asarray(fit.log_likelihood)[place])
    return replace(
        runner,
        mixture=fit.mixture[place],
        log_likelihood=value,
        collapsed=thin,
        steps=runner.steps + steps,
    )


def _finished(
    points: Points, runner: Runner, tol: float, maximise: Maximise
) -> tuple[Runner, Fit] | None:
    """The runner at its end; None if it loses a component on the last lap."""
    try:
        fits = list(until_converged(em(points, runner.mixture, maximise=maximise), tol=tol))
    except CollapsedComponent:
        return None
    end = replace(
        runner,
        mixture=fits[-1].mixture,
        log_likelihood=fits[-1].log_likelihood,
        collapsed=bool(fits[-1].collapsed),
        steps=runner.steps + len(fits) - 1,
    )
    return end, fits[-1]


def best_fit(
    X: Any,
    K: int,
    shape: Shape | str = Full(),
    *,
    rng: Seed = None,
    tol: float = 1e-9,
    weights: Any = None,
) -> Fit:
    """The likeliest fit that a race of a hundred starts finds; parameters and errors as in `race`.

    A fit whose components have all kept their width is preferred to any that has collapsed,
    however likely.

    Returns
    -------
    fit : Fit

    Warns
    -----
    CollapseWarning
        If even the best fit has a component that only the floor holds open.

    Examples
    --------
    >>> from gmmlab.datasets import faithful
    >>> round(best_fit(faithful().X, 3, Full(shared=True), rng=0).log_likelihood, 3)
    -1126.316
    """
    fit = race(X, K, shape, rng=rng, tol=tol, weights=weights).fit
    if fit.collapsed:
        warnings.warn(
            f"component(s) {list(fit.collapsed)} of {fit.mixture.K} collapsed onto a few points "
            "in every start, and are only held open by the floor: this log-likelihood means "
            f"little. Ask for fewer than {fit.mixture.K} components, or bring more data.",
            CollapseWarning,
            stacklevel=2,
        )
    return fit

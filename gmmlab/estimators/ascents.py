"""Several runs of EM side by side, each until it comes to rest by scikit-learn's rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from gmmlab.errors import CollapsedComponent
from gmmlab.mixture import Mixture, positive_definite
from gmmlab.passes import Moments
from gmmlab.points import Points
from gmmlab.races import ROOM
from gmmlab.sprint import strides
from gmmlab.steps import STARVED, Fit, e_step, m_step

__all__ = ["Ascent", "Rule", "ascents", "best_of", "heat", "leaders", "refitted", "side_by_side"]


@dataclass(frozen=True)
class Rule:
    """When a run of EM is over."""

    tol: float
    """A run rests one step after a gain of less than this, in nats per point."""
    max_iter: int
    """M-steps, at most."""
    reg_covar: float
    """Added to every variance in each M-step, in the data's units squared."""


@dataclass(eq=False)
class Ascent:
    """One run: what is kept of it are numbers, and the mixture it has come to."""

    mixture: Mixture
    levels: list[float] = field(default_factory=list)
    """Mean log-likelihood per point, in nats, of the start and after each M-step."""
    gain: float = np.inf
    """What the last step gained but one."""
    rested: bool = False
    """Whether the rule was met."""
    resumed: bool = False
    """Whether its next step is one that it has taken already."""
    lost: tuple[int, ...] = ()
    """Components without width, if that is how it ended."""

    @property
    def steps(self) -> int:
        """How many M-steps were taken."""
        return len(self.levels) - 1

    @property
    def last_gain(self) -> float:
        """What the last step gained."""
        return self.levels[-1] - self.levels[-2] if self.steps else np.inf

    @property
    def level(self) -> float:
        """The mean log-likelihood per point of its mixture."""
        return -np.inf if self.lost else self.levels[-1]

    def arrived(self, mixture: Mixture, level: float, rule: Rule) -> bool:
        """Take a step, to this mixture and mean log-likelihood; whether the run ends there."""
        if self.resumed:  # it has been here before
            self.resumed = False
            return False
        self.mixture = mixture if self.levels else self.mixture
        self.levels.append(float(level))
        self.rested = self.steps > 0 and abs(self.gain) < rule.tol
        if self.rested or self.steps >= rule.max_iter:
            return True
        if self.steps:
            self.gain = self.last_gain
        return False


FINALISTS = 3
"""Runs that go on, from a part of the points to all of them, and to a closer tolerance."""
SAME = 1e-4
"""Runs that end this close together, in nats per point, are taken to be in the same place."""
CLOSER = 0.1
"""The best of several runs go on to this share of `tol`: which is best is settled only then."""


def heat(n: int, runs: int, free_parameters: int, K: int) -> int | None:
    """How many of n points several runs are tried on first; None if on all at once."""
    enough = max(2000, 300 * K, 10 * free_parameters)
    return enough if runs > FINALISTS and n > 2 * enough else None


def best_of(points: Points, runs: list[Ascent], rule: Rule) -> Ascent:
    """The likeliest of several runs, gone on with to a tenth of the tolerance."""
    ahead = leaders(ascents(points, runs, rule))
    if len(runs) == 1 or not ahead[0].rested:
        return ahead[0]
    further = [Ascent(run.mixture, run.levels.copy(), run.last_gain, run.rested) for run in ahead]
    ascents(points, further, replace(rule, tol=CLOSER * rule.tol))
    best = max(further, key=lambda run: run.level)
    best.rested = True
    return max(best, ahead[0], key=lambda run: run.level)


def leaders(runs: list[Ascent]) -> list[Ascent]:
    """The likeliest runs; of those that end in the same place one."""
    kept: list[Ascent] = []
    for run in sorted(runs, key=lambda run: -run.level):
        if not kept or (not run.lost and kept[-1].level - run.level > SAME):
            kept.append(run)
    return kept[:FINALISTS]


def ascents(points: Points, runs: list[Ascent], rule: Rule) -> list[Ascent]:
    """Take every run up, as many side by side as the cache has room for."""
    for part in side_by_side(points, len(runs), runs[0].mixture.K):
        _up(points, runs[part], rule)
    return runs


def side_by_side(points: Points, runs: int, K: int) -> Iterator[slice]:
    """Which of so many runs go together."""
    side = max(1, ROOM // (K * min(len(points.X), points.block)))
    for i in range(0, runs, side):
        yield slice(i, i + side)


def _up(points: Points, runs: list[Ascent], rule: Rule) -> None:
    """Take runs up side by side: in a sprint as far as they can, on foot from there."""
    going, slow = runs, []
    while going:
        going, left = _sprinted(points, going, rule)
        slow += left
    if slow:
        _walked(points, slow, rule)


def _sprinted(points: Points, runs: list[Ascent], rule: Rule) -> tuple[list[Ascent], list[Ascent]]:
    """A sprint, until half of those in it have arrived: who goes on sprinting, and who cannot."""
    begin, going, left = _together(runs), dict(enumerate(runs)), []
    with np.errstate(divide="ignore", invalid="ignore"):
        for where, now in strides(points, begin, ridge=rule.reg_covar):
            places = {int(run): place for place, run in enumerate(where)}
            left += [going.pop(i) for i in list(going) if i not in places]
            mixture, levels = now.mixture(points, begin.shape), now.log_likelihoods / points.n
            for i, run in list(going.items()):
                if run.arrived(mixture[places[i]], levels[places[i]], rule):
                    del going[i]
            if 2 * len(going) <= len(where):
                break
    return list(going.values()), left


def _together(runs: list[Ascent]) -> Mixture:
    """The mixtures side by side, and the runs about to resume."""
    for run in runs:
        run.resumed = bool(run.levels)
    return Mixture.side_by_side([run.mixture for run in runs])


def _walked(points: Points, runs: list[Ascent], rule: Rule) -> None:
    """The same with everything that `steps` does, by runs too thin to sprint, one by one."""
    for run in runs:
        run.resumed = bool(run.levels)
        try:
            while True:
                fit = e_step(points, run.mixture)
                if run.arrived(fit.mixture, fit.log_likelihood / points.n, rule):
                    break
                run.mixture = refitted(fit, rule.reg_covar)
        except CollapsedComponent:
            sigma = run.mixture.covariances
            run.lost = tuple(k for k, S in enumerate(sigma) if not positive_definite(S))


def refitted(fit: Fit, reg_covar: float) -> Mixture:
    """The M-step as scikit-learn has it: a ridge on every covariance, and no floor.

    A component that nothing belongs to any more keeps its place, with next to no weight.
    """
    counts, means, scatters = fit.moments
    if (bare := ~(counts > 2 * STARVED)).any():
        kept = fit.mixture.means - fit.points.origin
        means = np.where(bare[..., None], kept, means)
        scatters = np.where(bare[..., None, None], fit.mixture.covariances, scatters)
        moments = Moments(np.where(bare, 2 * STARVED, counts), means, scatters)
        fit = Fit(fit.mixture, fit.log_likelihood, moments, fit.points, fit.assign)
    return m_step(fit, floor=0.0, ridge=reg_covar)

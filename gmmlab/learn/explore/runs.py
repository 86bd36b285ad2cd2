"""EM runs, one step at a time and never twice, and the BIC of a good fit for each K."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from gmmlab.criteria import bic
from gmmlab.errors import GmmlabError
from gmmlab.mixture import Mixture
from gmmlab.points import Points
from gmmlab.shapes import Shape
from gmmlab.starts import How, kmeans_labels, kmeans_plusplus, start
from gmmlab.steps import Fit, e_step, em
from gmmlab.stopping import until_converged
from gmmlab.types import Array

TOL = 1e-6
"""Nats per point left to gain where a run ends."""
NEAR = 1e-4
"""The same for the BIC curve: a hundredth of its line's width."""
LONGEST = 1000
"""EM steps."""
PIECE = 8
"""EM steps that take a few milliseconds."""


class Run:
    """One run of EM: mixtures and log-likelihoods, taken further when someone asks.

    Examples
    --------
    >>> from gmmlab import datasets
    >>> from gmmlab.shapes import Full
    >>> run = Run(datasets.faithful().X, 2, Full(), kmeans_plusplus, 1)
    >>> run.reach(3)
    >>> len(run.trace), run.over
    (4, False)
    >>> run.finish()
    >>> run.over, round(run.trace[-1], 2)
    (True, -1130.26)
    """

    def __init__(
        self, X: Array, K: int, shape: Shape, how: How, seed: int, tol: float = TOL
    ) -> None:
        self.tol = tol
        self.mixtures: list[Mixture] = []
        self.trace: list[float] = []
        self.over, self.trouble = False, ""
        self._fits = self._run(X, K, shape, how, seed)
        self.reach(0)

    def _run(self, X: Array, K: int, shape: Shape, how: How, seed: int) -> Iterator[Fit]:
        begin = start(X, K, shape, how=how, rng=seed)
        self.points = Points.of(X, shape)
        yield from until_converged(em(self.points, begin), tol=self.tol, max_iter=LONGEST)

    def reach(self, step: int) -> None:
        """Take the run to a step, or to its end if it comes before."""
        while not self.over and len(self.trace) <= step:
            try:
                fit = next(self._fits)
            except StopIteration:
                self.over = True
            except GmmlabError as error:
                self.over, self.trouble = True, str(error)
            else:
                self.mixtures.append(fit.mixture)
                self.trace.append(fit.log_likelihood)

    def pieces(self) -> Iterator[None]:
        """Take the run to its end, piece by piece."""
        while not self.over:
            self.reach(len(self.trace) + PIECE)
            yield

    def finish(self) -> None:
        """Take the run to its end at once."""
        self.reach(LONGEST + 1)

    @lru_cache(maxsize=4)  # noqa: B019
    def fit(self, step: int) -> Fit:
        """The fit after so many EM steps, or the last one."""
        self.reach(step)
        return e_step(self.points, self.mixtures[min(step, len(self.mixtures) - 1)])


RACE: tuple[tuple[How, int], ...] = (
    (kmeans_plusplus, 0),
    (kmeans_plusplus, 1),
    (kmeans_labels, 0),
)
"""The starts that the BIC curve tries for each K."""
HEAT = 20
"""EM steps after which the best of them goes on alone."""


class Curve:
    """BIC of the best of three runs for each K: roughly at once, then found piece by piece.

    Examples
    --------
    >>> from gmmlab import datasets
    >>> from gmmlab.shapes import Full
    >>> curve = Curve(datasets.faithful().X, Full(shared=True), range(1, 5))
    >>> curve.ready
    False
    >>> curve.finish()
    >>> curve.ready, curve.best, round(curve.bic[3], 1)
    (True, 3, 2314.3)
    """

    def __init__(self, X: Array, shape: Shape, counts: range) -> None:
        self.runs = {K: [Run(X, K, shape, *RACE[0], NEAR)] for K in counts}
        self.bic: dict[int, float] = {}
        self.ready = False
        for K in counts:
            self.runs[K][0].reach(HEAT // 2)
            self._note(K)
        self.rough = dict(self.bic)
        self._work = self._race(X, shape)

    @property
    def best(self) -> int:
        """The K with the smallest BIC."""
        return min(self.bic, key=lambda K: self.bic[K])

    def _race(self, X: Array, shape: Shape) -> Iterator[None]:
        for K, runs in self.runs.items():
            runs += [Run(X, K, shape, how, seed, NEAR) for how, seed in RACE[1:]]
            for run in runs:
                run.reach(HEAT)
                yield
            yield from max(runs, key=_promise).pieces()
            self._note(K)
        self.ready = True

    def _note(self, K: int) -> None:
        """Keep the best so far; a fit that only the floor holds open counts for nothing."""
        best = max(self.runs[K], key=_promise)
        if best.trace:
            self.bic[K] = bic(best.fit(len(best.trace) - 1))

    def pieces(self) -> Iterator[None]:
        """Find the curve, piece by piece; whoever stops half-way can go on later."""
        for _ in self._work:
            yield

    def finish(self) -> None:
        """Find the curve at once."""
        for _ in self._work:
            pass


def _promise(run: Run) -> float:
    return run.trace[-1] if run.trace else -np.inf

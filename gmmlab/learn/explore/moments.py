"""Where a learner of EM is, and all there is to show of it."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.explore.runs import Curve, Run
from gmmlab.shapes import SHAPES, Shape
from gmmlab.starts import STARTS
from gmmlab.steps import Fit

HOWS = {
    "k-means++": STARTS["k-means++"],
    "random points": STARTS["random points"],
    "random responsibilities": STARTS["random responsibilities"],
    "crowded (a bad one)": STARTS["crowded"],
}
KS = range(1, 9)
END = -1
"""The position of a run that has converged, wherever that is."""


@dataclass(frozen=True)
class State:
    """Where the learner is.

    `position` counts half steps: after E-steps it is odd, after M-steps even, 0 at the start.
    """

    K: int = 2
    start: int = 0
    seed: int = 1
    shape: int = 0
    position: int = 0
    note: str = ""


@dataclass(frozen=True, eq=False)
class Moment:
    """A state with everything there is to show of it."""

    state: State
    run: Run
    step: int
    """EM steps done: M-steps, since the start."""
    fit: Fit
    """The parameters shown, held against the data."""
    given: Fit | None
    """Whose responsibilities are shown: None before the first E-step."""
    curve: Curve

    @property
    def rested(self) -> bool:
        """True if the run has come to its end and this is it."""
        return self.run.over and self.step == len(self.run.trace) - 1 and self.given is self.fit


def shape_of(number: int) -> Shape:
    """The covariance shape that a number in the list stands for."""
    return [*SHAPES.values()][number]

"""Runners of a race, and who is ahead: healthy before collapsed, then likely, then early."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from gmmlab.mixture import Mixture

__all__ = ["Runner", "apart", "lost", "ranked"]

SAME = 0.01
"""Runners no further apart, in nats, are taken to be in one place; only one of them goes on."""
TIE = 1e-9
"""Of a log-likelihood: closer ones differ by rounding, and the earlier start is ahead."""


@dataclass(frozen=True, eq=False)
class Runner:
    """One start, and how far it has come.

    Examples
    --------
    >>> one = Runner("k-means++", Mixture([1.0], [[0.0]], [[[1.0]]]), log_likelihood=-3.0)
    >>> one.merit
    (False, 3.0)
    """

    start: str
    """How it began."""
    mixture: Mixture = field(repr=False)
    log_likelihood: float = -np.inf
    """Where it was when last seen, in nats; -inf if it lost a component."""
    collapsed: bool = False
    """Whether the floor holds one of its components open."""
    steps: int = 0
    """How many EM steps it was given."""
    number: int = 0
    """Which of all starts it is, from 0."""

    @property
    def merit(self) -> tuple[bool, float]:
        """What runners are ranked by, least first: healthy before collapsed, then likely."""
        return self.collapsed or self.log_likelihood == -np.inf, -self.log_likelihood


def ranked(runners: Iterable[Runner]) -> list[Runner]:
    """Who is ahead; of those whom only rounding tells apart, the earlier start.

    Rounding is another on each kind of computer. Who wins, and so the order of the components,
    must not be.

    Examples
    --------
    >>> one = Runner("first", Mixture([1.0], [[0.0]], [[[1.0]]]), -3.0)
    >>> two = replace(one, start="second", log_likelihood=-3.0 + 1e-12, number=1)
    >>> [runner.start for runner in ranked([two, one])]
    ['first', 'second']
    """
    rest, order = sorted(runners, key=lambda runner: (*runner.merit, runner.number)), []
    while rest:
        least = rest[0].log_likelihood * (1 - TIE * np.sign(rest[0].log_likelihood))
        ill, tied = rest[0].merit[0], 0
        while tied < len(rest) and rest[tied].merit <= (ill, -least):
            tied += 1
        order += sorted(rest[:tied], key=lambda runner: runner.number)
        rest = rest[tied:]
    return order


def apart(ranked: list[Runner], places: int) -> tuple[list[Runner], list[Runner]]:
    """The first few runners that stand in different places, and all others.

    Examples
    --------
    >>> one = Runner("first", Mixture([1.0], [[0.0]], [[[1.0]]]), -3.0)
    >>> crowd = [replace(one, log_likelihood=value) for value in (-3.0, -3.001, -4.0, -5.0)]
    >>> [[runner.log_likelihood for runner in some] for some in apart(crowd, 2)]
    [[-3.0, -4.0], [-3.001, -5.0]]
    """
    ahead: list[Runner] = []
    behind: list[Runner] = []
    for runner in ranked:
        twin = ahead and abs(ahead[-1].log_likelihood - runner.log_likelihood) < SAME
        (behind if twin or len(ahead) == places else ahead).append(runner)
    return ahead, behind


def lost(runner: Runner, steps: int) -> Runner:
    """The runner without one of its components.

    Examples
    --------
    >>> lost(Runner("first", Mixture([1.0], [[0.0]], [[[1.0]]]), -3.0), 5)
    Runner(start='first', log_likelihood=-inf, collapsed=True, steps=5, number=0)
    """
    steps += runner.steps
    return replace(runner, log_likelihood=-np.inf, collapsed=True, steps=steps)

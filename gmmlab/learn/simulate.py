"""How well placement places: simulated learners, and the table that tells.

Run ``python -m gmmlab.learn.simulate`` to print it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from gmmlab.learn.graph import graph
from gmmlab.learn.placement import Placement, Told, begin

__all__ = ["CASES", "Case", "Outcome", "main", "simulate", "table"]

LEARNERS = 1000


@dataclass(frozen=True)
class Case:
    """How simulated learners answer.

    Attributes
    ----------
    slip : float
        Chance that they are wrong about what they know.
    guess : float
        Chance that they are right about what they do not know.
    gap : float
        Chance that they have forgotten a unit, all of it, below the last one they know of.
    admits : float
        Of what they do not know and do not guess, how often they say so.
    """

    slip: float = 0.10
    guess: float = 0.05
    gap: float = 0.0
    admits: float = 0.5


CASES = (
    Case(),
    Case(admits=0.0),
    Case(slip=0.05, guess=0.02),
    Case(slip=0.20, guess=0.10),
    Case(gap=0.1),
    Case(gap=0.2),
)


@dataclass(frozen=True)
class Outcome:
    """How a number of learners were placed.

    Attributes
    ----------
    questions : float
        Mean number that found the frontier.
    most : int
        The number that 95 % of learners do not exceed.
    altogether : float
        Mean number with the spot checks.
    placed : float
        Share of learners placed within two steps.
    found : float
        Share of the gaps below the place that were found; nan where there were none.
    false : float
        Mean number of units taken for gaps that are none.
    """

    questions: float
    most: int
    altogether: float
    placed: float
    found: float
    false: float


def simulate(case: Case, learners: int, seed: int, start: Placement) -> Outcome:
    """Place simulated learners whose frontiers lie anywhere with equal chance.

    Examples
    --------
    >>> topics = tuple(f"s{i:02}" for i in range(16))
    >>> outcome = simulate(Case(slip=0, guess=0), 20, 1, Placement(topics, ("u",) * 16))
    >>> outcome.placed, outcome.questions < 8
    (1.0, True)
    """
    rng, told = np.random.default_rng(seed), cache(Placement.told)
    rows = np.array([_placed(case, rng, start, told) for _ in range(learners)])
    first, asked, off, gaps, found, false = rows.T
    return Outcome(
        float(first.mean()),
        int(np.quantile(first, 0.95, method="higher")),
        float(asked.mean()),
        float((off <= 2).mean()),
        float(found.sum() / gaps.sum()) if gaps.any() else float("nan"),
        float(false.mean()),
    )


def _placed(
    case: Case,
    rng: np.random.Generator,
    placement: Placement,
    told: Callable[[Placement, Told], Placement],
) -> tuple[int, ...]:
    """Place one learner: questions, with checks, steps off, gaps, those found, false ones."""
    topics, units = placement.topics, placement.units
    frontier = int(rng.integers(len(topics) + 1))
    whole = [unit for unit in dict.fromkeys(units) if unit not in units[max(frontier - 1, 0) :]]
    gaps = {unit for unit in whole if rng.random() < case.gap}
    while placement.question is not None:
        i = topics.index(placement.question)
        placement = told(placement, _answer(case, rng, i < frontier and units[i] not in gaps))
    there = gaps & set(units[: placement.position])
    said = set(placement.gaps)
    assert placement.first is not None
    return (
        placement.first,
        len(placement.answers),
        abs(placement.position - frontier),
        len(there),
        len(there & said),
        len(said - gaps - set(units[frontier:])),
    )


def _answer(case: Case, rng: np.random.Generator, knows: bool) -> Told:
    if rng.random() < (1 - case.slip if knows else case.guess):
        return "right"
    return "unknown" if not knows and rng.random() < case.admits else "wrong"


def table(learners: int = LEARNERS, seed: int = 1) -> Iterator[str]:
    """Write the table, line by line, as it is simulated."""
    start = begin(graph())
    yield (
        f"{learners} learners a row, seed {seed}, {len(start.topics)} steps in "
        f"{len(set(start.units))} units."
    )
    yield ""
    yield (
        "| slip | guess | gaps | admits | questions | 95 % within | with checks | placed within 2 "
        "| gaps found | false gaps |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for case in CASES:
        yield _row(case, simulate(case, learners, seed, start))


def _row(case: Case, told: Outcome) -> str:
    found = "–" if np.isnan(told.found) else f"{told.found:.0%}"
    cells = (
        *(f"{x:.2f}" for x in (case.slip, case.guess, case.gap, case.admits)),
        f"{told.questions:.1f}",
        f"{told.most}",
        f"{told.altogether:.1f}",
        f"{told.placed:.1%}",
        found,
        f"{told.false:.2f}",
    )
    return f"| {' | '.join(cells)} |"


def main(arguments: Sequence[str]) -> None:
    """Print the table; the first argument is the number of learners, the second the seed."""
    for line in table(*map(int, arguments)):
        print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

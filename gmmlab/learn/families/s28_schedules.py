"""Step 28, factors and multiples: the iteration at which two schedules of a run meet."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd, lcm

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import listed, spread
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["two_schedules"]

TOPIC = "s28-factors-and-multiples"
LINK = "The link to mixtures is a practical one: any program that iterates keeps such schedules."
ACTIONS = (
    "prints the log-likelihood",
    "saves the parameters",
    "draws the ellipses",
    "scores the held-out points",
    "looks for empty components",
    "tries to merge two components",
)

PERIODS = tuple(
    (a, b)
    for a in range(4, 31)
    for b in range(4, 31)
    if gcd(a, b) > 1 and max(a, b) < lcm(a, b) <= 150
)
"""Pairs with a common factor, neither a multiple of the other, that meet before long."""


@dataclass(frozen=True)
class Schedules:
    """Two things that a run does, and every how many iterations."""

    actions: tuple[str, str]
    periods: tuple[int, int]

    @property
    def meeting(self) -> int:
        return lcm(*self.periods)

    @property
    def factor(self) -> int:
        return gcd(*self.periods)

    @property
    def multiples(self) -> list[int]:
        """The larger period's multiples up to the meeting."""
        longer = max(self.periods)
        return list(range(longer, self.meeting + 1, longer))


@family("two-schedules", TOPIC, "two schedules first meet at the least common multiple")
def two_schedules(rng: Rng) -> Question:
    """Ask for the first iteration at which EM does two things at once."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt=f"{_given(case)} At which iteration does it do both for the first time?",
        answer=Integer(case.meeting),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Write down the iterations at which it does the one, and those at which it does the "
            "other. Which number stands in both lists?",
            "Go through the multiples of the larger number, and stop at the first that the "
            "smaller one divides without remainder.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because=f"{case.meeting} is the *least* common multiple, and both happen again at each of "
        f"its multiples. {LINK}",
    )


def _case(rng: Rng) -> Schedules:
    one, other = spread(rng, range(len(ACTIONS)), 2)
    return Schedules((ACTIONS[one], ACTIONS[other]), pick(rng, PERIODS))


def _given(case: Schedules) -> str:
    (one, other), (a, b) = case.actions, case.periods
    return (
        f"EM counts its iterations from one on. After every {a} iterations it {one}, and after "
        f"every {b} it {other}."
    )


def _worked(case: Schedules) -> str:
    (shorter, longer), meeting = sorted(case.periods), case.meeting
    return (
        f"Go through the multiples of {longer}: {listed(case.multiples)}. At {meeting} you have "
        rf"reached the first that {shorter} divides as well: "
        rf"$\frac{{{meeting}}}{{{shorter}}}={meeting // shorter}$ and "
        rf"$\frac{{{meeting}}}{{{longer}}}={meeting // longer}$."
    )


def _misconceptions(case: Schedules) -> tuple[Misconception, ...]:
    (a, b), g = case.periods, case.factor
    return (
        Misconception(
            "multiplies-ignoring-the-common-factor",
            "multiplies the two numbers",
            Integer(a * b),
            f"At ${a}\\cdot{b}$ it does both, but not for the first time. {a} and {b} have the "
            f"factor {g} in common, and in the product it stands twice. Divide the product by {g}.",
        ),
        Misconception(
            "gives-the-common-factor",
            "gives the greatest common factor",
            Integer(g),
            f"{g} divides both numbers. But after {g} iterations neither is due yet. You need a "
            f"number that {a} and {b} both divide: a multiple, not a factor.",
        ),
        Misconception(
            "waits-for-the-slower-one-only",
            "takes the larger of the two",
            Integer(max(a, b)),
            f"At iteration {max(a, b)} the rarer of the two is due. The other is not: "
            f"{max(a, b)} is no multiple of {min(a, b)}. Go on through the multiples of "
            f"{max(a, b)}.",
            back_to="s24-division-with-remainders",
        ),
        Misconception(
            "adds-the-two-periods",
            "adds the two numbers",
            Integer(a + b),
            f"You added {a} and {b}. Each schedule counts from the start of the run, not from when "
            "the other was last due. Look for a number that is a multiple of both.",
            back_to="s14-multiplication-facts-within-100",
        ),
    )

"""Step 75.5, a trace with a fault: the one iteration that exact EM cannot have made."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["iteration_with_a_fault"]

STEPS = 6


@dataclass(frozen=True)
class Trace:
    """Log-likelihoods in tenths: that of the start, then one after each iteration."""

    start: int
    gains: tuple[int, ...]

    @property
    def values(self) -> list[int]:
        return [self.start + sum(self.gains[:i]) for i in range(STEPS + 1)]

    @property
    def fault(self) -> int:
        return self.gains.index(min(self.gains)) + 1

    @property
    def still(self) -> int:
        """The iteration that changes nothing in the first decimal."""
        return self.gains.index(0) + 1

    @property
    def leap(self) -> int:
        return self.gains.index(max(self.gains)) + 1

    @property
    def shown(self) -> str:
        return ", ".join(f"${value / 10:.1f}$" for value in self.values)


@family(
    "iteration-with-a-fault",
    "s75-05-why-em-never-goes-down",
    "a log-likelihood that falls cannot come from exact EM, however small the fall",
)
def iteration_with_a_fault(rng: Rng) -> Question | None:
    """Ask which iteration of a trace cannot be one of exact EM."""
    trace, other = _trace(rng), _trace(rng)
    if trace.fault == other.fault or trace.leap == 1:
        return None
    return Question(
        prompt="A program of your own runs EM, without any floor or ridge, and prints the "
        f"log-likelihood. The first number belongs to the start, each further one to an iteration:"
        f"\n\n{trace.shown}.\n\n"
        "Which iteration shows that the program has a fault? Give its number, counting iterations "
        "from one, or zero if exact EM may have made them all.",
        answer=Integer(trace.fault),
        misconceptions=_misconceptions(trace),
        hints=Hints(
            "Neither large nor small gains are suspicious, nor is no gain. What can an exact "
            "iteration never do?",
            "Subtract each number from the one after it. Exact EM never makes such a difference "
            "negative. The first difference belongs to the first iteration.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(trace),
        because="The E-step leaves the log-likelihood where it is and the M-step lifts a bound "
        "that touches it. A fall means a fault in the code, a floor that changed what is "
        "maximised, or a change as small as rounding errors.",
    )


def _trace(rng: Rng) -> Trace:
    """Mix a fall, a standstill and a leap among middling gains."""
    special = [-int(rng.integers(2, 9)), 0, int(rng.integers(90, 160))]
    middling = [int(g) for g in rng.choice(range(3, 40), STEPS - 3, replace=False)]
    gains = rng.permutation([*special, *middling]).tolist()
    return Trace(-int(rng.integers(1500, 8000)), tuple(gains))


def _worked(trace: Trace) -> str:
    gains = ", ".join(f"${gain / 10:.1f}$" for gain in trace.gains)
    return (
        f"The differences are {gains}. A standstill is allowed, and a late leap as well: EM often "
        f"leaves a level stretch slowly. One difference is negative, that of iteration "
        f"{trace.fault}."
    )


def _misconceptions(trace: Trace) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "likelihood-may-fall",
            "thinks that EM may go down a little",
            Integer(0),
            "You let a small fall pass. In exact EM there is none: the bound is lifted from where "
            "it touches the log-likelihood, so the log-likelihood ends at least as high. Look for "
            "the step that goes down.",
        ),
        Misconception(
            "takes-a-standstill-for-a-fault",
            "suspects the iteration without a gain",
            Integer(trace.still),
            "In this iteration the printed value does not move. That is allowed: at a stationary "
            "point nothing changes, and near one the gains are smaller than what is printed. Look "
            "for a fall.",
        ),
        Misconception(
            "takes-a-leap-for-a-fault",
            "suspects the largest gain",
            Integer(trace.leap),
            "This iteration gains much. EM may do that at any time, also after slow ones, for "
            "instance when it leaves a saddle. Only a fall is impossible.",
        ),
        Misconception(
            "counts-the-start-as-an-iteration",
            "counts the start as the first iteration",
            Integer(trace.fault + 1),
            "You found the right number in the list and counted its place from the start. The "
            "first number is there before any iteration: one less.",
            back_to="s17-division-grouping-repeated-subtraction-model",
        ),
    )

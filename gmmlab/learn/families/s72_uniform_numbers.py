"""Step 72, cumulating: uniform numbers pick the components of a mixture."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_densities import cumulated, listed, shares
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["picked_by_uniform_numbers"]

KINDS = ("short", "middle", "long")
N = 12


@dataclass(frozen=True)
class Draws:
    """Weights, uniform numbers, and the kind whose draws are to be counted."""

    weights: tuple[Ratio, ...]
    numbers: tuple[Ratio, ...]
    kind: int

    @property
    def low(self) -> Ratio:
        return cumulated(self.weights, self.kind)

    @property
    def high(self) -> Ratio:
        return cumulated(self.weights, self.kind + 1)

    @property
    def picked(self) -> list[Ratio]:
        return [u for u in self.numbers if self.low <= u < self.high]

    @property
    def wrong_counts(self) -> tuple[int, int, int, int]:
        """By the heaviest kind, by the weight itself, by the whole bar below, by expectation."""
        weight = self.weights[self.kind]
        return (
            N if weight == max(self.weights) else 0,
            sum(u < weight for u in self.numbers),
            sum(u < self.high for u in self.numbers),
            round(N * weight),
        )

    @property
    def telling(self) -> bool:
        """Whether one kind is the heaviest, and every road leads to a count of its own."""
        counts = {len(self.picked), *self.wrong_counts}
        return self.weights.count(max(self.weights)) == 1 and len(counts) == 5

    @property
    def given(self) -> str:
        return (
            f"weights {listed(self.weights)} for the short, middle and long kind, and the numbers "
            f"{listed(sorted(self.numbers))}"
        )


@family(
    "picked-by-uniform-numbers",
    "s72-cumulative-distribution-functions",
    "a uniform number picks the component in whose part of the cumulated weights it falls",
)
def picked_by_uniform_numbers(rng: Rng) -> Question | None:
    """Ask how many of twelve uniform numbers pick one kind."""
    case, other = _draws(rng), _draws(rng)
    if not case.telling:
        return None
    return Question(
        prompt="You draw a dozen eruptions from a mixture. Its weights are "
        f"{listed(case.weights)} for the short, middle and long kind, in this order. For each "
        f"eruption a uniform number picks the kind by the cumulated weights:\n\n"
        f"{', '.join(say(u) for u in case.numbers)}.\n\n"
        f"How many of these eruptions are of the **{KINDS[case.kind]}** kind?",
        answer=Integer(len(case.picked)),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Lay the weights end to end as one bar from zero to one. Where on the bar does the "
            "part of this kind begin, and where does it end?",
            "Add up the weights from the left: each kind owns the numbers from the sum before it "
            "up to the sum with it. Count the numbers in that part.",
            once_more(f"{other.given}, the {KINDS[other.kind]} kind.", _worked(other)),
        ),
        solution=_worked(case),
        because="The longer a kind's part of the bar, the more numbers fall there: in the long "
        "run its weight's share of them, in one dozen only roughly.",
    )


def _draws(rng: Rng) -> Draws:
    off_the_cuts = [u for u in range(1, 100) if u % 5]
    uniform = tuple(Ratio(int(u), 100) for u in rng.choice(off_the_cuts, size=N, replace=False))
    return Draws(shares(rng, 3), uniform, int(rng.integers(1, 3)))


def _worked(case: Draws) -> str:
    name, n = KINDS[case.kind], len(case.picked)
    found = ", ".join(say(u) for u in sorted(case.picked))
    return (
        f"The {name} kind owns the bar from {say(case.low)} up to {say(case.high)}. "
        + (f"There lie {found}: " if found else "No number lies there: ")
        + f"that makes {n}."
    )


def _misconceptions(case: Draws) -> tuple[Misconception, ...]:
    name, weight = KINDS[case.kind], case.weights[case.kind]
    heaviest, below_weight, below, expected = case.wrong_counts
    return (
        Misconception(
            "always-the-heaviest-component",
            "gives every draw to the heaviest kind",
            Integer(heaviest),
            "You let the heaviest kind win every time. Then the other kinds would never erupt. "
            "Each number is looked up on the bar of cumulated weights.",
        ),
        Misconception(
            "compares-with-the-weight",
            "compares each number with the weight itself",
            Integer(below_weight),
            f"You counted the numbers below {say(weight)}, the weight of the {name} kind. Its part "
            "of the bar is that long, but it does not begin at zero: the kinds before it come "
            "first. Add their weights up.",
        ),
        Misconception(
            "counts-all-below",
            "counts everything up to the end of the kind's part",
            Integer(below),
            "You counted every number below the cumulated weight. In this count are the draws of "
            "the kinds before it too. Leave those out.",
        ),
        Misconception(
            "expects-the-share",
            "gives the expected number",
            Integer(expected),
            "That is about how many you would *expect*: the weight's share of a dozen. These "
            "numbers have been drawn already. Look each of them up.",
        ),
    )

"""Bridge 8, one turn of EM where only the weights are unknown."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from functools import cached_property

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["weight_after_one_turn"]

PLACES = 3
N = 4


@dataclass(frozen=True)
class Turn:
    """A weight to begin with, and the densities of two known components at four points."""

    weight: Ratio
    first: tuple[Ratio, ...]
    second: tuple[Ratio, ...]

    @cached_property
    def scores(self) -> list[tuple[Ratio, Ratio]]:
        w = self.weight
        return [(w * a, (1 - w) * b) for a, b in zip(self.first, self.second, strict=True)]

    @cached_property
    def shares(self) -> list[Ratio]:
        return [a / (a + b) for a, b in self.scores]

    @property
    def unweighted(self) -> list[Ratio]:
        return [a / (a + b) for a, b in zip(self.first, self.second, strict=True)]

    @property
    def new(self) -> Ratio:
        return sum(self.shares, Ratio(0)) / N

    @property
    def won(self) -> int:
        """How many points are mostly the first component's."""
        return sum(share > Ratio(1, 2) for share in self.shares)


@family(
    "weight-after-one-turn",
    "b8-the-em-algorithm",
    "the E-step fills in hidden labels by their expectation, and the M-step counts these",
)
def weight_after_one_turn(rng: Rng) -> Question | None:
    """Ask for a mixing weight after one E-step and one M-step."""
    turn, other = _turn(rng), _turn(rng)
    if turn.won in (0, N) or Ratio(1, 2) in turn.shares:
        return None
    return Question(
        prompt="Both components of a mixture are known; only its weights are not. The densities "
        f"at four points:\n\n{_table(turn)}\n\n"
        rf"EM starts with $\pi_1={say(turn.weight)}$. What is $\pi_1$ after **one** E-step and one "
        "M-step?",
        answer=Decimal(turn.new, PLACES),
        misconceptions=_misconceptions(turn),
        hints=Hints(
            "Hidden is which component each point came from. If you saw the labels you would "
            "count those of component 1. You do not see them: what is their expectation?",
            r"E-step: $r_{i1}=\frac{\pi_1 p_1(x_i)}{\pi_1 p_1(x_i)+\pi_2 p_2(x_i)}$ for each "
            r"point. M-step: the new $\pi_1$ is the mean of these four shares.",
            once_more(rf"$\pi_1={say(other.weight)}$ and" + f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(turn),
        because="The expectation of a hidden label is a responsibility, so the expected count is "
        "their sum. The next E-step shares the points out with the new weight, and so on until "
        "nothing changes.",
    )


def _turn(rng: Rng) -> Turn:
    first, second = (tuple(tenths(rng, 1, 9) for _ in range(N)) for _ in range(2))
    return Turn(tenths(rng, 2, 8), first, second)


def _table(turn: Turn) -> str:
    return table(
        ["point", *"ABCD"],
        ["$p_1(x_i)$", *map(say, turn.first)],
        ["$p_2(x_i)$", *map(say, turn.second)],
    )


def _worked(turn: Turn) -> str:
    rows = (
        f"{name}: ${say(a)}/({say(a)}+{say(b)})={figures(share, 4)}$"
        for name, (a, b), share in zip("ABCD", turn.scores, turn.shares, strict=True)
    )
    total = "+".join(figures(share, 4) for share in turn.shares)
    return (
        f"E-step, weight times density as a share of the sum: {', '.join(rows)}. "
        f"M-step: $({total})/{N}={figures(turn.new, PLACES)}$."
    )


def _misconceptions(turn: Turn) -> tuple[Misconception, ...]:
    a, b = (sum(column, Ratio(0)) for column in zip(*turn.scores, strict=True))
    return (
        Misconception(
            "counts-the-winners",
            "decides each point's label before it counts",
            Decimal(Ratio(turn.won, N), PLACES),
            "You gave every point wholly to its likelier component and counted. EM does not "
            "decide: each hidden label is filled in by its expectation, a share. Average the "
            "shares.",
        ),
        Misconception(
            "ignores-the-weights",
            "leaves the starting weights out of the E-step",
            Decimal(sum(turn.unweighted, Ratio(0)) / N, PLACES),
            "You compared the densities alone. The E-step is Bayes' theorem with the present "
            "weights as prior: multiply each density by its weight first.",
            back_to="b2-bayes-theorem",
        ),
        Misconception(
            "forgets-to-divide",
            "stops at the expected count",
            Decimal(turn.new * N, PLACES),
            "This is the expected *count* of component 1. Its weight is the share of that in all "
            f"points: divide by {N}.",
        ),
        Misconception(
            "pools-the-points",
            "adds over the points before it takes the share",
            Decimal(a / (a + b), PLACES),
            "You added the scores of all points and took one share. Each point has a label of its "
            "own, so each gets its own share; only then are they averaged.",
        ),
        Misconception(
            "keeps-the-old-weight",
            "leaves the weight as it was",
            Decimal(turn.weight, 2),
            "You kept the weight that EM started with. It enters the E-step, but the M-step then "
            "puts a new one in its place: the mean responsibility.",
        ),
    )

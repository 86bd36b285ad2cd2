"""Step 37, dividing decimals: a responsibility is one score over the sum of all scores."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Percentage
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["part_of_the_density"]


@dataclass(frozen=True)
class Scores:
    """The score of one component for a point, and the mixture's density there."""

    percent: int
    whole: Ratio
    kind: str

    @property
    def part(self) -> Ratio:
        return self.share * self.whole

    @property
    def share(self) -> Ratio:
        return Ratio(self.percent, 100)

    @property
    def rest(self) -> Ratio:
        return self.whole - self.part

    @property
    def places(self) -> tuple[int, int]:
        """How many decimals the part and the whole are written with."""
        return _places(self.part), _places(self.whole)

    @property
    def without_points(self) -> tuple[int, int]:
        """The part and the whole, each with its point left out."""
        a, b = self.places
        return int(self.part * 10**a), int(self.whole * 10**b)


@family(
    "part-of-the-density",
    "s37-dividing-decimals",
    "a responsibility is a quotient: one component's score over the density of the mixture",
)
def part_of_the_density(rng: Rng) -> Question | None:
    """Ask for a responsibility in per cent, from a score and the mixture's density."""
    scores, twin = _scores(rng), _scores(rng)
    if not (_uneven(scores) and _uneven(twin)):
        return None
    return Question(
        prompt=f"{_given(scores)} What share of the eruption does the E-step give to the "
        f"{scores.kind} kind, in per cent?",
        answer=Percentage(scores.share, 0),
        misconceptions=_misconceptions(scores),
        hints=Hints(
            "The density of the mixture is the sum of the scores of all its components. Which of "
            "the two numbers is the part, and which the whole?",
            "Divide the part by the whole. To divide by a decimal, move the point of *both* "
            "numbers to the right, by equally many places, until the divisor is whole.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(scores),
        because=r"$r_k=\frac{\pi_k\,p(x\mid k)}{p(x)}$: to divide by the whole is to *normalise*. "
        "After it, the shares of all components add up to 100 %.",
    )


def _scores(rng: Rng) -> Scores:
    return Scores(
        between(rng, 4, 96), Ratio(between(rng, 8, 64), 100), pick(rng, ("short", "long"))
    )


def _places(value: Ratio) -> int:
    return len(say(value).partition(".")[2])


def _uneven(scores: Scores) -> bool:
    """Whether the part has more decimals than the whole, and both shares are worth the name."""
    a, b = scores.places
    return a > b == 2


def _given(scores: Scores) -> str:
    return (
        f"For one eruption the {scores.kind} kind has the score {say(scores.part)}, and the "
        f"density of the whole mixture is $p(x)={say(scores.whole)}$."
    )


def _worked(scores: Scores) -> str:
    part, whole = say(scores.part), say(scores.whole)
    moved, divisor = say(scores.part * 100), say(scores.whole * 100)
    return (
        rf"Part over whole: $\frac{{{part}}}{{{whole}}}$. Both points two places to the right: "
        rf"$\frac{{{moved}}}{{{divisor}}}={say(scores.share)}$, which is {scores.percent} %."
    )


def _misconceptions(scores: Scores) -> tuple[Misconception, ...]:
    above, below = scores.without_points
    part, whole = say(scores.part), say(scores.whole)
    return (
        Misconception(
            "divides-whole-by-part",
            "divides the whole by the part",
            Percentage(1 / scores.share, 0),
            f"You divided {whole} by {part}. That says how often the part fits into the whole, and "
            "is above 100 %; no component owns more than the eruption. Divide the part by the "
            "whole.",
            back_to="s31-relating-fractions-and-decimals",
        ),
        Misconception(
            "slips-a-decimal-place",
            "moves the two points by different amounts",
            Percentage(Ratio(above, below), 0),
            f"You left both points out and divided {above} by {below}. The points then moved by "
            "different amounts, and the quotient with them. Move both by the same number of "
            "places: as many as the divisor needs.",
            back_to="s32-decimal-place-value",
        ),
        Misconception(
            "odds-instead-of-share",
            "divides by what the other components have",
            Percentage(scores.part / scores.rest, 0),
            f"You divided by {say(scores.rest)}, what the *other* components score together. Those "
            "are odds. A share compares with the whole, and $p(x)$ is the whole already.",
            back_to="s30-equivalent-fractions",
        ),
        Misconception(
            "gives-the-others-share",
            "gives what is left for the other components",
            Percentage(1 - scores.share, 0),
            "That is what the other components own of this eruption. The share of the "
            f"{scores.kind} kind is asked for: its score, {part}, goes above the line.",
        ),
    )

"""Bridge 2, two clues: the posterior of the first is the prior of the second."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import prod

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["bat_by_two_clues"]

PLACES = 3


@dataclass(frozen=True)
class Bats:
    """Two kinds of bat: the share of the first, and for each how often its calls show a clue."""

    weight: Ratio
    high: tuple[Ratio, Ratio]
    brief: tuple[Ratio, Ratio]

    def posterior(self, *clues: tuple[Ratio, Ratio]) -> Ratio:
        """Give the chance of the first kind after these clues, from the prior on."""
        a, b = self.scores(*clues)
        return a / (a + b)

    def scores(self, *clues: tuple[Ratio, Ratio]) -> tuple[Ratio, Ratio]:
        a, b = (
            prod(factors, start=Ratio(1))
            for factors in zip((self.weight, 1 - self.weight), *clues, strict=True)
        )
        return a, b

    @property
    def after(self) -> tuple[Ratio, Ratio]:
        """The posterior after either clue alone."""
        return self.posterior(self.high), self.posterior(self.brief)

    @property
    def answer(self) -> Ratio:
        return self.posterior(self.high, self.brief)


@family(
    "bat-by-two-clues",
    "b2-bayes-theorem",
    "with a second clue the posterior of the first becomes the prior",
)
def bat_by_two_clues(rng: Rng) -> Question | None:
    """Ask for the chance of a kind of bat after two clues that are independent given the kind."""
    bats, other = _bats(rng), _bats(rng)
    if not Ratio(1, 20) < bats.answer < Ratio(19, 20):
        return None
    return Question(
        prompt="Calls at a bat detector are a mixture of two species. For each: its share of all "
        f"calls, how many of its calls are high, how many are brief.\n\n{_table(bats)}\n\n"
        "Within a species, being high and being brief have nothing to do with each other. A call "
        "is **high and brief**. How probable is it that a **pipistrelle** made it?",
        answer=Decimal(bats.answer, PLACES),
        misconceptions=_misconceptions(bats),
        hints=Hints(
            "After the first clue you believe something new. The second clue starts from there.",
            "Within a species the two clues multiply. So each species' score is share times "
            "chance of *high* times chance of *brief*; then take the share of the sum.",
            once_more(f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(bats),
        because="Clue after clue or both at once: the result is the same. In several dimensions a "
        "diagonal covariance does just this, with one factor for each coordinate.",
    )


def _bats(rng: Rng) -> Bats:
    weight = tenths(rng, 2, 8)
    high, brief = (tenths(rng, 5, 9), tenths(rng, 1, 5)), (tenths(rng, 1, 9), tenths(rng, 1, 9))
    return Bats(weight, high, brief)


def _table(bats: Bats) -> str:
    return table(
        ["species", "share", "high", "brief"],
        ["pipistrelle", say(bats.weight), say(bats.high[0]), say(bats.brief[0])],
        ["noctule", say(1 - bats.weight), say(bats.high[1]), say(bats.brief[1])],
    )


def _worked(bats: Bats) -> str:
    a, b = bats.scores(bats.high, bats.brief)
    factors = zip((bats.weight, 1 - bats.weight), bats.high, bats.brief, strict=True)
    first, second = (r"\cdot ".join(map(say, row)) for row in factors)
    return (
        f"Pipistrelle: ${first}={say(a)}$. Noctule: ${second}={say(b)}$. The share: "
        rf"$\frac{{{say(a)}}}{{{say(a)}+{say(b)}}}={figures(bats.answer, PLACES)}$."
    )


def _misconceptions(bats: Bats) -> tuple[Misconception, ...]:
    return (*_clue_by_clue(bats), *_one_sided(bats))


def _clue_by_clue(bats: Bats) -> tuple[Misconception, ...]:
    """Roads that put the posteriors of the single clues together."""
    one, two = bats.after
    twice = one * two / (one * two + (1 - one) * (1 - two))
    return (
        Misconception(
            "starts-again-from-the-prior",
            "forgets the first clue when the second comes",
            Decimal(two, PLACES),
            "You used the second clue alone, from the old shares on. The call was high as well: "
            "what you believe after that clue is the prior for the next.",
        ),
        Misconception(
            "counts-the-prior-twice",
            "multiplies two posteriors",
            Decimal(twice, PLACES),
            "You worked out a posterior for each clue and multiplied. Each of them contains the "
            "shares of the species, which so counted twice. Multiply the shares in once, and "
            "then both clues.",
        ),
        Misconception(
            "averages-the-posteriors",
            "averages what the two clues say",
            Decimal((one + two) / 2, PLACES),
            "You took the middle between the two posteriors. Clues do not average: two that point "
            "the same way make you surer than either does. Multiply both into the score.",
        ),
    )


def _one_sided(bats: Bats) -> tuple[Misconception, ...]:
    """Roads that look at the clues only, or at the prior only."""
    fits = [high * brief for high, brief in zip(bats.high, bats.brief, strict=True)]
    return (
        Misconception(
            "ignores-the-weights",
            "leaves out how common each species is",
            Decimal(fits[0] / sum(fits), PLACES),
            "You multiplied the clues well and left the shares out, as if both species called "
            "equally often. Multiply each product by its species' share.",
        ),
        Misconception(
            "answers-with-the-prior",
            "gives the share of the species",
            Decimal(bats.weight, 2),
            "That is how common its calls are before you heard this one. You heard two things "
            "about it: multiply each in, then take the share.",
        ),
    )

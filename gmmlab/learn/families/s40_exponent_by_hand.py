"""Step 40, the order of operations: the squared distance over all of twice the variance."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["exponent_by_hand"]

PLACES = 2


@dataclass(frozen=True)
class Exponent:
    """A length or wait, and the mean and variance of one kind."""

    what: str
    x: Ratio
    mean: Ratio
    variance: Ratio

    @property
    def distance(self) -> Ratio:
        return self.x - self.mean

    @property
    def squared(self) -> Ratio:
        return self.distance**2

    @property
    def value(self) -> Ratio:
        return self.squared / (2 * self.variance)


@family(
    "exponent-by-hand",
    "s40-order-of-operations",
    "the exponent of a Gaussian: bracket, square, then divide by all of twice the variance",
)
def exponent_by_hand(rng: Rng) -> Question | None:
    """Ask for the squared distance over twice the variance."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt=f"{_given(case)} How high this kind's density is there depends on\n\n"
        r"$$\frac{(x-\mu)^2}{2\sigma^2}$$" + "\n\nWhat is its value here?",
        answer=Decimal(case.value, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "A fraction bar is a pair of brackets: everything above it, divided by everything "
            "below it.",
            "First the bracket, then its square. Then work out the whole denominator, and divide "
            "last.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="In Python this needs a second pair of brackets: `(x - mu)**2 / (2 * s2)`. "
        "Written on one line, the fraction bar no longer holds the denominator together.",
    )


def _case(rng: Rng) -> Exponent:
    if rng.integers(2):
        mean, variance = Ratio(between(rng, 52, 84)), Ratio(pick(rng, (10, 25, 50)))
        return Exponent("wait for", mean + _signed(rng, 3, 14), mean, variance)
    mean, variance = tenths(rng, 17, 46), Ratio(pick(rng, (2, 5, 10, 25)), 100)
    return Exponent("length of", mean + Ratio(_signed(rng, 3, 9), 10), mean, variance)


def _signed(rng: Rng, low: int, high: int) -> int:
    return between(rng, low, high) * pick(rng, (-1, 1))


def _given(case: Exponent) -> str:
    return (
        f"The {case.what} an eruption is $x={say(case.x)}$ min. One kind has the mean "
        rf"$\mu={say(case.mean)}$ min and the variance $\sigma^2={say(case.variance)}$ min²."
    )


def _worked(case: Exponent) -> str:
    below = 2 * case.variance
    return (
        f"The bracket: ${say(case.x)}-{say(case.mean)}={say(case.distance)}$. Its square: "
        rf"${say(case.squared)}$. The denominator: $2\cdot{say(case.variance)}={say(below)}$. "
        rf"The quotient: $\frac{{{say(case.squared)}}}{{{say(below)}}}="
        f"{figures(case.value, PLACES)}$."
    )


def _misconceptions(case: Exponent) -> tuple[Misconception, ...]:
    d2, s2, d = case.squared, case.variance, case.distance
    return (
        Misconception(
            "divides-from-left-to-right",
            "divides by 2 and then multiplies by the variance",
            Decimal(d2 / 2 * s2, PLACES + 2),
            "You divided by two and then *multiplied* by the variance, as Python does with "
            "`(x - mu)**2 / 2 * s2`. The fraction bar puts all of the denominator below: work "
            "it out first, or put it in brackets.",
        ),
        Misconception(
            "squares-the-quotient",
            "divides first and squares afterwards",
            Decimal((d / (2 * s2)) ** 2, PLACES),
            "You divided first and squared the result, so the denominator was squared as well. "
            "The square belongs to the bracket above the line only: square, then divide.",
        ),
        Misconception(
            "squares-the-variance",
            "squares the variance once more",
            Decimal(d2 / (2 * s2**2), PLACES),
            r"You squared the number given for $\sigma^2$. It is the variance, a square already; "
            r"the 2 above the $\sigma$ says so. Multiply it by two as it stands.",
        ),
        Misconception(
            "forgets-the-two",
            "divides by the variance alone",
            Decimal(d2 / s2, PLACES),
            "You divided by the variance and left the factor two out. It stands in the denominator "
            "as well: divide by twice the variance.",
        ),
    )

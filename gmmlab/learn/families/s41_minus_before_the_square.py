"""Step 41, the order of operations with signs: the square comes before the minus."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["minus_before_the_square"]

PLACES = 2


@dataclass(frozen=True)
class Signed:
    """A wait and a mean, both counted from a round number of minutes, and a variance."""

    start: int
    x: int
    mean: int
    variance: int

    @property
    def distance(self) -> int:
        return self.x - self.mean

    @property
    def below(self) -> int:
        return 2 * self.variance

    @property
    def value(self) -> Ratio:
        return Ratio(-(self.distance**2), self.below)


@family(
    "minus-before-the-square",
    "s41-integer-order-of-operations",
    "the square binds tighter than the minus, so the exponent of a Gaussian is never positive",
)
def minus_before_the_square(rng: Rng) -> Question | None:
    """Ask what Python prints for the exponent of a Gaussian."""
    case, twin = _case(rng), _case(rng)
    if not (_telling(case) and _telling(twin)):
        return None
    return Question(
        prompt=f"{_given(case)}\n\nWhat does it print?",
        answer=Decimal(case.value, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Work from the inside out. Which comes first in `-a**2`: the minus or the square?",
            "The bracket first: to take away a negative number is to add. Then the square, which "
            "is never negative. Then the minus and the division, in either order.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="First the square, then the minus: the exponent is 0 at the mean and negative "
        "elsewhere. This is what makes the curve a bell with its top at the mean.",
    )


def _case(rng: Rng) -> Signed:
    variance = pick(rng, (5, 10, 25))
    return Signed(10 * between(rng, 6, 8), between(rng, -19, 9), -between(rng, 2, 15), variance)


def _telling(case: Signed) -> bool:
    """Whether there is a distance worth squaring, and none too large for the head."""
    return case.x != 0 and 3 <= abs(case.distance) <= 12


def _given(case: Signed) -> str:
    return (
        f"Waits are counted from {case.start} min here, so that a shorter one is negative. For a "
        f"component of variance {case.variance} a program works out the exponent:\n\n"
        f"`x, mu = {case.x}, {case.mean}`\n\n`print(-(x - mu)**2 / {case.below})`"
    )


def _worked(case: Signed) -> str:
    d, below = case.distance, case.below
    inner = f"({d})" if d < 0 else str(d)
    return (
        f"The bracket: ${case.x}-({case.mean})={case.x}+{-case.mean}={d}$. Its square: "
        rf"${inner}^2={d**2}$. Then the minus and the division: "
        rf"$\frac{{-{d**2}}}{{{below}}}={figures(case.value, PLACES)}$."
    )


def _misconceptions(case: Signed) -> tuple[Misconception, ...]:
    x, mean, d, below = case.x, case.mean, case.distance, case.below
    return (
        Misconception(
            "squares-the-minus-too",
            "squares the minus as well",
            Decimal(-case.value, PLACES),
            "You let the minus be squared away. That is `(-(x - mu))**2`, with a bracket round the "
            "minus; without it the square comes first. A positive exponent would turn the bell "
            "into a bowl.",
        ),
        Misconception(
            "doubles-instead-of-squaring",
            "doubles where it should square",
            Decimal(Ratio(-2 * d, below), PLACES),
            f"You multiplied ${d}$ by two. `**2` is the number times *itself*, and the bracket "
            "times itself is never negative. Square it, then take the minus.",
            back_to="s14-multiplication-facts-within-100",
        ),
        Misconception(
            "loses-the-sign-of-the-mean",
            "takes away the mean as if it were positive",
            Decimal(Ratio(-((x + mean) ** 2), below), PLACES),
            f"You took {-mean} away from ${x}$. The mean is negative, ${mean}$, and to take away a "
            "negative number is to add. On the number line the bracket is the way from the mean "
            "to the point.",
        ),
        Misconception(
            "squares-term-by-term",
            "squares both numbers before taking the difference",
            Decimal(Ratio(mean**2 - x**2, below), PLACES),
            "You squared the two numbers separately and then took their difference. The bracket "
            "comes before the power: subtract first, and square what comes out.",
            back_to="s40-order-of-operations",
        ),
    )

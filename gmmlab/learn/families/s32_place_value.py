"""Step 32, place value: what a digit is worth in a gain, against a tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Fraction, Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import exact
from gmmlab.learn.families.parts_counts import between, spread
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["worth_of_a_digit"]

TOPIC = "s32-decimal-place-value"
PLACE_NAMES = ("tenths", "hundredths", "thousandths", "ten-thousandths", "hundred-thousandths")
IRREDUCIBLE = {1, 3, 7, 9}
"""Digits that have no factor in common with ten, so that no fraction is shown reduced."""
STORIES = (
    "In iteration {i} of EM the mean log-likelihood rises by {v}.",
    "In iteration {i} of EM a component's weight falls by {v}.",
    "In iteration {i} of EM a mean moves by {v} minutes.",
    "In iteration {i} of EM a responsibility changes by {v}.",
)


@dataclass(frozen=True)
class Gain:
    """The digits of a number behind the point, and the place that is asked for."""

    story: str
    iteration: int
    digits: tuple[int, ...]
    place: int

    @property
    def shown(self) -> str:
        return f"0.{''.join(map(str, self.digits))}"

    @property
    def digit(self) -> int:
        return self.digits[self.place - 1]

    @property
    def name(self) -> str:
        return PLACE_NAMES[self.place - 1]

    def worth(self, place: int) -> Fraction:
        """Say what the digit would be worth in some place; from 0 down: before the point."""
        return exact(self.digit * Ratio(1, 10) ** place)


@family("worth-of-a-digit", TOPIC, "each place behind the point is worth a tenth of the one before")
def worth_of_a_digit(rng: Rng) -> Question | None:
    """Ask what a digit is worth, in a number such as the gain of an iteration."""
    case, twin = _case(rng), _case(rng)
    if not {case.digit, twin.digit} <= IRREDUCIBLE:
        return None
    return Question(
        prompt=f"{_given(case)} What is the digit {case.digit} worth in this number, as a fraction "
        "with a ten, a hundred or the like below the line?",
        answer=case.worth(case.place),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "A digit is worth more or less according to its place. Which places come behind the "
            "point, in their order?",
            "Name the places as you go to the right of the point: tenths, hundredths, "
            "thousandths, and so on. The name of the digit's place is what stands below the line.",
            once_more(f"{_given(twin)} The digit {twin.digit}.", _worked(twin)),
        ),
        solution=_worked(case),
        because="A stopping rule reads places: a change is below the tolerance 0.001 exactly when "
        "its first three places behind the point, and all before it, hold zeros.",
    )


def _case(rng: Rng) -> Gain:
    zeros = between(rng, 0, 1)
    digits = (0,) * zeros + spread(rng, range(1, 10), between(rng, 4, 6) - zeros)
    return Gain(
        pick(rng, STORIES), between(rng, 10, 99), digits, between(rng, 2, min(len(digits) - 1, 4))
    )


def _given(case: Gain) -> str:
    return case.story.format(i=case.iteration, v=case.shown)


def _worked(case: Gain) -> str:
    above, below = case.worth(case.place).value.as_integer_ratio()
    return (
        f"The digit {case.digit} stands in place {case.place} behind the point, the place of the "
        rf"{case.name}. It is worth $\frac{{{above}}}{{{below}}}$, which is "
        f"{case.digit / 10**case.place:.{case.place}f}."
    )


def _misconceptions(case: Gain) -> tuple[Misconception, ...]:
    digit, place, length = case.digit, case.place, len(case.digits)
    return (
        Misconception(
            "digit-instead-of-value",
            "gives the digit, not what it is worth",
            Integer(digit),
            f"You gave the digit itself. It would be worth {digit} just before the point; each "
            "place to the right makes it a tenth of that. Count the places.",
        ),
        Misconception(
            "one-place-off",
            "puts the digit one place too far to the left",
            case.worth(place - 1),
            "You are one place too far to the left, perhaps because you took the first place "
            f"behind the point for ones. It is tenths already; your digit counts {case.name}.",
        ),
        Misconception(
            "counts-the-zero-before-the-point",
            "puts the digit one place too far to the right",
            case.worth(place + 1),
            "You are one place too far to the right. The 0 before the point counts ones and is not "
            "a place behind it. Start with tenths just behind the point.",
        ),
        Misconception(
            "reads-the-decimals-as-a-whole-number",
            "reads the digits behind the point as a whole number",
            case.worth(place - length),
            "You read what stands behind the point as a whole number, and counted places from its "
            "right end. Places are counted from the point: to its right they get smaller, and all "
            "of them together stay below 1.",
            back_to="s31-relating-fractions-and-decimals",
        ),
    )

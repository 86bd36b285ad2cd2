"""Step 74, a density has a unit: its value in another one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["density_in_another_unit"]


@dataclass(frozen=True)
class Change:
    """A change of unit: how many new units the old one has."""

    quantity: str
    old: str
    new: str
    factor: Ratio
    places: int
    values: tuple[int, int]
    """Thousandths between which the old density is drawn."""


CHANGES = (
    Change("eruption lengths", "minute", "second", Ratio(60), 5, (40, 900)),
    Change("waits", "minute", "hour", Ratio(1, 60), 2, (5, 99)),
    Change("waits", "hour", "minute", Ratio(60), 4, (200, 3000)),
    Change("eruption heights", "metre", "millimetre", Ratio(1000), 6, (10, 400)),
)


@family(
    "density-in-another-unit",
    "s74-probability-density-functions",
    "a density is a probability per unit, so it is divided by how many new units the old one has",
)
def density_in_another_unit(rng: Rng) -> Question | None:
    """Ask for a density per new unit."""
    change, value = _case(rng)
    other, second = _case(rng)
    if second == value:
        return None
    return Question(
        prompt=f"You fit a mixture to {change.quantity} in {change.old}s. At one point its density "
        f"is {say(value)} per {change.old}. A colleague fits the same mixture to the same data in "
        f"{change.new}s. What is the density per {change.new} at the same point?",
        answer=Decimal(value / change.factor, change.places),
        misconceptions=_misconceptions(change, value),
        hints=Hints(
            "Areas under a density are probabilities and stay. What happens to the widths when "
            "the unit changes, and so to the heights?",
            "A density is a probability *per* unit. Ask how many of the new units one old unit "
            "has, and divide by that number; it may be smaller than 1.",
            once_more(
                f"{say(second)} per {other.old}, wanted per {other.new}.", _worked(other, second)
            ),
        ),
        solution=_worked(change, value),
        because="In a finer unit the numbers spread wider and the curve is lower, in a coarser one "
        "it is higher. A density above 1 is therefore no mistake.",
    )


def _case(rng: Rng) -> tuple[Change, Ratio]:
    change = pick(rng, CHANGES)
    low, high = change.values
    return change, Ratio(int(rng.integers(low, high)), 1000)


def _worked(change: Change, value: Ratio) -> str:
    factor = change.factor
    per = (
        f"One {change.old} has {factor} {change.new}s"
        if factor > 1
        else f"One {change.new} has {1 / factor} {change.old}s"
    )
    step = rf"{say(value)}/{factor}" if factor > 1 else rf"{say(value)}\cdot {1 / factor}"
    many = "a thousand" if factor == 1000 else "sixty"
    share = f"one part in {many}" if factor > 1 else f"{many} times as much"
    return (
        f"{per}, so to one {change.new} falls {share}: "
        f"${step}={figures(value / factor, change.places)}$."
    )


def _misconceptions(change: Change, value: Ratio) -> tuple[Misconception, ...]:
    factor = change.factor
    return (
        Misconception(
            "densities-ignore-units",
            "leaves the density as it is",
            Decimal(value, max(change.places, 3)),
            f"You kept the number. But one {change.new} is not as wide as one {change.old}, and "
            "the area over it must stay the same probability. Change the height.",
            back_to="s71-probability-density-functions-and-continuous-distributions",
        ),
        Misconception(
            "multiplies-instead-of-dividing",
            "converts the density as if it were a length",
            Decimal(value * factor, 3 if factor > 1 else 5),
            "You converted as one converts the measurements themselves. A density goes the other "
            "way: where the numbers on the axis grow, the curve gets lower.",
            back_to="s37-dividing-decimals",
        ),
        Misconception(
            "converts-twice",
            "applies the factor twice",
            Decimal(value / factor**2, change.places + (3 if factor > 1 else 0)),
            "You applied the factor twice. That would be right for two coordinates that both "
            "change their unit. Here there is one axis, so the factor comes in once.",
        ),
    )

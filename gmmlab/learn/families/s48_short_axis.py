"""Step 48, angle pairs: the two axes of an ellipse share a right angle."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["tilt_of_the_short_axis"]

TOPIC = "s48-angle-pairs-complementary-supplementary-and-vertical"
PLACES = 1
FEATURES = (
    "the length and the depth of penguins' bills, both in mm",
    "the lengths and the widths of petals, both in cm",
    "two waits in a row at a geyser, both in min",
)
TOLD = (
    "its long axis rises to the right, {}° above the horizontal",
    "its long axis falls to the right, {}° below the horizontal",
    "to the left of its mean, the long axis lies {}° below the horizontal",
    "a program gives its long axis as {}°, anticlockwise from the horizontal",
)
TURNED = 3
"""Which way of telling counts the angle past the vertical."""


@dataclass(frozen=True)
class Tilt:
    """The long axis of an ellipse, in degrees, and in which words its angle is told."""

    told: int
    degrees: Ratio

    @property
    def acute(self) -> Ratio:
        """The acute angle between the long axis and the horizontal."""
        return 180 - self.degrees if self.told == TURNED else self.degrees

    @property
    def short(self) -> Ratio:
        """The acute angle between the short axis and the horizontal."""
        return 90 - self.acute

    @property
    def shown(self) -> str:
        return TOLD[self.told].format(say(self.degrees))


@family("tilt-of-the-short-axis", TOPIC, "the tilts of the two axes of an ellipse are complements")
def tilt_of_the_short_axis(rng: Rng) -> Question:
    """Ask for the acute angle of the short axis from the tilt of the long one."""
    told = int(rng.integers(len(TOLD)))
    tilt, other = _tilt(rng, told), _tilt(rng, told)
    return Question(
        prompt=f"A component is fitted to {pick(rng, FEATURES)}. With one scale on both axes of "
        f"the plot, you see its ellipse: {tilt.shown}. Which **acute** angle does its "
        "**short** axis make with the horizontal?",
        answer=Decimal(tilt.short, PLACES),
        misconceptions=_misconceptions(tilt),
        hints=Hints(
            "Sketch a horizontal line through the mean, and both axes of the ellipse. Which angle "
            "do the two axes make with each other?",
            "The axes are perpendicular. Find the acute angle between the long axis and the "
            "horizontal; the short axis has the angle that completes it to a right angle.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(tilt),
        because="The axes of a covariance's ellipse are perpendicular, so their tilts are "
        "complementary angles, and one of them tells the other.",
        unit="°",
    )


def _tilt(rng: Rng, told: int) -> Tilt:
    return Tilt(told, tenths(rng, 1010, 1720) if told == TURNED else tenths(rng, 80, 790))


def _worked(tilt: Tilt) -> str:
    acute, short = say(tilt.acute), figures(tilt.short, PLACES)
    first = (
        f"The long axis makes the acute angle $180-{say(tilt.degrees)}={acute}$ degrees with the "
        "horizontal, its supplement. "
        if tilt.told == TURNED
        else ""
    )
    return (
        f"{first}The short axis is perpendicular to the long one, so the two acute angles add up "
        f"to a right angle: $90-{acute}={short}$ degrees."
    )


def _misconceptions(tilt: Tilt) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "supplement-for-complement",
            "takes the supplement for the complement",
            Decimal(180 - tilt.degrees, PLACES),
            f"You took ${say(tilt.degrees)}$ from 180, a straight angle. That is another angle of "
            "the *long* axis with the horizontal. The short axis stands at a right angle to it: "
            "complete the acute angle of the long axis to 90.",
        ),
        Misconception(
            "one-tilt-for-both-axes",
            "gives the short axis the tilt of the long one",
            Decimal(tilt.degrees, PLACES),
            "You gave both axes one angle. They would lie on the same line then, but they are "
            "perpendicular. Ask how far the short axis is from the horizontal.",
        ),
        Misconception(
            "adds-the-right-angle",
            "adds the right angle",
            Decimal(tilt.degrees + 90, PLACES),
            "You turned on by a right angle and went past the vertical, so this angle is not "
            "acute. An acute angle is less than 90: measure the short axis to the nearer side of "
            "the horizontal.",
        ),
    )

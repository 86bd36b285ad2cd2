"""Step 55, similar triangles: the ellipses of one component at several standard deviations."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["leg_at_another_level"]

PLACES = 2
LEVELS = tuple(Ratio(n, 2) for n in range(2, 9))
FEATURES = (
    ("the length and the depth of penguins' bills", "mm", (8, 60), (4, 30)),
    ("the lengths and the widths of petals", "cm", (4, 25), (3, 12)),
    ("the length of eruptions and the wait after them", "min", (3, 12), (30, 140)),
)
"""What is measured, its unit, and how many tenths of it the legs may have."""


@dataclass(frozen=True)
class Levels:
    """A right triangle under the long axis, at one level, and the level it is wanted at."""

    given: Ratio
    wanted: Ratio
    legs: tuple[Ratio, Ratio]
    which: int

    @property
    def leg(self) -> Ratio:
        return self.legs[self.which]

    @property
    def ratio(self) -> Ratio:
        return self.wanted / self.given

    @property
    def grown(self) -> Ratio:
        return self.leg * self.ratio

    @property
    def sound(self) -> bool:
        apart = self.given > 1 and self.given != self.wanted and self.legs[0] != self.legs[1]
        return apart and Ratio(1, 2) <= self.ratio

    @property
    def name(self) -> str:
        return ("across", "up")[self.which]

    @property
    def shown(self) -> str:
        return (
            f"{say(self.leg)} {self.name} at {say(self.given)} standard deviations, wanted at "
            f"{say(self.wanted)}."
        )


@family(
    "leg-at-another-level",
    "s55-similar-triangles-aa-similarity",
    "the contours of a component are similar: every length grows with the level",
)
def leg_at_another_level(rng: Rng) -> Question | None:
    """Ask for a leg of the triangle under the long axis, at another number of sigmas."""
    data, unit, *spans = pick(rng, FEATURES)
    case, other = _levels(rng, spans), _levels(rng, spans)
    if not (case.sound and other.sound):
        return None
    across, up = case.legs
    return Question(
        prompt=f"A component is fitted to {data}. From its mean to the tip of the long axis, on "
        f"the ellipse {say(case.given)} standard deviations out, you go {say(across)} {unit} "
        f"across and {say(up)} {unit} up: the legs of a right triangle. You draw the "
        f"same triangle for the ellipse {say(case.wanted)} standard deviations out. How far "
        f"**{case.name}** does it go?",
        answer=Decimal(case.grown, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Both triangles have a right angle, and the long axis has one tilt at every level. "
            "What do two equal angles say of two triangles?",
            "They are similar: all sides are in one ratio, that of the levels. Divide the new "
            "level by the old and multiply the leg by it.",
            once_more(other.shown, _worked(other)),
        ),
        solution=_worked(case),
        because="Two equal angles, the right one and the tilt, make the triangles similar, so the "
        "ellipses of a component differ in size alone.",
        unit=unit,
    )


def _levels(rng: Rng, spans: list[tuple[int, int]]) -> Levels:
    return Levels(
        given=pick(rng, LEVELS),
        wanted=pick(rng, LEVELS),
        legs=(tenths(rng, *spans[0]), tenths(rng, *spans[1])),
        which=int(rng.integers(2)),
    )


def _worked(case: Levels) -> str:
    return (
        "The triangles share the tilt and the right angle, so they are similar. Each side is "
        rf"multiplied by the ratio of the levels: ${say(case.leg)}\cdot"
        rf"\frac{{{say(case.wanted)}}}{{{say(case.given)}}}={figures(case.grown, PLACES)}$."
    )


def _misconceptions(case: Levels) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "adds-instead-of-scaling",
            "adds the difference of the levels",
            Decimal(case.leg + case.wanted - case.given, PLACES),
            "You changed the leg by as much as the level. Then the two legs would change alike, "
            "and the long axis would change its tilt. In similar triangles lengths are "
            "*multiplied* by one ratio.",
        ),
        Misconception(
            "level-for-ratio",
            "multiplies by the new level",
            Decimal(case.leg * case.wanted, PLACES),
            f"You multiplied by {say(case.wanted)}. That would be right for a leg at one standard "
            f"deviation. This one is taken at {say(case.given)}: divide by that too.",
        ),
        Misconception(
            "turns-the-ratio-over",
            "divides the levels the wrong way round",
            Decimal(case.leg / case.ratio, PLACES),
            "You multiplied by the old level over the new. Further out an ellipse is larger, "
            "further in smaller: check which of the two yours should be, and turn the ratio over.",
        ),
        Misconception(
            "squares-the-scale",
            "squares the ratio of the levels",
            Decimal(case.leg * case.ratio**2, PLACES),
            "You squared the ratio. The *area* of the ellipse grows so, and so do squared "
            "distances. A leg is a length: multiply it by the ratio once.",
        ),
    )

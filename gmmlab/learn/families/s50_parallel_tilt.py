"""Step 50, corresponding angles: a shifted boundary crosses an axis at the angle it had."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["angle_of_the_shifted_boundary"]

PLACES = 1
FEATURES = (
    ("the length and the depth of penguins' bills", "mm"),
    ("the lengths and the widths of petals", "cm"),
    ("two waits in a row at a geyser", "min"),
)
LINK = (
    "The link to mixtures needs a shared covariance: where each component has its own, boundaries "
    "are curved as a rule, and new weights do more than shift them."
)


@dataclass(frozen=True)
class Crossing:
    """How the long axes are tilted, and how much further round the boundary stands."""

    tilt: Ratio
    further: Ratio

    @property
    def angle(self) -> Ratio:
        return self.tilt + self.further

    @property
    def sound(self) -> bool:
        return abs(self.angle - 90) > 3 and self.further > self.tilt

    @property
    def shown(self) -> str:
        return f"tilt {say(self.tilt)}°, and the boundary {say(self.further)}° further round."


@family(
    "angle-of-the-shifted-boundary",
    "s50-corresponding-angles",
    "parallel boundaries cross an axis at equal angles",
)
def angle_of_the_shifted_boundary(rng: Rng) -> Question | None:
    """Ask for the angle at which a boundary crosses the x-axis after a parallel shift."""
    case, other = _crossing(rng), _crossing(rng)
    if not (case.sound and other.sound):
        return None
    data, unit = pick(rng, FEATURES)
    return Question(
        prompt=f"Two components are fitted to {data}, with one covariance for both. On a plot with "
        f"one scale, the long axes of both ellipses are tilted {say(case.tilt)}° anticlockwise "
        "from the $x$-axis, and the boundary between the components stands "
        f"{say(case.further)}° further anticlockwise than they do. New mixing weights shift the "
        f"boundary, so that it crosses the $x$-axis {say(tenths(rng, 11, 69))} {unit} further to "
        "the right. At which angle, anticlockwise from the $x$-axis, does it cross now?",
        answer=Decimal(case.angle, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "The $x$-axis cuts across two parallel lines: the old boundary and the new one. How "
            "do the angles in the same place at the two crossings compare?",
            "They are corresponding angles, and equal. So find the angle of the old boundary with "
            "the $x$-axis: the tilt of the long axes, and on from there.",
            once_more(other.shown, _worked(other)),
        ),
        solution=_worked(case),
        because=f"Corresponding angles on parallel lines are equal, however far the shift. {LINK}",
        unit="°",
    )


def _crossing(rng: Rng) -> Crossing:
    return Crossing(tenths(rng, 80, 550), tenths(rng, 250, 1100))


def _worked(case: Crossing) -> str:
    return (
        "The old and the new boundary are parallel, and the $x$-axis crosses both, so the angle "
        "at the new crossing is that at the old: "
        f"${say(case.tilt)}+{say(case.further)}={figures(case.angle, PLACES)}$ degrees."
    )


def _misconceptions(case: Crossing) -> tuple[Misconception, ...]:
    quarter = 90 if case.angle < 90 else -90
    return (
        Misconception(
            "co-interior-for-corresponding",
            "takes the two angles to add up to 180 degrees",
            Decimal(180 - case.angle, PLACES),
            "You made the old and the new angle add up to 180. Angles do so that face each other "
            "*between* the parallels on one side. These two lie in the same place at their "
            "crossings: they are equal.",
        ),
        Misconception(
            "measures-from-the-long-axis",
            "measures from the long axis of the ellipses",
            Decimal(case.further, PLACES),
            "That is the angle between the boundary and the long axes. The question measures from "
            f"the $x$-axis, and the long axes have left it by {say(case.tilt)}° already. Add "
            "their tilt.",
        ),
        Misconception(
            "subtracts-the-tilt",
            "takes the tilt away",
            Decimal(case.further - case.tilt, PLACES),
            "You took the tilt of the long axes away. Both turns go the same way, anticlockwise: "
            "first to the long axes, then on to the boundary. Add them.",
        ),
        Misconception(
            "turns-it-perpendicular",
            "turns the boundary by a right angle",
            Decimal(case.angle + quarter, PLACES),
            "You turned the boundary by a right angle. While the covariance is shared, new mixing "
            "weights shift it and turn nothing. Keep the angle of the old boundary.",
            back_to="s49-parallel-lines-and-transversals",
        ),
    )

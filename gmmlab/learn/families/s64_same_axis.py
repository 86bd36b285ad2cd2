"""Step 64, the tangent repeats after half a turn: one axis, two angles."""

from __future__ import annotations

from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["same_axis"]

PLACES = 1


@family(
    "same-axis-another-angle",
    "s64-graphing-tangent-and-reciprocal-trigonometric-functions",
    "an axis has no arrowhead: half a turn leaves it where it is",
)
def same_axis(rng: Rng) -> Question:
    """Ask for the angle between -90 and 90 degrees that gives the same axis."""
    tilt, other = _tilt(rng), _tilt(rng)
    return Question(
        prompt="Two programs fit the same mixture. For the long axis of one ellipse, the first "
        f"finds an eigenvector at ${say(tilt)}$°. The second lists every tilt above $-90$° and up "
        "to 90°, so that equal ellipses get equal numbers. Which tilt does it list for this one?",
        answer=Decimal(_reduced(tilt), PLACES),
        misconceptions=_misconceptions(tilt),
        hints=Hints(
            "An eigenvector may point either way along its axis. How far must you turn an arrow "
            "until it lies on the same line again?",
            "The ellipse, and the tangent of its tilt, repeat every 180°. Add or subtract 180° "
            "until the angle lies in the range.",
            once_more(f"an eigenvector at ${say(other)}$°.", _worked(other)),
        ),
        solution=_worked(tilt),
        because="The tangent has period 180°, and so has a line through the centre: $v$ and $-v$ "
        "are equally good eigenvectors. Compare tilts only after bringing them to one range.",
        unit="°",
    )


def _tilt(rng: Rng) -> Ratio:
    size = tenths(rng, 910, 1790)
    return size if rng.random() < 0.5 else -size


def _reduced(tilt: Ratio) -> Ratio:
    return tilt - 180 if tilt > 0 else tilt + 180


def _worked(tilt: Ratio) -> str:
    step = "-180" if tilt > 0 else "+180"
    return (
        "Half a turn brings the arrow to the other end of the same axis: "
        f"${say(tilt)}{step}={figures(_reduced(tilt), PLACES)}$."
    )


def _misconceptions(tilt: Ratio) -> tuple[Misconception, ...]:
    reduced = _reduced(tilt)
    return (
        Misconception(
            "reduces-by-a-full-turn",
            "goes a full turn back",
            Decimal(tilt - 360 if tilt > 0 else tilt + 360, PLACES),
            "You went round by 360°. The arrow is then where it was, but the angle is still out of "
            "range. An axis has no arrowhead: half a turn, 180°, is enough.",
        ),
        Misconception(
            "reflects-the-angle",
            "mirrors the axis",
            Decimal(-reduced, PLACES),
            "The size is right and the sign is not: this axis leans the other way, like its image "
            "in a mirror. Adding or subtracting 180° keeps the line; changing the sign does not.",
            back_to="s48-angle-pairs-complementary-supplementary-and-vertical",
        ),
        Misconception(
            "turns-by-a-quarter",
            "gives the other axis",
            Decimal(reduced + 90 if reduced < 0 else reduced - 90, PLACES),
            "A quarter-turn leads from the long axis to the short one, so the ellipse would lie "
            "across. Only half a turn brings an axis back to itself.",
            back_to="s48-angle-pairs-complementary-supplementary-and-vertical",
        ),
    )

"""Step 61, degrees and radians: from NumPy's tilt to the angle that a picture takes."""

from __future__ import annotations

from fractions import Fraction as Ratio
from math import pi

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["tilt_in_degrees"]

PLACES = 1


@family(
    "tilt-in-degrees",
    "s61-converting-between-degrees-and-radians",
    "pi radians are 180 degrees, and that one ratio converts every angle",
)
def tilt_in_degrees(rng: Rng) -> Question:
    """Ask for the angle to hand to matplotlib's Ellipse."""
    tilt, other = _tilt(rng), _tilt(rng)
    return Question(
        prompt="You draw the covariance ellipse of the long eruptions. For the tilt of its long "
        f"axis, `np.arctan2` returns {say(tilt)}. Which number must matplotlib's "
        "`Ellipse(..., angle=)` be given?",
        answer=Decimal(_degrees(tilt), PLACES),
        misconceptions=_misconceptions(tilt),
        hints=Hints(
            "Two programs, two units of angle: which one speaks radians, and which one degrees?",
            r"A half-turn is $\pi$ radians and 180°. Multiply the tilt by "
            r"$\frac{180}{\pi}$, as `np.degrees` does.",
            once_more(f"`np.arctan2` returns {say(other)}.", _worked(other)),
        ),
        solution=_worked(tilt),
        because="One half-turn is the same half-turn in both units, so the ratio of the two "
        "numbers is the same for every angle.",
        unit="°",
    )


def _tilt(rng: Rng) -> Ratio:
    return Ratio(int(rng.integers(60, 1540)) * (1 if rng.random() < 0.7 else -1), 1000)


def _degrees(tilt: Ratio) -> float:
    return 180 * float(tilt) / pi


def _worked(tilt: Ratio) -> str:
    return (
        r"NumPy's tilt is in radians, and the picture wants degrees: "
        rf"${say(tilt)}\cdot\frac{{180}}{{\pi}}={figures(_degrees(tilt), PLACES)}$."
    )


def _misconceptions(tilt: Ratio) -> tuple[Misconception, ...]:
    t = float(tilt)
    return (
        Misconception(
            "treats-radians-as-degrees",
            "hands the radians on as they are",
            Decimal(tilt, 3),
            f"With `angle={say(tilt)}` the ellipse would lie almost flat: matplotlib reads the "
            "number as degrees, and not even two of them. Convert it first.",
            back_to="s60-radian-measure",
        ),
        Misconception(
            "whole-turn-for-pi",
            "takes pi for a whole turn",
            Decimal(2 * _degrees(tilt), PLACES),
            r"You used 360° for $\pi$. But $\pi$ radians are only a half-turn: the arc of half a "
            r"circle of radius 1. Use 180° for $\pi$.",
            back_to="s60-radian-measure",
        ),
        Misconception(
            "converts-the-other-way",
            "converts from degrees to radians",
            Decimal(t * pi / 180, 4),
            r"You multiplied by $\frac{\pi}{180}$, which turns degrees *into* radians. This number "
            r"is in radians already. Turn the fraction over.",
            back_to="s57-proportions-in-similar-triangles",
        ),
        Misconception(
            "leaves-pi-out",
            "multiplies by 180 without dividing by pi",
            Decimal(180 * tilt, PLACES),
            r"You multiplied by 180 and stopped. That is right for an angle counted in half-turns, "
            r"but a half-turn is $\pi$ radians and not 1. Divide by $\pi$ too.",
        ),
    )

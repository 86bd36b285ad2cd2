"""Step 53, the exterior angle: how far the path of a centroid turns."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["turn_of_the_path"]

PLACES = 1
MOVERS = (
    "The centroid of a cluster starts k-means at P. Two iterations take it straight to Q and "
    "then straight to R.",
    "The mean of a component starts EM at P. Two M-steps take it to Q and then to R, each drawn "
    "as a straight segment.",
    "Mini-batch k-means moves a centroid from P to Q, and the next batch moves it on to R.",
)
LINK = (
    "The link to mixtures is a light one: a fit never asks for this angle, but a sharp turn in a "
    "plotted path shows you where the assignments changed."
)


@dataclass(frozen=True)
class Path:
    """The angles at the two ends of a path's triangle, in degrees."""

    first: Ratio
    last: Ratio

    @property
    def turn(self) -> Ratio:
        return self.first + self.last

    @property
    def sound(self) -> bool:
        return abs(self.turn - 90) > 2 and abs(self.first - self.last) > 2

    @property
    def shown(self) -> str:
        return f"{say(self.first)}° at P and {say(self.last)}° at R"


@family(
    "turn-of-the-path",
    "s53-exterior-angle-theorem",
    "an exterior angle is the sum of the two interior angles away from it",
)
def turn_of_the_path(rng: Rng) -> Question | None:
    """Ask by how much a path of two segments turns, from the angles at its ends."""
    path, other = _path(rng), _path(rng)
    if not (path.sound and other.sound):
        return None
    return Question(
        prompt=f"{pick(rng, MOVERS)} The triangle PQR has angles of {path.shown}. "
        "By how many degrees does the path turn at Q, away from going straight on?",
        answer=Decimal(path.turn, PLACES),
        misconceptions=_misconceptions(path),
        hints=Hints(
            "Draw the first segment on beyond Q, as a dashed line. The turn is the angle between "
            "this line and the second segment: is it an angle inside the triangle?",
            "The turn is the exterior angle at Q. It is as large as the two interior angles away "
            "from it, those at P and R, together.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(path),
        because="Turn and interior angle at Q make a straight angle, and the angles at P and R are "
        f"what the interior angle lacks to it. {LINK}",
        unit="°",
    )


def _path(rng: Rng) -> Path:
    return Path(tenths(rng, 60, 800), tenths(rng, 60, 800))


def _worked(path: Path) -> str:
    return (
        "The turn at Q is the exterior angle there, the sum of the other two interior angles: "
        f"${say(path.first)}+{say(path.last)}={figures(path.turn, PLACES)}$ degrees."
    )


def _misconceptions(path: Path) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "interior-for-exterior",
            "gives the interior angle",
            Decimal(180 - path.turn, PLACES),
            "You found the angle inside the triangle at Q. A path that goes straight on would have "
            "180° there and would not turn at all. Take your angle from 180.",
            back_to="s52-triangle-angle-sum-theorem",
        ),
        Misconception(
            "reflex-for-exterior",
            "measures round the outside of the corner",
            Decimal(180 + path.turn, PLACES),
            "You measured from one segment round the outside to the other: a full turn less the "
            "interior angle. The turn is measured from the first segment, *drawn on* beyond Q: "
            "take off a straight angle.",
        ),
        Misconception(
            "subtracts-the-angles",
            "takes the difference of the two angles",
            Decimal(abs(path.first - path.last), PLACES),
            "You took one angle from the other. Each of them adds to the turn: the sharper the "
            "corners at P and R are, the less the path turns. Add the two angles.",
        ),
    )

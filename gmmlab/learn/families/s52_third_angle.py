"""Step 52, the angles of a triangle: three centroids, and where their cells meet."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["third_angle"]

DATA = ("penguins", "irises", "eruptions of a geyser", "stars", "galaxies")
LETTERS = "ABC"
LINK = (
    "The link to mixtures is through these cells: with equal weights and one round covariance for "
    "all, a mixture's boundaries are those of k-means."
)


@dataclass(frozen=True)
class Corners:
    """Two angles of a triangle, in degrees."""

    a: int
    b: int

    @property
    def third(self) -> int:
        return 180 - self.a - self.b

    @property
    def sound(self) -> bool:
        """Whether there is a triangle, no flat one, and none with a right angle."""
        return self.third >= 15 and 90 not in (self.a, self.b, self.third)

    @property
    def meeting(self) -> str:
        """Where the three cells meet."""
        return "inside" if max(self.a, self.b, self.third) < 90 else "outside"


@family(
    "third-angle",
    "s52-triangle-angle-sum-theorem",
    "the angles of a triangle add up to half a turn",
)
def third_angle(rng: Rng) -> Question | None:
    """Ask for the third angle of the triangle that three centroids make."""
    case, other = _corners(rng), _corners(rng)
    if not (case.sound and other.sound):
        return None
    one, two, three = (LETTERS[int(i)] for i in rng.permutation(3))
    return Question(
        prompt=f"K-means groups {pick(rng, DATA)} by two features into three clusters. The "
        f"centroids A, B and C make a triangle, with an angle of {case.a}° at {one} and "
        f"{case.b}° at {two}. Does the point where the three cells meet lie inside this "
        f"triangle? That depends on its largest angle. How large is the angle at {three}?",
        answer=Integer(case.third),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "The three angles of a triangle, torn off and laid side by side, make a straight line.",
            "Add the two angles that you know, and take the sum from 180.",
            once_more(f"angles of {other.a}° and {other.b}°.", _worked(other)),
        ),
        solution=_worked(case),
        because=f"The three angles make half a turn. Here the cells meet {case.meeting} the "
        f"triangle: inside while every angle is below 90°, outside where one is above. {LINK}",
        unit="°",
    )


def _corners(rng: Rng) -> Corners:
    return Corners(int(rng.integers(20, 125)), int(rng.integers(20, 125)))


def _worked(case: Corners) -> str:
    return f"Half a turn, less the two angles: $180-{case.a}-{case.b}={case.third}$ degrees."


def _misconceptions(case: Corners) -> tuple[Misconception, ...]:
    a, b = case.a, case.b
    return (
        Misconception(
            "full-turn-for-half-turn",
            "takes the angles to add up to 360 degrees",
            Integer(360 - a - b),
            "You completed the angles to a full turn, as in a figure with four corners. No "
            "angle of a triangle is even half a turn. Take the two from 180.",
        ),
        Misconception(
            "sum-for-the-third-angle",
            "gives the sum of the two angles",
            Integer(a + b),
            f"${a}+{b}$ is how much the two take up together. The third has what is left of half "
            "a turn: take your sum from 180.",
        ),
        Misconception(
            "leaves-an-angle-out",
            "takes only one of the two angles away",
            Integer(180 - a),
            f"You took {a} from 180, and that is what the other *two* angles have together. "
            f"One of them has {b}: take this away as well.",
        ),
    )

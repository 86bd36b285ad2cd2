"""Step 51, alternate interior angles: from mean to mean across two parallel boundaries."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["alternate_angles"]

PLACES = 1
STORIES = (
    "Two components share one covariance. The segment that joins their means crosses the boundary "
    "between them, and also the line that was the boundary under other mixing weights.",
    "Three components share one covariance, and their means lie on one line. The segment from the "
    "first mean to the last crosses the boundary between the first two and that between the last "
    "two.",
)
LINK = (
    "The link to mixtures is a light one: no fit needs these angles, but they show why the angles "
    "of a triangle add up as they do, and triangles of means you will meet."
)


@dataclass(frozen=True)
class Pair:
    """Two equal angles, ax+b and cx+d degrees."""

    a: int
    b: Ratio
    c: int
    x: Ratio

    @property
    def d(self) -> Ratio:
        return self.angle - self.c * self.x

    @property
    def angle(self) -> Ratio:
        return self.a * self.x + self.b

    @property
    def sound(self) -> bool:
        return self.a > self.c and self.d > 1 and 20 < self.angle < 85

    @property
    def shown(self) -> tuple[str, str]:
        return f"{self.a}x+{say(self.b)}", f"{self.c}x+{say(self.d)}"


@family(
    "alternate-angles",
    "s51-alternate-interior-angles",
    "alternate interior angles on parallel lines are equal",
)
def alternate_angles(rng: Rng) -> Question | None:
    """Ask for the unknown in two alternate interior angles."""
    pair, other = _pair(rng), _pair(rng)
    if not (pair.sound and other.sound):
        return None
    one, two = pair.shown if rng.random() < 0.5 else pair.shown[::-1]
    return Question(
        prompt=f"{pick(rng, STORIES)} The two lines are parallel. Between them, the segment makes "
        f"an angle of $({one})$ degrees with the one, and on its other side an angle of $({two})$ "
        "degrees with the other: alternate interior angles. $x=$ ?",
        answer=Decimal(pair.x, PLACES),
        misconceptions=_misconceptions(pair),
        hints=Hints(
            "The two angles lie between the parallels, on opposite sides of the segment that "
            "crosses them. How do two such angles compare?",
            "They are equal. Write one expression on each side of an equals sign, bring the "
            "unknowns to one side and the numbers to the other, and divide.",
            once_more(f"$({other.shown[0]})$ and $({other.shown[1]})$ degrees.", _worked(other)),
        ),
        solution=_worked(pair),
        because="Alternate interior angles are equal: one is the vertical angle of the other's "
        f"corresponding angle. {LINK}",
    )


def _pair(rng: Rng) -> Pair:
    a, c = (int(n) for n in rng.choice(range(2, 8), size=2, replace=False))
    return Pair(a, tenths(rng, 10, 300), c, Ratio(int(rng.integers(6, 40)), 2))


def _worked(pair: Pair) -> str:
    one, two = pair.shown
    more = pair.a - pair.c
    unknown = "x" if more == 1 else f"{more}x"
    end = "" if more == 1 else f", and $x={figures(pair.x, PLACES)}$"
    right = figures(pair.x, PLACES) if more == 1 else say(pair.d - pair.b)
    return (
        f"The angles are equal: ${one}={two}$. Take ${pair.c}x$ and {say(pair.b)} from both sides: "
        f"${unknown}={right}${end}."
    )


def _misconceptions(pair: Pair) -> tuple[Misconception, ...]:
    a, b, c, d = pair.a, pair.b, pair.c, pair.d
    return (
        Misconception(
            "supplement-for-equal",
            "takes the two angles to add up to 180 degrees",
            Decimal((180 - b - d) / (a + c), PLACES),
            "You made the two angles add up to 180. That holds on *one* side of the segment. "
            "These lie on opposite sides of it, and alternate interior angles are equal.",
        ),
        Misconception(
            "adds-the-unknowns",
            "adds the unknowns of both sides",
            Decimal((d - b) / (a + c), PLACES),
            f"You set the angles equal, and then made ${a + c}x$ of the unknowns. They stand on "
            "opposite sides of the equals sign: take the smaller from both sides.",
            back_to="s47-equations-with-variables-on-both-sides",
        ),
        Misconception(
            "adds-the-numbers",
            "adds the numbers of both sides",
            Decimal((b + d) / (a - c), PLACES),
            "You set the angles equal and brought the unknowns together, but added the two "
            "numbers. A number that moves to the other side is subtracted there.",
            back_to="s47-equations-with-variables-on-both-sides",
        ),
        Misconception(
            "angle-for-unknown",
            "gives the angle itself",
            Decimal(pair.angle, PLACES),
            "That is how large the two angles are, so your equation was right. Asked for is the "
            "$x$ in the expressions, a step earlier.",
        ),
    )

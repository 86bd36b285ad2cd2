"""Step 60, the radian: an arc on the contour of a spherical component."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import pi, sin

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["arc_of_a_contour"]

PLACES = 2


@dataclass(frozen=True)
class Arc:
    """A part of the contour ``times`` standard deviations out, seen under an angle in radians."""

    sigma: Ratio
    times: int
    angle: Ratio

    @property
    def radius(self) -> Ratio:
        return self.times * self.sigma

    @property
    def length(self) -> Ratio:
        return self.radius * self.angle

    @property
    def shown(self) -> str:
        return (
            rf"$\sigma={say(self.sigma)}$, the contour {self.times} standard deviations out, "
            f"$t={say(self.angle)}$"
        )


@family(
    "arc-of-a-contour",
    "s60-radian-measure",
    "an angle in radians times the radius is the length of the arc",
)
def arc_of_a_contour(rng: Rng) -> Question:
    """Ask for the length of an arc from a standard deviation and an angle in radians."""
    arc, other = _arc(rng), _arc(rng)
    return Question(
        prompt="A spherical component spreads alike in every direction, with standard deviation "
        rf"$\sigma={say(arc.sigma)}$. Its contour {arc.times} standard deviations from the mean is "
        "a circle. Seen from the mean, `np.arctan2` finds one of its points at angle 0 and another "
        f"at $t={say(arc.angle)}$. How long is the arc of the contour between them?",
        answer=Decimal(arc.length, PLACES),
        misconceptions=_misconceptions(arc),
        hints=Hints(
            "NumPy's angles are in radians. On a circle of radius 1 such an angle *is* the length "
            "of its arc. How large is this circle?",
            "Find the radius first: so many standard deviations. Then the arc is radius times "
            "angle, with nothing to convert.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(arc),
        because="That is what radians are for: the angle is the arc per unit of radius, so the "
        "arc needs no other factor.",
    )


def _arc(rng: Rng) -> Arc:
    return Arc(
        sigma=Ratio(int(rng.integers(4, 40)), 10),
        times=pick(rng, (2, 3)),
        angle=Ratio(int(rng.integers(6, 31)), 10),
    )


def _worked(arc: Arc) -> str:
    return (
        rf"The radius is ${arc.times}\cdot{say(arc.sigma)}={say(arc.radius)}$, and the arc "
        rf"${say(arc.radius)}\cdot{say(arc.angle)}={figures(arc.length, PLACES)}$."
    )


def _misconceptions(arc: Arc) -> tuple[Misconception, ...]:
    t = float(arc.angle)
    return (
        Misconception(
            "treats-radians-as-degrees",
            "takes the angle for degrees",
            Decimal(t * pi / 180 * float(arc.radius), PLACES),
            f"You converted {say(arc.angle)} as if it were degrees, and the arc came out tiny. "
            "NumPy already speaks radians: multiply the angle by the radius as it is.",
        ),
        Misconception(
            "chord-for-arc",
            "takes the straight line between the two points",
            Decimal(2 * float(arc.radius) * sin(t / 2), PLACES),
            "That is the straight way from one point to the other, the chord. The arc follows the "
            "contour and is longer: multiply radius and angle.",
        ),
        Misconception(
            "sigma-for-the-radius",
            "takes one standard deviation for the radius",
            Decimal(arc.sigma * arc.angle, PLACES),
            f"You went round the contour one standard deviation out. This one is {arc.times} "
            "of them from the mean. Multiply to get its radius first.",
        ),
        Misconception(
            "multiplies-by-pi",
            "brings in a factor of pi",
            Decimal(pi * float(arc.length), PLACES),
            r"You multiplied by $\pi$ as well. That would be needed if the angle were given in "
            "half-turns. In radians it is given in radii already: leave the factor out.",
        ),
    )

"""Step 65, where the slope of the variance is zero: the direction in which the data spread most."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import atan, degrees, radians

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["widest_direction"]

PLACES = 1


@dataclass(frozen=True)
class Covariance:
    """Two variances, the first the larger, and the covariance between them."""

    first: Ratio
    second: Ratio
    between: Ratio

    @property
    def excess(self) -> Ratio:
        return self.first - self.second

    @property
    def double(self) -> float:
        """Twice the tilt, in degrees."""
        return degrees(atan(2 * self.between / self.excess))

    @property
    def sound(self) -> bool:
        """Whether it is positive definite and leans for all to see."""
        definite = self.between**2 < Ratio(9, 10) * self.first * self.second
        return definite and self.excess >= Ratio(1, 2) and abs(self.between) >= Ratio(1, 2)

    @property
    def shown(self) -> str:
        return (
            f"variance {say(self.first)} across, variance {say(self.second)} up, covariance "
            f"${say(self.between)}$"
        )


@family(
    "widest-direction",
    "s65-derivatives-of-trigonometric-functions",
    "the variance is largest where its slope along the turning direction is zero",
)
def widest_direction(rng: Rng) -> Question | None:
    """Ask for the tilt of the long axis from the entries of a covariance matrix."""
    cov, other = _covariance(rng), _covariance(rng)
    if not (cov.sound and other.sound):
        return None
    return Question(
        prompt=f"A component has {cov.shown}. Along the direction at angle $t$ its variance is "
        r"$v(t)=\frac{a+b}{2}+\frac{a-b}{2}\cos 2t+c\sin 2t$, with $a$ the variance across, $b$ "
        "the variance up and $c$ the covariance. At which angle, between $-45$° and 45°, is it "
        "largest?",
        answer=Decimal(cov.double / 2, PLACES),
        misconceptions=_misconceptions(cov),
        hints=Hints(
            "At the top of a wave the tangent line is level: the slope is zero. Differentiate "
            "$v$ and see for which $t$ that happens.",
            r"$v'(t)=-(a-b)\sin 2t+2c\cos 2t=0$ gives $\tan 2t=\frac{2c}{a-b}$. Take the "
            "arctangent, and remember what it is the angle of.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(cov),
        because="That direction is the first eigenvector of the covariance matrix: it is where "
        "the ellipse of the component reaches farthest.",
        unit="°",
    )


def _covariance(rng: Rng) -> Covariance:
    sign = 1 if rng.random() < 0.7 else -1
    return Covariance(tenths(rng, 30, 120), tenths(rng, 10, 100), sign * tenths(rng, 5, 50))


def _worked(cov: Covariance) -> str:
    a, b, c = (say(v) for v in (cov.first, cov.second, cov.between))
    factor = f"({c})" if c.startswith("-") else c
    return (
        rf"The slope is zero where $\tan 2t=\frac{{2\cdot{factor}}}{{{a}-{b}}}="
        f"{say(2 * cov.between / cov.excess, 4)}$. So $2t={figures(cov.double, 2)}$°, and "
        f"$t={figures(cov.double / 2, PLACES)}$°."
    )


def _misconceptions(cov: Covariance) -> tuple[Misconception, ...]:
    tilt = cov.double / 2
    return (
        Misconception(
            "forgets-to-halve",
            "gives the double angle",
            Decimal(cov.double, PLACES),
            "The equation gave you $2t$, and you stopped there. The variance wave runs through "
            "two periods in one turn, so halve the angle to get the direction.",
        ),
        Misconception(
            "forgets-the-inner-factor",
            "leaves out the 2 before the covariance",
            Decimal(degrees(atan(cov.between / cov.excess)) / 2, PLACES),
            r"You lost a 2: both derivatives bring out the inner factor 2, and $\frac{a-b}{2}$ "
            r"uses its own up while $c$ does not. The quotient is $\frac{2c}{a-b}$.",
        ),
        Misconception(
            "narrowest-for-widest",
            "gives the narrowest direction",
            Decimal(tilt - 90 if tilt > 0 else tilt + 90, PLACES),
            "The slope is zero here too, but this is the bottom of the wave: the short axis. "
            "The larger variance lies across, so the long axis lies nearer to the horizontal.",
        ),
        Misconception(
            "answers-in-radians",
            "answers in radians",
            Decimal(radians(tilt), 3),
            "Your arctangent speaks radians, as NumPy's does. The angle is right and the unit is "
            r"not: multiply by $\frac{180}{\pi}$.",
            back_to="s61-converting-between-degrees-and-radians",
        ),
    )

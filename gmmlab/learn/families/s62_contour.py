"""Step 62, the unit circle: a contour is that circle, stretched and moved to the mean."""

from __future__ import annotations

from dataclasses import dataclass
from math import radians, sin

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import Axes, figures
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["point_of_the_contour"]

PLACES = 2
ANGLES = tuple(t for t in range(0, 360, 15) if t % 30 == 0 or t % 45 == 0)
COORDINATES = (("length", "first", r"\cos"), ("wait", "second", r"\sin"))


@dataclass(frozen=True)
class Spot:
    """A point of a contour, of which the question wants one coordinate."""

    axes: Axes
    degrees: int
    which: int

    @property
    def mean(self) -> float:
        return self.axes.mean[self.which]

    @property
    def sigma(self) -> float:
        return self.axes.sigma[self.which]

    @property
    def value(self) -> float:
        return self.axes.contour(self.degrees)[self.which]

    @property
    def swing(self) -> float:
        """The coordinate on the unit circle."""
        return (self.value - self.mean) / self.sigma

    @property
    def other_swing(self) -> float:
        """The other coordinate on the unit circle."""
        return Spot(self.axes, 90 - self.degrees, self.which).swing

    @property
    def given(self) -> str:
        (m, n), (s, r) = self.axes.mean, self.axes.sigma
        return (
            rf"$\mu=({say(m)},\ {say(n)})$, standard deviations {say(s)} and {say(r)}, "
            f"{self.degrees}°"
        )


@family(
    "point-of-the-contour",
    "s62-the-unit-circle",
    "a contour is the unit circle, stretched by the standard deviations and moved to the mean",
)
def point_of_the_contour(rng: Rng) -> Question:
    """Ask for one coordinate of the contour's point that belongs to an angle."""
    spot, other = _spot(rng), _spot(rng)
    name, place, _ = COORDINATES[spot.which]
    (m, n), (s, r) = spot.axes.mean, spot.axes.sigma
    return Question(
        prompt=f"In one kind of eruption, length and wait do not vary together: means {say(m)} and "
        f"{say(n)} min, standard deviations {say(s)} and {say(r)} min. Its one-sigma contour is "
        "the unit circle, stretched by the standard deviations and moved to the mean. "
        f"Which **{name}** (the {place} coordinate) belongs to the circle's point at "
        f"{spot.degrees}°?",
        answer=Decimal(spot.value, PLACES),
        misconceptions=_misconceptions(spot),
        hints=Hints(
            "Three moves, one after the other: find the point on the unit circle, stretch it, "
            "move it to the mean. Only one coordinate is asked for.",
            r"The circle's point is $(\cos t,\ \sin t)$. The contour's is "
            r"$(\mu_x+\sigma_x\cos t,\ \mu_y+\sigma_y\sin t)$.",
            once_more(f"{other.given}, the {COORDINATES[other.which][0]}.", _worked(other)),
        ),
        solution=_worked(spot),
        because="Every contour of a Gaussian is this one circle in disguise. A tilted one is "
        "stretched first and then turned.",
        unit="min",
    )


def _spot(rng: Rng) -> Spot:
    mean = int(rng.integers(18, 50)) / 10, float(rng.integers(50, 90))
    sigma = int(rng.integers(2, 8)) / 10, float(rng.integers(4, 9))
    return Spot(Axes(mean, sigma), pick(rng, ANGLES), int(rng.integers(2)))


def _worked(spot: Spot) -> str:
    _, _, function = COORDINATES[spot.which]
    swing = say(spot.swing, 4)
    product = f"({swing})" if swing.startswith("-") else swing
    return (
        rf"On the unit circle the coordinate is ${function}({spot.degrees}°)={swing}$. Stretched "
        rf"and moved: ${say(spot.mean)}+{say(spot.sigma)}\cdot{product}="
        f"{figures(spot.value, PLACES)}$."
    )


def _misconceptions(spot: Spot) -> tuple[Misconception, ...]:
    name, place, function = COORDINATES[spot.which]
    return (
        Misconception(
            "swaps-sine-and-cosine",
            "takes the other coordinate of the circle",
            Decimal(spot.mean + spot.sigma * spot.other_swing, PLACES),
            "You swapped sine and cosine. On the circle the cosine is how far across and the sine "
            f"how far up; the {name} is the {place} coordinate. Use ${function}$.",
        ),
        Misconception(
            "forgets-the-mean",
            "stays at the centre of the circle",
            Decimal(spot.sigma * spot.swing, PLACES),
            f"You stretched the circle and left it at the origin. No eruption has a {name} near "
            "zero here: the contour lies round the mean. Add the mean.",
        ),
        Misconception(
            "forgets-to-stretch",
            "moves the circle without stretching it",
            Decimal(spot.mean + spot.swing, PLACES),
            "You moved a circle of radius 1 to the mean. That would be the contour of a component "
            f"with standard deviation 1. Multiply by the standard deviation of the {name} first.",
            back_to="s55-similar-triangles-aa-similarity",
        ),
        Misconception(
            "degrees-for-radians",
            "hands degrees to a function that takes radians",
            Decimal(_in_radians(spot), PLACES),
            f"Your calculator or NumPy read {spot.degrees} as radians, many turns round the "
            "circle. Convert with `np.radians` first, or switch the calculator to degrees.",
            back_to="s61-converting-between-degrees-and-radians",
        ),
    )


def _in_radians(spot: Spot) -> float:
    quarter = 90 * (1 - spot.which)
    return spot.mean + spot.sigma * sin(spot.degrees + radians(quarter))

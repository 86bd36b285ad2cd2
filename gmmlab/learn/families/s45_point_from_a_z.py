"""Step 45, equations in two steps: from a standardised distance back to the data."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["point_from_a_z"]

PLACES = 2
DISTANCES = tuple(Ratio(z, 2) for z in (-5, -4, -3, -1, 1, 3, 4, 5))


@dataclass(frozen=True)
class Standardised:
    """A standardised distance, and the mean and standard deviation it was made with."""

    what: str
    mean: Ratio
    sigma: Ratio
    z: Ratio

    @property
    def point(self) -> Ratio:
        return self.mean + self.z * self.sigma


@family(
    "point-from-a-z",
    "s45-two-step-equations",
    "standardising is undone backwards: times the standard deviation, then plus the mean",
)
def point_from_a_z(rng: Rng) -> Question:
    """Ask for the point whose standardised distance is known."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt=f"{_given(case)} Which {case.what} $x$ is that?",
        answer=Decimal(case.point, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            r"Two things were done to $x$ to get $z$: first one, then the other. Which was done "
            "last?",
            r"Undo the last step first. Multiply both sides by $\sigma$, then add $\mu$ to both.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because=r"$x=\mu+z\,\sigma$: what was done last is undone first. This is also how a "
        "program draws from a component: a standard normal $z$, stretched and then moved.",
        unit="min",
    )


def _case(rng: Rng) -> Standardised:
    z = pick(rng, DISTANCES)
    if rng.integers(2):
        mean, sigma = Ratio(between(rng, 48, 92)), Ratio(between(rng, 4, 12))
        return Standardised("wait", mean, sigma, z)
    return Standardised("length", tenths(rng, 19, 46), tenths(rng, 2, 6), z)


def _given(case: Standardised) -> str:
    mean, sigma = say(case.mean), say(case.sigma)
    return (
        f"In one kind of eruption the {case.what} has the mean $\\mu={mean}$ min and the standard "
        rf"deviation $\sigma={sigma}$ min. For one eruption a program keeps only the standardised "
        rf"distance $z=\frac{{x-\mu}}{{\sigma}}={say(case.z)}$."
    )


def _worked(case: Standardised) -> str:
    mean, sigma, z, step = (say(v) for v in (case.mean, case.sigma, case.z, case.z * case.sigma))
    return (
        rf"The equation: $\frac{{x-{mean}}}{{{sigma}}}={z}$. Both sides times {sigma}: "
        f"$x-{mean}={step}$. Both sides plus {mean}: $x={figures(case.point, PLACES)}$."
    )


def _misconceptions(case: Standardised) -> tuple[Misconception, ...]:
    mean, sigma, z = case.mean, case.sigma, case.z
    return (
        Misconception(
            "undoes-in-the-wrong-order",
            "adds the mean before it multiplies",
            Decimal((z + mean) * sigma, PLACES),
            "You added the mean first and then multiplied, so the mean was stretched as well. "
            "Dividing was done last, so it is undone first: multiply, then add.",
        ),
        Misconception(
            "forgets-to-multiply",
            "adds the mean and leaves the standard deviation out",
            Decimal(mean + z, PLACES),
            "You undid only the subtraction. $z$ counts standard deviations, not minutes, and "
            f"one of them is {say(sigma)} min here. Multiply before you add.",
            back_to="s44-one-step-equations",
        ),
        Misconception(
            "stops-after-one-step",
            "multiplies and stops",
            Decimal(z * sigma, PLACES),
            "You undid the division and stopped: this is how far the eruption lies from the mean. "
            "The mean was taken away before that. Add it again.",
            back_to="s44-one-step-equations",
        ),
        Misconception(
            "loses-the-sign",
            "goes from the mean to the wrong side",
            Decimal(mean - z * sigma, PLACES),
            f"You went to the other side of the mean. $z={say(z)}$ is "
            f"{'negative, so the point lies below' if z < 0 else 'positive, so it lies above'} "
            "the mean. Add the product with its own sign.",
            back_to="s41-integer-order-of-operations",
        ),
    )

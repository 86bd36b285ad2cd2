"""Bridge 5, the normal density: a height, which times a width is a probability."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import exp, pi, sqrt

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["chance_of_a_reading"]

PLACES = 5
WIDTH = Ratio(1, 100)
SIGMAS = tuple(Ratio(s, 20) for s in (6, 7, 9, 10, 11, 12, 13, 14, 15))
Z = tuple(Ratio(z, 10) for z in (-16, -14, -12, -10, -8, -6, -4, 4, 6, 8, 10, 12, 14, 16))


@dataclass(frozen=True)
class Reading:
    """A normal kind, and a reading that lies z standard deviations from its mean."""

    mean: Ratio
    sigma: Ratio
    z: Ratio

    @property
    def x(self) -> Ratio:
        return self.mean + self.z * self.sigma

    @property
    def fall(self) -> float:
        """How high the density is, compared with its top."""
        return exp(-(float(self.z) ** 2) / 2)

    @property
    def density(self) -> float:
        return self.fall / (float(self.sigma) * sqrt(2 * pi))

    @property
    def shown(self) -> str:
        return rf"$\mu={say(self.mean)}$, $\sigma={say(self.sigma)}$, reading {float(self.x):.2f}"


@family(
    "chance-of-a-reading",
    "b5-multivariate-normal-distribution",
    "a normal density is a height, and a height times a width is a probability",
)
def chance_of_a_reading(rng: Rng) -> Question:
    """Ask for the chance that a stop-watch shows one particular reading."""
    reading, other = _reading(rng), _reading(rng)
    return Question(
        prompt="The long eruptions of a geyser are normally distributed with mean "
        f"{say(reading.mean)} min and standard deviation {say(reading.sigma)} min. A watch rounds "
        "each length to a hundredth of a minute. How probable is it that it shows exactly "
        f"**{float(reading.x):.2f} min** for the next long eruption?",
        answer=_chance(reading.density * WIDTH),
        misconceptions=_misconceptions(reading),
        hints=Hints(
            "The watch shows this number for every length within half a hundredth of it. Over so "
            "narrow an interval the density is as good as level.",
            r"Density: $\frac{1}{\sigma\sqrt{2\pi}}\,e^{-z^2/2}$ with $z=(x-\mu)/\sigma$. "
            "Times the width of the interval, one hundredth, it is a probability.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(reading),
        because="A density is a probability per minute. The factor in front of the exponential is "
        "there to make the whole area 1; without it nothing here would be a share of anything.",
    )


def _reading(rng: Rng) -> Reading:
    return Reading(tenths(rng, 36, 50), pick(rng, SIGMAS), pick(rng, Z))


def _chance(share: float) -> Decimal:
    return Decimal(share, PLACES)


def _worked(reading: Reading) -> str:
    x, z = f"{float(reading.x):.2f}", say(reading.z)
    return (
        rf"$z=({x}-{say(reading.mean)})/{say(reading.sigma)}={z}$. The density is "
        rf"$e^{{-({z})^2/2}}/({say(reading.sigma)}\cdot 2.5066)={say(reading.fall, 4)}/"
        rf"{say(float(reading.sigma) * sqrt(2 * pi), 4)}={say(reading.density, 4)}$ per minute. "
        rf"Times the width: ${say(reading.density, 4)}\cdot 0.01="
        f"{_chance(reading.density * WIDTH).show()}$."
    )


def _misconceptions(reading: Reading) -> tuple[Misconception, ...]:
    return (*_about_densities(reading), *_about_the_formula(reading))


def _about_densities(reading: Reading) -> tuple[Misconception, ...]:
    """Roads on which a density is not what it is."""
    return (
        Misconception(
            "density-for-probability",
            "takes the density for a probability",
            _chance(reading.density),
            "You gave the density. It is a probability *per minute*: with a smaller standard "
            "deviation it would pass 1. Multiply by the width of the readings, a "
            "hundredth of a minute.",
            back_to="s70-definite-integral-definition",
        ),
        Misconception(
            "gives-a-reading-no-chance",
            "gives a single reading the chance zero",
            _chance(0),
            "One exact length has no chance at all, that is true. But a reading stands for an "
            "interval of lengths, here a hundredth of a minute wide. Take its area.",
            back_to="s70-definite-integral-definition",
        ),
    )


def _about_the_formula(reading: Reading) -> tuple[Misconception, ...]:
    """Roads on which a part of the formula is lost."""
    root = sqrt(2 * pi)
    return (
        Misconception(
            "forgets-the-one-half",
            "leaves the one half out of the exponent",
            _chance(reading.density * reading.fall * WIDTH),
            "Your exponent was $-z^2$. The normal density has $-z^2/2$: half the squared number "
            "of standard deviations.",
            back_to="s40-order-of-operations",
        ),
        Misconception(
            "forgets-the-constant",
            "leaves out the factor in front",
            _chance(reading.fall * WIDTH),
            r"You took $e^{-z^2/2}$ for the density. The area under it is $\sigma\sqrt{2\pi}$ and "
            "not 1. Divide by that.",
            back_to="s71-probability-density-functions-and-continuous-distributions",
        ),
        Misconception(
            "variance-for-standard-deviation",
            "divides by the variance in front",
            _chance(reading.fall * WIDTH / (float(reading.sigma) ** 2 * root)),
            r"You divided by $\sigma^2\sqrt{2\pi}$. A density is per minute, not per square "
            r"minute: in front stands $\sigma$ itself, under the one.",
        ),
    )

"""Bridge 3, correlation: a covariance in units of the two standard deviations."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["correlation_from_a_covariance"]

PLACES = 2
RHOS = tuple(Ratio(r, 20) for r in range(-18, 19) if abs(r) > 2)


@dataclass(frozen=True)
class Ellipse:
    """A component's standard deviations of length and wait, and their correlation."""

    length: Ratio
    wait: Ratio
    rho: Ratio

    @property
    def covariance(self) -> Ratio:
        return self.rho * self.length * self.wait

    @property
    def variances(self) -> tuple[Ratio, Ratio]:
        return self.length**2, self.wait**2

    @property
    def shown(self) -> str:
        a, b = self.variances
        return f"variances {say(a)} and {say(b)}, covariance ${say(self.covariance)}$"


@family(
    "correlation-from-a-covariance",
    "b3-expectation-variance-and-correlation",
    "a correlation is the covariance, divided by both standard deviations",
)
def correlation_from_a_covariance(rng: Rng) -> Question:
    """Ask for the correlation that stands in a covariance matrix."""
    ellipse, other = _ellipse(rng), _ellipse(rng)
    (a, b), c = ellipse.variances, say(ellipse.covariance)
    return Question(
        prompt="A program has fitted a component to lengths and waits, both in minutes. Its "
        rf"covariance matrix $\Sigma$ has the rows $({say(a)},\ {c})$ and $({c},\ {say(b)})$. What "
        "is the **correlation** of length and wait within this component?",
        answer=Decimal(ellipse.rho, PLACES),
        misconceptions=_misconceptions(ellipse),
        hints=Hints(
            "The covariance carries units: minutes times minutes. A correlation has none. What "
            "has to be divided out?",
            r"$\rho=\frac{\Sigma_{12}}{\sigma_1\sigma_2}$. On the diagonal of $\Sigma$ stand the "
            "variances, so take their roots first.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(ellipse),
        because="Measured in seconds, every entry of the matrix would change and the correlation "
        "would not. It lies between −1 and 1 and says how narrow the ellipse is, once both "
        "coordinates are in units of their standard deviations.",
    )


def _ellipse(rng: Rng) -> Ellipse:
    length, wait = Ratio(int(rng.integers(2, 10)), 10), Ratio(int(rng.integers(3, 10)))
    return Ellipse(length, wait, pick(rng, RHOS))


def _worked(ellipse: Ellipse) -> str:
    a, b = map(say, ellipse.variances)
    s, t = say(ellipse.length), say(ellipse.wait)
    return (
        rf"The standard deviations are $\sqrt{{{a}}}={s}$ and $\sqrt{{{b}}}={t}$. "
        rf"$\rho=\frac{{{say(ellipse.covariance)}}}{{{s}\cdot {t}}}="
        f"{figures(ellipse.rho, PLACES)}$."
    )


def _misconceptions(ellipse: Ellipse) -> tuple[Misconception, ...]:
    (a, b), c = ellipse.variances, ellipse.covariance
    return (
        Misconception(
            "correlation-is-slope",
            "gives a slope",
            Decimal(c / a, PLACES),
            "You divided by the variance of the length. That gives the slope of the line that "
            "predicts waits from lengths, in minutes per minute, and it can be any size. For the "
            "correlation divide by both standard deviations.",
        ),
        Misconception(
            "divides-by-the-variances",
            "divides by the variances",
            Decimal(c / (a * b), 3),
            "You divided by the two numbers on the diagonal. These are variances: the units do "
            "not cancel. Take the root of each first.",
        ),
        Misconception(
            "covariance-for-correlation",
            "gives the covariance",
            Decimal(c, 3),
            "That entry is the covariance itself. In other units it would be another number. "
            "Divide it by both standard deviations.",
        ),
        Misconception(
            "squares-the-correlation",
            "gives the square of the correlation",
            Decimal(ellipse.rho**2, 4),
            "You divided the squared covariance by both variances. That is the square of the "
            "correlation, the share of the variance that a line explains, and it has lost the "
            "sign. Take the covariance once, over the standard deviations.",
        ),
    )

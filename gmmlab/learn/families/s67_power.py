"""Step 67, indefinite integrals of powers: the log-density of a component with a flatter top."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import exact
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["integral_of_a_power"]

POWERS = (3, 5, 7)


@dataclass(frozen=True)
class Slope:
    """The slope -(linear x + steep x^power) of a log-density about its centre."""

    linear: int
    steep: int
    power: int

    @property
    def coefficient(self) -> Ratio:
        return -Ratio(self.steep, self.power + 1)

    @property
    def shown(self) -> str:
        return f"-{self.linear}x-{self.steep}x^{{{self.power}}}"


@family(
    "integral-of-a-power",
    "s67-indefinite-integrals",
    "integrating a power raises it by one and divides by the new power",
)
def integral_of_a_power(rng: Rng) -> Question:
    """Ask for the coefficient of the highest power in the log-density."""
    slope, other = _slope(rng), _slope(rng)
    return Question(
        prompt="A component with steeper sides than a Gaussian has its centre at 0. The slope of "
        f"its log-density is ${slope.shown}$. All log-densities with this slope are "
        f"$c_1x^2+c_2x^{{{slope.power + 1}}}+C$. $c_2=$ ?",
        answer=exact(slope.coefficient),
        misconceptions=_misconceptions(slope),
        hints=Hints(
            "Integrate term by term, and test by differentiating: does your power give the slope "
            "back?",
            r"An antiderivative of $x^n$ is $\frac{x^{n+1}}{n+1}$: one power up, divided by the "
            "new power. The factor in front stays.",
            once_more(f"the slope ${other.shown}$.", _worked(other)),
        ),
        solution=_worked(slope),
        because="Differentiate, and the new power comes down and cancels. The Gaussian is the case "
        "with only the first term; the $C$ at the end is what makes the area 1.",
    )


def _slope(rng: Rng) -> Slope:
    return Slope(int(rng.integers(1, 30)), int(rng.integers(1, 40)), pick(rng, POWERS))


def _worked(slope: Slope) -> str:
    n, quotient = slope.power, f"-{slope.steep}/{slope.power + 1}"
    value = str(slope.coefficient)
    reduced = "" if value == quotient else f"={value}"
    return (
        f"The second term is $-{slope.steep}x^{{{n}}}$. One power up, divided by the new power "
        f"{n + 1}: $c_2={quotient}{reduced}$."
    )


def _misconceptions(slope: Slope) -> tuple[Misconception, ...]:
    n, steep = slope.power, slope.steep
    return (
        Misconception(
            "differentiates-instead",
            "differentiates instead of integrating",
            exact(Ratio(-steep * n)),
            "You multiplied by the power, as for a derivative. The slope is given and the curve is "
            "wanted, so the way goes back: divide.",
            back_to="s66-antiderivatives",
        ),
        Misconception(
            "forgets-to-divide",
            "raises the power without dividing",
            exact(Ratio(-steep)),
            f"Differentiate $x^{{{n + 1}}}$ and the factor {n + 1} comes down. Nothing cancels it "
            "in your answer: divide by the new power.",
        ),
        Misconception(
            "divides-by-the-old-power",
            "divides by the old power",
            exact(Ratio(-steep, n)),
            f"You divided by {n}, the power of the slope. What comes down when you differentiate "
            "is the *new* power, one higher. Divide by that.",
        ),
        Misconception(
            "loses-the-sign",
            "loses the minus sign",
            exact(-slope.coefficient),
            "The size is right. But with a plus this log-density would grow without end away from "
            "the centre, and no area under it would be 1. The minus of the slope stays.",
            back_to="s41-integer-order-of-operations",
        ),
    )

"""Step 67, the constant of integration: what a slope leaves open in a log-score."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import log, pi, sqrt

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["constant_of_the_log_score"]

PLACES = 2


@dataclass(frozen=True)
class Known:
    """A weighted Gaussian, and its log-score at one point."""

    mean: Ratio
    sigma: Ratio
    x: Ratio
    height: Ratio

    @property
    def half_square(self) -> Ratio:
        return (self.x - self.mean) ** 2 / (2 * self.sigma**2)

    @property
    def constant(self) -> Ratio:
        return self.height + self.half_square

    @property
    def general(self) -> str:
        return rf"-\frac{{(x-{say(self.mean)})^2}}{{2\cdot{say(self.sigma)}^2}}+C"

    @property
    def known(self) -> str:
        return rf"\ln s({say(self.x)})={say(self.height)}"


@family(
    "constant-of-the-log-score",
    "s67-indefinite-integrals",
    "a slope fixes a log-score up to a constant, and one known value fixes the constant",
)
def constant_of_the_log_score(rng: Rng) -> Question | None:
    """Ask for C, from all antiderivatives and one value."""
    case, other = _case(rng), _case(rng)
    if not (_telling(case) and _telling(other)):
        return None
    return Question(
        prompt=r"The score of a kind at length $x$ is weight times density, "
        r"$s(x)=\pi_1\,\mathcal{N}(x\mid 1)$. You know the slope of its logarithm everywhere, and "
        rf"the indefinite integral of this slope is $\ln s(x)={case.general}$. A program tells you "
        f"one value: ${case.known}$. $C=$ ?",
        answer=Decimal(case.constant, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "All these curves have the same shape and differ in height only. One of them passes "
            "through the point that you know.",
            "Put the known length into the formula and set the result equal to the known value. "
            "$C$ is what is still missing.",
            once_more(rf"$\ln s(x)={other.general}$ and ${other.known}$.", _worked(other)),
        ),
        solution=_worked(case),
        because="At the mean the square is zero, so $C$ is the log-score at the top. It holds what "
        "no slope can tell: the constant that makes the area 1, and the logarithm of the weight.",
    )


def _case(rng: Rng) -> Known:
    mean, sigma = tenths(rng, 18, 48), pick(rng, (Ratio(2, 5), Ratio(1, 2), Ratio(4, 5)))
    x, weight = mean + tenths(rng, -14, 14), float(tenths(rng, 1, 9))
    height = log(weight / (float(sigma) * sqrt(2 * pi))) - float((x - mean) ** 2 / (2 * sigma**2))
    return Known(mean, sigma, x, Ratio(round(100 * height), 100))


def _telling(case: Known) -> bool:
    return case.half_square > Ratio(1, 10) and abs(case.constant) > Ratio(1, 10)


def _worked(case: Known) -> str:
    half, height = say(case.half_square, 4), say(case.height)
    return (
        f"At {say(case.x)} the formula gives $-{half}+C$, and this must be ${height}$. "
        f"So $C={height}+{half}={figures(case.constant, PLACES)}$."
    )


def _misconceptions(case: Known) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "takes-the-value-for-the-constant",
            "gives the known value itself",
            Decimal(case.height, PLACES),
            "You took the known value for $C$. That would be right at the mean, where the square "
            "is zero. Here the formula has already gone down by something: add it back.",
        ),
        Misconception(
            "wrong-sign-of-the-square",
            "subtracts the square a second time",
            Decimal(case.height - case.half_square, PLACES),
            "You moved the term to the other side and kept its sign. It is subtracted there, so it "
            "must be added here: a log-score's top lies *above* its other values.",
            back_to="s44-one-step-equations",
        ),
        Misconception(
            "forgets-the-one-half",
            "leaves out the one half",
            Decimal(case.height + 2 * case.half_square, PLACES),
            r"You divided the square by $\sigma^2$ only. The integral of the slope brings a one "
            r"half with it: divide by all of $2\sigma^2$.",
            back_to="s66-antiderivatives",
        ),
        Misconception(
            "leaves-the-constant-out",
            "gives the formula's value without the constant",
            Decimal(-case.half_square, PLACES),
            "This is what the formula gives with $C=0$. The program's value is another, and the "
            "difference between the two is the $C$ you are looking for.",
        ),
    )

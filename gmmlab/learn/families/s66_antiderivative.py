"""Step 66, going back from a slope: the log-density of a Gaussian from its score."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["drop_of_the_log_density"]

PLACES = 2
BACK = "s41-integer-order-of-operations"


@dataclass(frozen=True)
class Bell:
    """A Gaussian, and an eruption whose log-density is compared with the top."""

    mean: Ratio
    sigma: Ratio
    x: Ratio

    @property
    def off(self) -> Ratio:
        return self.x - self.mean

    @property
    def drop(self) -> Ratio:
        return -(self.off**2) / (2 * self.sigma**2)

    @property
    def shown(self) -> str:
        return rf"$\mu={say(self.mean)}$, $\sigma={say(self.sigma)}$, $x={say(self.x)}$"


@family(
    "drop-of-the-log-density",
    "s66-antiderivatives",
    "going back from the slope of a log-density gives minus half the squared distance",
)
def drop_of_the_log_density(rng: Rng) -> Question | None:
    """Ask for F(x) where F' is the slope of a Gaussian log-density and F is 0 at the mean."""
    bell, other = _bell(rng), _bell(rng)
    if not (_telling(bell) and _telling(other)):
        return None
    mean, sigma = say(bell.mean), say(bell.sigma)
    return Question(
        prompt=f"Long eruptions last {mean} min on average, with a standard deviation of {sigma} "
        r"min. At length $x$, the slope of their log-density is "
        rf"$F'(x)=-\frac{{x-{mean}}}{{{sigma}^2}}$. Let $F$ be the antiderivative with "
        rf"$F({mean})=0$, so that it says how far the log-density lies below its top. "
        f"$F({say(bell.x)})=$ ?",
        answer=Decimal(bell.drop, PLACES),
        misconceptions=_misconceptions(bell),
        hints=Hints(
            "The slope is a straight line through zero at the mean. What kind of curve has a "
            "straight line for its slope?",
            r"An antiderivative of $u$ is $\frac{u^2}{2}$. So "
            r"$F(x)=-\frac{(x-\mu)^2}{2\sigma^2}$, which is 0 at the mean as it should be.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(bell),
        because="This parabola is the exponent of the Gaussian. Its slope is the score, which "
        "maximum likelihood sets to zero.",
    )


def _bell(rng: Rng) -> Bell:
    sigma = pick(rng, (Ratio(2, 5), Ratio(1, 2), Ratio(3, 5), Ratio(4, 5)))
    return Bell(tenths(rng, 38, 48), sigma, tenths(rng, 22, 66))


def _telling(bell: Bell) -> bool:
    """Whether the eruption is off the mean by a good deal, and not absurdly far."""
    return Ratio(1, 2) <= abs(bell.off / bell.sigma) <= 3


def _worked(bell: Bell) -> str:
    mean, sigma, x = say(bell.mean), say(bell.sigma), say(bell.x)
    square, below = say(bell.off**2), say(2 * bell.sigma**2)
    return (
        rf"$F(x)=-\frac{{(x-{mean})^2}}{{2\cdot{sigma}^2}}$. At {x} the difference squared is "
        rf"{square} and twice the variance is {below}: $-{square}/{below}="
        f"{figures(bell.drop, PLACES)}$."
    )


def _misconceptions(bell: Bell) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "forgets-the-one-half",
            "leaves out the one half",
            Decimal(2 * bell.drop, PLACES),
            r"You went back from $u$ to $u^2$. But the slope of $u^2$ is $2u$, twice too steep. "
            r"An antiderivative of $u$ is $\frac{u^2}{2}$.",
        ),
        Misconception(
            "gives-the-slope",
            "gives the slope itself",
            Decimal(-bell.off / bell.sigma**2, PLACES),
            "You put the length into the slope. That says how steep the log-density is here, not "
            "how far it has fallen. Find the antiderivative first, then put the length in.",
        ),
        Misconception(
            "forgets-to-square-sigma",
            "divides by sigma instead of the variance",
            Decimal(-(bell.off**2) / (2 * bell.sigma), PLACES),
            r"The difference is squared, but below the line you left $\sigma$ as it is. Distance "
            r"is measured in standard deviations, so both are squared: divide by $2\sigma^2$.",
        ),
        Misconception(
            "loses-the-sign",
            "loses the minus sign",
            Decimal(-bell.drop, PLACES),
            "By this the log-density would grow away from the mean. The minus stands before the "
            "square and is not squared with it: square first, then take the opposite.",
            back_to=BACK,
        ),
    )

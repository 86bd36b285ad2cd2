"""Step 46, equations in many steps: the slope set to zero gives the M-step's mean."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_counts import spread
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["slope_set_to_zero"]

PLACES = 2


@dataclass(frozen=True)
class Slope:
    """Two waits, how responsible a component is for each, and its variance."""

    r: tuple[Ratio, Ratio]
    x: tuple[int, int]
    variance: int

    @property
    def weighted(self) -> Ratio:
        return self.r[0] * self.x[0] + self.r[1] * self.x[1]

    @property
    def count(self) -> Ratio:
        return sum(self.r, Ratio(0))

    @property
    def telling(self) -> bool:
        """Whether one wait pulls harder, and the mean is no tie between two roundings."""
        return (
            self.r[0] != self.r[1] and self.count != 1 and (self.mean * 10**PLACES).denominator != 2
        )

    @property
    def mean(self) -> Ratio:
        return self.weighted / self.count


@family(
    "slope-set-to-zero",
    "s46-solving-multi-step-equations",
    "the slope in the mean, set to zero and solved, gives the weighted mean",
)
def slope_set_to_zero(rng: Rng) -> Question | None:
    """Ask for the mean at which the slope that the M-step looks at is zero."""
    slope, twin = _slope(rng), _slope(rng)
    if not (slope.telling and twin.telling):
        return None
    return Question(
        prompt="Two waits are all the data, and one component's responsibilities for them are "
        "held fixed. The M-step moves the component's mean $\\mu$ to where the slope of what "
        f"it maximises is zero:\n\n$${_equation(slope)}$$\n\nSolve for $\\mu$.",
        answer=Decimal(slope.mean, PLACES),
        misconceptions=_misconceptions(slope),
        hints=Hints(
            "Tidy up before you solve. Both fractions have the same denominator, and the right "
            "side is zero.",
            r"Multiply both sides by the variance. Multiply the brackets out, *both* terms of "
            r"each. Collect the terms in $\mu$ on one side, and divide by the number before it.",
            once_more(f"${_equation(twin)}$.", _worked(twin)),
        ),
        solution=_worked(slope),
        because=r"Solved with letters, it reads $\mu=\frac{r_1x_1+r_2x_2}{r_1+r_2}$: the "
        "weighted mean. The variance cancels, so the mean does not wait for it.",
        unit="min",
    )


def _slope(rng: Rng) -> Slope:
    a, b = (Ratio(pick(rng, (1, 2, 3, 4, 6, 7, 8, 9)), 10) for _ in range(2))
    x, y = spread(rng, range(48, 93), 2)
    return Slope((a, b), (x, y), pick(rng, (16, 25, 36, 49, 64)))


def _equation(slope: Slope) -> str:
    terms = (
        rf"\frac{{{say(r)}\,({x}-\mu)}}{{{slope.variance}}}"
        for r, x in zip(slope.r, slope.x, strict=True)
    )
    return f"{'+'.join(terms)}=0"


def _worked(slope: Slope) -> str:
    (r, s), (x, y) = slope.r, slope.x
    total, count = say(slope.weighted), say(slope.count)
    return (
        rf"Times {slope.variance}, the denominators are gone and the right side stays 0. "
        rf"Multiplied out: ${say(r * x)}-{say(r)}\mu+{say(s * y)}-{say(s)}\mu=0$. Collected: "
        rf"${total}={count}\,\mu$. Divided: $\mu=\frac{{{total}}}{{{count}}}="
        f"{figures(slope.mean, PLACES)}$."
    )


def _misconceptions(slope: Slope) -> tuple[Misconception, ...]:
    (r, s), (x, y) = slope.r, slope.x
    return (
        Misconception(
            "ignores-the-weights",
            "takes the middle of the two waits",
            Decimal(Ratio(x + y, 2), PLACES),
            f"You solved $({x}-\\mu)+({y}-\\mu)=0$, without the numbers before the brackets. They "
            "are the responsibilities: the larger one pulls the mean towards its wait. Multiply "
            "the brackets out with them.",
            back_to="s19-division-as-equal-sharing",
        ),
        Misconception(
            "multiplies-the-first-term-only",
            "leaves the second term of each bracket unmultiplied",
            Decimal(slope.weighted / 2, PLACES),
            r"You multiplied the waits by the numbers before the brackets, but not $\mu$, and so "
            r"divided by two. A factor before a bracket multiplies *every* term in it.",
            back_to="s42-variable-expressions",
        ),
        Misconception(
            "subtracts-like-terms",
            "collects two negative terms as a difference",
            Decimal(slope.weighted / abs(r - s), PLACES),
            rf"You made ${say(abs(r - s))}\mu$ of $-{say(r)}\mu-{say(s)}\mu$. Both terms are "
            f"negative, so they add up to $-{say(slope.count)}\\mu$. Check: a mean lies between "
            "the waits.",
            back_to="s43-combining-like-terms",
        ),
        Misconception(
            "stops-before-dividing",
            "stops at the weighted sum",
            Decimal(slope.weighted, PLACES),
            rf"You came as far as {say(slope.weighted)}, which equals ${say(slope.count)}\,\mu$ "
            r"and not $\mu$ itself. One step is left: divide both sides by the number before "
            r"$\mu$.",
            back_to="s44-one-step-equations",
        ),
    )

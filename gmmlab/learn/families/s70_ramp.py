"""Step 70, the definite integral: the probability of an interval, and why no height is one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import exact
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["probability_under_a_ramp"]


@dataclass(frozen=True)
class Ramp:
    """The density 2x / end^2 on [0, end], and an interval within."""

    end: int
    low: int
    high: int

    @property
    def probability(self) -> Ratio:
        return Ratio(self.high**2 - self.low**2, self.end**2)

    def density(self, x: int) -> Ratio:
        return Ratio(2 * x, self.end**2)

    @property
    def formula(self) -> str:
        return rf"p(x)=\frac{{2x}}{{{self.end}^2}}"


@family(
    "probability-under-a-ramp",
    "s70-definite-integral-definition",
    "the probability of an interval is the integral of the density over it, not its height",
)
def probability_under_a_ramp(rng: Rng) -> Question | None:
    """Ask for P(a < x < b) under a density that rises in a straight line."""
    ramp, other = _ramp(rng), _ramp(rng)
    return Question(
        prompt="Not every component is a Gaussian. If the points of one fill a disc evenly, their "
        f"distance $x$ from its centre has the density ${ramp.formula}$ from 0 to {ramp.end}. "
        f"What is the probability of a distance between {ramp.low} and {ramp.high}?",
        answer=exact(ramp.probability),
        misconceptions=_misconceptions(ramp),
        hints=Hints(
            "A probability is the area under the density between the two ends. Is the curve "
            "equally high everywhere?",
            r"With an antiderivative $F$ the area is $F(b)-F(a)$. Here $F(x)=\frac{x^2}{L^2}$, "
            "with $L$ the end of the ramp.",
            once_more(
                f"${other.formula}$ from 0 to {other.end}, between {other.low} and {other.high}.",
                _worked(other),
            ),
        ),
        solution=_worked(ramp),
        because="The integral adds up height times width over the whole interval. Check it "
        "against the disc: the probability is a ring's share of the disc's area.",
    )


def _ramp(rng: Rng) -> Ramp:
    low, high, end = sorted(int(v) for v in rng.choice(range(1, 31), size=3, replace=False))
    return Ramp(end, low, high)


def _worked(ramp: Ramp) -> str:
    a, b, end = ramp.low, ramp.high, ramp.end
    quotient = f"{b**2 - a**2}/{end**2}"
    reduced = "" if quotient == str(ramp.probability) else f"={ramp.probability}"
    return (
        rf"An antiderivative is $F(x)=\frac{{x^2}}{{{end}^2}}$. So the probability is "
        rf"$F({b})-F({a})=\frac{{{b**2}-{a**2}}}{{{end**2}}}={quotient}{reduced}$."
    )


def _misconceptions(ramp: Ramp) -> tuple[Misconception, ...]:
    a, b, end = ramp.low, ramp.high, ramp.end
    return (
        Misconception(
            "density-for-probability",
            "takes the density's height for a probability",
            exact(ramp.density(b)),
            f"You put {b} into the density. That is its height at one point, a probability per "
            "unit of distance. Integrate the density over the whole interval instead.",
            back_to="s69-riemann-sums",
        ),
        Misconception(
            "forgets-the-lower-end",
            "integrates from zero",
            exact(Ratio(b**2, end**2)),
            f"This is the probability of everything up to {b}, and distances below {a} are in it. "
            f"Subtract the antiderivative at {a}.",
        ),
        Misconception(
            "as-if-flat",
            "takes the interval's share of the length",
            exact(Ratio(b - a, end)),
            "You divided the interval's width by the whole width, as if the density were flat. "
            "It rises, so intervals farther out weigh more. Use the antiderivative.",
        ),
        Misconception(
            "squares-the-difference",
            "squares the difference of the ends",
            exact(Ratio((b - a) ** 2, end**2)),
            "You subtracted first and squared then. The antiderivative is taken at each end by "
            "itself: square both ends, and subtract afterwards.",
            back_to="s40-order-of-operations",
        ),
    )

"""Step 75.6, unequal spreads: the boundary between two components closes to a circle."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import log, sqrt

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["radius_of_the_boundary"]

PLACES = 2
WEIGHTS = tuple(Ratio(w, 100) for w in range(20, 81) if abs(w - 50) > 5)


@dataclass(frozen=True)
class Nested:
    """Two round components about one centre: the narrow one's weight, both spreads."""

    weight: Ratio
    narrow: Ratio
    wide: Ratio

    @property
    def fall(self) -> Ratio:
        """How much faster the narrow log-density falls with the squared distance, twice."""
        return 1 / self.narrow**2 - 1 / self.wide**2

    @property
    def lead(self) -> float:
        """By how much the narrow log-score is ahead at the centre."""
        return log(self.weight / (1 - self.weight)) + 2 * self.taller

    @property
    def taller(self) -> float:
        return log(self.wide / self.narrow)

    @property
    def radius(self) -> float:
        return self.reach(self.lead)

    @property
    def telling(self) -> bool:
        """Whether the narrow one leads at the centre, also in one dimension."""
        return self.lead - self.taller > 0.2 and self.wide >= 2 * self.narrow

    def reach(self, lead: float, half: float = 0.5) -> float:
        return sqrt(lead / (half * float(self.fall)))

    @property
    def shown(self) -> str:
        return (
            f"weights {say(self.weight)} and {say(1 - self.weight)}, standard deviations "
            f"{say(self.narrow)} and {say(self.wide)}"
        )


@family(
    "radius-of-the-boundary",
    "s75-06-covariance-types",
    "a shared covariance makes straight boundaries, covariances of their own make curved ones",
)
def radius_of_the_boundary(rng: Rng) -> Question | None:
    """Ask where the narrow of two round components about one centre stops winning."""
    case, other = _nested(rng), _nested(rng)
    if not (case.telling and other.telling):
        return None
    return Question(
        prompt="Lengths and waits have been standardised, and a mixture with spherical covariances "
        "finds two kinds of eruption about the same mean. The regular kind has the weight "
        f"{say(case.weight)} and the standard deviation {say(case.narrow)} in every direction; the "
        f"irregular kind has {say(1 - case.weight)} and {say(case.wide)}. At **which distance** "
        "from the mean are the two responsibilities equal?",
        answer=Decimal(case.radius, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "The regular kind is taller at the centre and falls off faster. Somewhere its score "
            "sinks below the other's, equally far out in every direction.",
            r"In the plane a round component has the log-score "
            r"$\ln\pi_k-2\ln\sigma_k-\frac{d^2}{2\sigma_k^2}$, up to a constant. Set the two "
            r"equal and solve for $d$.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(case),
        because="Equal covariances cancel the squares, and the boundary is a line. Here they "
        "remain, and it is a circle; with full covariances it may be an ellipse or a hyperbola.",
    )


def _nested(rng: Rng) -> Nested:
    return Nested(pick(rng, WEIGHTS), tenths(rng, 3, 9), tenths(rng, 12, 25))


def _worked(case: Nested) -> str:
    w, v, s, t = (say(x) for x in (case.weight, 1 - case.weight, case.narrow, case.wide))
    lead, fall = figures(case.lead, 4), figures(case.fall, 4)
    return (
        rf"At the centre the regular kind leads by $\ln\frac{{{w}}}{{{v}}}+2\ln\frac{{{t}}}{{{s}}}="
        rf"{lead}$. It loses $\frac{{d^2}}{{2}}\left(\frac{{1}}{{{s}^2}}-\frac{{1}}{{{t}^2}}"
        rf"\right)=\frac{{d^2}}{{2}}\cdot {fall}$ on the way out. Both are equal at "
        rf"$d=\sqrt{{2\cdot {lead}/{fall}}}={figures(case.radius, PLACES)}$."
    )


def _misconceptions(case: Nested) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "boundary-is-always-a-line",
            "puts a line midway between the means",
            Decimal(0, PLACES),
            "You looked for a line midway between the means, and they coincide. Midway is right "
            "where covariance and weight are shared. Here the narrow kind wins near the mean and "
            "the wide one further out, so the boundary goes round.",
            back_to="s47-equations-with-variables-on-both-sides",
        ),
        Misconception(
            "ignores-the-weights",
            "leaves the mixing weights out",
            Decimal(case.reach(2 * case.taller), PLACES),
            "You compared the densities. Responsibilities compare weight *times* density: the "
            "heavier kind wins more of the plane. Add the logarithms of the weights.",
            back_to="b2-bayes-theorem",
        ),
        Misconception(
            "height-of-one-dimension",
            "takes the height of a density in one dimension",
            Decimal(case.reach(case.lead - case.taller), PLACES),
            r"You took $1/\sigma$ for the height of the density. So it is in one dimension; in "
            r"the plane the density is spread over two, and its height goes with $1/\sigma^2$. "
            r"Count $\ln\sigma_k$ twice.",
            back_to="b5-multivariate-normal-distribution",
        ),
        Misconception(
            "forgets-the-one-half",
            "forgets the one half in the exponent",
            Decimal(case.reach(case.lead, 1), PLACES),
            r"Your exponent falls by $d^2/\sigma^2$. A normal density falls by half of that. Put "
            "the one half in: the boundary lies further out.",
            back_to="b5-multivariate-normal-distribution",
        ),
    )

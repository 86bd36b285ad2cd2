"""Step 75.10, AIC against BIC: only one of the two prices grows with the number of points."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, floor

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between, table
from gmmlab.learn.families.s75_06_parameters import Size
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["points_until_bic_refuses"]


@dataclass(frozen=True)
class Rivals:
    """A fit and one with a component more: their parameters and log-likelihoods."""

    small: Size
    start: int
    """The smaller fit's log-likelihood, in tenths."""
    rise: int
    """What the further component adds to it, in tenths."""

    @property
    def large(self) -> Size:
        return Size(self.small.kind, self.small.k + 1, self.small.d)

    @property
    def extra(self) -> int:
        return self.large.total - self.small.total

    @property
    def gain(self) -> float:
        return self.rise / 10

    @property
    def exponent(self) -> float:
        """The logarithm of the number of points at which BIC is undecided."""
        return 2 * self.gain / self.extra

    @property
    def points(self) -> int:
        return floor(exp(self.exponent)) + 1

    @property
    def clear(self) -> bool:
        """Whether rounding cannot spoil it, and AIC does want the further component."""
        return 2.1 < self.exponent < 5.2 and 0.05 < exp(self.exponent) % 1 < 0.95


@family(
    "points-until-bic-refuses",
    "s75-10-choosing-k",
    "BIC's price per parameter grows with ln N, and AIC's does not",
)
def points_until_bic_refuses(rng: Rng) -> Question | None:
    """Ask from how many points on BIC refuses a component that AIC takes."""
    rivals, other = _rivals(rng), _rivals(rng)
    if not (rivals.clear and other.clear):
        return None
    return Question(
        prompt=f"Two fits to the same $N$ points:\n\n{_table(rivals)}\n\nThe further component is "
        "superfluous. Suppose that on more points of the same sort it would again gain as much "
        "log-likelihood, and no more. AIC takes it, whatever $N$ is. What is the smallest $N$ at "
        "which BIC refuses it?",
        answer=Integer(rivals.points),
        misconceptions=_misconceptions(rivals),
        hints=Hints(
            "What does the further component gain, and how many parameters does it cost? "
            "Only one of the two criteria asks how many points there are.",
            r"Smaller is better in $-2\ln L+p\,\ln N$. BIC refuses as soon as what the further "
            r"parameters cost, their number times $\ln N$, exceeds twice the gain in "
            r"log-likelihood. Solve for $\ln N$, then for $N$.",
            once_more(_table(other), _worked(other)),
        ),
        solution=_worked(rivals),
        because=r"AIC charges 2 for each parameter on any number of points, BIC $\ln N$. So AIC "
        "goes on taking some superfluous components on however many points, and BIC in the end "
        "refuses them.",
    )


def _rivals(rng: Rng) -> Rivals:
    kind = pick(rng, ("full", "tied", "diagonal", "spherical"))
    small = Size(kind, between(rng, 2, 4), between(rng, 1, 3))
    return Rivals(small, -between(rng, 1500, 9000), between(rng, 20, 260))


def _table(rivals: Rivals) -> str:
    start = rivals.start
    return table(
        ["components", rivals.small.k, rivals.large.k],
        ["free parameters $p$", rivals.small.total, rivals.large.total],
        [r"$\ln L$", f"${start / 10:.1f}$", f"${(start + rivals.rise) / 10:.1f}$"],
    )


def _worked(rivals: Rivals) -> str:
    gain, extra, edge = say(rivals.gain), rivals.extra, exp(rivals.exponent)
    return (
        rf"The component gains {gain} in $\ln L$ and costs {extra} parameters. BIC refuses where "
        rf"${extra}\ln N>2\cdot{gain}$, so $\ln N>{rivals.exponent:.3f}$ and "
        rf"$N>\exp({rivals.exponent:.3f})={edge:.2f}$."
        f"\n\nThe smallest such $N$ is {rivals.points}."
    )


def _misconceptions(rivals: Rivals) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "forgets-the-factor-two",
            "counts the gain in log-likelihood once",
            Integer(floor(exp(rivals.exponent / 2)) + 1),
            r"You set the price against the gain itself. Both criteria have $-2\ln L$, so a gain "
            "counts twice: double it before you divide by the number of parameters.",
        ),
        Misconception(
            "bic-is-always-stricter",
            "lets BIC refuse for every number of points",
            Integer(1),
            r"You took BIC to be the stricter one on any number of points. But $\ln N$ is small "
            r"for few: up to 7 points it is below 2, and BIC the milder one. Beyond, it still "
            "has to outgrow this gain. Solve for $N$.",
        ),
        Misconception(
            "rounds-down",
            "stops one point too early",
            Integer(floor(exp(rivals.exponent))),
            "With that many points the price is still below twice the gain, so BIC takes the "
            "component. The next whole number is the first at which it refuses.",
        ),
        Misconception(
            "takes-the-decadic-logarithm",
            "undoes the logarithm to base 10",
            Integer(floor(10**rivals.exponent) + 1),
            "You took a power of 10. BIC's logarithm is the natural one, so it is undone by "
            r"$\exp$.",
            back_to="b1-exponents-and-logarithms",
        ),
    )

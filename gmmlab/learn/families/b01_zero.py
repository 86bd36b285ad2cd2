"""Bridge 1, the logarithm of zero: one impossible point rules a fit out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import log, log10, prod

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["best_of_three_fits"]

PLACES = 2
POINTS = 3


@dataclass(frozen=True)
class Fits:
    """The densities that three fits give to three points; one of them gives a zero."""

    rows: tuple[tuple[Ratio, ...], ...]

    @property
    def likelihoods(self) -> list[Ratio]:
        return [prod(row, start=Ratio(1)) for row in self.rows]

    @property
    def best(self) -> Ratio:
        return max(self.likelihoods)

    @property
    def without_zeros(self) -> Ratio:
        """The likelihood of the fit with a zero, where the zero is passed over."""
        row = next(row for row in self.rows if 0 in row)
        return prod((p for p in row if p), start=Ratio(1))

    @property
    def telling(self) -> bool:
        """Whether the two sound fits differ, and the passed-over zero would win."""
        sound = sorted(v for v in self.likelihoods if v)
        return len(sound) == 2 and 1.3 * sound[0] < sound[1] < self.without_zeros


@family(
    "best-of-three-fits",
    "b1-exponents-and-logarithms",
    "the logarithm of zero is minus infinity: one impossible point rules a fit out",
)
def best_of_three_fits(rng: Rng) -> Question | None:
    """Ask for the highest of three log-likelihoods, one of which is minus infinity."""
    fits, other = _fits(rng), _fits(rng)
    if not (fits.telling and other.telling):
        return None
    return Question(
        prompt="Three mixtures of flat components are tried on the same three points. Their "
        f"densities there:\n\n{_table(fits)}\n\n"
        "What is the log-likelihood (natural logarithm) of the fit that explains the three points "
        "**best**?",
        answer=Decimal(log(fits.best), PLACES),
        misconceptions=_misconceptions(fits),
        hints=Hints(
            "One of the densities is zero. That fit says: this point cannot happen. But it "
            "has happened.",
            "Compare the products of the densities, row by row. The largest product has the "
            "largest logarithm; the logarithm of zero is minus infinity.",
            once_more(f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(fits),
        because="No exponent turns $e$ into zero: as a number shrinks to zero its logarithm falls "
        "below every bound. A Gaussian never gives a density of exactly zero, so each of its "
        "points stays possible, if only just.",
    )


def _fits(rng: Rng) -> Fits:
    rows = [[Ratio(int(v), 100) for v in rng.integers(4, 70, POINTS)] for _ in range(3)]
    rows[int(rng.integers(3))][int(rng.integers(POINTS))] = Ratio(0)
    return Fits(tuple(map(tuple, rows)))


def _table(fits: Fits) -> str:
    rows = ([name, *map(say, row)] for name, row in zip("ABC", fits.rows, strict=True))
    return table(["fit", "point 1", "point 2", "point 3"], *rows)


def _times(row: tuple[Ratio, ...]) -> str:
    return r"\cdot ".join(map(say, row))


def _worked(fits: Fits) -> str:
    products = "; ".join(
        rf"{name}: ${_times(row)}={say(value)}$"
        for name, row, value in zip("ABC", fits.rows, fits.likelihoods, strict=True)
    )
    best = "ABC"[fits.likelihoods.index(fits.best)]
    return (
        f"The likelihoods are products. {products}. The zero makes a whole product zero, with "
        f"logarithm minus infinity. The best is {best}: "
        rf"$\ln {say(fits.best)}={figures(log(fits.best), PLACES)}$."
    )


def _misconceptions(fits: Fits) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "log-of-zero-is-zero",
            "takes the logarithm of zero for zero",
            Decimal(log(fits.without_zeros), PLACES),
            "You let the zero count for nothing, and its fit came out best. Its logarithm is not "
            "zero, which is the logarithm of 1, but minus infinity: one point that cannot happen "
            "makes the whole product zero. Leave that fit out.",
            back_to="s04-the-number-zero",
        ),
        Misconception(
            "adds-over-the-points",
            "adds the densities of the points",
            Decimal(log(max(map(sum, fits.rows))), PLACES),
            "You added the densities in each row. Independent points are multiplied. In a sum a "
            "good point makes up for an impossible one, in a product it cannot.",
        ),
        Misconception(
            "stops-at-the-likelihood",
            "gives the likelihood without its logarithm",
            Decimal(fits.best, 4),
            "You chose the right fit and gave its likelihood. The question asks for its "
            "logarithm: press `ln`.",
        ),
        Misconception(
            "takes-the-common-logarithm",
            "takes the logarithm to base 10",
            Decimal(log10(fits.best), PLACES),
            "The right fit, but with the logarithm to base 10. Log-likelihoods use base $e$, as "
            "the normal density does: press `ln` instead of `log`.",
        ),
    )

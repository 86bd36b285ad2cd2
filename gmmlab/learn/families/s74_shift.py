"""Step 74, density and logarithm: what a change of unit does to a log-likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import log

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["log_likelihood_in_another_unit"]

PLACES = 1
UNITS = (("minutes", "seconds", 60), ("hours", "minutes", 60), ("metres", "centimetres", 100))


@dataclass(frozen=True)
class Fitted:
    """A mixture's log-likelihood in one unit, and the finer unit that it is wanted in."""

    n: int
    height: Ratio
    old: str
    new: str
    factor: int

    @property
    def shift(self) -> float:
        return self.n * log(self.factor)

    @property
    def shifted(self) -> float:
        return float(self.height) - self.shift

    @property
    def shown(self) -> str:
        return f"{self.n} measurements, ${say(self.height)}$ in {self.old}, wanted in {self.new}"


@family(
    "log-likelihood-in-another-unit",
    "s74-probability-density-functions",
    "a change of unit shifts the log-likelihood by the same amount for every fit",
)
def log_likelihood_in_another_unit(rng: Rng) -> Question:
    """Ask for the log-likelihood of the same fit in a finer unit."""
    fit, other = _fitted(rng), _fitted(rng)
    return Question(
        prompt=f"A mixture is fitted to {fit.n} measurements of one quantity, in {fit.old}. Its "
        f"log-likelihood is ${say(fit.height)}$. The same measurements are then written in "
        f"{fit.new}, and the mixture is fitted again; the fit is the same in the new unit. "
        "Which log-likelihood does it have now?",
        answer=Decimal(fit.shifted, PLACES),
        misconceptions=_misconceptions(fit),
        hints=Hints(
            "One density changes by a factor when the unit changes. The likelihood has one density "
            "for each measurement, and you want its logarithm.",
            "Each density is divided by how many new units the old one has. In the logarithm that "
            "subtracts its logarithm, once for every measurement.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(fit),
        because="Every fit to these data shifts by the same amount, so comparing fits in one unit "
        "is safe. The value alone, positive or negative, says nothing about how good a fit is.",
    )


def _fitted(rng: Rng) -> Fitted:
    old, new, factor = pick(rng, UNITS)
    n = int(rng.integers(12, 80))
    return Fitted(n, n * tenths(rng, -25, 5) + tenths(rng, -9, 9), old, new, factor)


def _worked(fit: Fitted) -> str:
    n, factor = fit.n, fit.factor
    return (
        rf"Each density is divided by {factor}, so each of the {n} logarithms loses "
        rf"$\ln {factor}={figures(log(factor), 4)}$: "
        rf"${say(fit.height)}-{n}\cdot{figures(log(factor), 4)}={figures(fit.shifted, PLACES)}$."
    )


def _misconceptions(fit: Fitted) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "densities-ignore-units",
            "leaves the log-likelihood as it is",
            Decimal(fit.height, PLACES),
            "You let the number stay. The fit is the same, but densities are per unit, and a "
            "narrower unit holds less probability. Every single density gets smaller.",
        ),
        Misconception(
            "shifts-once",
            "shifts once instead of once for each measurement",
            Decimal(float(fit.height) - log(fit.factor), PLACES),
            "You changed one density. The log-likelihood adds the logarithms of all of them, and "
            "each loses the same: multiply the shift by the number of measurements.",
            back_to="s13-repeated-addition-as-multiplication",
        ),
        Misconception(
            "shifts-the-wrong-way",
            "adds the shift",
            Decimal(float(fit.height) + fit.shift, PLACES),
            "The size of the shift is right. But in the finer unit the numbers spread wider and "
            "every density is *lower*, so the log-likelihood falls: subtract.",
        ),
        Misconception(
            "divides-the-logarithm",
            "divides the log-likelihood by the factor",
            Decimal(fit.height / fit.factor, PLACES),
            "You divided the logarithm. The *densities* are divided by the factor; their "
            "logarithms go down by a fixed amount each.",
        ),
    )

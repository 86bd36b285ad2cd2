"""Step 75.11, densities and units: two mean log-likelihoods compare only in one unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import log

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["fits_in_two_units"]

PLACES = 2
UNITS = (
    ("small earthquakes", "kilometres", "metres", 1000),
    ("bubbles in a hot spring", "metres", "centimetres", 100),
    ("bubbles in a hot spring", "metres", "millimetres", 1000),
)
WORDS = {2: "two", 3: "three"}


@dataclass(frozen=True)
class Reports:
    """Mean log-likelihoods of two fits to the same n places, the second in a finer unit."""

    n: int
    dimension: int
    units: tuple[str, str, str, int]
    first: Ratio
    second: Ratio

    @property
    def shift(self) -> float:
        return self.dimension * log(self.units[-1])

    @property
    def ahead(self) -> float:
        """By how much the second is better, once both are in one unit."""
        return float(self.second - self.first) + self.shift

    @property
    def shown(self) -> str:
        what, old, new, _ = self.units
        return (
            f"{self.n} {what}, {WORDS[self.dimension]} coordinates each, "
            f"${figures(self.first, 2)}$ in {old} and ${figures(self.second, 2)}$ in {new}"
        )


@family(
    "fits-in-two-units",
    "s75-11-density-sampling-and-anomalies",
    "a change of unit shifts the mean log-likelihood by its logarithm, once for each dimension",
)
def fits_in_two_units(rng: Rng) -> Question:
    """Ask which of two fits is better, and by how much, when they were reported in two units."""
    case, other = _reports(rng), _reports(rng)
    what, old, new, _ = case.units
    return Question(
        prompt=f"Two groups fit mixtures to the places of the same {case.n} {what}, "
        f"{WORDS[case.dimension]} coordinates each. Ada's group works in {old} and reports "
        f"a mean log-likelihood of ${figures(case.first, 2)}$ per place. Ben's group works in "
        f"{new} and reports ${figures(case.second, 2)}$. In one and the same unit, by how much is "
        "**Ben's** mean log-likelihood higher? A negative answer says that it is lower.",
        answer=Decimal(case.ahead, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "A density says how much probability there is per unit of length, area or volume. "
            "How many boxes one of Ben's units wide fill one of Ada's?",
            r"If one old unit is $f$ new ones, each density in $D$ dimensions is divided by $f^D$, "
            r"so its logarithm falls by $D\ln f$. Put that back onto Ben's figure, then subtract.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(case),
        because="A density may be far above 1, so a positive log-likelihood is nothing unusual: "
        "its sign depends on the unit. Only differences in one unit say which fit is better.",
    )


def _reports(rng: Rng) -> Reports:
    dimension, units = pick(rng, (2, 3)), pick(rng, UNITS)
    first = Ratio(int(rng.integers(80, 520)), 100)
    ahead = pick(rng, (-1, 1)) * Ratio(int(rng.integers(6, 90)), 100)
    second = first + ahead - Ratio(round(100 * dimension * log(units[-1])), 100)
    return Reports(int(rng.integers(12, 80)) * 10, dimension, units, first, second)


def _worked(case: Reports) -> str:
    _, old, _, factor = case.units
    first, second = figures(case.first, 2), figures(case.second, 2)
    log_factor = figures(log(factor), 4)
    back = figures(float(case.second) + case.shift, PLACES)
    return (
        rf"In {old} Ben's mean log-likelihood is ${second}+{case.dimension}\cdot\ln {factor}="
        rf"{second}+{case.dimension}\cdot {log_factor}={back}$. Compared with Ada's: "
        rf"${back}-{first}={figures(case.ahead, PLACES)}$."
    )


def _misconceptions(case: Reports) -> tuple[Misconception, ...]:
    raw, shift, factor = float(case.second - case.first), case.shift, case.units[-1]
    return (
        Misconception(
            "densities-ignore-units",
            "compares the figures as they stand",
            Decimal(raw, PLACES),
            "You subtracted figures in different units. The finer the unit, the less probability "
            "one box of it holds, and the lower is every density. Bring both into one unit first.",
            back_to="s74-probability-density-functions",
        ),
        Misconception(
            "one-shift-for-all-coordinates",
            "shifts once instead of once for each coordinate",
            Decimal(raw + log(factor), PLACES),
            rf"You put $\ln {say(factor)}$ back once. In {WORDS[case.dimension]} dimensions the "
            "box shrinks along each of them: the density is divided by the factor as many times.",
        ),
        Misconception(
            "shifts-the-wrong-way",
            "shifts in the wrong direction",
            Decimal(raw - shift, PLACES),
            "The size of your shift is right. But Ben's figure is the one in the finer unit and "
            "has lost that much already: to get to Ada's unit, add it back.",
        ),
        Misconception(
            "shifts-the-mean-for-every-point",
            "shifts the mean once for every point",
            Decimal(raw + case.n * shift, PLACES),
            f"You multiplied the shift by the {case.n} places. That is what the *sum* of "
            "their log-densities shifts by. A mean over them shifts by what each one does.",
        ),
        Misconception(
            "likelihood-at-most-one",
            "takes the positive figure for a misprint",
            Decimal(case.second + case.first, PLACES),
            "You put a minus before Ada's figure, as if a log-likelihood could not be positive. "
            "It is made of densities, and a density may well be above 1. Leave the sign as it is.",
            back_to="s74-probability-density-functions",
        ),
    )

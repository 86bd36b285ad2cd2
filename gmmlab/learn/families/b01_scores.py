"""Bridge 1, logarithms: products become sums, and sums stay what they are."""

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

__all__ = ["log_likelihood_of_two_points"]

PLACES = 2
POINTS = ("A", "B")


@dataclass(frozen=True)
class Scores:
    """Weight times density, by component and point."""

    rows: tuple[tuple[Ratio, ...], ...]

    @property
    def densities(self) -> list[Ratio]:
        """Of the mixture at either point."""
        return [sum(column, Ratio(0)) for column in zip(*self.rows, strict=True)]

    @property
    def likelihood(self) -> Ratio:
        return prod(self.densities, start=Ratio(1))

    @property
    def all(self) -> list[Ratio]:
        return [score for row in self.rows for score in row]


@family(
    "log-likelihood-of-two-points",
    "b1-exponents-and-logarithms",
    "the logarithm turns the product over points into a sum, not the sum over components",
)
def log_likelihood_of_two_points(rng: Rng) -> Question:
    """Ask for the log-likelihood of two points from the scores of two components."""
    scores, other = _scores(rng), _scores(rng)
    return Question(
        prompt=r"For two points, the scores of the two components, weight times density, are"
        f"\n\n{_table(scores)}\n\n"
        "What is the log-likelihood of the two points under the mixture? Use the natural "
        "logarithm.",
        answer=Decimal(log(scores.likelihood), PLACES),
        misconceptions=_misconceptions(scores),
        hints=Hints(
            "Two operations meet here: the components of a point are added, the points are "
            "multiplied. Only one of the two does a logarithm turn into something easier.",
            "Add each column first: that is the density of the mixture at the point. Then take "
            r"the logarithm of each density and add: $\ln(ab)=\ln a+\ln b$.",
            once_more(f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(scores),
        because=r"$\ln(ab)=\ln a+\ln b$, but there is no such rule for $\ln(a+b)$. That sum inside "
        "the logarithm is what makes a mixture harder to fit than one Gaussian.",
    )


def _scores(rng: Rng) -> Scores:
    draws = rng.choice(range(1, 41), size=(2, len(POINTS)), replace=False)
    return Scores(tuple(tuple(Ratio(int(v), 100) for v in row) for row in draws))


def _table(scores: Scores) -> str:
    rows = ([str(k), *map(say, row)] for k, row in enumerate(scores.rows, 1))
    return table(["component", *(f"point {name}" for name in POINTS)], *rows)


def _worked(scores: Scores) -> str:
    columns = list(zip(*scores.rows, strict=True))
    sums = ", ".join(
        f"${'+'.join(map(say, column))}={say(density)}$ at {name}"
        for column, density, name in zip(columns, scores.densities, POINTS, strict=True)
    )
    a, b = scores.densities
    logs = f"{figures(log(a), 3)}{figures(log(b), 3)}"
    return (
        f"The mixture's density is {sums}. The logarithm of their product: "
        rf"$\ln {say(a)}+\ln {say(b)}={logs}={figures(log(scores.likelihood), PLACES)}$."
    )


def _misconceptions(scores: Scores) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "log-of-a-sum-is-a-sum-of-logs",
            "adds the logarithms of the components' scores",
            Decimal(sum(map(log, scores.all)), PLACES),
            "You took the logarithm of all four scores and added. Within a point the scores are "
            r"added, and $\ln(a+b)$ is not $\ln a+\ln b$: that would be the logarithm of their "
            "product. Add each column before you take its logarithm.",
        ),
        Misconception(
            "adds-over-the-points",
            "adds the densities of the points",
            Decimal(log(sum(scores.all)), PLACES),
            "You added everything and took one logarithm. Components are added, but independent "
            "points are multiplied, so their logarithms are added. One logarithm for each point.",
        ),
        Misconception(
            "stops-at-the-likelihood",
            "gives the likelihood without its logarithm",
            Decimal(scores.likelihood, 4),
            "This is the likelihood itself: right, and already small for two points. For two "
            "hundred no computer could hold it. Take its natural logarithm.",
        ),
        Misconception(
            "takes-the-common-logarithm",
            "takes logarithms to base 10",
            Decimal(log10(scores.likelihood), PLACES),
            "Your calculator's `log` counts powers of 10. The log-likelihood uses powers of $e$, "
            "as the normal density does: press `ln`, or multiply your result by 2.3026.",
        ),
    )

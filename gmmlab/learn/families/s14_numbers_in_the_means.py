"""Step 14, multiplication facts: K means in D dimensions are K times D numbers."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between, plus
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["numbers_in_the_means"]

TOPIC = "s14-multiplication-facts-within-100"


@dataclass(frozen=True)
class Size:
    """How many points, components and dimensions there are."""

    n: int
    k: int
    d: int

    @property
    def numbers(self) -> int:
        return self.k * self.d


@family("numbers-in-the-means", TOPIC, "K means in D dimensions are K times D numbers")
def numbers_in_the_means(rng: Rng) -> Question | None:
    """Ask how many parameters the means are, with the number of points beside the point."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt=f"{_given(case)} How many numbers make up all the means of the mixture?",
        answer=Integer(case.numbers),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "The mean of a component is a point in the space of the data. How many numbers tell "
            "where one point is?",
            "One mean needs one coordinate for each dimension, and each component has one mean. "
            "Multiply the two counts.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="Each component brings a mean with $D$ coordinates: $K$ times $D$ numbers. "
        "BIC and AIC begin by counting parameters in this way.",
    )


def _case(rng: Rng) -> Size:
    return Size(between(rng, 60, 272), between(rng, 3, 10), between(rng, 2, 10))


def _given(case: Size) -> str:
    return (
        f"A mixture of $K={case.k}$ Gaussians is fitted to $N={case.n}$ eruptions. Of each "
        f"eruption $D={case.d}$ things were measured."
    )


def _worked(case: Size) -> str:
    k, d = case.k, case.d
    return (
        f"One mean has {d} coordinates, and there are {k} means: "
        rf"${plus([d] * k)}={k}\cdot{d}={case.numbers}$."
    )


def _misconceptions(case: Size) -> tuple[Misconception, ...]:
    n, k, d = case.n, case.k, case.d
    return (
        Misconception(
            "one-number-per-mean",
            "counts one number for each mean",
            Integer(k),
            f"You counted the means. A mean is a point among points that have {d} measurements "
            f"each, so it has {d} coordinates itself. Count all coordinates of all means.",
        ),
        Misconception(
            "adds-the-factors",
            "adds the number of components and the number of dimensions",
            Integer(k + d),
            f"You added ${k}+{d}$. That would be right if the components shared their coordinates, "
            f"but each of the {k} has {d} of its own. Multiply.",
            back_to="s13-repeated-addition-as-multiplication",
        ),
        Misconception(
            "one-mean-for-all",
            "counts one mean only",
            Integer(d),
            f"{d} numbers make up *one* mean. The mixture has a mean for each of its {k} "
            "components. Take the coordinates of one that many times.",
        ),
        Misconception(
            "counts-the-data",
            "counts the numbers in the data",
            Integer(n * d),
            f"You multiplied {n} by {d}: that is how many numbers the *data* are. The means do "
            "not become more when more eruptions are measured. Multiply by the number of "
            "components instead.",
            back_to="s13-repeated-addition-as-multiplication",
        ),
    )

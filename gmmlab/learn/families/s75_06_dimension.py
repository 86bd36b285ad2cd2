"""Step 75.6, the price of dimensions: full covariances soon have more parameters than data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["features_within_the_data"]


@dataclass(frozen=True)
class Budget:
    """A full mixture of k components for n points with however many features."""

    k: int
    n: int

    @property
    def most(self) -> int:
        return self.largest(self.full)

    def full(self, d: int) -> int:
        return self.k * (d + triangle(d)) + self.k - 1

    def largest(self, parameters: Callable[[int], int], budget: int = 0) -> int:
        """Give the most features with no more parameters than a budget, or than all numbers."""
        return next(d for d in count(1) if parameters(d + 1) > (budget or self.n * (d + 1)))

    @property
    def shown(self) -> str:
        return f"{self.n} traces and {self.k} components"


def triangle(d: int) -> int:
    return d * (d + 1) // 2


@family(
    "features-within-the-data",
    "s75-06-covariance-types",
    "the parameters of full covariances grow with the square of the dimension",
)
def features_within_the_data(rng: Rng) -> Question | None:
    """Ask up to how many features a full mixture has no more parameters than data numbers."""
    case, other = _budget(rng), _budget(rng)
    if case.k == other.k:
        return None
    return Question(
        prompt=f"Of {case.n} earthquakes the traces are kept as $D$ features each, so that the "
        f"data are ${case.n}D$ numbers. A mixture of {case.k} components with full covariances is "
        "to describe them. What is the **largest** $D$ for which it has no more free parameters "
        "than there are numbers?",
        answer=Integer(case.most),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Both sides grow with the features: the data in step with them, the covariances "
            "with their square. Count the parameters first.",
            r"There are $K(D+\frac{D(D+1)}{2})+K-1$ parameters and $ND$ numbers. Divide both by "
            r"$D$: it remains to find where $\frac{K(D+3)}{2}+\frac{K-1}{D}$ passes $N$.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(case),
        because="Roughly, the limit is twice the number of points that fall to one component. "
        "Already at half of it those points no longer spread in every direction, and the "
        "covariance is close to singular: tie the covariances, or make them diagonal.",
    )


def _budget(rng: Rng) -> Budget:
    k = int(rng.integers(2, 10))
    return Budget(k, int(rng.integers(8 * k, 50 * k)))


def _worked(case: Budget) -> str:
    d, k, n = case.most, case.k, case.n
    more = [case.full(d), n * d, case.full(d + 1), n * (d + 1)]
    return (
        rf"Divided by $D$, the parameters are a little more than $\frac{{{k}(D+3)}}{{2}}$, and "
        rf"that reaches {n} near $D=\frac{{2\cdot {n}}}{{{k}}}-3\approx {2 * n / k - 3:.1f}$. "
        f"With $D={d + 1}$: {more[2]} parameters, {more[3]} numbers, too many. With $D={d}$: "
        f"{more[0]} parameters, {more[1]} numbers, enough. The largest is {d}."
    )


def _misconceptions(case: Budget) -> tuple[Misconception, ...]:
    k, n = case.k, case.n
    return (
        Misconception(
            "counts-both-triangles",
            "counts every entry of a covariance",
            Integer(case.largest(lambda d: k * (d + d * d) + k - 1)),
            r"You gave each covariance $D^2$ parameters. It is symmetric: what stands below the "
            r"diagonal repeats what stands above. $\frac{D(D+1)}{2}$ of its entries are free.",
        ),
        Misconception(
            "counts-points-for-numbers",
            "compares with the points instead of their numbers",
            Integer(case.largest(case.full, n)),
            f"You compared with the {n} earthquakes. Each of them brings $D$ numbers, and the "
            "parameters are fitted to all of these. Compare with the product.",
            back_to="s14-multiplication-facts-within-100",
        ),
        Misconception(
            "counts-one-covariance",
            "counts a single covariance for all components",
            Integer(case.largest(lambda d: k * d + triangle(d) + k - 1)),
            "You counted one covariance. That is the tied mixture. With full covariances every "
            "component has one of its own, so multiply by the number of components.",
        ),
        Misconception(
            "forgets-the-means",
            "counts the covariances only",
            Integer(case.largest(lambda d: k * triangle(d))),
            "You counted the covariances alone. They are most of it, but each component has a "
            "mean of $D$ numbers as well, and there are the weights. Near the limit that decides.",
        ),
    )

"""Bridge 6, the likeliest spread: a plain mean of squared deviations, and then its root."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import sqrt

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_densities import listed
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["likeliest_spread"]

PLACES = 2
STORIES = (
    ("waits", "min", "the short eruptions", (46, 64)),
    ("flipper lengths", "mm", "the Gentoo penguins", (208, 228)),
    ("petal lengths", "mm", "the virginica irises", (48, 66)),
)


@dataclass(frozen=True)
class Known:
    """Points whose label is known, with a whole mean."""

    what: str
    unit: str
    kind: str
    points: tuple[int, ...]

    @property
    def n(self) -> int:
        return len(self.points)

    @property
    def mean(self) -> Ratio:
        return Ratio(sum(self.points), self.n)

    @property
    def deviations(self) -> list[Ratio]:
        return [x - self.mean for x in self.points]

    @property
    def squares(self) -> Ratio:
        return sum((d * d for d in self.deviations), Ratio(0))

    @property
    def sigma(self) -> float:
        return sqrt(self.squares / self.n)

    @property
    def shown(self) -> str:
        return f"{listed(self.points)} ({self.what} of {self.kind}, {self.unit})"


@family(
    "likeliest-spread",
    "b6-maximum-likelihood-estimation",
    "the likeliest variance is the plain mean of the squared deviations",
)
def likeliest_spread(rng: Rng) -> Question | None:
    """Ask for the standard deviation of greatest likelihood, mean unknown."""
    known, other = _known(rng), _known(rng)
    if len(set(known.points)) < known.n or len(set(other.points)) < other.n:
        return None
    return Question(
        prompt=f"All labels are known. The {known.what} of {known.kind} are {listed(known.points)} "
        f"{known.unit}, and they are taken to be normal with unknown mean and standard deviation. "
        r"Which **standard deviation** makes these data most likely: $\hat\sigma=$ ?",
        answer=Decimal(known.sigma, PLACES),
        misconceptions=_misconceptions(known),
        hints=Hints(
            "Both slopes of the log-likelihood must be zero. The one for the mean gives the plain "
            "mean of the points; the other compares the variance with the squared deviations.",
            r"$\hat\sigma^2=\frac{1}{N}\sum_i (x_i-\bar x)^2$: the mean, the deviations from it, "
            "the mean of their squares. The root comes last.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(known),
        because="Maximum likelihood divides by $N$. On average this is a little too small, since "
        "the mean is fitted to the same points; an M-step does it all the same, with the soft "
        "count in place of $N$.",
        unit=known.unit,
    )


def _known(rng: Rng) -> Known:
    what, unit, kind, (low, high) = pick(rng, STORIES)
    free = rng.integers(-8, 9, int(rng.integers(3, 5)))
    mean = int(rng.integers(low, high + 1))
    return Known(what, unit, kind, tuple(mean + int(d) for d in (*free, -free.sum())))


def _worked(known: Known) -> str:
    squares = "+".join(f"({say(d)})^2" for d in known.deviations)
    total, variance = say(known.squares), say(known.squares / known.n)
    return (
        f"The mean is {say(known.mean)}. Squared deviations: ${squares}={total}$. Their mean is "
        rf"${total}/{known.n}={variance}$, and its root "
        rf"$\hat\sigma=\sqrt{{{variance}}}={figures(known.sigma, PLACES)}$."
    )


def _misconceptions(known: Known) -> tuple[Misconception, ...]:
    total, n = float(known.squares), known.n
    return (
        Misconception(
            "divides-by-the-count-less-one",
            "divides by the number of points less one",
            Decimal(sqrt(total / (n - 1)), PLACES),
            f"You divided by {n - 1}. That makes the variance unbiased, but not most likely: it "
            f"is larger than the one at which the slope is zero. Divide by {n}.",
            back_to="s22-division-facts-within-100",
        ),
        Misconception(
            "variance-for-standard-deviation",
            "gives the variance",
            Decimal(known.squares / n, PLACES),
            "This is the variance, in squared units. It is right as far as it goes: take its root.",
        ),
        Misconception(
            "averages-the-distances",
            "averages the distances from the mean",
            Decimal(sum(map(abs, known.deviations), Ratio(0)) / n, PLACES),
            "You took the mean distance from the mean. That maximises another likelihood, one "
            "with a pointed density (around the median). In the normal density deviations are "
            "squared: average the squares, then take the root.",
        ),
        Misconception(
            "root-before-dividing",
            "takes the root before it divides",
            Decimal(sqrt(total) / n, PLACES),
            "You took the root of the sum of squares, and then divided. A mean of squares comes "
            "first: divide, then take the root.",
            back_to="s40-order-of-operations",
        ),
    )

"""Step 75.4, the M-step's variance: about the new mean, shared over the soft count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction as Ratio

import numpy as np

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_counts import between, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["new_variance"]

PLACES = 2
N = 4
TRIES = 1000
"""Sets of waits to choose from; about one in forty will do."""


@dataclass(frozen=True)
class Owned:
    """Waits, a component's responsibility for each in tenths, and its mean before the M-step."""

    x: tuple[int, ...]
    tenths: tuple[int, ...]
    old: int = 0

    @property
    def count(self) -> Ratio:
        return Ratio(sum(self.tenths), 10)

    @property
    def mean(self) -> Ratio:
        products = sum(t * x for t, x in zip(self.tenths, self.x, strict=True))
        return Ratio(products, sum(self.tenths))

    @property
    def squares(self) -> Ratio:
        """The weighted sum of the squared distances from the new mean."""
        return self.about(self.mean)

    def about(self, centre: Ratio | int) -> Ratio:
        pairs = zip(self.tenths, self.x, strict=True)
        return sum((Ratio(t, 10) * (x - centre) ** 2 for t, x in pairs), Ratio(0))

    @property
    def variance(self) -> Ratio:
        return self.squares / self.count

    @property
    def whole(self) -> Owned:
        """Every wait owned fully."""
        return Owned(self.x, (10,) * N)

    @property
    def mostly(self) -> Owned:
        """Only the waits that a hard assignment would keep, each of them fully."""
        return Owned(self.x, tuple(10 * (t > 5) for t in self.tenths))


@family(
    "new-variance",
    "s75-04-em-by-hand",
    "the M-step variance is taken about the new mean and shared over the soft count",
)
def new_variance(rng: Rng) -> Question | None:
    """Ask for the new variance of a component from four waits and their responsibilities."""
    owned, other = _owned(rng), _owned(rng)
    return Question(
        prompt="Four waits for an eruption, and how responsible component 1 is for each:"
        f"\n\n{_table(owned)}\n\nUp to now the mean of component 1 is {owned.old} min. One M-step "
        r"moves its mean and its variance. What is the new variance: $\sigma_1^2=$ ?",
        answer=Decimal(owned.variance, PLACES),
        misconceptions=_misconceptions(owned),
        hints=Hints(
            "Two things come first: how much the component owns, and where its mean goes. "
            "The variance is a weighted mean of squared distances from that place.",
            r"$N_1=\sum_i r_{i1}$, then $\mu_1=\frac{\sum_i r_{i1}x_i}{N_1}$, then "
            r"$\sigma_1^2=\frac{\sum_i r_{i1}(x_i-\mu_1)^2}{N_1}$ with this new $\mu_1$.",
            once_more(_table(other), _worked(other)),
        ),
        solution=_worked(owned),
        because="Mean and variance are maximised together, so the squares are taken about the "
        "new mean. The old one has done its work in the responsibilities.",
        unit="min²",
    )


def _owned(rng: Rng) -> Owned:
    """Draw waits whose new mean is a whole number, and of which two at least are mostly owned."""
    x = between(rng, 48, 78) + rng.integers(17, size=(TRIES, N))
    tenths = rng.choice([1, 2, 3, 4, 6, 7, 8, 9], size=(TRIES, N))
    whole = (tenths * x).sum(axis=1) % tenths.sum(axis=1) == 0
    telling = (tenths.sum(axis=1) > 14) & ((tenths > 5).sum(axis=1) >= 2)
    different = (np.diff(np.sort(x, axis=1), axis=1) > 0).all(axis=1)
    first = int(np.argmax(whole & telling & different))
    owned = Owned(tuple(x[first].tolist()), tuple(tenths[first].tolist()))
    return replace(owned, old=int(owned.mean) + pick(rng, (-5, -4, -3, 3, 4, 5)))


def _table(owned: Owned) -> str:
    return table(["wait $x_i$ (min)", *owned.x], ["$r_{i1}$", *(f"0.{t}" for t in owned.tenths)])


def _worked(owned: Owned) -> str:
    count, mean, squares = say(owned.count), say(owned.mean), say(owned.squares)
    gaps = (abs(x - int(owned.mean)) for x in owned.x)
    terms = "+".join(rf"0.{t}\cdot{gap}^2" for t, gap in zip(owned.tenths, gaps, strict=True))
    return (
        f"Soft count: $N_1={count}$. New mean: "
        rf"$\mu_1=\frac{{{say(owned.mean * owned.count)}}}{{{count}}}={mean}$."
        f"\n\nSquared distances from {mean}, weighted: ${terms}={squares}$.\n\n"
        f"Shared over the soft count: "
        rf"$\sigma_1^2=\frac{{{squares}}}{{{count}}}={figures(owned.variance, PLACES)}$."
    )


def _misconceptions(owned: Owned) -> tuple[Misconception, ...]:
    return (*_other_sums(owned), *_other_divisors(owned))


def _other_sums(owned: Owned) -> tuple[Misconception, ...]:
    """Roads on which the squares are not those of the M-step."""
    shift = say(abs(owned.mean - owned.old))
    return (
        Misconception(
            "uses-the-old-mean",
            "takes the squares about the old mean",
            Decimal(owned.about(owned.old) / owned.count, PLACES),
            f"You measured from {owned.old}, where the mean was. That is too much by exactly "
            f"${shift}^2$, the square of the mean's move. Find the new mean first and measure "
            "from there.",
        ),
        Misconception(
            "ignores-the-responsibilities",
            "takes the plain variance of all four waits",
            Decimal(owned.whole.variance, PLACES),
            "That is the plain variance: every wait counted fully, in the mean and in the "
            "squares. Component 1 owns each only in part: weight both sums by $r_{i1}$.",
            back_to="s19-division-as-equal-sharing",
        ),
        Misconception(
            "counts-the-winners",
            "keeps only the waits that it mostly owns",
            Decimal(owned.mostly.variance, PLACES),
            "You kept the waits with a responsibility above one half, as k-means would, and "
            "dropped the rest. In EM every wait counts, each with its share.",
            back_to="s20-division-as-grouping",
        ),
    )


def _other_divisors(owned: Owned) -> tuple[Misconception, ...]:
    """Roads that find the squares and share them over another number."""
    count = say(owned.count)
    return (
        Misconception(
            "divides-by-the-count-less-one",
            "divides by the soft count less one",
            Decimal(owned.squares / (owned.count - 1), PLACES),
            f"You divided by $N_1-1={say(owned.count - 1)}$, as for an unbiased sample variance. "
            f"The M-step maximises the likelihood, and that divides by $N_1={count}$ itself.",
            back_to="s22-division-facts-within-100",
        ),
        Misconception(
            "divides-by-the-number-of-points",
            "divides by the number of points",
            Decimal(owned.squares / N, PLACES),
            f"Your squares are right, but you shared them over all {N} waits. The component owns "
            f"only {count} waits' worth in all. Divide by that.",
        ),
    )

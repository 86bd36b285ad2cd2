"""Bridge 3, the variance of a mixture: the spread inside the kinds, and that of their means."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import sqrt

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["spread_inside_two_kinds"]

PLACES = 2


@dataclass(frozen=True)
class Kinds:
    """Two kinds with one standard deviation, which only shows in the variance of both together."""

    weight: Ratio
    means: tuple[Ratio, Ratio]
    sigma: Ratio

    @property
    def weights(self) -> tuple[Ratio, Ratio]:
        return self.weight, 1 - self.weight

    @property
    def gap(self) -> Ratio:
        return self.means[1] - self.means[0]

    @property
    def mean(self) -> Ratio:
        return sum((w * m for w, m in zip(self.weights, self.means, strict=True)), Ratio(0))

    @property
    def between(self) -> Ratio:
        """The variance of the kinds' means."""
        return self.weight * (1 - self.weight) * self.gap**2

    @property
    def variance(self) -> Ratio:
        return self.sigma**2 + self.between

    @property
    def unweighted(self) -> Ratio:
        """What is left of the variance if the means count alike."""
        return self.variance - self.gap**2 / 4

    @property
    def shown(self) -> str:
        (w, v), (m, n) = self.weights, self.means
        return (
            f"weights {say(w)} and {say(v)}, means {say(m)} and {say(n)}, variance of all "
            f"{say(self.variance)}"
        )


@family(
    "spread-inside-two-kinds",
    "b3-expectation-variance-and-correlation",
    "the variance of a mixture is that inside the components plus that of their means",
)
def spread_inside_two_kinds(rng: Rng) -> Question | None:
    """Ask for the common standard deviation of two kinds, from the variance of all points."""
    kinds, other = _kinds(rng), _kinds(rng)
    if kinds.unweighted <= 0:
        return None
    return Question(
        prompt="All eruptions of a geyser together: their lengths in minutes have the variance "
        f"{say(kinds.variance)}. You know that there are two kinds:\n\n{_table(kinds)}\n\n"
        r"Both kinds have the same standard deviation $\sigma$ inside. How large is it: "
        r"$\sigma=$ ?",
        answer=Decimal(kinds.sigma, PLACES),
        misconceptions=_misconceptions(kinds),
        hints=Hints(
            "Lengths differ for two reasons: two eruptions may be of different kinds, and within a "
            "kind they differ too. The variance of all contains both.",
            r"$\operatorname{Var}(x)=\sum_k\pi_k\sigma_k^2+\sum_k\pi_k(\mu_k-\bar\mu)^2$ with "
            r"$\bar\mu=\sum_k\pi_k\mu_k$. Work out the second sum, subtract it, take the root.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(kinds),
        because="Most of the variance of the mixture comes from the distance of its means. Each "
        "kind is much narrower than all eruptions together: that is what makes it a kind.",
        unit="min",
    )


def _kinds(rng: Rng) -> Kinds:
    means = tenths(rng, 17, 24), tenths(rng, 39, 46)
    weight = Ratio(int(rng.choice([3, 4, 6, 7])), 10)
    return Kinds(weight, means, Ratio(int(rng.integers(25, 61)), 100))


def _table(kinds: Kinds) -> str:
    (w, v), (m, n) = kinds.weights, kinds.means
    return (
        "| kind | mixing weight | mean (min) |\n|---|---|---|\n"
        f"| short | {say(w)} | {say(m)} |\n| long | {say(v)} | {say(n)} |"
    )


def _worked(kinds: Kinds) -> str:
    (w, v), (m, n), mean = map(say, kinds.weights), map(say, kinds.means), say(kinds.mean)
    total, between, inside = map(say, (kinds.variance, kinds.between, kinds.sigma**2))
    return (
        rf"The mean of all is ${w}\cdot {m}+{v}\cdot {n}={mean}$. The variance of the means: "
        rf"${w}\cdot ({m}-{mean})^2+{v}\cdot ({n}-{mean})^2={between}$. What is left, "
        rf"${total}-{between}={inside}$, is inside: $\sigma=\sqrt{{{inside}}}="
        f"{figures(kinds.sigma, PLACES)}$."
    )


def _misconceptions(kinds: Kinds) -> tuple[Misconception, ...]:
    total, squares = float(kinds.variance), float(sum(w**2 for w in kinds.weights))
    return (
        Misconception(
            "averages-the-variances",
            "takes the variance of all for the mean of the kinds' variances",
            Decimal(sqrt(total), PLACES),
            "You gave each kind the spread of all eruptions, as if a mixture's variance were the "
            "mean of its components' variances. The distance between the two means is in it as "
            "well: subtract that part first.",
        ),
        Misconception(
            "averages-the-variables",
            "treats every eruption as a blend of both kinds",
            Decimal(sqrt(total / squares), PLACES),
            "You used the variance of a weighted *average*, with squared weights. No eruption is "
            "an average of a short and a long one: each is of one kind or of the other.",
        ),
        Misconception(
            "ignores-the-weights",
            "lets both means count alike",
            Decimal(sqrt(kinds.unweighted), PLACES),
            "You took the variance of the two means as if the kinds were equally common. The "
            "commoner kind draws the overall mean towards its own: weigh both squared distances.",
            back_to="s68-basic-integration-rules",
        ),
        Misconception(
            "variance-for-standard-deviation",
            "gives the variance inside the kinds",
            Decimal(kinds.sigma**2, 4),
            r"You subtracted rightly and have $\sigma^2$, in square minutes. Asked is $\sigma$: "
            "take the root.",
        ),
    )

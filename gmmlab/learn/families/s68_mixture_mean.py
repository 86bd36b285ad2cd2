"""Step 68, integrating term by term: the mean of a mixture."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import shares, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["mean_of_the_mixture"]

PLACES = 2
KINDS = ("short", "middle", "long")


@dataclass(frozen=True)
class Kinds:
    """Weights and mean lengths of three kinds of eruption."""

    weights: tuple[Ratio, ...]
    means: tuple[Ratio, ...]

    @property
    def mean(self) -> Ratio:
        return sum((w * m for w, m in zip(self.weights, self.means, strict=True)), Ratio(0))

    @property
    def plain(self) -> Ratio:
        return sum(self.means, Ratio(0)) / len(self.means)

    @property
    def heaviest(self) -> Ratio:
        """The mean of the kind with the largest weight."""
        return self.means[self.weights.index(max(self.weights))]

    @property
    def sole(self) -> bool:
        """Whether one kind alone is the heaviest."""
        return self.weights.count(max(self.weights)) == 1


@family(
    "mean-of-the-mixture",
    "s68-basic-integration-rules",
    "integrals may be taken term by term, so a mixture's mean is the weighted mean of the means",
)
def mean_of_the_mixture(rng: Rng) -> Question | None:
    """Ask for E[x] from three weights and three means."""
    kinds, other = _kinds(rng), _kinds(rng)
    if not kinds.sole:
        return None
    return Question(
        prompt=f"A mixture has three kinds of eruption:\n\n{_table(kinds)}\n\n"
        r"Its mean length is $E[x]=\int x\,(\pi_1p_1(x)+\pi_2p_2(x)+\pi_3p_3(x))\,dx$. "
        r"$E[x]=$ ?",
        answer=Decimal(kinds.mean, PLACES),
        misconceptions=_misconceptions(kinds),
        hints=Hints(
            "An integral of a sum may be taken term by term, and a constant may stand in front. "
            "Which constants are there, and what is left inside each integral?",
            r"What is left, $\int x\,p_k(x)\,dx$, is the mean $\mu_k$ of one kind. So "
            r"$E[x]=\sum_k\pi_k\mu_k$.",
            once_more(f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(kinds),
        because="The same two rules give the area: each kind's is 1, so the mixture's is the sum "
        "of the weights, which is 1 too.",
        unit="min",
    )


def _kinds(rng: Rng) -> Kinds:
    return Kinds(shares(rng, 3), (tenths(rng, 15, 24), tenths(rng, 27, 36), tenths(rng, 39, 50)))


def _table(kinds: Kinds) -> str:
    return table(
        ["kind", *KINDS],
        [r"weight $\pi_k$", *map(say, kinds.weights)],
        [r"mean $\mu_k$ (min)", *map(say, kinds.means)],
    )


def _worked(kinds: Kinds) -> str:
    pairs = zip(kinds.weights, kinds.means, strict=True)
    products = "+".join(rf"{say(w)}\cdot{say(m)}" for w, m in pairs)
    return f"Term by term: $E[x]={products}={figures(kinds.mean, PLACES)}$."


def _misconceptions(kinds: Kinds) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "ignores-the-weights",
            "leaves the mixing weights out",
            Decimal(kinds.plain, PLACES),
            "You took the plain mean of the three means, as if every kind were equally frequent. "
            "The weights stand in front of the integrals: multiply each mean by its weight.",
            back_to="s19-division-as-equal-sharing",
        ),
        Misconception(
            "mean-of-the-heaviest",
            "gives the mean of the heaviest kind",
            Decimal(kinds.heaviest, PLACES),
            "You kept the most frequent kind and dropped the other two. They erupt as well, and "
            "pull the mean their way. Every term of the sum counts.",
        ),
        Misconception(
            "divides-by-the-number-of-components",
            "divides by the number of kinds as well",
            Decimal(kinds.mean / len(kinds.means), PLACES),
            "The weighted sum was right, and then you divided by 3. The weights add up to 1, so "
            "the sharing is in them already. Stop at the sum.",
            back_to="s19-division-as-equal-sharing",
        ),
        Misconception(
            "adds-the-means",
            "adds the means without weights",
            Decimal(sum(kinds.means, Ratio(0)), PLACES),
            "You integrated term by term and left the constants out. The sum is longer than any "
            "eruption of these kinds. Each integral keeps its weight in front.",
        ),
    )

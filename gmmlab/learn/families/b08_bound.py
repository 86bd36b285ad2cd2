"""Bridge 8, the bound: what a sharing of one point guarantees of its log-density."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import log

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["bound_on_a_log_density"]

PLACES = 3


@dataclass(frozen=True)
class Sharing:
    """The scores of two components at a point, and how somebody shared the point out."""

    scores: tuple[Ratio, Ratio]
    first: Ratio

    @property
    def q(self) -> tuple[Ratio, Ratio]:
        return self.first, 1 - self.first

    @property
    def terms(self) -> list[float]:
        return [float(q) * log(s / q) for q, s in zip(self.q, self.scores, strict=True)]

    @property
    def energy(self) -> float:
        """The mean of the log-scores."""
        return sum(float(q) * log(s) for q, s in zip(self.q, self.scores, strict=True))

    @property
    def bound(self) -> float:
        return sum(self.terms)

    @property
    def top(self) -> float:
        """The log-density, which no bound passes."""
        return log(sum(self.scores))


@family(
    "bound-on-a-log-density",
    "b8-the-em-algorithm",
    "every way to share out a point gives a lower bound on its log-density",
)
def bound_on_a_log_density(rng: Rng) -> Question | None:
    """Ask for the lower bound that a sharing other than the E-step's gives."""
    sharing, other = _sharing(rng), _sharing(rng)
    if sharing.top - sharing.bound < 0.03:
        return None
    return Question(
        prompt="For one point, two components have these scores (weight times density), and "
        f"somebody shares the point out by guesswork:\n\n{_table(sharing)}\n\n"
        r"What is the value of EM's **lower bound** on $\ln p(x)$ for this sharing $q$?",
        answer=Decimal(sharing.bound, PLACES),
        misconceptions=_misconceptions(sharing),
        hints=Hints(
            r"$p(x)$ is the sum of the scores. Write each score as $q_k$ times something: then "
            "the sum is a mean, and Jensen's inequality moves the logarithm inside.",
            r"$\ln\sum_k q_k\frac{s_k}{q_k}\ge\sum_k q_k\ln\frac{s_k}{q_k}$. The right-hand side "
            "is the bound: the mean, by $q$, of the logarithms of $s_k/q_k$.",
            once_more(f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(sharing),
        because=f"The log-density itself is ${figures(sharing.top, PLACES)}$, above the bound. "
        "The gap closes for one sharing only: where $q$ are the responsibilities. "
        "To find them is the E-step.",
    )


def _sharing(rng: Rng) -> Sharing:
    a, b = (Ratio(int(s), 100) for s in rng.choice(range(1, 31), 2, replace=False))
    return Sharing((a, b), tenths(rng, 1, 9))


def _table(sharing: Sharing) -> str:
    return table(
        ["component", "1", "2"],
        ["score $s_k$", *map(say, sharing.scores)],
        ["$q_k$", *map(say, sharing.q)],
    )


def _worked(sharing: Sharing) -> str:
    ratios = (
        rf"${say(q)}\cdot \ln({say(s)}/{say(q)})={figures(term, 4)}$"
        for q, s, term in zip(sharing.q, sharing.scores, sharing.terms, strict=True)
    )
    first, second = sharing.terms
    return (
        f"The two terms are {' and '.join(ratios)}. Their sum: ${figures(first, 4)}+"
        f"({figures(second, 4)})={figures(sharing.bound, PLACES)}$."
    )


def _misconceptions(sharing: Sharing) -> tuple[Misconception, ...]:
    average = sum((q * s for q, s in zip(sharing.q, sharing.scores, strict=True)), Ratio(0))
    return (
        Misconception(
            "bound-always-touches",
            "takes the bound for the log-density itself",
            Decimal(sharing.top, PLACES),
            r"You gave $\ln p(x)$, the logarithm of the sum of the scores. The bound reaches it "
            "only if $q$ are the responsibilities, and these $q$ are not. Work the bound out "
            "with the $q$ of the table.",
        ),
        Misconception(
            "forgets-the-entropy",
            "leaves the sharing's own logarithm out",
            Decimal(sharing.energy, PLACES),
            r"You averaged $\ln s_k$. In the bound stands $s_k/q_k$: each score was divided by its "
            r"$q_k$ so that the sum became a mean. Subtract $\ln q_k$ from each logarithm.",
        ),
        Misconception(
            "log-of-the-mean-score",
            "takes the logarithm of a mean of scores",
            Decimal(log(average), PLACES),
            "You averaged the scores by $q$ and took the logarithm. The scores are not to be "
            "averaged but added, and in the bound the logarithms come first: average those of "
            r"$s_k/q_k$.",
        ),
        Misconception(
            "entropy-with-the-wrong-sign",
            "multiplies by the shares where it should divide",
            Decimal(2 * sharing.energy - sharing.bound, PLACES),
            r"You used $s_k\,q_k$ inside the logarithm. It is $s_k/q_k$, and since the shares are "
            "below 1, dividing by them raises the bound.",
            back_to="s38-dividing-fractions",
        ),
    )

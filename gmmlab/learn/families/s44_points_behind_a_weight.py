"""Step 44, equations in one step: the number of points behind a count and a weight."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["points_behind_a_weight"]

PLACES = 3


@dataclass(frozen=True)
class Fit:
    """The weight of one component, and the number of points it was fitted to."""

    weight: Ratio
    n: int
    kind: str

    @property
    def count(self) -> Ratio:
        return self.weight * self.n

    @property
    def telling(self) -> bool:
        """Whether the count has few decimals, and the weight is no half, which would hide slips."""
        return (10 * self.count).denominator == 1 and self.weight != Ratio(1, 2)


@family(
    "points-behind-a-weight",
    "s44-one-step-equations",
    "a component's count is its weight times the number of points, and can be solved for it",
)
def points_behind_a_weight(rng: Rng) -> Question | None:
    """Ask how many points a mixture was fitted to."""
    fit, twin = _fit(rng), _fit(rng)
    if not (fit.telling and twin.telling):
        return None
    return Question(
        prompt=f"{_given(fit)} Weight and count belong together by $N_k=\\pi_k\\,N$. To how many "
        "eruptions was the mixture fitted, $N=$ ?",
        answer=Integer(fit.n),
        misconceptions=_misconceptions(fit),
        hints=Hints(
            r"Put the two numbers in. What happens to $N$ in this equation, and what undoes it?",
            r"$N$ is multiplied by the weight. Divide both sides by it: $N=\frac{N_k}{\pi_k}$.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(fit),
        because="The same done to both sides keeps an equation true, and dividing undoes "
        "multiplying. A weight below 1 belongs to a total that is larger than the count.",
        unit="eruptions",
    )


def _fit(rng: Rng) -> Fit:
    return Fit(Ratio(between(rng, 2, 18), 20), between(rng, 40, 400), pick(rng, ("short", "long")))


def _given(fit: Fit) -> str:
    return (
        "A report on a fitted mixture does not say how many eruptions it was fitted to. For "
        f"the {fit.kind} kind it gives the weight {say(fit.weight)} and the soft count "
        f"{say(fit.count)}."
    )


def _worked(fit: Fit) -> str:
    w, count = say(fit.weight), say(fit.count)
    return (
        rf"Put in: ${count}={w}\cdot N$. Both sides divided by {w}: "
        rf"$N=\frac{{{count}}}{{{w}}}={fit.n}$."
    )


def _misconceptions(fit: Fit) -> tuple[Misconception, ...]:
    w, count = fit.weight, fit.count
    return (
        Misconception(
            "multiplies-instead-of-dividing",
            "multiplies by the weight once more",
            Decimal(count * w, PLACES),
            "You multiplied the count by the weight. But the count *is* already the weight times "
            "$N$, and your total is smaller than one of its parts. Undo the multiplying: divide.",
        ),
        Misconception(
            "divides-the-wrong-way-round",
            "divides the weight by the count",
            Decimal(w / count, PLACES),
            f"You divided {say(w)} by {say(count)}. To set $N$ free, both sides are divided by "
            "what multiplies it, the weight: the count goes above the line.",
            back_to="s31-relating-fractions-and-decimals",
        ),
        Misconception(
            "subtracts-instead-of-dividing",
            "undoes a multiplication by subtracting",
            Decimal(count - w, PLACES),
            "You took the weight away from the count. Subtracting undoes *adding*, but here $N$ is "
            "multiplied by the weight. Divide by it.",
        ),
        Misconception(
            "adds-the-missing-share-of-the-count",
            "adds the rest of the weight as a share of the count",
            Decimal(count * (2 - w), PLACES),
            f"You added {say(1 - w)} of the count to the count. The other kinds do own that share, "
            "but it is a share of all the eruptions, not of this count. Divide the count by its "
            "own weight.",
            back_to="s30-equivalent-fractions",
        ),
    )

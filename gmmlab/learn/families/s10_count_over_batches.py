"""Step 10, adding place by place: the counts of two batches add up, their means do not."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between, spread, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["count_over_batches"]

TOPIC = "s10-two-digit-addition-without-regrouping"


@dataclass(frozen=True)
class Batches:
    """The counts of one component in two batches, and its mean in minutes in either."""

    counts: tuple[int, int]
    means: tuple[int, int]

    @property
    def total(self) -> int:
        return sum(self.counts)


@family("count-over-batches", TOPIC, "a component's counts add over batches, its means do not")
def count_over_batches(rng: Rng) -> Question | None:
    """Ask for the count of a component over two batches, without a carry."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt="A long record of eruptions does not fit into memory, so the E-step reads it in "
        f"two batches. It finds for the long kind:\n\n{_table(case)}\n\n"
        "What is the count of the long kind over both batches: $N_k=$ ?",
        answer=Integer(case.total),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "The two batches have no eruption in common. What becomes of a count when more points "
            "are counted, and what of a mean?",
            "Counts add up. Add ones to ones and tens to tens.",
            once_more(_table(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="Counts add over batches, and so do sums; that is why EM can read its data in "
        "pieces. Means do not: over both batches they average with the counts as weights.",
        unit="points",
    )


def _case(rng: Rng) -> Batches:
    tens, ones = (_digits(rng, low) for low in (1, 0))
    means = spread(rng, range(74, 88), 2)
    return Batches((10 * tens[0] + ones[0], 10 * tens[1] + ones[1]), (means[0], means[1]))


def _digits(rng: Rng, low: int) -> tuple[int, int]:
    """Draw two digits that add up to one digit."""
    one = between(rng, low, 9 - max(low, 1))
    return one, between(rng, max(low, 1), 9 - one)


def _table(case: Batches) -> str:
    return table(
        ["long kind", "batch 1", "batch 2"],
        ["count", *case.counts],
        ["mean wait (min)", *case.means],
    )


def _worked(case: Batches) -> str:
    (a, b), (s, t) = case.counts, (case.counts[0] // 10, case.counts[1] // 10)
    return (
        f"Ones to ones: ${a % 10}+{b % 10}={a % 10 + b % 10}$. Tens to tens: ${s}+{t}={s + t}$. "
        f"So $N_k={a}+{b}={case.total}$."
    )


def _misconceptions(case: Batches) -> tuple[Misconception, ...]:
    (a, b), total = case.counts, case.total
    return (
        Misconception(
            "averages-the-counts",
            "averages the two counts as if they were means",
            Decimal(Ratio(total, 2), 1),
            f"You went half-way between {a} and {b}. A count says how many there are, and over "
            "both batches there are more than in either. Add the two.",
        ),
        Misconception(
            "forgets-the-earlier-batch",
            "gives the last batch alone",
            Integer(b),
            f"{b} is what the second batch adds. The {a} points of the first batch have not gone "
            "away when the second is read. Add both.",
            back_to="s07-combining-small-groups-within-5",
        ),
        Misconception(
            "adds-the-means",
            "adds the means of the batches",
            Integer(sum(case.means)),
            "You added the two mean waits. A sum of means says nothing about how many eruptions "
            "there are, and it is no mean either. Add the row of counts.",
        ),
        Misconception(
            "subtracts-instead-of-adding",
            "takes one count away from the other",
            Integer(abs(a - b)),
            "You gave the difference of the two batches. They hold different eruptions, so "
            "none of one cancels any of the other. Add them.",
            back_to="s09-addition-within-20",
        ),
    )

"""Step 8, addition within 10: the sizes add up to N, so the last follows from the others."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between, plus, spread, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["missing_size"]

TOPIC = "s08-addition-within-10"
LETTERS = "ABCD"


@dataclass(frozen=True)
class Sizes:
    """The sizes of four clusters, the one that is not told, and their centroids in minutes."""

    sizes: tuple[int, ...]
    hidden: int
    centroids: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.sizes)

    @property
    def known(self) -> list[int]:
        return [n for k, n in enumerate(self.sizes) if k != self.hidden]

    @property
    def missing(self) -> int:
        return self.sizes[self.hidden]

    @property
    def name(self) -> str:
        return LETTERS[self.hidden]


@family("missing-size", TOPIC, "the sizes add up to N, so a missing one is what the others leave")
def missing_size(rng: Rng) -> Question | None:
    """Ask for the size of one of four clusters from N and the other three."""
    case, twin = _case(rng), _case(rng)
    if min(case.sizes + twin.sizes) < 1:
        return None
    return Question(
        prompt="k-means has put a morning's waits into four clusters, and one size has been lost:"
        f"\n\n{_table(case)}\n\nThere are $N={case.total}$ waits in all. How many are in "
        f"cluster {case.name}: $N_{case.name}=$ ?",
        answer=Integer(case.missing),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Every eruption is in exactly one cluster. What do the four sizes add up to?",
            "Add the three sizes that you know, then take their sum away from $N$.",
            once_more(_table(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="The four sizes use up all points and none twice. So $K-1$ sizes tell the last one "
        "as well: the same is why $K$ mixing weights are only $K-1$ free numbers.",
        unit="points",
    )


def _case(rng: Rng) -> Sizes:
    n = between(rng, 8, 10)
    sizes = rng.multinomial(n, [0.25] * 4)
    centroids = sorted(spread(rng, range(48, 96), 4))
    return Sizes(tuple(int(s) for s in sizes), between(rng, 0, 3), tuple(centroids))


def _table(case: Sizes) -> str:
    told = ["?" if k == case.hidden else n for k, n in enumerate(case.sizes)]
    return table(["cluster", *LETTERS], ["centroid (min)", *case.centroids], ["size $N_k$", *told])


def _worked(case: Sizes) -> str:
    return (
        f"Known are ${plus(case.known)}={sum(case.known)}$. Of {case.total} points this leaves "
        f"$N_{case.name}={case.total}-{sum(case.known)}={case.missing}$."
    )


def _misconceptions(case: Sizes) -> tuple[Misconception, ...]:
    first, known, total = case.known[0], sum(case.known), case.total
    return (
        Misconception(
            "takes-away-one-group-only",
            "takes only one of the known clusters away",
            Integer(total - first),
            f"You took {first} away from {total} and stopped. What is left then still holds the "
            "points of two other known clusters. Take those away as well.",
        ),
        Misconception(
            "gives-the-known-sum",
            "adds the known clusters and stops",
            Integer(known),
            f"{known} points are in the three clusters that you know. The question is about the "
            f"points that are in none of them. Take {known} away from {total}.",
            back_to="s07-combining-small-groups-within-5",
        ),
        Misconception(
            "counts-the-start-when-counting-back",
            "counts the start when counting back",
            Integer(case.missing + 1),
            f"With your answer the sizes add up to {total + 1}, one more than there are points. "
            f"Perhaps you counted back from {total} and said {total} itself as the first step. "
            "Counting back, the first number said is one less.",
            back_to="s01-counting-to-10",
        ),
    )

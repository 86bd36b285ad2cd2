"""Step 7, combining small groups: two components that are merged own as much as both."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["merged_size"]

TOPIC = "s07-combining-small-groups-within-5"
LETTERS = "ABCDEF"


@dataclass(frozen=True)
class Merger:
    """The sizes of four to six components, and which two of them become one."""

    sizes: tuple[int, ...]
    pair: tuple[int, int]

    @property
    def parts(self) -> tuple[int, int]:
        one, other = (self.sizes[i] for i in self.pair)
        return one, other

    @property
    def size(self) -> int:
        return sum(self.parts)

    @property
    def letters(self) -> str:
        return LETTERS[: len(self.sizes)]

    @property
    def names(self) -> str:
        return " and ".join(LETTERS[i] for i in self.pair)


@family("merged-size", TOPIC, "merging two components adds their counts, and so their weights")
def merged_size(rng: Rng) -> Question | None:
    """Ask for the size of two small components after they were merged."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt="A mixture was fitted to two days of eruptions, and each eruption was "
        f"given to its likeliest component:\n\n{_table(case)}\n\n"
        f"The components {case.names} lie on top of each other, so you merge the two. "
        "How many points does the merged component own?",
        answer=Integer(case.size),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Each point of the merged component comes from exactly one of the two old ones, and "
            "none is lost.",
            "Start from the larger of the two sizes and count on by the smaller one.",
            once_more(_table(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="No point is lost and none is counted twice, so the counts add. Divide by $N$ and "
        "you see that the weights of the two add in the same way.",
        unit="points",
    )


def _case(rng: Rng) -> Merger:
    one = between(rng, 1, 4)
    others = [between(rng, 6, 14) for _ in range(between(rng, 2, 4))]
    sizes = [one, between(rng, 1, 5 - one), *others]
    order = [int(i) for i in rng.permutation(len(sizes))]
    first, second = sorted((order.index(0), order.index(1)))
    return Merger(tuple(sizes[i] for i in order), (first, second))


def _table(case: Merger) -> str:
    return table(["component", *case.letters], ["points", *case.sizes])


def _worked(case: Merger) -> str:
    one, other = case.parts
    return (
        f"{case.names} own {one} and {other} points, so the merged component owns "
        f"${one}+{other}={case.size}$."
    )


def _misconceptions(case: Merger) -> tuple[Misconception, ...]:
    one, other = case.parts
    total = sum(case.sizes)
    return (
        Misconception(
            "larger-absorbs-smaller",
            "keeps only the larger component's points",
            Integer(max(one, other)),
            "You let the larger component swallow the smaller one and kept its size. "
            f"But the smaller one's points are still there: all {total} eruptions have to be "
            "somewhere. Add them to the larger size.",
        ),
        Misconception(
            "averages-the-counts",
            "takes the mean of the two sizes",
            Decimal(Ratio(one + other, 2), 1),
            "You took the number half-way between the two sizes. Means can be averaged, counts "
            "cannot: after the merger points would be missing. Add the two counts.",
        ),
        Misconception(
            "counts-the-components-left",
            "counts components instead of points",
            Integer(len(case.sizes) - 1),
            "You counted how many *components* are left when two have become one. "
            "The question is how many *points* the new one owns. Add the points of the two.",
        ),
        Misconception(
            "merges-everything",
            "counts the points of all components",
            Integer(total),
            f"{total} is the number of all eruptions. Only {case.names} are merged; the "
            "others keep their points. Add the two sizes alone.",
        ),
    )

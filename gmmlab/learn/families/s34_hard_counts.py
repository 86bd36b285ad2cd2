"""Step 34, comparing decimals: a hard assignment looks for the largest responsibility."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction as Ratio
from typing import Any

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between, listed, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["hard_counts"]

POINTS = "PQRSTU"
COMPONENTS = "ABC"


@dataclass(frozen=True)
class Assignment:
    """Responsibilities as they are written, point by point, and the component asked for."""

    points: tuple[tuple[str, ...], ...]
    asked: int

    @property
    def name(self) -> str:
        return COMPONENTS[self.asked]

    @property
    def telling(self) -> bool:
        """Whether the component gets a point, and being misled by length leads to other counts."""
        counts = {self.count(), self.count(_as_whole_number), self.count(_by_shortness)}
        return len(counts) == 3 and self.count() > 0

    def count(self, size: Callable[[str], Any] = float) -> int:
        """How many points the component asked for gets, if the largest by this size wins."""
        return sum(max(texts, key=size) == texts[self.asked] for texts in self.points)


@family(
    "hard-counts",
    "s34-comparing-and-ordering-decimals",
    "a hard assignment compares decimals: the largest responsibility takes the point",
)
def hard_counts(rng: Rng) -> Question | None:
    """Ask how many points one component gets when the largest responsibility decides."""
    case, twin = _case(rng), _case(rng)
    if not case.telling or twin.count() == 0:
        return None
    return Question(
        prompt="An E-step leaves six eruptions, P to U, with these responsibilities (zeros at the "
        f"end are not written):\n\n{_table(case)}\n\nA hard assignment gives each eruption wholly "
        "to the component with the largest responsibility for it. How many eruptions does "
        f"component {case.name} get?",
        answer=Integer(case.count()),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Take one column at a time. What decides which decimal is larger: how many digits it "
            "has, or the first place in which two of them differ?",
            "Write zeros at the end until the three numbers of a column have equally many places; "
            "that changes no value. Compare the tenths; where they are equal, go one on.",
            once_more(f"{_table(twin)}\n\nHow many does {twin.name} get?", _worked(twin)),
        ),
        solution=_worked(case),
        because="Place by place from the left: that is how the largest responsibility is found, "
        "and it need not be above one half. k-means, too, gives each point to one cluster only.",
        unit="eruptions",
    )


def _case(rng: Rng) -> Assignment:
    points = tuple(_shares(rng) for _ in POINTS)
    cases = [Assignment(points, k) for k in range(3)]
    return pick(rng, [case for case in cases if case.telling] or cases)


def _shares(rng: Rng) -> tuple[str, ...]:
    """Draw three shares of one point: a short decimal and two longer ones."""
    few, many = pick(rng, ((1, 2), (1, 3), (2, 3)))
    short = pick(rng, (2, 3, 4, 6)) if few == 1 else between(rng, 2, 4) * 10 + between(rng, 1, 9)
    rest = 10**many - short * 10 ** (many - few)
    long = between(rng, 5, rest - 6)
    long += long % 5 == 0  # the rest is a multiple of ten: so no tie, and no idle zero
    texts = f"0.{short}", f"0.{long:0{many}}", f"0.{rest - long:0{many}}"
    return tuple(texts[i] for i in rng.permutation(3))


def _as_whole_number(text: str) -> int:
    return int(text[2:])


def _by_shortness(text: str) -> tuple[int, float]:
    return -len(text), float(text)


def _table(case: Assignment) -> str:
    rows = ([f"$r$ of {c}", *(texts[k] for texts in case.points)] for k, c in enumerate(COMPONENTS))
    return table(["eruption", *POINTS], *rows)


def _worked(case: Assignment) -> str:
    largest = {name: max(p, key=float) for name, p in zip(POINTS, case.points, strict=True)}
    named = (f"{name} {text}" for name, text in largest.items())
    won = [n for n, p in zip(POINTS, case.points, strict=True) if p[case.asked] == largest[n]]
    return (
        f"The largest responsibilities are: {listed(named)}. They stand in the row of "
        f"{case.name} for {listed(won)}, so {case.name} gets ${len(won)}$."
    )


def _misconceptions(case: Assignment) -> tuple[Misconception, ...]:
    own = [Ratio(texts[case.asked]) for texts in case.points]
    return (
        Misconception(
            "longer-decimal-is-larger",
            "takes the decimal with more digits for the larger one",
            Integer(case.count(_as_whole_number)),
            "You read the digits behind the point as a whole number, so that 0.125 beats 0.4. But "
            "the first place counts tenths, and four tenths are more than one tenth. Fill up "
            "with zeros before you compare: 0.400 and 0.125.",
            back_to="s32-decimal-place-value",
        ),
        Misconception(
            "shorter-decimal-is-larger",
            "takes the decimal with fewer digits for the larger one",
            Integer(case.count(_by_shortness)),
            "You let the shorter decimal win, perhaps because tenths are larger than thousandths. "
            "That says how large one piece is, not how many there are: 0.45 is more than 0.3. "
            "Fill up with zeros before you compare: 0.45 and 0.30.",
            back_to="s32-decimal-place-value",
        ),
        Misconception(
            "waits-for-a-majority",
            "counts only responsibilities above one half",
            Integer(sum(2 * r > 1 for r in own)),
            "You counted only where the component owns more than half. Of three responsibilities "
            "the largest may be below one half and still takes the point: compare all three.",
        ),
        Misconception(
            "adds-the-responsibilities",
            "gives the soft count",
            Decimal(sum(own, Ratio(0)), 3),
            f"You added the responsibilities of {case.name}. That is its soft count, where every "
            "eruption counts in part. A hard assignment counts whole eruptions: find the largest "
            "in each column, then count.",
        ),
    )

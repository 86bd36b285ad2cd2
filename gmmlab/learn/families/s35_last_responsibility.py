"""Step 35, adding and subtracting decimals: the last responsibility is what the others leave."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_counts import between, plus, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["last_responsibility"]

LETTERS = "ABCD"
LENGTHS = ((1, 2), (1, 3), (2, 3), (1, 2, 3))


@dataclass(frozen=True)
class Row:
    """The known responsibilities for one point, each as digits and a number of places."""

    digits: tuple[int, ...]
    lengths: tuple[int, ...]

    @property
    def known(self) -> list[Ratio]:
        return [Ratio(d, 10**n) for d, n in zip(self.digits, self.lengths, strict=True)]

    @property
    def places(self) -> int:
        return max(self.lengths)

    @property
    def total(self) -> Ratio:
        return sum(self.known, Ratio(0))

    @property
    def last(self) -> Ratio:
        return 1 - self.total

    @property
    def from_the_right(self) -> Ratio:
        """The sum with the last digits in one line."""
        return Ratio(sum(self.digits), 10**self.places)

    @property
    def each_from_ten(self) -> Ratio:
        """What is left if every place of the sum is taken from ten."""
        return self.last + sum(Ratio(1, 10**place) for place in range(1, self.places))


@family(
    "last-responsibility",
    "s35-adding-and-subtracting-decimals",
    "the responsibilities for one point add up to 1, so the last is what the others leave",
)
def last_responsibility(rng: Rng) -> Question | None:
    """Ask for the responsibility that is missing from a row."""
    row, twin = _row(rng), _row(rng)
    if not (_telling(row) and _telling(twin)):
        return None
    return Question(
        prompt="The printout of an E-step is cut off at the right. For one eruption it still "
        f"shows:\n\n{_table(row)}\n\nThere are no other components. What stood under "
        f"{_missing(row)}?",
        answer=Decimal(row.last, row.places),
        misconceptions=_misconceptions(row),
        hints=Hints(
            "One eruption is shared out whole. What do its responsibilities add up to?",
            "Write the known numbers under each other, point under point, with zeros at the end "
            "where places are missing. Add them, and take the sum from one.",
            once_more(_table(twin), _worked(twin)),
        ),
        solution=_worked(row),
        because=r"$\sum_k r_{ik}=1$ for every point: this is why a program that stores $K-1$ "
        "columns of responsibilities knows them all.",
    )


def _row(rng: Rng) -> Row:
    lengths = pick(rng, LENGTHS)
    order = tuple(lengths[int(i)] for i in rng.permutation(len(lengths)))
    return Row(tuple(between(rng, 10 ** (n - 1), 4 * 10 ** (n - 1)) for n in order), order)


def _telling(row: Row) -> bool:
    """Whether no digit is an idle zero, and something is left."""
    return all(d % 10 for d in row.digits) and "0" not in say(row.total)[2:] and row.last > 0


def _missing(row: Row) -> str:
    return LETTERS[len(row.digits)]


def _table(row: Row) -> str:
    names = LETTERS[: len(row.digits) + 1]
    return table(["component", *names], ["responsibility", *map(say, row.known), "?"])


def _worked(row: Row) -> str:
    filled = [figures(r, row.places) for r in row.known]
    total = figures(row.total, row.places)
    return (
        f"With {row.places} places each, the known ones are ${plus(filled)}={total}$. What is left "
        f"of the whole eruption: $1-{total}={figures(row.last, row.places)}$."
    )


def _misconceptions(row: Row) -> tuple[Misconception, ...]:
    first, places = row.known[0], row.places
    return (
        Misconception(
            "lines-up-the-last-digits",
            "writes the last digits under each other",
            Decimal(1 - row.from_the_right, places),
            "You wrote the numbers flush right, as whole numbers are added, so that tenths stood "
            "over smaller places. Write point under point, and fill up with zeros at the end.",
            back_to="s32-decimal-place-value",
        ),
        Misconception(
            "takes-each-place-from-ten",
            "takes every digit from ten",
            Decimal(row.each_from_ten, places),
            "You took each digit of the sum from ten. Only the last place has ten to take from: "
            "each place before it has lent one and has nine left. Check by adding: all the "
            "responsibilities together must make one.",
            back_to="s12-addition-within-100",
        ),
        Misconception(
            "gives-the-known-sum",
            "adds the known responsibilities and stops",
            Decimal(row.total, places),
            f"{say(row.total)} is what the components before {_missing(row)} own together. The one "
            "that is cut off owns the rest of the eruption. Take your sum from one.",
        ),
        Misconception(
            "takes-away-one-only",
            "takes only one of the others away",
            Decimal(1 - first, places),
            f"You took {say(first)} from one and stopped. The part that is left is still shared "
            "between the other components. Take every known responsibility away.",
        ),
    )

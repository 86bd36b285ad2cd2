"""Step 12, addition within 100: the sizes of all components add up to the number of points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between, borrows, plus, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["first_invariant"]

TOPIC = "s12-addition-within-100"
LETTERS = "ABCD"


@dataclass(frozen=True)
class Counts:
    """The sizes of four components, one of which a program has got wrong."""

    sizes: tuple[int, ...]
    broken: int
    printed: int

    @property
    def total(self) -> int:
        return sum(self.sizes)

    @property
    def sound(self) -> list[int]:
        return [n for k, n in enumerate(self.sizes) if k != self.broken]

    @property
    def right(self) -> int:
        return self.sizes[self.broken]

    @property
    def name(self) -> str:
        return LETTERS[self.broken]


@family("first-invariant", TOPIC, "the sizes of all components add up to the number of points")
def first_invariant(rng: Rng) -> Question | None:
    """Ask what the one wrong size in a table has to be."""
    case, twin = _case(rng), _case(rng)
    if max(case.total, twin.total) > 100 or not borrows(case.total, sum(case.sound)):
        return None
    return Question(
        prompt=f"{_given(case)}\n\n{_table(case)}\n\nThe sizes do not add up to $N$. You trust "
        f"all of them but {case.name}. What must $N_{case.name}$ be?",
        answer=Integer(case.right),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Every eruption counts for exactly one component here. What must the four sizes add "
            "up to, whatever the data?",
            "Add the three sizes that you trust, in any order, and take their sum away from $N$.",
            once_more(f"{_given(twin)}\n\n{_table(twin)}", _worked(twin)),
        ),
        solution=_worked(case),
        because=r"$\sum_k N_k=N$ is the first thing that a program for mixtures must keep true, "
        "and the cheapest to check after every pass.",
        unit="points",
    )


def _case(rng: Rng) -> Counts:
    sizes = tuple(between(rng, 7, 38) for _ in range(4))
    broken = between(rng, 0, 3)
    slip = int(rng.choice([-6, -5, -4, -3, 3, 4, 5, 6]))
    return Counts(sizes, broken, sizes[broken] + slip)


def _given(case: Counts) -> str:
    return f"After an assignment of $N={case.total}$ eruptions a program prints:"


def _table(case: Counts) -> str:
    printed = [case.printed if k == case.broken else n for k, n in enumerate(case.sizes)]
    return table(["component", *LETTERS], ["size $N_k$", *printed])


def _worked(case: Counts) -> str:
    known = sum(case.sound)
    return (
        f"The sizes without {case.name}: ${plus(case.sound)}={known}$. "
        f"What is left of {case.total} is $N_{case.name}={case.total}-{known}={case.right}$, "
        f"and not {case.printed}."
    )


def _misconceptions(case: Counts) -> tuple[Misconception, ...]:
    known, first, total = sum(case.sound), case.sound[0], case.total
    return (
        Misconception(
            "shares-the-total-equally",
            "shares the points equally",
            Decimal(Ratio(total, 4), 2),
            f"You shared {total} over four components. Nothing makes components equally large, "
            "and the three sizes that you trust are not. Take them away from the total instead.",
        ),
        Misconception(
            "takes-away-one-group-only",
            "takes only one of the other components away",
            Integer(total - first),
            f"You took {first} away from {total} and stopped. The other two components own points "
            "too, and those are still in your answer. Take all three away.",
            back_to="s08-addition-within-10",
        ),
        Misconception(
            "gives-the-known-sum",
            "adds the other components and stops",
            Integer(known),
            f"{known} eruptions are in the components that you trust. The missing ones are what "
            f"{total} has beyond that. Take {known} away from {total}.",
            back_to="s08-addition-within-10",
        ),
        Misconception(
            "forgets-the-broken-ten",
            "forgets the ten that was broken",
            Integer(case.right + 10),
            f"With your size there are {total + 10} eruptions, ten too many. To take {known % 10} "
            f"from {total % 10} you broke a ten of {total} into ones. It is gone from the tens: "
            "take one off there.",
            back_to="s11-two-digit-addition-with-regrouping",
        ),
    )

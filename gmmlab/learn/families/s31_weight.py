"""Step 31, fractions and decimals: a component's count becomes its mixing weight."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_counts import between, plus, spread, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["weight_as_a_decimal"]

TOPIC = "s31-relating-fractions-and-decimals"
PLACES = 3
TOTALS = (20, 25, 40, 50, 125, 200, 250)
STORIES = (
    ("eruptions", ("short", "middle", "long")),
    ("iris flowers", ("small", "medium", "large")),
    ("galaxies", ("slow", "middle", "fast")),
    ("pixels", ("dark", "grey", "bright")),
)


@dataclass(frozen=True)
class Counts:
    """The counts of three components, and which one's weight is asked for."""

    things: str
    kinds: tuple[str, ...]
    sizes: tuple[int, ...]
    asked: int

    @property
    def n(self) -> int:
        return sum(self.sizes)

    @property
    def own(self) -> int:
        return self.sizes[self.asked]

    @property
    def weight(self) -> Ratio:
        return Ratio(self.own, self.n)

    @property
    def kind(self) -> str:
        return self.kinds[self.asked]


@family(
    "weight-as-a-decimal",
    TOPIC,
    "a mixing weight is the fraction N_k of N, and doing the division gives its decimal",
)
def weight_as_a_decimal(rng: Rng) -> Question | None:
    """Ask for a mixing weight as a decimal from the sizes of all components."""
    case, twin = _case(rng), _case(rng)
    if min(case.sizes + twin.sizes) < 2:
        return None
    return Question(
        prompt=f"{_given(case)}\n\n{_table(case)}\n\nWhat is the mixing weight of the "
        rf"{case.kind} kind, written as a decimal: $\pi_k=$ ?",
        answer=Decimal(case.weight, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "A weight is a part of a whole. Which number is the part, which is the whole, and "
            "which of the two stands below the line?",
            r"$\pi_k=\frac{N_k}{N}$, where $N$ counts all points. The line is a division: do it, "
            "or enlarge the fraction until it has 1000 below the line.",
            once_more(f"{_given(twin)}\n\n{_table(twin)}\n\nThe {twin.kind} kind.", _worked(twin)),
        ),
        solution=_worked(case),
        because="Fraction and decimal are one number in two spellings. A program prints the "
        "decimal; the fraction says which counts it came from.",
    )


def _case(rng: Rng) -> Counts:
    n = pick(rng, TOTALS)
    low, high = sorted(spread(rng, range(1, n), 2))
    return Counts(*pick(rng, STORIES), (low, high - low, n - high), between(rng, 0, 2))


def _given(case: Counts) -> str:
    return (
        f"All {case.things} of a data set have been assigned to the three components of a mixture, "
        "and these are the sizes:"
    )


def _table(case: Counts) -> str:
    return table(["kind", *case.kinds], ["size $N_k$", *case.sizes])


def _worked(case: Counts) -> str:
    n, own = case.n, case.own
    return (
        f"In all there are $N={plus(case.sizes)}={n}$ {case.things}. The {case.kind} kind owns "
        rf"{own} of them: $\pi_k=\frac{{{own}}}{{{n}}}=\frac{{{1000 * own // n}}}{{1000}}="
        f"{figures(case.weight, PLACES)}$."
    )


def _misconceptions(case: Counts) -> tuple[Misconception, ...]:
    n, own = case.n, case.own
    return (
        Misconception(
            "reads-the-bar-as-a-point",
            "writes a point where the fraction has its line",
            Decimal(Ratio(f"{own}.{n}"), len(str(n))),
            f"You wrote {own} before the point and {n} behind it. The line of a fraction is a "
            f"division, and a weight is never above 1. Divide {own} by {n}.",
        ),
        Misconception(
            "divides-the-wrong-way-round",
            "divides the whole by the part",
            Decimal(Ratio(n, own), 2),
            f"You divided {n} by {own}. That says one point in how many, and it is above 1. "
            f"A weight is the part over the whole. Divide {own} by {n}.",
            back_to="s21-basic-division-facts",
        ),
        Misconception(
            "odds-instead-of-share",
            "compares with the other kinds instead of the whole",
            Decimal(Ratio(own, n - own), PLACES),
            f"You divided {own} by the {n - own} points of the *other* kinds. Those are odds. The "
            f"whole includes the kind itself. Divide by {n}.",
            back_to="s30-equivalent-fractions",
        ),
        Misconception(
            "shares-equally",
            "gives every component the same weight",
            Decimal(Ratio(1, len(case.sizes)), PLACES),
            "You gave each of the three kinds one third. That is a weight before any data are "
            "seen. Now the sizes are known, and they differ: divide the kind's own size by all.",
            back_to="s18-division-fair-sharing-model",
        ),
    )

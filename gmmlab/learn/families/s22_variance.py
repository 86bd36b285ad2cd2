"""Step 22, division within 100: the M-step's variance divides by the component's count."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import sqrt

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between, plus, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["variance_of_the_m_step"]

TOPIC = "s22-division-facts-within-100"
PLACES = 2
STORIES = (
    ("eruptions", "the waits before them", "min"),
    ("iris flowers", "the lengths of their petals", "mm"),
    ("penguins", "the lengths of their flippers", "mm"),
    ("crabs", "the widths of their shells", "mm"),
)


@dataclass(frozen=True)
class Owned:
    """How far a component's points lie from its new mean, and how many points there are in all."""

    things: str
    measured: str
    unit: str
    deviations: tuple[int, ...]
    n: int

    @property
    def squares(self) -> list[int]:
        return [d * d for d in self.deviations]

    @property
    def total(self) -> int:
        return sum(self.squares)

    @property
    def count(self) -> int:
        return len(self.deviations)

    @property
    def variance(self) -> int:
        return self.total // self.count


@family(
    "variance-of-the-m-step",
    TOPIC,
    "the M-step's variance is the sum of squared deviations divided by the component's count",
)
def variance_of_the_m_step(rng: Rng) -> Question | None:
    """Ask for the new variance of a component from its points' deviations and their squares."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt=f"{_given(case)}\n\n{_table(case)}\n\nWhich variance does the M-step give the "
        r"component: $\sigma^2=$ ?",
        answer=Integer(case.variance),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "A variance is a mean: the squared deviation that every point would have if all had "
            "the same. What is shared, and over how many?",
            "Add the squared deviations, then divide by the number of points that the component "
            "owns.",
            once_more(f"{_given(twin)}\n\n{_table(twin)}", _worked(twin)),
        ),
        solution=_worked(case),
        because=r"With $N_k$ below the line the likelihood of the component's points is as high as "
        "it can be, and that is what the M-step is for.",
        unit=f"{case.unit}²",
    )


def _case(rng: Rng) -> Owned:
    while not _comes_out_even(deviations := _deviations(rng)):
        continue
    return Owned(*pick(rng, STORIES), deviations, len(deviations) + between(rng, 4, 15))


def _deviations(rng: Rng) -> tuple[int, ...]:
    """Draw deviations that add up to 0, as they do from a mean."""
    free = [between(rng, -6, 6) for _ in range(between(rng, 3, 7))]
    return (*free, -sum(free))


def _comes_out_even(deviations: tuple[int, ...]) -> bool:
    total = sum(d * d for d in deviations)
    return 0 < total <= 100 and total % len(deviations) == 0


def _given(case: Owned) -> str:
    return (
        f"Of {case.n} {case.things} a component owns these {case.count} wholly and the others not "
        f"at all. The table says how far {case.measured} are from the component's new mean, in "
        f"{case.unit}, and gives the squares:"
    )


def _table(case: Owned) -> str:
    return table([r"$x_i-\mu$", *case.deviations], [r"$(x_i-\mu)^2$", *case.squares])


def _worked(case: Owned) -> str:
    total, n = case.total, case.count
    return (
        f"The squares add up to ${plus(case.squares)}={total}$. Shared over the {n} points that "
        rf"the component owns: $\sigma^2=\frac{{{total}}}{{{n}}}={case.variance}$."
    )


def _misconceptions(case: Owned) -> tuple[Misconception, ...]:
    total, n, everyone = case.total, case.count, case.n
    return (
        Misconception(
            "divides-by-the-count-less-one",
            "divides by the count less one",
            Decimal(Ratio(total, n - 1), PLACES),
            f"You divided by {n - 1}. That is the sample variance, which makes up for the mean "
            "having been estimated from the same points. The M-step looks for the highest "
            f"likelihood, and finds it with {n}. Divide by the count itself.",
        ),
        Misconception(
            "divides-by-all-the-points",
            "shares the squares over all points",
            Decimal(Ratio(total, everyone), PLACES),
            f"You shared over all {everyone} {case.things}. The component owns only {n} of them, "
            f"and only those have put squares into the sum. Divide by {n}.",
            back_to="s15-division-as-equal-sharing",
        ),
        Misconception(
            "forgets-to-divide",
            "stops at the sum of the squares",
            Integer(total),
            "This is the sum of the squared deviations. It grows with every point that joins, and "
            "a spread should not. Divide it by the number of points.",
        ),
        Misconception(
            "gives-the-standard-deviation",
            "takes the square root as well",
            Decimal(sqrt(case.variance), PLACES),
            "You went one step too far: the square root of the variance is the standard deviation "
            r"$\sigma$. The question is about $\sigma^2$. Leave the root out.",
        ),
    )

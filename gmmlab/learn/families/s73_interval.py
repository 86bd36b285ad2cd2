"""Step 73, only intervals have probability: a difference of two cumulated ones."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import Normals, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["probability_of_an_interval"]

PLACES = 2
N = 5


@dataclass(frozen=True)
class Cumulated:
    """Lengths and the cumulative distribution there, and between which two it is asked."""

    x: tuple[Ratio, ...]
    F: tuple[Ratio, ...]
    low: int
    high: int

    @property
    def ends(self) -> tuple[Ratio, Ratio]:
        return self.F[self.low], self.F[self.high]

    @property
    def probability(self) -> Ratio:
        low, high = self.ends
        return high - low

    @property
    def interval(self) -> str:
        return f"between {say(self.x[self.low])} and {say(self.x[self.high])} min"


@family(
    "probability-of-an-interval",
    "s73-continuous-random-variables",
    "a continuous variable's probability of an interval is a difference of cumulated ones",
)
def probability_of_an_interval(rng: Rng) -> Question | None:
    """Ask for P(a < X < b) from a table of a mixture's cumulative distribution."""
    case, other = _cumulated(rng), _cumulated(rng)
    if min(case.ends[0], case.probability, other.probability) < Ratio(3, 100):
        return None
    return Question(
        prompt="For a mixture of short and long eruptions, a program prints the cumulative "
        f"distribution of the length $X$:\n\n{_table(case)}\n\n"
        f"How probable is a length {case.interval}?",
        answer=Decimal(case.probability, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            r"$F(x)$ collects the probability of everything at or below $x$. Which part of what is "
            "collected at the upper end do you not want?",
            r"$P(a<X<b)=F(b)-F(a)$. A single length has probability zero, so it does not matter "
            "whether the ends are counted.",
            once_more(f"a length {other.interval}.\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(case),
        because="What lies below the lower end is in both numbers and drops out. This holds for "
        "every mixture, whatever its components are.",
    )


def _cumulated(rng: Rng) -> Cumulated:
    weight = float(tenths(rng, 2, 8))
    mixture = Normals(
        (weight, 1 - weight),
        (float(tenths(rng, 18, 23)), float(tenths(rng, 39, 46))),
        (float(tenths(rng, 3, 6)), float(tenths(rng, 4, 7))),
    )
    lengths = sorted(int(v) for v in rng.choice(range(16, 49), size=N, replace=False))
    x = tuple(Ratio(v, 10) for v in lengths)
    low, high = sorted(int(i) for i in rng.choice(N, size=2, replace=False))
    return Cumulated(x, tuple(Ratio(round(100 * mixture.cdf(float(v))), 100) for v in x), low, high)


def _table(case: Cumulated) -> str:
    return table(["$x$ (min)", *map(say, case.x)], ["$F(x)$", *(f"{float(p):.2f}" for p in case.F)])


def _worked(case: Cumulated) -> str:
    low, high = (f"{float(p):.2f}" for p in case.ends)
    return (
        f"Up to the upper end: {high}. Of this, {low} lies below the lower end. "
        f"The difference: ${high}-{low}={figures(case.probability, PLACES)}$."
    )


def _misconceptions(case: Cumulated) -> tuple[Misconception, ...]:
    low, high = case.ends
    width = case.x[case.high] - case.x[case.low]
    return (
        Misconception(
            "gives-the-upper-end",
            "gives all that lies below the upper end",
            Decimal(high, PLACES),
            "This is the probability of every length up to the upper end, the very short ones "
            "included. Subtract what lies below the lower end.",
            back_to="s72-cumulative-distribution-functions",
        ),
        Misconception(
            "adds-the-ends",
            "adds the two cumulated probabilities",
            Decimal(low + high, PLACES),
            "You added. But the lengths below the lower end are in both numbers, so you counted "
            "them twice and wanted them not at all. Subtract.",
        ),
        Misconception(
            "gives-the-outside",
            "gives the probability of the rest",
            Decimal(1 - case.probability, PLACES),
            "You worked out how probable a length *outside* the interval is. The two add up to 1; "
            "the difference itself was what you needed.",
        ),
        Misconception(
            "divides-by-the-width",
            "divides by the width of the interval",
            Decimal(case.probability / width, PLACES),
            "After subtracting you divided by the width. That is the mean *density* in the "
            "interval, per minute. The difference is a probability already.",
            back_to="s70-definite-integral-definition",
        ),
    )

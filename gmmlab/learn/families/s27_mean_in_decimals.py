"""Step 27, long division: a centroid that is no whole number."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["mean_in_decimals"]

TOPIC = "s27-introduction-to-long-division"
PLACES = 2
COUNTS = (6, 7, 11, 12, 13)
STORIES = (
    ("eruptions", "The waits before them", "min", 50, 95),
    ("eruptions", "Their lengths", "min", 2, 5),
    ("iris flowers", "The lengths of their petals", "cm", 1, 6),
    ("crabs", "The widths of their shells", "mm", 20, 50),
)


@dataclass(frozen=True)
class Cluster:
    """The sum of a cluster's values, its count, and how many points there are in all."""

    things: str
    measured: str
    unit: str
    total: int
    count: int
    n: int

    @property
    def mean(self) -> Ratio:
        return Ratio(self.total, self.count)

    @property
    def whole(self) -> int:
        return self.total // self.count

    @property
    def left(self) -> int:
        return self.total % self.count


@family(
    "mean-in-decimals",
    TOPIC,
    "a mean goes on behind the point: what is left over is broken into tenths and shared again",
)
def mean_in_decimals(rng: Rng) -> Question | None:
    """Ask for a centroid to two decimals from the sum of its cluster."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt=f"{_given(case)} Where does the M-step put the centroid?",
        answer=Decimal(case.mean, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Whole units are shared out first. What is left over is not lost: break it into "
            "smaller pieces and share on.",
            "Behind the point, each remainder becomes ten times as many tenths, the next one "
            "hundredths, and so on. Find one digit more than you need, then round.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="The M-step is this division, carried as far as the computer's digits go: in "
        "Python `/`, not `//`.",
        unit=case.unit,
    )


def _case(rng: Rng) -> Cluster:
    things, measured, unit, low, high = pick(rng, STORIES)
    count = pick(rng, COUNTS)
    total = between(rng, low * count, high * count)
    return Cluster(things, measured, unit, total, count, count + between(rng, 5, 30))


def _given(case: Cluster) -> str:
    return (
        f"k-means has put {case.count} of {case.n} {case.things} into one cluster. "
        f"{case.measured} add up to {case.total} {case.unit} in this cluster."
    )


def _worked(case: Cluster) -> str:
    n, digits, left = case.count, [], case.left
    for _ in range(PLACES + 1):
        digit, left = divmod(10 * left, n)
        digits.append(str(digit))
    return (
        f"{case.total} divided by {n} is {case.whole}, remainder {case.left}. Shared as tenths, "
        f"hundredths and thousandths, the remainder gives the digits {', '.join(digits)}: "
        rf"$\frac{{{case.total}}}{{{n}}}={case.whole}.{''.join(digits)}\ldots$, which is "
        f"{figures(case.mean, PLACES)} to two decimals."
    )


def _misconceptions(case: Cluster) -> tuple[Misconception, ...]:
    total, n = case.total, case.count
    return (
        Misconception(
            "drops-the-decimals",
            "stops at the whole number",
            Integer(case.whole),
            f"You stopped where `{total} // {n}` stops. The remainder, {case.left} {case.unit}, "
            "belongs to the points as well. Break it into tenths and share on.",
        ),
        Misconception(
            "writes-the-remainder-behind-the-point",
            "writes the remainder behind the point",
            Decimal(Ratio(f"{case.whole}.{case.left}"), len(str(case.left))),
            f"You wrote the remainder {case.left} behind the point. Digits there count tenths and "
            f"hundredths, but the remainder counts whole {case.unit}. "
            f"Share it over {n} as well.",
            back_to="s25-remainders-and-quotients-in-division",
        ),
        Misconception(
            "divides-by-all-the-points",
            "shares the cluster's sum over all points",
            Decimal(Ratio(total, case.n), PLACES),
            f"You shared over all {case.n} {case.things}. The sum comes from the {n} in the "
            f"cluster, and only they share it. Divide by {n}.",
            back_to="s15-division-as-equal-sharing",
        ),
        Misconception(
            "divides-the-wrong-way-round",
            "divides the count by the sum",
            Decimal(Ratio(n, total), 3),
            f"You divided {n} by {total}: points for each {case.unit}. A centroid is so many "
            f"{case.unit} for each point. Divide the sum by the count.",
            back_to="s18-division-fair-sharing-model",
        ),
    )

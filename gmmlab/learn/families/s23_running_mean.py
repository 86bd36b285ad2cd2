"""Step 23, two digits by one: a running mean takes in one more point."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["running_mean"]

TOPIC = "s23-two-digit-by-one-digit-division"
PLACES = 2
STORIES = (
    ("waits, counted in minutes beyond fifty", "wait", "min"),
    ("petals, measured in millimetres", "petal", "mm"),
    ("pixels, by how bright they are", "pixel", ""),
    ("eruptions, timed in tenths of a minute", "length", ""),
    ("crabs, by the width of their shells in millimetres", "shell", "mm"),
)


@dataclass(frozen=True)
class Arrival:
    """A centroid with its count, and the point that joins."""

    cluster: str
    things: str
    thing: str
    unit: str
    mean: int
    count: int
    x: int

    @property
    def total(self) -> int:
        return self.mean * self.count + self.x

    @property
    def size(self) -> int:
        return self.count + 1

    @property
    def moved(self) -> Ratio:
        return Ratio(self.total, self.size)

    @property
    def apart(self) -> int:
        """What comes out if tens and ones are divided without what is left of the tens."""
        tens, ones = divmod(self.total, 10)
        return 10 * (tens // self.size) + ones // self.size


@family("running-mean", TOPIC, "a running mean puts the new point into the old total, then shares")
def running_mean(rng: Rng) -> Question | None:
    """Ask for a centroid after one more point has joined its cluster."""
    case, twin = _case(rng), _case(rng)
    if not (_telling(case) and _telling(twin)):
        return None
    return Question(
        prompt=f"{_given(case)} Where is the centroid then?",
        answer=Integer(int(case.moved)),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "The centroid is a total, shared equally. What was the total before the new point "
            "came, and what is it now?",
            "Multiply the old centroid by the old count: that is the old total. Add the new "
            "point, and share over one point more than before. Divide tens first, and take what "
            "is left of them to the ones.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="A centroid and its count hold the old total, so no old point is needed again. "
        "This is how k-means and EM learn from data that arrive one by one.",
        unit=case.unit,
    )


def _case(rng: Rng) -> Arrival:
    size = between(rng, 3, 8)
    total, count = size * between(rng, 10, 99 // size), size - 1
    mean = between(rng, max(5, (total - 45) // count), (total - 2) // count)
    return Arrival(pick(rng, "ABCDE"), *pick(rng, STORIES), mean, count, total - count * mean)


def _telling(case: Arrival) -> bool:
    """Whether the point moves the centroid, and tens are left over for the ones."""
    return case.x != case.mean and case.apart != case.moved


def _given(case: Arrival) -> str:
    return (
        f"k-means reads {case.things}, one after the other. Cluster {case.cluster} has "
        f"{case.count} points and its centroid at {case.mean}. Now a {case.thing} of {case.x} "
        "joins it."
    )


def _worked(case: Arrival) -> str:
    n, m, x = case.count, case.mean, case.x
    tens, left = divmod(case.total // 10, case.size)
    return (
        rf"The old total is ${n}\cdot{m}={n * m}$; with the new point it is "
        rf"${n * m}+{x}={case.total}$. Share over {case.size}: {10 * tens} each uses up "
        f"{10 * tens * case.size}, and with the ones {10 * left + case.total % 10} are left, which "
        rf"give {int(case.moved) - 10 * tens} more. "
        rf"$\frac{{{case.total}}}{{{case.size}}}={case.moved}$."
    )


def _misconceptions(case: Arrival) -> tuple[Misconception, ...]:
    n, m, x, size = case.count, case.mean, case.x, case.size
    return (
        Misconception(
            "averages-the-mean-with-the-point",
            "takes the middle between the centroid and the point",
            Decimal(Ratio(m + x, 2), PLACES),
            f"You gave one {case.thing} as much say as all {n} before it. The centroid speaks for "
            f"{n} points. Put {m} into the total {n} times, the new point once.",
            back_to="s15-division-as-equal-sharing",
        ),
        Misconception(
            "divides-by-the-old-count",
            "shares over the old number of points",
            Decimal(Ratio(case.total, n), PLACES),
            f"Your total is right, but the new {case.thing} shares in it too. "
            f"Divide by {size}, not by {n}.",
        ),
        Misconception(
            "forgets-the-old-total",
            "takes the old centroid for the old total",
            Decimal(Ratio(m + x, size), PLACES),
            f"You added {x} to the centroid and shared over {size}. But {m} is what *each* of "
            f"the {n} points had, not what they had together. Multiply it by {n} first.",
        ),
        Misconception(
            "loses-what-is-left-of-the-tens",
            "loses what is left over when the tens are divided",
            Integer(case.apart),
            f"You reached the right division, {case.total} by {size}, and divided tens and ones "
            "each for themselves. The tens leave something over: take it to the ones before you "
            "divide those.",
            back_to="s22-division-facts-within-100",
        ),
    )

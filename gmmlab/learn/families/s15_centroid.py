"""Step 15, equal sharing: the centroid of a cluster is its total shared over its points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from statistics import median

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between, plus, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["centroid"]

TOPIC = "s15-division-as-equal-sharing"


@dataclass(frozen=True)
class Labelled:
    """Waits in minutes beyond fifty, each in the cluster S or L, in the order they happened."""

    x: tuple[int, ...]
    labels: tuple[str, ...]

    @property
    def long(self) -> list[int]:
        return [x for x, label in zip(self.x, self.labels, strict=True) if label == "L"]

    @property
    def mean(self) -> Ratio:
        return Ratio(sum(self.long), len(self.long))


@family("centroid", TOPIC, "a centroid is the total of its cluster shared equally over its points")
def centroid(rng: Rng) -> Question | None:
    """Ask for the centroid of one of two clusters; it is a whole number of minutes."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt="k-means on waits, counted in minutes beyond fifty, has given each wait to "
        f"a cluster, short (S) or long (L):\n\n{_table(case)}\n\n"
        r"Where does the centroid of L go: $\mu_L=$ ?",
        answer=Integer(int(case.mean)),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "The centroid is the wait that every point of the cluster would have if they had the "
            "same total between them, shared equally.",
            "Add the waits with the label L and divide by how many they are. "
            "The others take no part.",
            once_more(_table(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="A mean is a total, shared equally. This is the whole M-step of k-means: "
        "every cluster shares out its own points' total.",
        unit="min",
    )


def _case(rng: Rng) -> Labelled:
    short = [(between(rng, 1, 9), "S") for _ in range(between(rng, 2, 3))]
    waits = [between(rng, 11, 32) for _ in range(between(rng, 3, 5))]
    waits[0] += -sum(waits) % len(waits)
    long = [(wait, "L") for wait in waits]
    both = [(short + long)[int(i)] for i in rng.permutation(len(short + long))]
    return Labelled(tuple(x for x, _ in both), tuple(label for _, label in both))


def _table(case: Labelled) -> str:
    return table(["wait (min)", *case.x], ["cluster", *case.labels])


def _worked(case: Labelled) -> str:
    total, n = sum(case.long), len(case.long)
    return (
        f"The cluster's total is ${plus(case.long)}={total}$. Shared over its {n} points: "
        rf"$\mu_L=\frac{{{total}}}{{{n}}}={case.mean}$."
    )


def _misconceptions(case: Labelled) -> tuple[Misconception, ...]:
    low, high, total = min(case.long), max(case.long), sum(case.long)
    n, everyone = len(case.long), len(case.x)
    return (
        Misconception(
            "midrange-for-mean",
            "goes half-way between the extremes",
            Decimal(Ratio(low + high, 2), 1),
            f"You took the middle between {low} and {high}. The waits in between have no say in "
            "that, although they pull the centroid too. Add all of the cluster's waits, and share "
            "the total.",
        ),
        Misconception(
            "median-for-mean",
            "takes the middle one of the sorted waits",
            Decimal(Ratio(median(case.long)), 1),
            "You sorted the waits and took what stands in the middle. That is the median: it does "
            "not notice how far away the outer ones are. k-means takes the mean. "
            "Share the total equally.",
        ),
        Misconception(
            "ignores-the-labels",
            "averages the points of both clusters",
            Decimal(Ratio(sum(case.x), everyone), 2),
            f"You shared the total of all {everyone} waits. Then both centroids would fall on one "
            "spot. Each cluster shares only its own: keep the waits with the label L.",
        ),
        Misconception(
            "divides-by-all-the-points",
            "shares the cluster's total over the points of both clusters",
            Decimal(Ratio(total, everyone), 2),
            f"Your total is right, but you shared it over all {everyone} waits. Only the {n} in "
            f"the cluster have put something in. Divide by {n}.",
            back_to="s01-counting-to-10",
        ),
    )

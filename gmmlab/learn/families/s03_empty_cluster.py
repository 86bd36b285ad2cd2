"""Step 3, understanding zero: a cluster can own no point at all."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import listed, spread
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["empty_clusters"]

TOPIC = "s03-understanding-zero"
N, K = 6, 5


@dataclass(frozen=True)
class Line:
    """Waits in minutes and the centroids of k-means, both in order along one line."""

    points: tuple[int, ...]
    centroids: tuple[int, ...]

    @property
    def owned(self) -> dict[int, list[int]]:
        """The points that each centroid is nearest to."""
        return {c: [x for x in self.points if self.nearest(x) == c] for c in self.centroids}

    @property
    def empty(self) -> list[int]:
        return [c for c, points in self.owned.items() if not points]

    @property
    def passed_over(self) -> int:
        """How many points no centroid has as its own nearest."""
        wanted = {min(self.points, key=lambda x: abs(x - c)) for c in self.centroids}
        return N - len(wanted)

    @property
    def tied(self) -> bool:
        """Whether a point lies as near to one centroid as to another, or a centroid to points."""
        return _ties(self.points, self.centroids) or _ties(self.centroids, self.points)

    def nearest(self, x: int) -> int:
        return min(self.centroids, key=lambda c: abs(x - c))


@family("empty-clusters", TOPIC, "a cluster whose centroid is nearest to no point owns zero points")
def empty_clusters(rng: Rng) -> Question | None:
    """Ask how many of five clusters end an assignment empty."""
    case, twin = _case(rng), _case(rng)
    if case.tied or twin.tied or not (case.empty and twin.empty):
        return None
    return Question(
        prompt=f"k-means on waits between eruptions, in minutes. {_given(case)} Each wait goes to "
        "the nearest centroid. How many clusters are then empty?",
        answer=Integer(len(case.empty)),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Every wait chooses a centroid. Does every centroid have to be chosen?",
            "Take the waits one after the other and mark the centroid nearest to each. "
            "Then count the centroids that have no mark.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="Zero is a size like any other, until you want the mean: "
        "nothing cannot be shared among nobody, so an empty cluster has none and k-means must "
        "find it a new place.",
        unit="clusters",
    )


def _case(rng: Rng) -> Line:
    points, centroids = spread(rng, range(45, 97), N), spread(rng, range(30, 125), K)
    return Line(tuple(sorted(points)), tuple(sorted(centroids)))


def _ties(movers: tuple[int, ...], places: tuple[int, ...]) -> bool:
    gaps = [sorted(abs(x - c) for c in places) for x in movers]
    return any(nearest == second for nearest, second, *_ in gaps)


def _given(case: Line) -> str:
    return f"The waits are {listed(case.points)}; the centroids are at {listed(case.centroids)}."


def _worked(case: Line) -> str:
    owners = "\n".join(f"- {c} is nearest to {listed(x)}" for c, x in case.owned.items() if x)
    n, empty = len(case.empty), listed(case.empty)
    are = "is" if n == 1 else "are"
    return f"Go through the waits:\n\n{owners}\n\n{empty} {are} nearest to none: {n} empty."


def _misconceptions(case: Line) -> tuple[Misconception, ...]:
    used = K - len(case.empty)
    return (
        Misconception(
            "every-cluster-owns-a-point",
            "takes for granted that every cluster owns something",
            Integer(0),
            "You left no cluster without a wait. But the rule looks for each *wait's* nearest "
            "centroid and promises the centroids nothing: one far away is nobody's nearest. "
            "Mark the chosen ones and look for those without a mark.",
        ),
        Misconception(
            "counts-the-clusters-in-use",
            "counts the clusters that own something",
            Integer(used),
            f"{used} clusters were chosen by some wait. The question is about the others, "
            "whose size is zero. Take those in use away from all clusters.",
        ),
        Misconception(
            "lets-centroids-choose",
            "lets each centroid choose a wait",
            Integer(case.passed_over),
            "You gave each centroid its nearest wait and counted the waits left over. "
            "The assignment goes the other way: each wait chooses a centroid. "
            "Ask of every wait which centroid is nearest.",
        ),
    )

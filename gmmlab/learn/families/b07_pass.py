"""Bridge 7, one pass of k-means, in which a cluster comes out empty."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Vector
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_densities import listed
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["pass_with_an_empty_cluster"]

PLACES = 2
N = 6


@dataclass(frozen=True)
class Pass:
    """Waits in minutes and three centroids, before a pass."""

    waits: tuple[int, ...]
    centroids: tuple[int, ...]

    @property
    def clusters(self) -> list[list[int]]:
        """The waits nearest to each centroid."""
        owners = [min(range(3), key=lambda k: abs(x - self.centroids[k])) for x in self.waits]
        return [[x for x, z in zip(self.waits, owners, strict=True) if z == k] for k in range(3)]

    @property
    def empty(self) -> int:
        return self.clusters.index([])

    @property
    def filled(self) -> list[list[int]]:
        """The clusters after the empty one was given the wait nearest to it."""
        centre = self.centroids[self.empty]
        taken = min(self.waits, key=lambda x: abs(x - centre))
        left = [[x for x in cluster if x != taken] for cluster in self.clusters]
        return [[taken] if k == self.empty else cluster for k, cluster in enumerate(left)]

    @property
    def telling(self) -> bool:
        """Whether one cluster is empty, the others stay filled, and no wait lies half-way."""
        gaps = [sorted(abs(x - c) for c in self.centroids) for x in self.waits]
        clear = all(a < b for a, b, _ in gaps)
        filled = sorted(map(len, self.clusters))
        return clear and filled[0] == 0 and filled[1] > 1 and all(self.filled)

    def centres(self, clusters: list[list[int]]) -> list[Ratio]:
        """The mean of each cluster; an empty one's centroid stays."""
        return [
            Ratio(sum(cluster), len(cluster)) if cluster else Ratio(centre)
            for cluster, centre in zip(clusters, self.centroids, strict=True)
        ]

    @property
    def shown(self) -> str:
        return f"waits {listed(self.waits)}; centroids {listed(self.centroids)}"


@family(
    "pass-with-an-empty-cluster",
    "b7-k-means-clustering",
    "each centroid moves to the mean of the points nearest to it, and one may have none",
)
def pass_with_an_empty_cluster(rng: Rng) -> Question | None:
    """Ask for the three centroids after a pass in which one of them owns nothing."""
    run, other = _pass(rng), _pass(rng)
    if not (run.telling and other.telling):
        return None
    return Question(
        prompt=f"Six waits in minutes: {listed(run.waits)}. K-means starts with the centroids "
        f"{listed(run.centroids)}. A centroid that owns no point stays where it is. Give the three "
        "centroids after **one pass**, in the same order.",
        answer=Vector(tuple(run.centres(run.clusters)), PLACES),
        misconceptions=_misconceptions(run),
        hints=Hints(
            "Two steps: first every wait goes to its nearest centroid, and only then do the "
            "centroids move. What if no wait comes?",
            "For each wait, compare the three distances. Then take the mean of each group; "
            "a centroid without a group stays.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(run),
        because="The same loop as EM, with whole points in place of responsibilities. A soft count "
        "only comes near zero, since every component has a share, however small, in every "
        "point; a cluster of k-means may own nothing at all.",
    )


def _pass(rng: Rng) -> Pass:
    low, high = rng.choice(range(46, 62), 3, replace=False), rng.choice(range(72, 94), 3, False)
    waits = rng.permutation([*low, *high])
    near = int(rng.integers(44, 64)), int(rng.integers(70, 96))
    idle = int(rng.choice([*range(20, 42), *range(64, 70), *range(97, 120)]))
    centroids = rng.permutation([*near, idle])
    return Pass(tuple(map(int, waits)), tuple(map(int, centroids)))


def _worked(run: Pass) -> str:
    moves = (
        f"{centre} owns {listed(sorted(cluster))} and moves to {say(mean, 4)}."
        if cluster
        else f"{centre} owns nothing and stays."
        for centre, cluster, mean in zip(
            run.centroids, run.clusters, run.centres(run.clusters), strict=True
        )
    )
    row = r",\ ".join(figures(c, PLACES) for c in run.centres(run.clusters))
    return f"{' '.join(moves)} The centroids are now $({row})$."


def _misconceptions(run: Pass) -> tuple[Misconception, ...]:
    means = run.centres(run.clusters)
    middles = [
        Ratio(min(cluster) + max(cluster), 2) if cluster else mean
        for cluster, mean in zip(run.clusters, means, strict=True)
    ]
    halfway = [(mean + c) / 2 for mean, c in zip(means, run.centroids, strict=True)]
    zero = [mean if cluster else 0 for cluster, mean in zip(run.clusters, means, strict=True)]
    return (
        Misconception(
            "every-cluster-owns-a-point",
            "gives the idle centroid a point",
            Vector(tuple(run.centres(run.filled)), PLACES),
            "You gave the idle centroid the wait that lies nearest to it. But that wait lies "
            "nearer to another centroid and belongs there. A cluster may be empty.",
            back_to="s03-understanding-zero",
        ),
        Misconception(
            "midrange-for-mean",
            "puts centroids half-way between the extremes",
            Vector(tuple(middles), PLACES),
            "You put each centroid half-way between the smallest and the largest of its waits. "
            "The others count as well: add all of them and divide by how many there are.",
            back_to="s15-division-as-equal-sharing",
        ),
        Misconception(
            "moves-half-the-way",
            "averages the new mean with the old centroid",
            Vector(tuple(halfway), PLACES),
            "You let the old centroid count as if it were data. It only decides which waits come "
            "to it. Then it moves all the way to their mean.",
        ),
        Misconception(
            "empty-mean-is-zero",
            "takes the mean of no points for zero",
            Vector(tuple(zero), PLACES),
            "You took the mean of nothing for zero. Nothing shared among no one is not a number; "
            "so a program needs a rule, and here the rule is that the centroid stays.",
            back_to="s03-understanding-zero",
        ),
    )

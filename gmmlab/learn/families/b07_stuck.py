"""Bridge 7, a run of k-means that is stuck: it stops at once, far from the best."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["inertia_of_a_stuck_run"]

Points = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Corners:
    """Two pairs of points, one pair above the other, both centred on the same line."""

    middle: int
    bottom: int
    height: int
    halves: tuple[int, int]
    """How far the points of the lower and of the upper pair lie from the line."""

    @property
    def points(self) -> Points:
        (a, b), m, y, z = self.halves, self.middle, self.bottom, self.bottom + self.height
        return ((m - a, y), (m + a, y), (m - b, z), (m + b, z))

    @property
    def starts(self) -> Points:
        return (self.middle, self.bottom), (self.middle, self.bottom + self.height)

    @property
    def stuck(self) -> int:
        return 2 * sum(half**2 for half in self.halves)

    @property
    def best(self) -> float:
        """The least inertia of all ways to make two clusters."""
        splits = [set(c) for size in (1, 2) for c in combinations(range(4), size)]
        return min(
            inertia([self.points[i] for i in part])
            + inertia([self.points[i] for i in range(4) if i not in part])
            for part in splits
        )

    @property
    def sideways(self) -> float:
        """The inertia of left against right."""
        return self.height**2 + (self.halves[0] - self.halves[1]) ** 2

    @property
    def shown(self) -> str:
        return f"points {_listed(self.points)}, centroids {_listed(self.starts)}"


@family(
    "inertia-of-a-stuck-run",
    "b7-k-means-clustering",
    "k-means stops where no single step improves, which need not be the best of all",
)
def inertia_of_a_stuck_run(rng: Rng) -> Question | None:
    """Ask for the inertia at which a badly started run of k-means stops."""
    corners, other = _corners(rng), _corners(rng)
    if not all(c.sideways == c.best < c.stuck for c in (corners, other)):
        return None
    return Question(
        prompt=f"Four points in the plane: {_listed(corners.points)}. K-means with two clusters "
        f"starts with the centroids {_listed(corners.starts)} and runs until nothing moves. What "
        "is the **inertia** where it stops, the sum of the squared distances to the centroids?",
        answer=Integer(corners.stuck),
        misconceptions=_misconceptions(corners),
        hints=Hints(
            "Draw the points and both centroids. Which points are nearest to which? Where do the "
            "centroids move then?",
            "If every point goes to the centroid whose mean it already makes, nothing moves any "
            "more. Then add the four squared distances.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(corners),
        because=f"Left against right would have an inertia of {say(corners.best)}. But no step "
        "leads there from this start: k-means, like EM, ends where its start leads. That is why "
        "several starts are tried.",
    )


def inertia(points: list[tuple[int, int]]) -> float:
    """Add the squared distances from the mean."""
    centre = [sum(axis) / len(points) for axis in zip(*points, strict=True)]
    return sum((v - c) ** 2 for point in points for v, c in zip(point, centre, strict=True))


def _corners(rng: Rng) -> Corners:
    a, b = (int(v) for v in rng.integers(3, 8, 2))
    return Corners(
        int(rng.integers(8, 15)), int(rng.integers(1, 6)), int(rng.integers(2, 9)), (a, b)
    )


def _listed(points: Points) -> str:
    *most, last = (rf"$({x},\ {y})$" for x, y in points)
    return f"{', '.join(most)} and {last}"


def _worked(corners: Corners) -> str:
    a, b = corners.halves
    return (
        "The two lower points are nearest to the lower centroid, the two upper ones to the upper. "
        "Each centroid is already the mean of its points, so nothing moves. Squared distances: "
        f"${a}^2+{a}^2+{b}^2+{b}^2={corners.stuck}$."
    )


def _misconceptions(corners: Corners) -> tuple[Misconception, ...]:
    a, b = corners.halves
    return (
        Misconception(
            "finds-the-best-of-all",
            "gives the least inertia there is",
            Integer(round(corners.best)),
            "You found the best two clusters, left and right. K-means does not see them from "
            "here: it compares each point with the present centroids only, and with these nothing "
            "moves. Follow its steps.",
        ),
        Misconception(
            "distance-not-squared",
            "adds distances without squaring them",
            Integer(2 * (a + b)),
            "You added the distances. The inertia adds their *squares*: that is what the mean "
            "makes smallest.",
        ),
        Misconception(
            "measures-from-the-mean-of-all",
            "measures from the mean of all points",
            Integer(corners.stuck + corners.height**2),
            "You measured every point from the mean of all four. There are two centroids, and "
            "each point counts its distance to its own.",
        ),
        Misconception(
            "counts-each-pair-once",
            "counts one point of each pair",
            Integer(corners.stuck // 2),
            "You added one squared distance for each cluster. Each cluster has two points: all "
            "four count.",
        ),
    )

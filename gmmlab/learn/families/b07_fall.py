"""Bridge 7, why the inertia never rises: what a centroid's move is worth."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_densities import listed
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["fall_of_the_inertia"]


@dataclass(frozen=True)
class Move:
    """The points of one cluster, with a whole mean, and the centroid before it moves."""

    points: tuple[int, ...]
    old: int

    @property
    def n(self) -> int:
        return len(self.points)

    @property
    def mean(self) -> int:
        return sum(self.points) // self.n

    @property
    def middle(self) -> Ratio:
        """Half-way between the extremes."""
        return Ratio(min(self.points) + max(self.points), 2)

    @property
    def fall(self) -> int:
        return self.n * (self.old - self.mean) ** 2

    def inertia(self, centre: Ratio | int) -> Ratio:
        return sum((Ratio((x - centre) ** 2) for x in self.points), Ratio(0))

    def distances(self, centre: int) -> int:
        return sum(abs(x - centre) for x in self.points)

    @property
    def shown(self) -> str:
        return f"points {listed(self.points)}, centroid {self.old}"


@family(
    "fall-of-the-inertia",
    "b7-k-means-clustering",
    "moving a centroid to the mean lowers the inertia by the count times the squared move",
)
def fall_of_the_inertia(rng: Rng) -> Question | None:
    """Ask by how much the inertia falls as one centroid moves."""
    move, other = _move(rng), _move(rng)
    if not all(len(set(m.points)) == m.n and m.old != m.mean for m in (move, other)):
        return None
    return Question(
        prompt=f"A centroid stands at {move.old} min. The waits nearest to it are "
        f"{listed(move.points)} min. It now moves to where k-means puts it. By how much does the "
        "**inertia** fall, the sum of squared distances, while these labels stay as they are?",
        answer=Integer(move.fall),
        misconceptions=_misconceptions(move),
        hints=Hints(
            "You may add the squared distances before and after, and subtract. Or ask what is "
            "common to all of them.",
            "About the mean the deviations cancel, so the sum of squares about another place is "
            r"larger by $n\,(c-\bar x)^2$, with $n$ points.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(move),
        because="A squared number is never negative: so this step never raises the inertia, and "
        "neither does giving each point to its nearest centroid. With only so many ways to "
        "label the points, k-means has to stop.",
    )


def _move(rng: Rng) -> Move:
    free = rng.integers(-7, 8, int(rng.integers(2, 5)))
    mean = int(rng.integers(52, 90))
    points = tuple(mean + int(d) for d in (*free, -free.sum()))
    return Move(points, mean + int(rng.choice([-6, -5, -4, -3, -2, 2, 3, 4, 5, 6])))


def _worked(move: Move) -> str:
    before, after = say(move.inertia(move.old)), say(move.inertia(move.mean))
    return (
        f"The mean of the {move.n} waits is {move.mean}. Squared distances add up to {before} from "
        f"{move.old} and to {after} from {move.mean}. The fall is ${before}-{after}$, which is "
        rf"also ${move.n}\cdot ({move.old}-{move.mean})^2={move.fall}$."
    )


def _misconceptions(move: Move) -> tuple[Misconception, ...]:
    shift, old = move.old - move.mean, move.inertia(move.old)
    return (
        Misconception(
            "counts-the-move-once",
            "counts the squared move once, not for every point",
            Integer(shift**2),
            "You squared how far the centroid moves. Each of its points saves that much on "
            f"average: multiply by the {move.n} points.",
        ),
        Misconception(
            "distance-not-squared",
            "adds distances without squaring them",
            Integer(move.distances(move.old) - move.distances(move.mean)),
            "You compared sums of distances. The inertia adds *squared* distances, and it is for "
            "these that the mean is best.",
        ),
        Misconception(
            "midrange-for-mean",
            "moves the centroid half-way between the extremes",
            Decimal(old - move.inertia(move.middle), 2),
            "You moved the centroid half-way between the smallest and the largest wait. K-means "
            "moves it to the mean of all its waits, and the inertia falls further.",
            back_to="s15-division-as-equal-sharing",
        ),
        Misconception(
            "gives-what-is-left",
            "gives the inertia after the move",
            Integer(int(move.inertia(move.mean))),
            "That is the inertia that is left after the move. Asked is the fall: subtract it "
            "from the inertia before.",
        ),
    )

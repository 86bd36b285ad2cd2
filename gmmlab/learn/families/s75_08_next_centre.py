"""Step 75.8, a start drawn by hand: k-means++ prefers points that no centre is near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import exact
from gmmlab.learn.families.parts_counts import between, listed, spread
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["next_centre"]


@dataclass(frozen=True)
class Draw:
    """Two centres that have been drawn, the waits that are left, and the one asked for."""

    centres: tuple[int, ...]
    left: tuple[int, ...]
    asked: int

    @property
    def distances(self) -> list[int]:
        """From the nearest centre, of the waits that are left."""
        return [min(abs(x - c) for c in self.centres) for x in self.left]

    @property
    def squares(self) -> list[int]:
        return [d * d for d in self.distances]

    @property
    def from_the_last(self) -> list[int]:
        """Squared, from the centre that was drawn last."""
        return [(x - self.centres[-1]) ** 2 for x in self.left]

    def share(self, values: Sequence[int]) -> Ratio:
        return Ratio(values[self.left.index(self.asked)], sum(values))

    @property
    def telling(self) -> bool:
        """Whether the wait that lies farthest off is no tie, and each centre has a wait near it."""
        squares = sorted(self.squares)
        return squares[-1] > squares[-2] and self.squares != self.from_the_last

    @property
    def farthest(self) -> int:
        return self.left[self.squares.index(max(self.squares))]


@family(
    "next-centre",
    "s75-08-starts-and-restarts",
    "k-means++ draws by the squared distance from the nearest centre",
)
def next_centre(rng: Rng) -> Question | None:
    """Ask for the probability that k-means++ takes a given wait as its third centre."""
    draw, other = _draw(rng), _draw(rng)
    if not (draw.telling and other.telling):
        return None
    return Question(
        prompt="K-means++ is drawing a start for $K=3$ components from five waits (in minutes). "
        f"{_given(draw)} With what probability is {draw.asked} the third?",
        answer=exact(draw.share(draw.squares)),
        misconceptions=_misconceptions(draw),
        hints=Hints(
            "A wait is the more likely, the worse it is served: what counts is how far it lies "
            "from the centre that is nearest to it.",
            "For each wait that is left take the distance from its nearest centre, and square it. "
            "The probability is the wait's own square out of the sum of all of them.",
            once_more(f"{_given(other)} The probability of {other.asked}?", _worked(other)),
        ),
        solution=_worked(draw),
        because="Far points are preferred and near ones not excluded, so the starts are spread out "
        "and still differ from run to run. A centre itself has distance 0 and is never drawn "
        "again.",
    )


def _draw(rng: Rng) -> Draw:
    low = between(rng, 44, 72)
    points = spread(rng, range(low, low + 24), 5)
    return Draw(points[:2], tuple(sorted(points[2:])), points[2])


def _given(draw: Draw) -> str:
    return f"Centres so far: {listed(draw.centres)}, in this order. Left: {listed(draw.left)}."


def _worked(draw: Draw) -> str:
    squares = ", ".join(
        f"{x}: ${d}^2={d * d}$" for x, d in zip(draw.left, draw.distances, strict=True)
    )
    own, total = draw.squares[draw.left.index(draw.asked)], sum(draw.squares)
    share = draw.share(draw.squares)
    reduced = f"={share}" if share.denominator != total else ""
    return (
        f"Squared distances from the nearest centre: {squares}; their sum is {total}.\n\n"
        f"The wait {draw.asked} has ${own}/{total}{reduced}$ of it."
    )


def _misconceptions(draw: Draw) -> tuple[Misconception, ...]:
    return (*_other_rules(draw), *_slips(draw))


def _other_rules(draw: Draw) -> tuple[Misconception, ...]:
    """Roads of another way to draw."""
    return (
        Misconception(
            "distance-not-squared",
            "weighs by the distance itself",
            exact(draw.share(draw.distances)),
            "You weighed each wait by its distance. K-means lowers a sum of *squared* distances, "
            "and k-means++ draws in proportion to what each point adds to that sum. "
            "Square before you share.",
        ),
        Misconception(
            "draws-uniformly",
            "draws every wait with the same probability",
            exact(Ratio(1, len(draw.left))),
            "You gave each wait that is left the same chance. That is a plain random start, which "
            "often puts two centres into one group. Weigh by the squared distance.",
        ),
        Misconception(
            "takes-the-farthest",
            "always takes the farthest point",
            Integer(int(draw.asked == draw.farthest)),
            f"You took it as settled that the farthest wait, {draw.farthest}, is next. It is only "
            "the most likely one: k-means++ draws at random, or one outlier would be a centre "
            "every time.",
        ),
    )


def _slips(draw: Draw) -> tuple[Misconception, ...]:
    """Roads that weigh by squares and go astray."""
    squares = draw.squares
    own = squares[draw.left.index(draw.asked)]
    return (
        Misconception(
            "measures-from-the-last-centre",
            "measures from the last centre only",
            exact(draw.share(draw.from_the_last)),
            f"You measured every distance from {draw.centres[-1]}, the centre drawn last. "
            "A wait that lies near the first centre is served already: "
            "take the smaller of its two distances.",
            back_to="b7-k-means-clustering",
        ),
        Misconception(
            "odds-for-a-probability",
            "gives the odds instead of the probability",
            exact(Ratio(own, sum(squares) - own)),
            "You divided its square by those of the *others*: these are the odds. "
            "A probability is a part of the whole, so its own square belongs below as well.",
            back_to="s30-equivalent-fractions",
        ),
    )

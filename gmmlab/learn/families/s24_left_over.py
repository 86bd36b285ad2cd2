"""Step 24, division with remainders: the points that equal starting blocks leave over."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["left_over"]

TOPIC = "s24-division-with-remainders"
LINK = (
    "The link to mixtures is a practical one: a start must place every point, and N is seldom a "
    "multiple of K."
)
STORIES = (
    ("eruptions", "by length"),
    ("iris flowers", "by the length of their petals"),
    ("galaxies", "by speed"),
    ("pixels", "by brightness"),
    ("crabs", "by the width of their shells"),
    ("penguins", "by weight"),
)


@dataclass(frozen=True)
class Blocks:
    """How many points there are and how many blocks of one size they are to fill."""

    things: str
    order: str
    n: int
    k: int

    @property
    def size(self) -> int:
        return self.n // self.k

    @property
    def left(self) -> int:
        return self.n % self.k


@family("left-over", TOPIC, "the remainder counts the points that K equal blocks leave over")
def left_over(rng: Rng) -> Question | None:
    """Ask how many points are in none of K equal starting blocks."""
    case, twin = _case(rng), _case(rng)
    if not (case.left and twin.left):
        return None
    return Question(
        prompt=f"{_given(case)} How many {case.things} are left over?",
        answer=Integer(case.left),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Give every block one point, then one more, and so on. When do you have to stop, and "
            "what do you still hold?",
            "Find the largest multiple of the number of blocks that is not above the number of "
            "points. What the points have beyond it is left over.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="A remainder is always smaller than the divisor: otherwise every block could take "
        f"one more. In Python it is `{case.n} % {case.k}`. {LINK}",
    )


def _case(rng: Rng) -> Blocks:
    k = between(rng, 4, 9)
    return Blocks(*pick(rng, STORIES), between(rng, 3 * k, 99), k)


def _given(case: Blocks) -> str:
    return (
        f"To start a mixture with $K={case.k}$ components, {case.n} {case.things} are sorted "
        f"{case.order} and cut into {case.k} blocks, one for each component. The blocks are to be "
        "equally large, and as large as that allows."
    )


def _worked(case: Blocks) -> str:
    n, k, q = case.n, case.k, case.size
    return (
        rf"{k} blocks of {q} use up ${k}\cdot{q}={k * q}$, and {k} blocks of {q + 1} would need "
        rf"{k * (q + 1)}, more than there are. Left over are ${n}-{k * q}={case.left}$."
    )


def _misconceptions(case: Blocks) -> tuple[Misconception, ...]:
    n, k, q, r = case.n, case.k, case.size, case.left
    return (
        Misconception(
            "gives-the-quotient",
            "gives the size of a block",
            Integer(q),
            f"{q} is the quotient: how many {case.things} each block holds. The question is about "
            f"those in no block. Take {k} blocks of {q} away from {n}.",
        ),
        Misconception(
            "gives-the-placed-points",
            "counts the points in the blocks",
            Integer(k * q),
            f"That many {case.things} are in the {k} blocks together. Left over is what "
            f"{n} has beyond that. Take it away from {n}.",
            back_to="s12-addition-within-100",
        ),
        Misconception(
            "stops-dealing-too-early",
            "leaves more over than there are blocks",
            Integer(r + k),
            f"With so many left, each of the {k} blocks could take one more. Deal out another "
            "round: a remainder is smaller than the number of blocks.",
            back_to="s23-two-digit-by-one-digit-division",
        ),
        Misconception(
            "counts-what-is-missing",
            "counts the points that are missing for larger blocks",
            Integer(k - r),
            f"That many *more* {case.things} would make each block one larger: you went up to "
            f"{k * (q + 1)}, beyond the {n} that there are. Stop at the multiple below, and count "
            "from there.",
        ),
    )

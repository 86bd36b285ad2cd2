"""Step 25, quotient and remainder together: the two sizes of blocks that array_split makes."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["points_in_the_larger_blocks"]

TOPIC = "s25-remainders-and-quotients-in-division"
LINK = (
    "The link to mixtures is a practical one: blocks are a way to start components, or to cut "
    "data for EM, and they are seldom all equal."
)
STORIES = ("eruption lengths", "waits", "petal lengths", "galaxy speeds", "shell widths")


@dataclass(frozen=True)
class Split:
    """How many points are split into how many blocks."""

    things: str
    n: int
    k: int

    @property
    def small(self) -> int:
        return self.n // self.k

    @property
    def larger(self) -> int:
        """How many blocks hold one more."""
        return self.n % self.k

    @property
    def mixed(self) -> bool:
        """Whether there are several blocks of either size."""
        return 2 <= self.larger <= self.k - 2

    @property
    def inside(self) -> int:
        """How many points are in the larger blocks."""
        return self.larger * (self.small + 1)


@family(
    "points-in-the-larger-blocks",
    TOPIC,
    "the quotient is the size of the blocks, and the remainder says how many hold one more",
)
def points_in_the_larger_blocks(rng: Rng) -> Question | None:
    """Ask how many points np.array_split puts into blocks of the larger size."""
    case, twin = _case(rng), _case(rng)
    if not (case.mixed and twin.mixed):
        return None
    return Question(
        prompt=f"{_given(case)} How many {case.things} are in the blocks of the larger size, "
        "all of these blocks taken together?",
        answer=Integer(case.inside),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Deal out equal blocks first. What happens to the points that are left over, so that "
            "the blocks stay as equal as they can be?",
            "Divide with a remainder. The quotient is the smaller size; each point of the "
            "remainder makes one block larger by one. Number of larger blocks, times their size.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because=f"Quotient and remainder rebuild the whole list of sizes: {case.larger} blocks of "
        f"{case.small + 1} and {case.k - case.larger} of {case.small}. {LINK}",
    )


def _case(rng: Rng) -> Split:
    k = between(rng, 4, 12)
    return Split(pick(rng, STORIES), between(rng, 3 * k, 150), k)


def _given(case: Split) -> str:
    return (
        f"`x` holds {case.n} sorted {case.things}. `np.array_split(x, {case.k})` cuts them into "
        f"{case.k} blocks from which {case.k} components start, as equal in size as they can be. "
        "Two sizes occur."
    )


def _worked(case: Split) -> str:
    n, k, q, r = case.n, case.k, case.small, case.larger
    return (
        rf"${n}={k}\cdot{q}+{r}$. Each of the {r} that are left over goes to a block of its own: "
        f"{r} blocks hold {q + 1}, and the other {k - r} hold {q}. In the larger ones are "
        rf"${r}\cdot{q + 1}={case.inside}$."
    )


def _misconceptions(case: Split) -> tuple[Misconception, ...]:
    return (*_wrong_sizes(case), *_halfway(case))


def _wrong_sizes(case: Split) -> tuple[Misconception, ...]:
    """Roads that put the remainder somewhere else."""
    q, r = case.small, case.larger
    return (
        Misconception(
            "drops-the-remainder",
            "leaves the remainder out of the larger blocks",
            Integer(r * q),
            f"You found the {r} blocks, but gave them {q} points each, like the others. With that "
            f"the {r} points of the remainder are in no block. Each of these blocks holds one "
            "more.",
            back_to="s24-division-with-remainders",
        ),
        Misconception(
            "remainder-in-one-block",
            "puts the whole remainder into one block",
            Integer(q + r),
            f"You gave all {r} that are left over to one block. Then it would be larger by {r}, "
            "and the blocks are to be as equal as they can be. Give one each to as many blocks "
            "as there are points left.",
        ),
    )


def _halfway(case: Split) -> tuple[Misconception, ...]:
    """Roads that know the sizes and count something else."""
    q, r = case.small, case.larger
    return (
        Misconception(
            "gives-the-size-of-one-block",
            "gives the size of a single larger block",
            Integer(q + 1),
            f"{q + 1} is the size of *one* larger block. There are as many of them as the "
            "remainder says. Multiply.",
            back_to="s13-repeated-addition-as-multiplication",
        ),
        Misconception(
            "gives-the-remainder",
            "gives the number of larger blocks",
            Integer(r),
            f"The remainder {r} says how many *blocks* hold one more. The question is about the "
            f"{case.things} in them. Multiply by the size of such a block.",
        ),
        Misconception(
            "swaps-the-two-sizes",
            "counts the points in the smaller blocks",
            Integer(case.n - case.inside),
            f"You counted the other {case.k - r} blocks, those without an extra point. The "
            "larger ones are as many as the remainder. Count those.",
        ),
    )

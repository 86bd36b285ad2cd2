"""Step 16, division as grouping: how many batches one pass over the data takes."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["batches_in_a_pass"]

TOPIC = "s16-division-as-grouping-measurement-division"
LINK = (
    "The link to mixtures is a practical one: batches change how EM or k-means reads its data, "
    "not what a mixture is."
)


@dataclass(frozen=True)
class Reading:
    """The size of a batch, how many of them make a pass, and how many passes are made."""

    size: int
    batches: int
    passes: int

    @property
    def n(self) -> int:
        return self.size * self.batches


@family("batches-in-a-pass", TOPIC, "the batches of a pass are the groups of one size in N points")
def batches_in_a_pass(rng: Rng) -> Question | None:
    """Ask for the number of batches in one pass, with the number of passes beside the point."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt=f"{_given(case)} How many batches make up one pass?",
        answer=Integer(case.batches),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "You know how large a batch is and want to know how many there are. "
            "How often does a batch fit into all of the eruptions?",
            "Divide the number of eruptions by the size of a batch. To check, multiply back.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="Sharing knows how many groups there are and asks for their size; grouping knows "
        f"the size and asks how many. Both divide. {LINK}",
        unit="batches",
    )


def _case(rng: Rng) -> Reading:
    return Reading(between(rng, 4, 12), between(rng, 3, 20), between(rng, 2, 15))


def _given(case: Reading) -> str:
    return (
        f"EM reads {case.n} eruptions in batches of {case.size}, from the first to the last, and "
        f"makes {case.passes} such passes before it stops."
    )


def _worked(case: Reading) -> str:
    n, m, q = case.n, case.size, case.batches
    return (
        rf"{m} fits into {n} exactly {q} times, since ${q}\cdot{m}={n}$. So "
        rf"$\frac{{{n}}}{{{m}}}={q}$ batches make one pass."
    )


def _misconceptions(case: Reading) -> tuple[Misconception, ...]:
    n, m, q, passes = case.n, case.size, case.batches, case.passes
    return (
        Misconception(
            "counts-the-cuts",
            "counts the cuts between the batches",
            Integer(q - 1),
            "You counted the places where one batch ends and the next begins. The last batch has "
            "no cut behind it, so there is one batch more than there are cuts. "
            "Count the batches.",
        ),
        Misconception(
            "counts-every-pass",
            "counts the batches of all passes",
            Integer(q * passes),
            f"That is what EM reads in all {passes} passes. One pass sees each eruption once. "
            f"Group the {n} eruptions once, into batches of {m}.",
        ),
        Misconception(
            "subtracts-one-batch",
            "takes a single batch away",
            Integer(n - m),
            f"You took {m} from {n}: so many *eruptions* are left after the first batch. "
            "Go on taking batches away until nothing is left, and count them; "
            "or divide, which is the same.",
            back_to="s12-addition-within-100",
        ),
        Misconception(
            "multiplies-instead-of-dividing",
            "multiplies by the size of a batch",
            Integer(n * m),
            f"You multiplied {n} by {m}. But there cannot be more batches than eruptions: each "
            "batch uses up several. Ask how often one fits into all, and divide.",
            back_to="s15-division-as-equal-sharing",
        ),
    )

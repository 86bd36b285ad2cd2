"""Step 11, adding with a carry: a count that runs on while batches stream in."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["running_count"]

TOPIC = "s11-two-digit-addition-with-regrouping"


@dataclass(frozen=True)
class Stream:
    """The count of a component so far, what the next batch adds, and how long that batch is."""

    so_far: int
    batch: int
    length: int

    @property
    def total(self) -> int:
        return self.so_far + self.batch

    @property
    def ones(self) -> int:
        return self.so_far % 10 + self.batch % 10

    @property
    def tens(self) -> int:
        """The tens without the carry."""
        return self.so_far // 10 + self.batch // 10


@family("running-count", TOPIC, "a running count passes a ten by a carry")
def running_count(rng: Rng) -> Question | None:
    """Ask for a running count after one more batch, where the ones make a ten."""
    case, twin = _case(rng), _case(rng)
    if min(case.ones, twin.ones) < 11 or max(case.total, twin.total) > 99:
        return None
    return Question(
        prompt=f"{_given(case)} What is the running count after it: $N_k=$ ?",
        answer=Integer(case.total),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "The running count keeps every eruption that has been read. Watch what happens when "
            "the ones pass ten.",
            "Add the ones. Ten of them make a ten: write down what is left over, carry the ten, "
            "and add it to the other tens.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="Ten ones became one ten, and no point was lost. A streaming EM keeps such a count "
        "for each component and never has to look back.",
        unit="points",
    )


def _case(rng: Rng) -> Stream:
    batch = between(rng, 13, 49)
    return Stream(between(rng, 13, 79), batch, batch + between(rng, 11, 45))


def _given(case: Stream) -> str:
    return (
        "EM reads a stream of eruptions in batches. So far the long kind has the running count "
        f"{case.so_far}. The next batch has {case.length} eruptions, {case.batch} of them of the "
        "long kind."
    )


def _worked(case: Stream) -> str:
    a, b, ones, tens = case.so_far, case.batch, case.ones, case.tens
    return (
        f"The ones: ${a % 10}+{b % 10}={ones}$, which is one ten and ${ones % 10}$. "
        f"The tens: ${a // 10}+{b // 10}+1={tens + 1}$. So $N_k={case.total}$."
    )


def _misconceptions(case: Stream) -> tuple[Misconception, ...]:
    a, b, ones, tens = case.so_far, case.batch, case.ones, case.tens
    return (
        Misconception(
            "forgets-the-carry",
            "forgets the ten that is carried",
            Integer(case.total - 10),
            f"The ones make {ones}. You wrote down {ones % 10} and lost the ten, so ten eruptions "
            "are missing from the count. Add it to the other tens.",
        ),
        Misconception(
            "writes-both-digits",
            "writes both digits of the ones' sum",
            Integer(int(f"{tens}{ones}")),
            f"You wrote {tens} for the tens and all of {ones} behind it. That makes hundreds of "
            f"eruptions out of {a} and {b}. The ten of {ones} belongs with the tens: carry it.",
            back_to="s10-two-digit-addition-without-regrouping",
        ),
        Misconception(
            "forgets-the-earlier-batch",
            "gives the last batch alone",
            Integer(b),
            f"{b} is what the last batch brings. A running count also keeps all that came before. "
            f"Add {b} to the {a} so far.",
            back_to="s07-combining-small-groups-within-5",
        ),
        Misconception(
            "adds-the-whole-batch",
            "adds the whole batch",
            Integer(a + case.length),
            f"You added all {case.length} eruptions of the batch. Only {b} of them are of the long "
            "kind; the rest belong to the other components. Add those of the long kind alone.",
            back_to="s01-counting-to-10",
        ),
    )

"""Step 9, addition within 20: what one cluster loses in a pass, another gains."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["change_of_cluster"]

TOPIC = "s09-addition-within-20"
LINK = (
    "The link to mixtures holds in part: k-means moves whole points and EM only shares of them, "
    "but either way the total stays put."
)


@dataclass(frozen=True)
class Move:
    """The sizes of three clusters, and how many points change from the first to the last."""

    a: int
    middle: int
    b: int
    moved: int

    @property
    def after(self) -> int:
        return self.b + self.moved


@family("change-of-cluster", TOPIC, "in a pass of k-means what one count loses another gains")
def change_of_cluster(rng: Rng) -> Question | None:
    """Ask for the size of the cluster that points have joined."""
    case, twin = _case(rng), _case(rng)
    if not 10 < min(case.after, twin.after) <= max(case.after, twin.after) <= 20:
        return None
    return Question(
        prompt=f"{_given(case)} How many waits does the long cluster own after the pass?",
        answer=Integer(case.after),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "A point that leaves one cluster joins the other. Which of the two grows?",
            "Add the points that have moved to the size of the cluster they join: fill it up to "
            "ten first, then add the rest.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because=f"The one count grew by what the other lost, so their sum is as before. {LINK}",
        unit="waits",
    )


def _case(rng: Rng) -> Move:
    moved = between(rng, 3, 9)
    return Move(between(rng, moved + 1, 19), between(rng, 5, 19), between(rng, 4, 16), moved)


def _given(case: Move) -> str:
    return (
        "k-means on the waits between eruptions has three clusters. Before a pass the short one "
        f"owns {case.a} waits, the middle one {case.middle} and the long one {case.b}. In the "
        f"pass {case.moved} waits change from short to long, and no others move."
    )


def _worked(case: Move) -> str:
    to_ten = 10 - case.b
    steps = f"{case.b}+{to_ten}+{case.moved - to_ten}=" if 0 < to_ten < case.moved else ""
    return (
        f"The long cluster gains what the short one loses: "
        f"${case.b}+{case.moved}={steps}{case.after}$ waits."
    )


def _misconceptions(case: Move) -> tuple[Misconception, ...]:
    a, b, moved = case.a, case.b, case.moved
    return (
        Misconception(
            "moves-points-the-wrong-way",
            "takes the moved points away from the cluster they join",
            Integer(b - moved),
            f"You took the {moved} waits away from the long cluster. But they *leave* the short "
            "one and *join* the long one, so the long one grows. Add them to its size.",
            back_to="s08-addition-within-10",
        ),
        Misconception(
            "answers-for-the-other-cluster",
            "gives what the short cluster has left",
            Integer(a - moved),
            f"That is the short cluster after the pass: it has lost {moved} waits. "
            f"The question is about the other one. Start from its {b} waits, and add those that "
            "come.",
        ),
        Misconception(
            "merges-the-clusters",
            "adds the short and the long cluster",
            Integer(a + b),
            f"You added all waits of the short and the long cluster. Only {moved} of the {a} "
            "ones have changed sides; the others stay where they are. "
            f"Add those {moved} to the {b}.",
            back_to="s07-combining-small-groups-within-5",
        ),
    )

"""Step 2, counting to 20: the sizes of all components as one list, which begins at label 0."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between, code_list
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["bincount_entry"]

TOPIC = "s02-counting-to-20"
K = 3


@dataclass(frozen=True)
class Labels:
    """A label from 0 to K - 1 for each point, and the index that is asked for."""

    z: tuple[int, ...]
    index: int

    @property
    def counts(self) -> list[int]:
        return [self.z.count(k) for k in range(K)]

    @property
    def count(self) -> int:
        return self.counts[self.index]


@family("bincount-entry", TOPIC, "the sizes of the components form a list that begins at label 0")
def bincount_entry(rng: Rng) -> Question | None:
    """Ask for one entry of np.bincount."""
    case, twin = _case(rng), _case(rng)
    if min(case.counts + twin.counts) < K:
        return None
    return Question(
        prompt="EM has been run on a few hours of eruptions. `z` holds the likeliest component of "
        f"each:\n\n`z = {code_list(case.z)}`\n\nWhat is `np.bincount(z)[{case.index}]`?",
        answer=Integer(case.count),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "`np.bincount(z)` is a list of sizes: how often each label occurs. "
            "Which label does its first entry speak of?",
            "The list begins with label 0, so the entry at index $j$ is the size of label $j$. "
            "Count how often $j$ itself occurs, and keep your place at ten.",
            once_more(f"`z = {code_list(twin.z)}`, at index {twin.index}.", _worked(twin)),
        ),
        solution=_worked(case),
        because=r"Index $j$ belongs to label $j$, and label 0 comes first. "
        "The whole list is the vector of sizes $N_k$, in one line of Python.",
    )


def _case(rng: Rng) -> Labels:
    z = rng.integers(K, size=between(rng, 14, 20))
    return Labels(tuple(int(k) for k in z), between(rng, 1, K - 1))


def _worked(case: Labels) -> str:
    return (
        f"Count each label: `np.bincount(z)` is `{code_list(case.counts)}`, beginning with "
        f"label 0. Its entry at index {case.index} is {case.count}: so often does the label "
        f"{case.index} occur."
    )


def _misconceptions(case: Labels) -> tuple[Misconception, ...]:
    j, n = case.index, len(case.z)
    return (
        Misconception(
            "counts-labels-from-one",
            "gives the entry before the one asked for",
            Integer(case.counts[j - 1]),
            f"You gave the size of label {j - 1}. That is entry number {j} if the first is called "
            f"one, but Python calls the first entry 0. Count how often the label {j} itself "
            "occurs.",
        ),
        Misconception(
            "reads-the-label-of-a-point",
            "reads the label of one point",
            Integer(case.z[j]),
            f"You looked up `z[{j}]`: the label of a single point. `np.bincount(z)` is another "
            f"list, with one entry for each label and not for each point. Count the points with "
            f"label {j}.",
            back_to="s01-counting-to-10",
        ),
        Misconception(
            "counts-all-points",
            "counts all points",
            Integer(n),
            f"There are {n} points in all. They are shared among the labels, and the entries of "
            f"the list add up to {n}. Count only the points with label {j}.",
        ),
    )

"""Step 1, counting to 10: the size of a cluster, read from its labels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between, told
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["label_count"]

TOPIC = "s01-counting-to-10"


@dataclass(frozen=True)
class Labelled:
    """Eruptions in the order they happened, by cluster, and the cluster that is asked for."""

    labels: tuple[str, ...]
    asked: str

    @property
    def count(self) -> int:
        return self.labels.count(self.asked)

    @property
    def last(self) -> int:
        """The place of the last match, counted from 1."""
        return max(i for i, label in enumerate(self.labels, 1) if label == self.asked)

    @property
    def runs(self) -> int:
        """How many unbroken runs the label makes."""
        return sum(label == self.asked for label, _ in groupby(self.labels))

    @property
    def shown(self) -> str:
        return f"`{' '.join(self.labels)}`"


@family("label-count", TOPIC, "the size of a cluster is the number of points that carry its label")
def label_count(rng: Rng) -> Question | None:
    """Ask for the size of one cluster among eight to ten labelled eruptions."""
    case, twin = _case(rng), _case(rng)
    if len(case.labels) == len(twin.labels) or min(case.count, twin.count) < 2:
        return None
    return Question(
        prompt=f"A pass of k-means has put each of {len(case.labels)} eruptions into one of three "
        f"clusters. In the order in which they happened, their labels are:\n\n{case.shown}\n\n"
        f"How many points does cluster {case.asked} own: $N_{case.asked}=$ ?",
        answer=Integer(case.count),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "The size of a cluster asks how many points carry its label. Where they stand in "
            "the list does not matter.",
            "Go through the list once. At each point with the label, and only there, say the "
            "next number. The last number said is the size.",
            once_more(
                f"{len(twin.labels)} eruptions, {twin.shown}, and cluster {twin.asked}.",
                _worked(twin),
            ),
        ),
        solution=_worked(case),
        because="One number for each point with the label, and the last one is the size. "
        "An M-step divides by this count.",
    )


def _case(rng: Rng) -> Labelled:
    labels = rng.choice(list("ABC"), size=between(rng, 8, 10))
    return Labelled(tuple(map(str, labels)), str(rng.choice(list("ABC"))))


def _worked(case: Labelled) -> str:
    return (
        f"Say a number at each {case.asked} and pass over the others: {told(case.count)}. "
        f"So $N_{case.asked}={case.count}$."
    )


def _misconceptions(case: Labelled) -> tuple[Misconception, ...]:
    c, n = case.asked, len(case.labels)
    return (
        Misconception(
            "ordinal-for-cardinal",
            f"says where the last {c} stands, not how many there are",
            Integer(case.last),
            f"The last {c} stands at place {case.last} of the list. Its place counts the points of "
            f"the other clusters too. Start again, and say a number only when you meet a {c}.",
        ),
        Misconception(
            "counts-runs-for-points",
            "counts neighbours with one label only once",
            Integer(case.runs),
            f"You counted {case.runs} stretches of {c}. Eruptions that follow each other are still "
            f"separate points, and each adds one to the size. Give every single {c} its number.",
        ),
        Misconception(
            "counts-the-other-clusters",
            "counts the points outside the cluster",
            Integer(n - case.count),
            f"You counted the points that do *not* carry the label {c}. They belong to the other "
            f"two clusters. Count those that do carry it; together they must make {n}.",
        ),
    )

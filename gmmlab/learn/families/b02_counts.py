"""Bridge 2, a conditional probability is a share of those that were seen."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

import numpy as np

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import exact
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["kind_from_counts"]


@dataclass(frozen=True)
class Story:
    """What is counted: the individuals, their kinds, and what is seen of them."""

    many: str
    one: str
    kinds: tuple[str, str]
    seen: tuple[str, str]


STORIES = (
    Story("irises", "An iris", ("versicolor", "virginica"), ("petal under 5 cm", "5 cm or more")),
    Story("penguins", "A penguin", ("Adélie", "Gentoo"), ("flipper under 20 cm", "20 cm or more")),
    Story("eruptions", "An eruption", ("short", "long"), ("wait under an hour", "an hour or more")),
)


@dataclass(frozen=True)
class Counts:
    """Labelled individuals by kind (row) and by what is seen (column), and what is asked."""

    story: Story
    rows: tuple[tuple[int, ...], ...]
    kind: int
    column: int

    @property
    def total(self) -> int:
        return sum(map(sum, self.rows))

    @property
    def seen(self) -> int:
        return sum(row[self.column] for row in self.rows)

    @property
    def cell(self) -> int:
        return self.rows[self.kind][self.column]

    @property
    def likelihoods(self) -> list[Ratio]:
        """How often each kind shows what was seen."""
        return [Ratio(row[self.column], sum(row)) for row in self.rows]

    @property
    def names(self) -> tuple[str, str]:
        """Of what is seen, and of the kind asked for."""
        return self.story.seen[self.column], self.story.kinds[self.kind]


@family(
    "kind-from-counts",
    "b2-bayes-theorem",
    "a conditional probability is a share of those that meet the condition",
)
def kind_from_counts(rng: Rng) -> Question:
    """Ask for the chance of a kind, given what is seen, from a table of counts."""
    counts, other = _counts(rng), _counts(rng)
    (seen, kind), (other_seen, other_kind) = counts.names, other.names
    return Question(
        prompt=f"The kinds of {counts.total} {counts.story.many} are known:\n\n{_table(counts)}\n\n"
        f"{counts.story.one} is picked at random from these, and you are told only: {seen}. "
        f"How probable is it that its kind is **{kind}**?",
        answer=exact(Ratio(counts.cell, counts.seen)),
        misconceptions=_misconceptions(counts),
        hints=Hints(
            "Being told something leaves only a part of the table. Which part, and how much of "
            "that part is of the kind?",
            "Given *seen*, the chance of *kind* is the count of both, divided by the count of "
            "all that were *seen*: stay within one column.",
            once_more(
                f"seen: {other_seen}; kind: {other_kind}.\n\n{_table(other)}",
                _worked(other),
            ),
        ),
        solution=_worked(counts),
        because="The condition chooses the whole of which you take a share. A responsibility is "
        "just this: among all points that lie where this one lies, the share that comes from "
        "component $k$.",
    )


def _counts(rng: Rng) -> Counts:
    """Draw counts in which the first kind mostly shows the first thing, the second the second."""
    first, second = np.sort(rng.choice(range(4, 90), size=(2, 2), replace=False), axis=1).tolist()
    rows = tuple(reversed(first)), tuple(second)
    return Counts(pick(rng, STORIES), rows, int(rng.integers(2)), int(rng.integers(2)))


def _table(counts: Counts) -> str:
    rows = zip(counts.story.kinds, counts.rows, strict=True)
    return table(["kind", *counts.story.seen], *([kind, *map(str, row)] for kind, row in rows))


def _worked(counts: Counts) -> str:
    seen, kind = counts.names
    terms = "+".join(str(row[counts.column]) for row in counts.rows)
    return (
        f"Of all {counts.total}, ${terms}={counts.seen}$ show what was seen ({seen}). Of these, "
        f"{counts.cell} are {kind}: ${counts.cell}/{counts.seen}$."
    )


def _misconceptions(counts: Counts) -> tuple[Misconception, ...]:
    own, fits = sum(counts.rows[counts.kind]), counts.likelihoods
    return (
        Misconception(
            "swaps-the-condition",
            "swaps the condition and what is asked",
            exact(Ratio(counts.cell, own)),
            f"You divided by the {own} of that kind. That tells how often this kind shows what "
            "was seen. The question runs the other way: what was seen is known, the kind is "
            "asked for. Divide by the column.",
        ),
        Misconception(
            "answers-with-the-prior",
            "gives the share of the kind among all",
            exact(Ratio(own, counts.total)),
            "That is how common the kind is before you are told anything. What you were told "
            "rules out a column: take the share within the other.",
        ),
        Misconception(
            "joint-for-conditional",
            "divides by everything",
            exact(Ratio(counts.cell, counts.total)),
            f"You divided by all {counts.total}. That is the chance of both together. You know "
            "already that one of them holds, so the others are out: divide by the column.",
        ),
        Misconception(
            "ignores-the-weights",
            "compares how well the kinds explain it, not how common they are",
            Decimal(fits[counts.kind] / sum(fits), 3),
            "You took each kind's own share and compared these, as if both kinds were equally "
            "common. They are not: let every individual of the column count once.",
        ),
    )

"""Step 6, one-to-one correspondence: pairing the clusters of a fit with the true kinds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import plus, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["best_pairing"]

TOPIC = "s06-one-to-one-correspondence"
LETTERS = "ABC"

Pairing = tuple[int, ...]
"""The cluster that each true kind is paired with, in the order of the kinds."""


@dataclass(frozen=True)
class Confusion:
    """How many points of each true kind (rows) each cluster owns (columns)."""

    rows: tuple[tuple[int, ...], ...]

    @property
    def best(self) -> Pairing:
        return max(permutations(range(3)), key=self.agreement)

    @property
    def greedy(self) -> int:
        """The agreement where the largest number left is taken each time."""
        cells = sorted(((self.rows[i][j], i, j) for i in range(3) for j in range(3)), reverse=True)
        total, kinds, clusters = 0, set(range(3)), set(range(3))
        for n, i, j in cells:
            if i in kinds and j in clusters:
                total, kinds, clusters = total + n, kinds - {i}, clusters - {j}
        return total

    @property
    def column_maxima(self) -> list[int]:
        return [max(column) for column in zip(*self.rows, strict=True)]

    def cells(self, pairing: Pairing) -> list[int]:
        return [row[j] for row, j in zip(self.rows, pairing, strict=True)]

    def agreement(self, pairing: Pairing) -> int:
        return sum(self.cells(pairing))


@family("best-pairing", TOPIC, "a fit agrees with the truth under the best one-to-one pairing")
def best_pairing(rng: Rng) -> Question | None:
    """Ask for the agreement of a 3 by 3 confusion table under its best pairing."""
    case, twin = _case(rng), _case(rng)
    if case.greedy == case.agreement(case.best):
        return None
    return Question(
        prompt="The eruptions of three geysers were put on one heap, and k-means was asked for "
        "three clusters. How many points of each geyser each cluster owns:"
        f"\n\n{_table(case)}\n\nPair geysers and clusters one to one so that as many points as "
        "possible agree. How many points agree then?",
        answer=Integer(case.agreement(case.best)),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "The letters of the clusters are arbitrary: k-means could have dealt them out in any "
            "order. Which geyser does each cluster stand for?",
            "A pairing takes one number from each row and one from each column. There are six "
            "pairings: add up each, and keep the largest sum.",
            once_more(_table(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="A fit is right up to the names of its components, so it is compared with the "
        "truth under the best one-to-one pairing, never letter by letter.",
        unit="points",
    )


def _case(rng: Rng) -> Confusion:
    return Confusion(tuple(tuple(map(int, row)) for row in rng.integers(0, 13, size=(3, 3))))


def _table(case: Confusion) -> str:
    head = ["points of", *(f"cluster {c}" for c in LETTERS)]
    rows = zip(LETTERS, case.rows, strict=True)
    return table(head, *([f"geyser {kind}", *row] for kind, row in rows))


def _worked(case: Confusion) -> str:
    lines = [
        f"- clusters {', '.join(LETTERS[j] for j in p)}: "
        f"${plus(case.cells(p))}={case.agreement(p)}$"
        for p in permutations(range(3))
    ]
    return (
        "For the geysers A, B, C in this order the six pairings are:\n\n"
        + "\n".join(lines)
        + f"\n\nThe largest sum is {case.agreement(case.best)}."
    )


def _misconceptions(case: Confusion) -> tuple[Misconception, ...]:
    diagonal, maxima = case.agreement((0, 1, 2)), case.column_maxima
    return (
        Misconception(
            "equal-labels-mean-equal-components",
            "pairs equal letters",
            Integer(diagonal),
            "You added the numbers on the diagonal, A with A and so on. But the letters of the "
            "clusters come from the start of k-means, not from the geysers: another run would "
            "shuffle them. Try all six pairings.",
        ),
        Misconception(
            "two-clusters-share-a-label",
            "lets two clusters stand for one geyser",
            Integer(sum(maxima)),
            f"You took the largest number of each column: ${plus(maxima)}$. "
            "Two of them lie in one row, so two clusters claim one geyser and another geyser "
            "goes without. Take one number from each row *and* from each column.",
        ),
        Misconception(
            "takes-the-largest-first",
            "takes the largest number first and pairs what is left",
            Integer(case.greedy),
            "You began with the largest number of the table. It ties up a row and a column, and "
            "here what remains is so poor that another pairing does better. "
            "Compare the sums of whole pairings.",
        ),
    )

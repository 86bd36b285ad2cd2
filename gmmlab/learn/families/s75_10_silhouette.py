"""Step 75.10, the silhouette: how much nearer a point lies to its own group than to the next."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_counts import listed
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["silhouette_of_a_point"]

PLACES = 3
KINDS = ("short", "middle", "long")


@dataclass(frozen=True)
class Labelled:
    """Waits in three groups, the group that is looked at, and one wait of it."""

    groups: tuple[tuple[int, ...], ...]
    own: int
    x: int

    @property
    def members(self) -> tuple[int, ...]:
        """The other waits of its own group."""
        return tuple(w for w in self.groups[self.own] if w != self.x)

    @property
    def rest(self) -> dict[str, tuple[int, ...]]:
        return {KINDS[i]: g for i, g in enumerate(self.groups) if i != self.own}

    @property
    def near(self) -> str:
        """The kind of the nearest other group."""
        return min(self.rest, key=lambda kind: self.apart(self.rest[kind]))

    @property
    def a(self) -> Ratio:
        return self.apart(self.members)

    @property
    def b(self) -> Ratio:
        return self.apart(self.rest[self.near])

    @property
    def value(self) -> Ratio:
        return silhouette(self.a, self.b)

    @property
    def telling(self) -> bool:
        """Whether it lies nearer to its own group, and neither far inside nor on the edge."""
        return Ratio(1, 10) < self.value < Ratio(17, 20)

    def apart(self, waits: tuple[int, ...]) -> Ratio:
        """Give the mean distance from the wait to several others."""
        return Ratio(sum(abs(self.x - w) for w in waits), len(waits))

    def from_centre(self, waits: tuple[int, ...]) -> Ratio:
        return abs(self.x - Ratio(sum(waits), len(waits)))


def silhouette(a: Ratio, b: Ratio) -> Ratio:
    return (b - a) / max(a, b)


@family(
    "silhouette-of-a-point",
    "s75-10-choosing-k",
    "the silhouette compares the distance to a point's own group with that to the next group",
)
def silhouette_of_a_point(rng: Rng) -> Question | None:
    """Ask for the silhouette of one of ten waits in three groups."""
    case, other = _labelled(rng), _labelled(rng)
    if not (case.telling and other.telling):
        return None
    return Question(
        prompt="A mixture with three components is fitted to ten waits, and each wait is labelled "
        f"with the kind of its largest responsibility:\n\n{_table(case)}\n\n"
        "The silhouette is one criterion for the number of groups, averaged over all points. What "
        f"is the silhouette of the wait of **{case.x} min**?",
        answer=Decimal(case.value, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Two mean distances are compared: to the *other* members of the wait's own group, "
            "and to the members of the one group that comes next.",
            r"Call the first $a$, the second $b$; of the other groups, take the one with the "
            r"smaller mean distance. Then $s=\frac{b-a}{\max(a,b)}$.",
            once_more(f"the wait of {other.x} min in\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(case),
        because="Near 1 a point sits well within its group, near zero between two groups, and "
        "below zero it lies nearer to another. Like k-means, the silhouette sees nothing but "
        "distances: no weights, no spreads, no density.",
    )


def _labelled(rng: Rng) -> Labelled:
    own = int(rng.integers(3))
    centres = (52, 52 + int(rng.integers(12, 19)), 52 + int(rng.integers(27, 37)))
    groups = tuple(_group(rng, c, 3 + (i == own)) for i, c in enumerate(centres))
    return Labelled(groups, own, int(rng.choice(groups[own])))


def _group(rng: Rng, centre: int, size: int) -> tuple[int, ...]:
    return tuple(sorted(int(centre + d) for d in rng.choice(range(-5, 6), size, replace=False)))


def _table(case: Labelled) -> str:
    rows = ([kind, listed(g)] for kind, g in zip(KINDS, case.groups, strict=True))
    return table(["kind", "waits (min)"], *rows)


def _distances(x: int, waits: tuple[int, ...]) -> str:
    total = sum(abs(x - w) for w in waits)
    parts = "+".join(str(abs(x - w)) for w in waits)
    return rf"\frac{{{parts}}}{{{len(waits)}}}={figures(Ratio(total, len(waits)), 3)}"


def _worked(case: Labelled) -> str:
    to = {kind: _distances(case.x, waits) for kind, waits in case.rest.items()}
    distances = " and ".join(f"${shown}$ to the {kind} group" for kind, shown in to.items())
    a, b = figures(case.a, 3), figures(case.b, 3)
    return (
        f"To its own group: $a={_distances(case.x, case.members)}$. To the others: {distances}. "
        f"The {case.near} group is next, so $b={b}$ and "
        rf"$s=\frac{{{b}-{a}}}{{{b}}}={figures(case.value, PLACES)}$."
    )


def _misconceptions(case: Labelled) -> tuple[Misconception, ...]:
    own, a, b = case.groups[case.own], case.a, case.b
    everyone = tuple(w for group in case.rest.values() for w in group)
    centres = (case.from_centre(w) for w in (own, case.rest[case.near]))
    return (
        Misconception(
            "counts-the-point-itself",
            "counts the point among its own neighbours",
            Decimal(silhouette(case.apart(own), b), PLACES),
            f"You divided by the {len(own)} members of the group. One of them is the wait itself, "
            "at no distance, and makes its group look closer than it is. Average over the others.",
        ),
        Misconception(
            "averages-over-all-other-groups",
            "averages over all the other groups",
            Decimal(silhouette(a, case.apart(everyone)), PLACES),
            "You took the distance to every wait outside the group. A group far away then makes "
            "each point look well placed. Only the nearest of the other groups competes for it.",
        ),
        Misconception(
            "divides-by-the-own-distance",
            "divides by the distance to its own group",
            Decimal((b - a) / a, PLACES),
            "You divided by $a$. Then the value has no upper end, and points cannot be compared. "
            "Divide by the larger of the two distances: the silhouette stays between $-1$ and 1.",
        ),
        Misconception(
            "measures-to-the-centres",
            "measures to the centres of the groups",
            Decimal(silhouette(*centres), PLACES),
            "You measured to the two group means. That is the quick version of this criterion, "
            "and the wait itself has a part in one of them. The silhouette averages the distances "
            "to the single points, itself left out.",
        ),
    )

"""Step 56, similarity by sides: three centroids before and after a change of units."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["rescaled_triangle"]

PLACES = 2
DATA = ("penguins' bills", "petals", "eruptions", "waits in a row", "stars")
FACTORS = tuple(Ratio(n, 10) for n in (4, 5, 6, 12, 14, 15, 16, 18, 24, 25, 30, 35, 36))


@dataclass(frozen=True)
class Rescaled:
    """The sides AB, BC and CA of a triangle, and the factor that all of them were multiplied by."""

    sides: tuple[Ratio, Ratio, Ratio]
    factor: Ratio

    @property
    def after(self) -> tuple[Ratio, Ratio, Ratio]:
        a, b, c = self.sides
        return a * self.factor, b * self.factor, c * self.factor

    @property
    def sound(self) -> bool:
        """Whether there is a triangle with three different sides, and not a nearly flat one."""
        longest, different = max(self.sides), len(set(self.sides)) == 3
        return different and sum(self.sides) > Ratio(21, 10) * longest


@family(
    "rescaled-triangle",
    "s56-similar-triangles-sss-and-sas-similarity",
    "to scale all features alike keeps triangles similar and clusters as they are",
)
def rescaled_triangle(rng: Rng) -> Question | None:
    """Ask for the third distance between centroids after a change of units."""
    case, other = _rescaled(rng), _rescaled(rng)
    if not (case.sound and other.sound):
        return None
    return Question(
        prompt=f"K-means puts measurements of {pick(rng, DATA)} into three clusters, with "
        "centroids A, B and C. A colleague changes the units of the features, and the centroids "
        f"change with them. You know these distances:\n\n{_table(case)}\n\n"
        "The angle at B is the same before and after. What is the missing distance?",
        answer=Decimal(case.after[2], PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Divide each new distance by the old one. What do two sides in one ratio, and the "
            "angle between them unchanged, say of the two triangles?",
            "They are similar, so the third side is multiplied by the same factor as the other "
            "two: the new distance AB over the old.",
            once_more(f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(case),
        because="Two sides in one ratio and the angle between them make the triangles similar. "
        "Where all features are scaled alike, every distance is: nearest stays nearest, and "
        "k-means keeps the same clusters. To scale one feature alone can change them.",
    )


def _rescaled(rng: Rng) -> Rescaled:
    return Rescaled(
        (tenths(rng, 20, 90), tenths(rng, 20, 90), tenths(rng, 20, 90)), pick(rng, FACTORS)
    )


def _table(case: Rescaled) -> str:
    return table(
        ["distance", "AB", "BC", "CA"],
        ["before", *map(say, case.sides)],
        ["after", *map(say, case.after[:2]), "?"],
    )


def _worked(case: Rescaled) -> str:
    (a, b, c), (p, q, r) = case.sides, case.after
    factor = say(case.factor)
    return (
        rf"The ratios agree: $\frac{{{say(p)}}}{{{say(a)}}}=\frac{{{say(q)}}}{{{say(b)}}}={factor}$"
        ". With the angle between these sides unchanged, the triangles are similar, and "
        rf"$CA={factor}\cdot{say(c)}={figures(r, PLACES)}$."
    )


def _misconceptions(case: Rescaled) -> tuple[Misconception, ...]:
    (a, _, c), (p, _, _) = case.sides, case.after
    return (
        Misconception(
            "squares-the-scale",
            "squares the factor",
            Decimal(c * case.factor**2, PLACES),
            "You multiplied by the square of the factor. Squared distances grow so, and with them "
            "the inertia of k-means, and so do variances and areas. A distance is a length: use "
            "the factor once.",
        ),
        Misconception(
            "adds-instead-of-scaling",
            "adds the difference of two sides",
            Decimal(c + p - a, PLACES),
            "You changed CA by as much as AB. Compare what BC has done: its difference is "
            "another. What the sides share is a *ratio*: multiply by it.",
            back_to="s55-similar-triangles-aa-similarity",
        ),
        Misconception(
            "similar-for-equal",
            "leaves the side as it was",
            Decimal(c, PLACES),
            "You left CA as it was. Similar triangles have equal angles, but their sides are "
            "equal only if the factor is 1. The other two sides tell you the factor.",
            back_to="s55-similar-triangles-aa-similarity",
        ),
        Misconception(
            "turns-the-ratio-over",
            "divides the sides the wrong way round",
            Decimal(c / case.factor, PLACES),
            "You went back from the new units to the old. Check with AB: your road should lead "
            "from its old length to its new one. Multiply by new over old.",
        ),
    )

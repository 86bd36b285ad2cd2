"""Step 54, the triangle inequality: a distance that k-means need not compute."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import sqrt

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["distance_bound"]

PLACES = 1
POINTS = (
    "A penguin's measurements $x$ lie",
    "An eruption $x$ lies",
    "An image $x$, a point in 64 dimensions, lies",
    "A star $x$, a point in five features, lies",
)


@dataclass(frozen=True)
class Near:
    """How far a point is from its own centroid, and how far that is from another centroid."""

    own: Ratio
    apart: Ratio

    @property
    def least(self) -> Ratio:
        return self.apart - self.own

    @property
    def skips(self) -> bool:
        """Whether the other centroid cannot be nearer, whatever its distance."""
        return self.least >= self.own

    @property
    def sound(self) -> bool:
        return self.least > Ratio(1, 2) and self.own != self.least

    @property
    def shown(self) -> str:
        return f"$d(x,c_1)={say(self.own)}$, $d(c_1,c_2)={say(self.apart)}$."


@family(
    "distance-bound",
    "s54-triangle-inequality-theorem",
    "two sides of a triangle bound the third, so k-means can skip a distance",
)
def distance_bound(rng: Rng) -> Question | None:
    """Ask for the smallest distance to a second centroid that two known distances allow."""
    near, other = _near(rng), _near(rng)
    if not (near.sound and other.sound):
        return None
    return Question(
        prompt=f"{pick(rng, POINTS)} at the distance $d(x,c_1)={say(near.own)}$ from its centroid. "
        f"That centroid is $d(c_1,c_2)={say(near.apart)}$ away from a second one. K-means wants "
        "to know whether the second could be nearer, before it computes $d(x,c_2)$. What is the "
        "smallest value that $d(x,c_2)$ can have?",
        answer=Decimal(near.least, PLACES),
        misconceptions=_misconceptions(near),
        hints=Hints(
            "Where would the point have to lie, at this distance from $c_1$, to be as near to "
            "$c_2$ as it can?",
            r"The way from $c_1$ to $c_2$ by $x$ is no shorter than the straight one: "
            r"$d(c_1,c_2)\le d(x,c_1)+d(x,c_2)$. Solve this for $d(x,c_2)$.",
            once_more(other.shown, _worked(other)),
        ),
        solution=_worked(near),
        because=_because(near),
    )


def _near(rng: Rng) -> Near:
    own = tenths(rng, 12, 79)
    return Near(own, own + tenths(rng, 6, 120))


def _because(near: Near) -> str:
    least, own = say(near.least), say(near.own)
    if near.skips:
        return (
            f"The second centroid is at least {least} away and the first only {own}, so k-means "
            "can skip this distance: it would change nothing."
        )
    return (
        f"The bound, {least}, is below {own}, so the second centroid might be nearer: here "
        "k-means has to compute the distance. Where the bound is at least as large, it can skip it."
    )


def _worked(near: Near) -> str:
    own, apart = say(near.own), say(near.apart)
    return (
        rf"The triangle inequality says ${apart}\le {own}+d(x,c_2)$. So $d(x,c_2)$ is smallest "
        "where $x$ lies between the two centroids, on the straight way: "
        f"${apart}-{own}={figures(near.least, PLACES)}$."
    )


def _misconceptions(near: Near) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "largest-for-smallest",
            "gives the largest possible distance",
            Decimal(near.own + near.apart, PLACES),
            "You added the two distances. The point is that far from $c_2$ if it lies on the far "
            "side of $c_1$, the worst case. Put it between the two centroids instead: subtract.",
        ),
        Misconception(
            "centroid-distance-as-bound",
            "takes the distance of the centroids for the bound",
            Decimal(near.apart, PLACES),
            "That is how far $c_2$ is from $c_1$. The point need not sit at $c_1$: it may have "
            "come nearer to $c_2$ by as much as its own distance. Take that off.",
        ),
        Misconception(
            "own-distance-as-bound",
            "takes the distance to the point's own centroid for the bound",
            Decimal(near.own, PLACES),
            "You assumed that $c_1$ is the nearer of the two. K-means does not know that yet: the "
            "centroids have just moved. The bound has to follow from the two distances: subtract "
            "them.",
        ),
        Misconception(
            "assumes-a-right-angle",
            "takes the triangle to be right-angled",
            Decimal(sqrt(near.apart**2 - near.own**2), PLACES),
            "You used Pythagoras, as if there were a right angle at the point. Nothing says so, "
            "and with other angles it can be nearer. The least distance belongs to a flat "
            "triangle.",
        ),
    )

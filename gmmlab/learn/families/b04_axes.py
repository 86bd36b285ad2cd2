"""Bridge 4, eigenvalues: the semi-axes of an ellipse are their roots."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from gmmlab.learn.answers import Vector
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["semi_axes_of_an_ellipse"]

PLACES = 2
DIRECTIONS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2))


@dataclass(frozen=True)
class Spread:
    """A covariance with whole entries, built from an axis and two whole eigenvalues."""

    small: int
    step: int
    direction: tuple[int, int]
    sign: int

    @property
    def entries(self) -> tuple[int, int, int]:
        """Variance, covariance, variance."""
        v, w = self.direction
        return (
            self.small + self.step * v * v,
            self.sign * self.step * v * w,
            self.small + self.step * w * w,
        )

    @property
    def eigenvalues(self) -> tuple[int, int]:
        v, w = self.direction
        return self.small + self.step * (v * v + w * w), self.small

    @property
    def roots(self) -> tuple[float, float]:
        large, small = self.eigenvalues
        return sqrt(large), sqrt(small)

    @property
    def shown(self) -> str:
        a, b, d = self.entries
        return rf"$({a},\ {b})$ and $({b},\ {d})$"


@family(
    "semi-axes-of-an-ellipse",
    "b4-vectors-and-matrices",
    "the semi-axes of a one-sigma ellipse are the roots of the eigenvalues",
)
def semi_axes_of_an_ellipse(rng: Rng) -> Question | None:
    """Ask for the two semi-axes of the one-sigma ellipse of a covariance."""
    spread, other = _spread(rng), _spread(rng)
    if max(spread.eigenvalues) > 90:
        return None
    return Question(
        prompt=r"The covariance matrix $\Sigma$ of a component has the rows "
        f"{spread.shown}. How long are the semi-axes of its one-sigma ellipse, from the centre to "
        "the edge? Give the long one first.",
        answer=Vector(spread.roots, PLACES),
        misconceptions=_misconceptions(spread),
        hints=Hints(
            "The axes lie along the eigenvectors: these are the directions that the matrix "
            "stretches without turning. How far, the eigenvalues tell.",
            r"The eigenvalues solve $\lambda^2-(a+d)\lambda+(ad-b^2)=0$: their sum is the sum of "
            "the diagonal, their product the determinant. They are variances along the axes.",
            once_more(f"rows {other.shown}.", _worked(other)),
        ),
        solution=_worked(spread),
        because="An eigenvalue is the variance along its eigenvector, so its root is the standard "
        "deviation in that direction: the distance from the centre to the one-sigma ellipse.",
    )


def _spread(rng: Rng) -> Spread:
    small, step = int(rng.integers(2, 18)), int(rng.integers(1, 9))
    return Spread(small, step, pick(rng, DIRECTIONS), pick(rng, (-1, 1)))


def _worked(spread: Spread) -> str:
    a, b, d = spread.entries
    large, small = spread.eigenvalues
    long, short = (figures(root, PLACES) for root in spread.roots)
    return (
        rf"Sum ${a}+{d}={a + d}$ and product ${a}\cdot {d}-({b})^2={a * d - b * b}$ belong to the "
        rf"eigenvalues {large} and {small}. Their roots: $(\sqrt{{{large}}},\ \sqrt{{{small}}})="
        rf"({long},\ {short})$."
    )


def _misconceptions(spread: Spread) -> tuple[Misconception, ...]:
    a, _, d = spread.entries
    large, small = spread.roots
    return (
        Misconception(
            "eigenvalue-for-standard-deviation",
            "takes the eigenvalues themselves for lengths",
            Vector(spread.eigenvalues, PLACES),
            "These are the eigenvalues, rightly found. But they are variances, in squared units. A "
            "length on the picture is a standard deviation: take the roots.",
        ),
        Misconception(
            "reads-the-diagonal",
            "takes the spreads along the coordinates for the axes",
            Vector((sqrt(max(a, d)), sqrt(min(a, d))), PLACES),
            "You took the roots of the diagonal. They say how far the ellipse reaches across and "
            "up. This one is tilted, so its axes point elsewhere: find the eigenvalues first.",
        ),
        Misconception(
            "axis-for-semi-axis",
            "gives the whole axes",
            Vector((2 * large, 2 * small), PLACES),
            "You gave the lengths from edge to edge, which is what a drawing program asks for as "
            "width and height. The semi-axis runs from the centre: half of that.",
        ),
        Misconception(
            "forgets-the-covariance",
            "takes the diagonal itself for lengths",
            Vector((max(a, d), min(a, d)), PLACES),
            "You read the two variances off the diagonal. They are neither lengths nor do they "
            "belong to the axes, since the covariance tilts the ellipse. Find the eigenvalues and "
            "take their roots.",
        ),
    )

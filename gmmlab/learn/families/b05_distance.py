"""Bridge 5, the squared Mahalanobis distance in the plane."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import sqrt

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["squared_distance_from_a_component"]

PLACES = 2
STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)


@dataclass(frozen=True)
class Point:
    """A component with whole parameters, and a point so far across and up from its mean."""

    mean: tuple[int, int]
    entries: tuple[int, int, int]
    offset: tuple[int, int]

    @property
    def place(self) -> tuple[int, int]:
        return self.mean[0] + self.offset[0], self.mean[1] + self.offset[1]

    @property
    def determinant(self) -> int:
        a, b, d = self.entries
        return a * d - b * b

    @property
    def terms(self) -> tuple[int, int, int]:
        """Of the sum that is divided by the determinant."""
        (a, b, d), (u, v) = self.entries, self.offset
        return d * u * u, -2 * b * u * v, a * v * v

    @property
    def distance(self) -> Ratio:
        return Ratio(sum(self.terms), self.determinant)

    @property
    def shown(self) -> str:
        (a, b, d), (m, n), (x, y) = self.entries, self.mean, self.place
        return (
            rf"$\mu=({m},\ {n})$, $\Sigma$ with the rows $({a},\ {b})$ and $({b},\ {d})$, "
            rf"$x=({x},\ {y})$"
        )


@family(
    "squared-distance-from-a-component",
    "b5-multivariate-normal-distribution",
    "a component measures distance with the inverse of its covariance",
)
def squared_distance_from_a_component(rng: Rng) -> Question | None:
    """Ask for the squared Mahalanobis distance of a point from a mean."""
    point, other = _point(rng), _point(rng)
    if min(point.determinant, other.determinant) < 3 or not 1 < point.distance < 20:
        return None
    return Question(
        prompt="Gentoo penguins form one component of a mixture over bill length and bill depth, "
        f"both in mm: {point.shown}. How far is the penguin $x$ from the mean, by the "
        r"component's own measure: $D^2=(x-\mu)^T\Sigma^{-1}(x-\mu)=$ ?",
        answer=Decimal(point.distance, PLACES),
        misconceptions=_misconceptions(point),
        hints=Hints(
            "A millimetre counts for more in a direction in which the component is narrow. The "
            "inverse of the covariance does that weighing.",
            r"With the deviations $u$ and $v$ and the entries $a$, $b$, $d$ of $\Sigma$: "
            r"$D^2=\frac{du^2-2buv+av^2}{ad-b^2}$.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(point),
        because="All points with the same $D^2$ have the same density: they form one ellipse. A "
        r"point at $D^2=4$ is two standard deviations away, in its own direction.",
    )


def _point(rng: Rng) -> Point:
    mean = int(rng.integers(44, 52)), int(rng.integers(13, 18))
    entries = int(rng.integers(4, 13)), pick(rng, (-2, -1, 1, 2, 3)), int(rng.integers(1, 6))
    return Point(mean, entries, (pick(rng, STEPS), pick(rng, STEPS)))


def _worked(point: Point) -> str:
    (a, b, d), (u, v) = point.entries, point.offset
    terms = "+".join(f"({term})" if term < 0 else f"{term}" for term in point.terms)
    return (
        rf"The deviations are $u={u}$ and $v={v}$, the determinant "
        rf"${a}\cdot {d}-({b})^2={point.determinant}$. Above it: "
        rf"${d}\cdot ({u})^2-2\cdot ({b})\cdot ({u})\cdot ({v})+{a}\cdot ({v})^2={terms}="
        rf"{sum(point.terms)}$. "
        rf"$D^2={sum(point.terms)}/{point.determinant}={figures(point.distance, PLACES)}$."
    )


def _misconceptions(point: Point) -> tuple[Misconception, ...]:
    (a, b, d), (u, v) = point.entries, point.offset
    return (
        Misconception(
            "distance-ignores-the-covariance",
            "measures with a ruler",
            Decimal(u * u + v * v, PLACES),
            "That is the squared distance on squared paper, the one k-means uses. This component "
            "is wider in one direction than in another. Weigh the deviations with the inverse of "
            r"$\Sigma$.",
        ),
        Misconception(
            "ignores-the-correlation",
            "uses the variances only",
            Decimal(Ratio(u * u, a) + Ratio(v * v, d), PLACES),
            "You divided each squared deviation by its variance. That would do if length and depth "
            f"had nothing to do with each other; but their covariance is ${b}$. "
            "Use the whole inverse.",
            back_to="b4-vectors-and-matrices",
        ),
        Misconception(
            "multiplies-by-the-covariance",
            r"multiplies with the covariance instead of its inverse",
            Decimal(a * u * u + 2 * b * u * v + d * v * v, PLACES),
            r"You put $\Sigma$ itself between the deviations. Then a wide direction would count "
            "for more, when there a millimetre means less. Invert the matrix first.",
            back_to="b4-vectors-and-matrices",
        ),
        Misconception(
            "takes-the-root",
            "gives the distance, not its square",
            Decimal(sqrt(point.distance), PLACES),
            "You took the root at the end: this is the distance, in standard deviations. The "
            "question, like the exponent of the density, wants its square.",
        ),
    )

"""Bridge 5, the normal density in the plane: which part makes the volume 1."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import exp, pi, sqrt

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["density_in_the_plane"]

PLACES = 4


@dataclass(frozen=True)
class Place:
    """A component's covariance, and the squared distance of a point by its measure."""

    entries: tuple[int, int, int]
    distance: Ratio

    @property
    def determinant(self) -> int:
        a, b, d = self.entries
        return a * d - b * b

    @property
    def fall(self) -> float:
        return exp(-float(self.distance) / 2)

    @property
    def density(self) -> float:
        return self.fall / (2 * pi * sqrt(self.determinant))

    @property
    def shown(self) -> str:
        a, b, d = self.entries
        return (
            rf"$\Sigma$ with the rows $({a},\ {b})$ and $({b},\ {d})$, $D^2={say(self.distance)}$"
        )


@family(
    "density-in-the-plane",
    "b5-multivariate-normal-distribution",
    "the height of a normal density is set by the root of its determinant",
)
def density_in_the_plane(rng: Rng) -> Question | None:
    """Ask for a normal density in two dimensions, from the covariance and a squared distance."""
    place, other = _place(rng), _place(rng)
    if min(place.determinant, other.determinant) < 2:
        return None
    return Question(
        prompt=f"A component in the plane has {place.shown.partition(', $D')[0]}. For a point the "
        f"squared Mahalanobis distance is $D^2={say(place.distance)}$. What is the density of the "
        "component there?",
        answer=Decimal(place.density, PLACES),
        misconceptions=_misconceptions(place),
        hints=Hints(
            "Two factors: how far the density has fallen at this distance, and how high it is at "
            "the mean. The second must make the whole volume 1.",
            r"In the plane $p(x)=\frac{1}{2\pi\sqrt{|\Sigma|}}\,e^{-D^2/2}$, where $|\Sigma|$ is "
            "the determinant.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(place),
        because=r"$\sqrt{|\Sigma|}$ is to the plane what $\sigma$ is to the line: the area of the "
        r"one-sigma ellipse is $\pi\sqrt{|\Sigma|}$. The larger it is, the lower the component has "
        "to be so that its volume stays 1.",
    )


def _place(rng: Rng) -> Place:
    entries = int(rng.integers(1, 7)), pick(rng, (-2, -1, 1, 2)), int(rng.integers(1, 7))
    return Place(entries, tenths(rng, 6, 40))


def _worked(place: Place) -> str:
    (a, b, d), root = place.entries, sqrt(place.determinant)
    half = say(place.distance / 2)
    return (
        rf"The determinant is ${a}\cdot {d}-({b})^2={place.determinant}$. The height at the mean "
        rf"is $1/(2\pi\cdot {say(root, 4)})={say(1 / (2 * pi * root), 5)}$, and "
        rf"$e^{{-{half}}}={say(place.fall, 4)}$. The product: "
        rf"${say(1 / (2 * pi * root), 5)}\cdot {say(place.fall, 4)}="
        f"{figures(place.density, PLACES)}$."
    )


def _misconceptions(place: Place) -> tuple[Misconception, ...]:
    root = sqrt(place.determinant)
    return (
        Misconception(
            "forgets-the-one-half",
            "leaves the one half out of the exponent",
            Decimal(place.density * place.fall, PLACES),
            "Your exponent was $-D^2$. As on the line it is half the squared distance: $-D^2/2$.",
            back_to="s40-order-of-operations",
        ),
        Misconception(
            "forgets-the-root-of-the-determinant",
            "divides by the determinant itself",
            Decimal(place.density / root, PLACES),
            r"You divided by $2\pi|\Sigma|$. The determinant is made of variances, in units of "
            "length to the fourth power; an area is its root. Take the root first.",
            back_to="b4-vectors-and-matrices",
        ),
        Misconception(
            "keeps-the-constant-of-the-line",
            "uses the constant of one dimension",
            Decimal(place.density * sqrt(2 * pi), PLACES),
            r"You divided by $\sqrt{2\pi}$, once. Each dimension brings that factor: in the plane "
            r"there are two, so $2\pi$.",
        ),
        Misconception(
            "forgets-the-constant",
            "gives only the exponential",
            Decimal(place.fall, PLACES),
            "$e^{-D^2/2}$ says how the density compares with its top. The height of the top is "
            r"still missing: divide by $2\pi\sqrt{|\Sigma|}$, which makes the volume 1.",
            back_to="s71-probability-density-functions-and-continuous-distributions",
        ),
    )

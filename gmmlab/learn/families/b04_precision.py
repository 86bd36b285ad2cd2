"""Bridge 4, the inverse: an entry of the precision matrix."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import exact
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["entry_of_the_precision"]

PLACES_OF_ENTRIES = ("top left", "off the diagonal", "bottom right")


@dataclass(frozen=True)
class Covariance:
    """A 2x2 covariance: variance, covariance, variance; and the entry of its inverse asked for."""

    entries: tuple[int, int, int]
    which: int

    @property
    def products(self) -> tuple[int, int]:
        """Of the diagonal, and of the covariance with itself."""
        a, b, d = self.entries
        return a * d, b * b

    @property
    def determinant(self) -> int:
        diagonal, square = self.products
        return diagonal - square

    @property
    def upper(self) -> int:
        """What stands above the determinant: swapped on the diagonal, reversed off it."""
        a, b, d = self.entries
        return (d, -b, a)[self.which]

    @property
    def value(self) -> Ratio:
        return Ratio(self.upper, self.determinant)

    @property
    def place(self) -> str:
        return PLACES_OF_ENTRIES[self.which]

    @property
    def shown(self) -> str:
        a, b, d = self.entries
        return rf"$({a},\ {b})$ and $({b},\ {d})$"


@family(
    "entry-of-the-precision",
    "b4-vectors-and-matrices",
    "a 2x2 inverse swaps the diagonal, reverses the other entries and divides by the determinant",
)
def entry_of_the_precision(rng: Rng) -> Question | None:
    """Ask for one entry of the inverse of a covariance matrix."""
    matrix, other = _matrix(rng), _matrix(rng)
    if matrix.determinant < 2 or other.determinant < 2:
        return None
    return Question(
        prompt=r"The covariance matrix $\Sigma$ of a component has the rows "
        rf"{matrix.shown}. A density is computed with its inverse, the precision matrix "
        rf"$\Sigma^{{-1}}$. Which number stands **{matrix.place}** in $\Sigma^{{-1}}$?",
        answer=exact(matrix.value),
        misconceptions=_misconceptions(matrix),
        hints=Hints(
            r"The inverse is the matrix that takes every $\Sigma v$ back to $v$. Its entries are "
            "not the reciprocals of the entries.",
            "For rows $(a,\\ b)$ and $(c,\\ d)$ the inverse has the rows $(d,\\ -b)$ and "
            "$(-c,\\ a)$, all divided by the determinant $ad-bc$.",
            once_more(f"rows {other.shown}, {other.place}.", _worked(other)),
        ),
        solution=_worked(matrix),
        because="The determinant is the factor by which a matrix multiplies areas; here it is the "
        "square of that by which the unit circle grows to the one-sigma ellipse. Where a component "
        "is narrow, its precision is large.",
    )


def _matrix(rng: Rng) -> Covariance:
    a, d = int(rng.integers(2, 13)), int(rng.integers(2, 13))
    b = int(pick(rng, [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]))
    return Covariance((a, b, d), int(rng.integers(3)))


def _worked(matrix: Covariance) -> str:
    a, b, d = matrix.entries
    diagonal, square = matrix.products
    quotient = f"{(d, f'-({b})', a)[matrix.which]}/{matrix.determinant}"
    ends = quotient if quotient == str(matrix.value) else f"{quotient}={matrix.value}"
    what = "with its sign reversed" if matrix.which == 1 else "taken from the other corner"
    return (
        rf"The determinant is ${a}\cdot {d}-({b})^2={diagonal}-{square}={matrix.determinant}$. "
        f"Above it stands the entry {what}: ${ends}$."
    )


def _misconceptions(matrix: Covariance) -> tuple[Misconception, ...]:
    own, diagonal, square = matrix.entries[matrix.which], *matrix.products
    return (
        Misconception(
            "inverts-entry-by-entry",
            "takes the reciprocal of the entry",
            exact(Ratio(1, own)),
            f"You inverted the entry ${own}$ by itself. That is the way only on the diagonal of a "
            "matrix whose other entries are zero. Elsewhere all entries work together: divide by "
            "the determinant.",
        ),
        Misconception(
            "determinant-adds",
            "adds the two products in the determinant",
            exact(Ratio(matrix.upper, diagonal + square)),
            f"Your determinant is ${diagonal}+{square}$. The second product is subtracted: the "
            "more two coordinates vary together, the narrower the ellipse and the smaller its "
            "area.",
        ),
        _left_as_it_was(matrix),
        Misconception(
            "forgets-to-divide-by-the-determinant",
            "leaves the determinant out",
            exact(Ratio(matrix.upper)),
            "You arranged the entries as an inverse has them, but did not divide. Multiplied with "
            rf"$\Sigma$ this gives ${say(matrix.determinant)}$ on the diagonal where 1 should "
            "stand. Divide by the determinant.",
        ),
    )


def _left_as_it_was(matrix: Covariance) -> Misconception:
    """The road on which the entries keep their places and signs."""
    off, own = matrix.which == 1, matrix.entries[matrix.which]
    return Misconception(
        "forgets-to-reverse-the-sign" if off else "forgets-to-swap",
        "leaves the entry as it was",
        exact(Ratio(own, matrix.determinant)),
        f"You divided the entry ${own}$ by the determinant. "
        + (
            "Off the diagonal the sign is reversed: without that, the inverse does not bring a "
            "vector back."
            if off
            else "On the diagonal the two entries change places: a large variance makes a "
            "small precision."
        ),
    )

"""Bridge 4, matrix times vector: how a program draws a point of a component."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Vector
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["point_from_two_draws"]

PLACES = 2
HALVES = tuple(Ratio(z, 2) for z in (-4, -3, -2, -1, 1, 2, 3, 4))
Pair = tuple[Ratio, Ratio]


@dataclass(frozen=True)
class Draw:
    """A mean, a lower triangular matrix by its rows, and two standard normal numbers."""

    mean: Pair
    rows: tuple[Pair, Pair]
    z: Pair

    def moved(self, step: Sequence[Ratio]) -> Vector:
        return Vector(tuple(m + s for m, s in zip(self.mean, step, strict=True)), PLACES)

    @property
    def step(self) -> Pair:
        """The product of the matrix and the draws."""
        return _product(self.rows, self.z)

    @property
    def columns(self) -> tuple[Pair, Pair]:
        (a, b), (c, d) = self.rows
        return (a, c), (b, d)

    @property
    def shown(self) -> str:
        first, second = map(_row, self.rows)
        return (
            rf"$\mu={_row(self.mean)}$, $L$ with the rows ${first}$ and ${second}$, "
            f"$z={_row(self.z)}$"
        )


@family(
    "point-from-two-draws",
    "b4-vectors-and-matrices",
    "each entry of a matrix times a vector is a row, multiplied with the vector and added up",
)
def point_from_two_draws(rng: Rng) -> Question:
    """Ask for the point mu + L z."""
    draw, other = _draw(rng), _draw(rng)
    return Question(
        prompt="To draw a point of a component, a program draws two standard normal numbers $z$ "
        r"and computes $x=\mu+Lz$, where $L$ is a matrix with $LL^T=\Sigma$. This time "
        f"{draw.shown}. Which point comes out: $x=$ ?",
        answer=draw.moved(draw.step),
        misconceptions=_misconceptions(draw),
        hints=Hints(
            "The matrix tells how far each of the two numbers moves the point: across and up. "
            "The second coordinate is moved by both of them.",
            "First entry: first row of $L$ with $z$, multiplied in pairs and added. Second entry: "
            r"second row with $z$. Then add $\mu$.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(draw),
        because="Rows meet the vector. Because both numbers enter the second coordinate, the two "
        "coordinates vary together: a round cloud becomes the tilted ellipse of the component.",
    )


def _draw(rng: Rng) -> Draw:
    mean = tenths(rng, 20, 45), Ratio(int(rng.integers(50, 86)))
    lean = Ratio(int(rng.choice([-4, -3, -2, 2, 3, 4])))
    rows = (tenths(rng, 2, 8), Ratio(0)), (lean, Ratio(int(rng.integers(2, 8))))
    return Draw(mean, rows, (pick(rng, HALVES), pick(rng, HALVES)))


def _product(rows: tuple[Pair, Pair], z: Pair) -> Pair:
    (a, b), (c, d) = rows
    return a * z[0] + b * z[1], c * z[0] + d * z[1]


def _row(values: Pair) -> str:
    return rf"({say(values[0])},\ {say(values[1])})"


def _worked(draw: Draw) -> str:
    (a, b), (c, d) = (tuple(map(say, row)) for row in draw.rows)
    (p, q), (m, n), (s, t) = (tuple(map(say, pair)) for pair in (draw.z, draw.mean, draw.step))
    x, y = (figures(v, PLACES) for v in draw.moved(draw.step).values)
    return (
        rf"First row: ${a}\cdot ({p})+{b}\cdot ({q})={s}$. Second row: ${c}\cdot ({p})+"
        rf"{d}\cdot ({q})={t}$. Added to the mean: $({m}+({s}),\ {n}+({t}))=({x},\ {y})$."
    )


def _misconceptions(draw: Draw) -> tuple[Misconception, ...]:
    (a, _), (_, d) = draw.rows
    step, covariance = draw.step, _covariance(draw.rows)
    return (
        Misconception(
            "multiplies-entry-by-entry",
            "multiplies first with first and second with second",
            draw.moved((a * draw.z[0], d * draw.z[1])),
            "You multiplied only along the diagonal. Then the two coordinates would have nothing "
            "to do with each other. Each entry of the result needs a whole row: in NumPy that is "
            "`L @ z`, not `L * z`.",
        ),
        Misconception(
            "takes-columns-for-rows",
            "multiplies with the columns",
            draw.moved(_product(draw.columns, draw.z)),
            "You let the columns of $L$ meet $z$. The first entry of the product belongs to the "
            "first *row*, the second to the second.",
        ),
        Misconception(
            "forgets-the-mean",
            "stays round the origin",
            Vector(step, PLACES),
            r"The product is right, but it only says how far the point lies from the mean. Add "
            r"$\mu$.",
        ),
        Misconception(
            "multiplies-by-the-covariance",
            "multiplies by the covariance instead of its root",
            draw.moved(_product(covariance, draw.z)),
            r"You built $\Sigma=LL^T$ and multiplied with that. It is in squared units, like a "
            "variance. The draws are stretched by $L$, which is to the covariance what a standard "
            "deviation is to a variance.",
        ),
    )


def _covariance(rows: tuple[Pair, Pair]) -> tuple[Pair, Pair]:
    first, second = (_product(rows, row) for row in rows)
    return first, second

"""Step 69, sums of rectangles: a probability from heights of a mixture's density."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import Normals, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["rectangles_under_a_density"]

PLACES = 3
N = 4


@dataclass(frozen=True)
class Heights:
    """A density at equally spaced lengths, one more than there are rectangles."""

    start: Ratio
    width: Ratio
    heights: tuple[Ratio, ...]

    @property
    def x(self) -> tuple[Ratio, ...]:
        return tuple(self.start + i * self.width for i in range(N + 1))

    @property
    def left(self) -> Ratio:
        return self.width * sum(self.heights[:-1], Ratio(0))


@family(
    "rectangles-under-a-density",
    "s69-riemann-sums",
    "probability is area: heights of the density times the width, added up",
)
def rectangles_under_a_density(rng: Rng) -> Question:
    """Ask for the left Riemann sum of a mixture density from a table of heights."""
    case, other = _heights(rng), _heights(rng)
    return Question(
        prompt="A program prints the density of a mixture of short and long eruptions:"
        f"\n\n{_table(case)}\n\n"
        f"Estimate the probability of a length between {say(case.x[0])} and {say(case.x[-1])} min "
        "by a sum of four rectangles. Take each height at the **left** edge.",
        answer=Decimal(case.left, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Draw the four rectangles. How wide is each, and which of the five heights does the "
            "last one have?",
            r"The sum is $h\,(p(x_0)+p(x_1)+p(x_2)+p(x_3))$, with $h$ the distance from one "
            "length to the next. The last height in the table is the left edge of nothing.",
            once_more(f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(case),
        because="Height times width is an area, and area under a density is probability. "
        "Narrower rectangles follow the curve more closely, and the sum tends to the integral.",
    )


def _heights(rng: Rng) -> Heights:
    weight = float(tenths(rng, 2, 8))
    mixture = Normals(
        (weight, 1 - weight),
        (float(tenths(rng, 17, 24)), float(tenths(rng, 39, 48))),
        (float(tenths(rng, 3, 6)), float(tenths(rng, 4, 7))),
    )
    start, width = tenths(rng, 15, 36), pick(rng, (Ratio(1, 5), Ratio(3, 10), Ratio(1, 2)))
    x = [float(start + i * width) for i in range(N + 1)]
    return Heights(start, width, tuple(Ratio(round(100 * mixture.density(v)), 100) for v in x))


def _table(case: Heights) -> str:
    return table(
        ["$x$ (min)", *map(say, case.x)],
        ["$p(x)$ (per min)", *(f"{float(p):.2f}" for p in case.heights)],
    )


def _worked(case: Heights) -> str:
    parts = "+".join(f"{float(p):.2f}" for p in case.heights[:-1])
    return (
        f"Each rectangle is {say(case.width)} wide. The four left heights: "
        rf"${say(case.width)}\cdot({parts})={figures(case.left, PLACES)}$."
    )


def _misconceptions(case: Heights) -> tuple[Misconception, ...]:
    heights, width = case.heights, case.width
    return (
        Misconception(
            "right-for-left",
            "takes the heights at the right edges",
            Decimal(width * sum(heights[1:], Ratio(0)), PLACES),
            "You took each height at the right edge. That is a sum of rectangles too, but not the "
            "one asked for. Begin with the first height and leave out the last.",
        ),
        Misconception(
            "forgets-the-width",
            "adds heights and forgets the width",
            Decimal(sum(heights[:-1], Ratio(0)), PLACES),
            "You added heights, which are densities per minute and no probabilities. Multiply by "
            "the width of a rectangle to make areas of them.",
            back_to="s36-multiplying-decimals",
        ),
        Misconception(
            "one-rectangle-too-many",
            "uses every height in the table",
            Decimal(width * sum(heights, Ratio(0)), PLACES),
            "Five heights stand in the table, and you used all of them. Between five lengths there "
            "are only four gaps, so the fifth rectangle lies outside. Leave out the last height.",
            back_to="s06-one-to-one-correspondence",
        ),
        Misconception(
            "whole-width-for-each",
            "gives every rectangle the whole width",
            Decimal(N * width * sum(heights[:-1], Ratio(0)), PLACES),
            "You multiplied by the width of the whole interval. Each rectangle covers only a "
            "quarter of it: multiply by the distance from one length to the next.",
        ),
    )

"""Step 71, a density has area 1: the constant in front of a component."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import exact
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["constant_in_front"]


@dataclass(frozen=True)
class Rise:
    """A density c (x - start) between two waits in minutes."""

    start: int
    end: int

    @property
    def width(self) -> int:
        return self.end - self.start

    @property
    def constant(self) -> Ratio:
        return Ratio(2, self.width**2)

    @property
    def shown(self) -> str:
        return rf"$p(x)=c\,(x-{self.start})$ from {self.start} to {self.end} min"


@family(
    "constant-in-front",
    "s71-probability-density-functions-and-continuous-distributions",
    "a density has area 1, and that fixes the constant in front",
)
def constant_in_front(rng: Rng) -> Question:
    """Ask for the constant that makes a rising line a density."""
    rise, other = _rise(rng), _rise(rng)
    return Question(
        prompt="You model the waits of one kind of eruption by a density that rises in a straight "
        f"line: {rise.shown}, and 0 elsewhere. Which constant makes it a density? Give $c$ as a "
        "fraction.",
        answer=exact(rise.constant),
        misconceptions=_misconceptions(rise),
        hints=Hints(
            "What must the area under a density be? Sketch this one: what shape does the area "
            "have, how wide is it, and how high at its right end?",
            r"With $w$ for the width, the triangle is $cw$ high at its end, so its area is "
            r"$\frac{w\cdot cw}{2}$. Set it equal to what a density needs and solve for $c$.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(rise),
        because="A density may be as high as it likes where it is narrow enough: only its area is "
        r"fixed. In a Gaussian the same law gives $\frac{1}{\sigma\sqrt{2\pi}}$.",
    )


def _rise(rng: Rng) -> Rise:
    start = int(rng.integers(30, 80))
    return Rise(start, start + int(rng.integers(4, 41)))


def _worked(rise: Rise) -> str:
    w = rise.width
    quotient = f"2/{w**2}"
    reduced = "" if quotient == str(rise.constant) else f"={rise.constant}"
    return (
        rf"The triangle is ${rise.end}-{rise.start}={w}$ wide and ${w}c$ high at its end. Its area "
        rf"$\frac{{{w}\cdot {w}c}}{{2}}$ must be 1, so $c={quotient}{reduced}$."
    )


def _misconceptions(rise: Rise) -> tuple[Misconception, ...]:
    w = rise.width
    return (
        Misconception(
            "normalises-as-if-flat",
            "normalises as if the density were flat",
            exact(Ratio(1, w)),
            "One over the width is the height of a *flat* density. This one rises from zero, and "
            "its area is a triangle's. Set that area equal to 1.",
        ),
        Misconception(
            "forgets-the-one-half",
            "forgets the one half of the triangle",
            exact(Ratio(1, w**2)),
            "You gave the triangle the area of the rectangle round it. With this constant the "
            "density would have area one half. A triangle has half of width times height.",
            back_to="s70-definite-integral-definition",
        ),
        Misconception(
            "height-for-the-constant",
            "gives the height at the end",
            exact(Ratio(2, w)),
            "This is how high the density stands at its right end. The constant is its *slope*: "
            "divide the height by the width once more.",
            back_to="s42-variable-expressions",
        ),
        Misconception(
            "rises-from-zero",
            "lets the density rise from zero minutes on",
            exact(Ratio(2, rise.end**2)),
            f"You used the whole way from 0 to {rise.end} min. Below {rise.start} min this density "
            "is zero: only the width between the two ends counts.",
        ),
    )

"""Step 59, ratios with the hypotenuse: a direction is scaled to length 1."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import Direction, exact, triples
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["sine_of_the_tilt"]

SHAPES = triples(100)


@dataclass(frozen=True)
class Arrow:
    """A direction whose length is as exact as its coordinates."""

    across: Ratio
    up: Ratio
    length: Ratio

    @property
    def direction(self) -> Direction:
        return Direction(self.across, self.up)

    @property
    def sine(self) -> Ratio:
        return self.up / self.length


@family(
    "sine-of-the-tilt",
    "s59-trigonometric-ratios-review",
    "a direction of length 1 is made of cosine and sine: divide by the hypotenuse",
)
def sine_of_the_tilt(rng: Rng) -> Question:
    """Ask for the second coordinate of an eigenvector after it was scaled to length 1."""
    arrow, other = _arrow(rng), _arrow(rng)
    return Question(
        prompt="The long axis of a component's covariance ellipse points along "
        f"$v={arrow.direction.shown}$. "
        r"An eigenvector is scaled to length 1, and is then $(\cos t,\ \sin t)$ with the tilt $t$. "
        r"Give $\sin t$ as a fraction.",
        answer=exact(arrow.sine),
        misconceptions=_misconceptions(arrow),
        hints=Hints(
            "Scaling keeps the direction and changes the length. How long is $v$ before scaling?",
            r"By Pythagoras the length is $\sqrt{v_x^2+v_y^2}$, the hypotenuse. Then "
            r"$\sin t=\frac{v_y}{\sqrt{v_x^2+v_y^2}}$.",
            once_more(f"$v={other.direction.shown}$.", _worked(other)),
        ),
        solution=_worked(arrow),
        because="Sine and cosine are what is left of the legs once the hypotenuse is 1. "
        "Every unit eigenvector that a program prints is such a pair.",
    )


def _arrow(rng: Rng) -> Arrow:
    a, b, c = pick(rng, SHAPES)
    scale = Ratio(int(rng.integers(1, 61)), 10)
    return Arrow(scale * a, scale * b, scale * c)


def _worked(arrow: Arrow) -> str:
    x, y, c = (say(v) for v in (arrow.across, arrow.up, arrow.length))
    return (
        rf"The length is $\sqrt{{{x}^2+{y}^2}}={c}$. Divide the second coordinate by it: "
        rf"$\sin t=\frac{{{y}}}{{{c}}}={arrow.sine}$."
    )


def _misconceptions(arrow: Arrow) -> tuple[Misconception, ...]:
    x, y, c = arrow.across, arrow.up, arrow.length
    return (
        Misconception(
            "divides-by-the-sum-of-the-legs",
            "divides by the sum of the legs",
            exact(y / (x + y)),
            "You walked along both legs to get the length. The arrow takes the short cut. "
            "Square the legs, add, and take the root: that is what to divide by.",
        ),
        Misconception(
            "cosine-for-sine",
            "gives the cosine",
            exact(x / c),
            "The length is right, but you put the first coordinate over it. That leg lies beside "
            "the angle and gives the cosine. The sine takes the leg that faces the angle: how far "
            "up.",
        ),
        Misconception(
            "tangent-for-sine",
            "divides by the other leg",
            exact(y / x),
            "One leg over the other is the tangent: it says how steep the axis is, but the pair "
            "would not have length 1. Divide by the length of the whole arrow.",
            back_to="s58-right-triangle-trigonometry-introduction",
        ),
        Misconception(
            "forgets-the-root",
            "divides by the squared length",
            exact(y / c**2),
            "You divided by the sum of the squares. That is the length *squared*. "
            "Take its square root first.",
        ),
    )

"""Step 65, slopes of sine and cosine: the variance wave, and where it is widest."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import cos, pi, sin

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["slope_of_the_variance"]

PLACES = 2
TWELFTHS = (1, 3, 5, 7, 9, 11)
"""Parts of a half-turn at which the sine of the double angle is plus or minus 1/2 or 1."""


@dataclass(frozen=True)
class Wave:
    """v(t) = midline + amplitude cos 2t, and the twelfths of pi at which its slope is asked for."""

    midline: Ratio
    amplitude: Ratio
    twelfths: int

    @property
    def double(self) -> float:
        return self.twelfths * pi / 6

    @property
    def sine(self) -> Ratio:
        """The sine of the double angle, a half or a whole."""
        return Ratio(round(2 * sin(self.double)), 2)

    @property
    def slope(self) -> Ratio:
        return -2 * self.amplitude * self.sine

    @property
    def formula(self) -> str:
        return rf"v(t)={say(self.midline)}+{say(self.amplitude)}\cos 2t"

    @property
    def place(self) -> str:
        above, below = Ratio(self.twelfths, 12).as_integer_ratio()
        return rf"t=\frac{{{above if above > 1 else ''}\pi}}{{{below}}}"


@family(
    "slope-of-the-variance",
    "s65-derivatives-of-trigonometric-functions",
    "the slope of the cosine is minus the sine, times the slope of what stands inside",
)
def slope_of_the_variance(rng: Rng) -> Question | None:
    """Ask for the derivative of the variance wave at one direction."""
    wave, other = _wave(rng), _wave(rng)
    if wave.amplitude >= wave.midline or other.amplitude >= other.midline:
        return None
    return Question(
        prompt="Seen along the direction at angle $t$, a component has the variance "
        f"${wave.formula}$. You are looking for its widest direction and ask how fast the variance "
        rf"changes at ${wave.place}$ (in radians). $\frac{{dv}}{{dt}}=$ ?",
        answer=Decimal(wave.slope, PLACES),
        misconceptions=_misconceptions(wave),
        hints=Hints(
            "Three things happen to the slope: the constant, the cosine, and the double angle "
            "inside it each have their say.",
            r"A constant has slope zero. The slope of $\cos(at)$ is $-a\sin(at)$: the cosine "
            "becomes minus the sine, and the inner factor comes out in front.",
            once_more(f"${other.formula}$ at ${other.place}$.", _worked(other)),
        ),
        solution=_worked(wave),
        because="Where this slope is zero the variance is largest or smallest: those directions "
        "are the axes of the ellipse, its eigenvectors.",
    )


def _wave(rng: Rng) -> Wave:
    return Wave(tenths(rng, 30, 250), tenths(rng, 10, 150), pick(rng, TWELFTHS))


def _worked(wave: Wave) -> str:
    sine = say(wave.sine)
    product = f"({sine})" if sine.startswith("-") else sine
    factor = say(2 * wave.amplitude)
    return (
        rf"The slope is $\frac{{dv}}{{dt}}=-{factor}\sin 2t$. At ${wave.place}$ the sine of the "
        rf"double angle is ${sine}$, so the slope is $-{factor}\cdot{product}="
        f"{figures(wave.slope, PLACES)}$."
    )


def _misconceptions(wave: Wave) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "forgets-the-inner-factor",
            "leaves out the factor from inside",
            Decimal(wave.slope / 2, PLACES),
            "The sine and the sign are right. But the wave runs through its double angle twice as "
            "fast as $t$ runs, so it is twice as steep: multiply by the inner slope, which is 2.",
        ),
        Misconception(
            "wrong-sign-of-the-derivative",
            "has the sign of the derivative the wrong way round",
            Decimal(-wave.slope, PLACES),
            r"You differentiated $\cos$ to $+\sin$. The cosine starts at its top and *falls* while "
            r"the sine is positive. Its slope is $-\sin$.",
            back_to="s63-graphing-sine-and-cosine",
        ),
        Misconception(
            "keeps-the-constant",
            "keeps the midline",
            Decimal(wave.midline + wave.slope, PLACES),
            f"You carried the midline {say(wave.midline)} along. It lifts the whole wave and makes "
            "it nowhere steeper: a constant has slope zero. Leave it out.",
        ),
        Misconception(
            "cosine-stays-cosine",
            "leaves the cosine a cosine",
            Decimal(-2 * float(wave.amplitude) * cos(wave.double), PLACES),
            "The factor is right, but you kept the cosine. Where the cosine is at its top, its "
            "slope is zero, and the sine is zero there too. Differentiate it to minus the sine.",
        ),
    )

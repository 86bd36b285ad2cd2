"""Step 49, parallel lines: other mixing weights shift a boundary and do not turn it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["shifted_boundary"]

PLACES = 1
FEATURES = (
    "length $x$ and wait $y$ of eruptions",
    "length $x$ and depth $y$ of penguins' bills",
    "length $x$ and width $y$ of petals",
)


@dataclass(frozen=True)
class Shift:
    """A boundary y = slope x + old, and the intercept it has after the shift."""

    slope: Ratio
    old: Ratio
    new: Ratio
    x: Ratio

    @property
    def y(self) -> Ratio:
        """How high the shifted boundary is at x."""
        return self.slope * self.x + self.new

    @property
    def sound(self) -> bool:
        """Whether the line is not nearly flat, does move, and runs among the data."""
        steep = Ratio(2, 5) <= abs(self.slope) != 1
        seen = all((self.old, self.new, self.x, self.y)) and abs(self.y) <= 3
        return steep and seen and abs(self.new - self.old) > Ratio(1, 5)

    @property
    def line(self) -> str:
        sign = "+" if self.old > 0 else ""
        return f"$y={say(self.slope)}x{sign}{say(self.old)}$"

    @property
    def point(self) -> str:
        return rf"$({say(self.x)},\ {say(self.y)})$"


@family(
    "shifted-boundary",
    "s49-parallel-lines-and-transversals",
    "with a shared covariance, other mixing weights shift the boundary in parallel",
)
def shifted_boundary(rng: Rng) -> Question | None:
    """Ask for the intercept of a boundary that new weights have moved through a point."""
    shift, other = _shift(rng), _shift(rng)
    if not (shift.sound and other.sound):
        return None
    return Question(
        prompt="Two components share one covariance matrix. For standardised "
        f"{pick(rng, FEATURES)}, the boundary between them is the line {shift.line}. "
        "Then the mixing weights change and nothing else does: the boundary now passes through "
        f"the point {shift.point}. At which $y$ does it cross the $y$-axis now?",
        answer=Decimal(shift.new, PLACES),
        misconceptions=_misconceptions(shift),
        hints=Hints(
            "Which of the two numbers of a line, slope or intercept, can new mixing weights "
            "change while the covariance is shared?",
            "The new boundary is parallel to the old: it has the same slope. Put the point into "
            "$y=mx+c$ with this slope and solve for $c$.",
            once_more(f"from {other.line} in parallel through {other.point}.", _worked(other)),
        ),
        solution=_worked(shift),
        because="With a shared covariance, the logarithms of the mixing weights enter the "
        "boundary's equation as a constant alone: they shift the line and leave its slope.",
    )


def _shift(rng: Rng) -> Shift:
    return Shift(
        slope=tenths(rng, -30, 30),
        old=tenths(rng, -30, 30),
        new=tenths(rng, -30, 30),
        x=Ratio(int(rng.integers(-5, 6)), 2),
    )


def _worked(shift: Shift) -> str:
    slope, x = _bracketed(shift.slope), _bracketed(shift.x)
    return (
        f"The shifted boundary keeps the slope ${say(shift.slope)}$. The point lies on it: "
        rf"${say(shift.y)}={say(shift.slope)}\cdot{x}+c$. "
        rf"So $c={say(shift.y)}-{slope}\cdot{x}={figures(shift.new, PLACES)}$."
    )


def _bracketed(value: Ratio) -> str:
    return f"({say(value)})" if value < 0 else say(value)


def _misconceptions(shift: Shift) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "turns-it-perpendicular",
            "turns the boundary by a right angle",
            Decimal(shift.y + shift.x / shift.slope, PLACES),
            "You gave the new boundary the slope of a perpendicular. New mixing weights turn "
            "nothing while the covariance is shared. Keep the slope, and solve for the intercept.",
        ),
        Misconception(
            "keeps-the-old-intercept",
            "leaves the intercept as it was",
            Decimal(shift.old, PLACES),
            "That is where the old boundary crosses the axis. A line with the same slope *and* "
            "the same intercept has not moved, and the old one misses the point. Solve for the "
            "intercept anew.",
        ),
        Misconception(
            "height-for-intercept",
            "takes the height of the point for the intercept",
            Decimal(shift.y, PLACES),
            f"That is how high the boundary is at $x={say(shift.x)}$. The intercept is its height "
            "at $x=0$. Go there along the slope.",
        ),
        Misconception(
            "loses-the-sign",
            "adds the product of slope and position",
            Decimal(shift.y + shift.slope * shift.x, PLACES),
            r"You added $m\cdot x$ to the height of the point. It stands on the same side as $c$, "
            "so it changes its sign when you move it across: subtract it.",
            back_to="s45-two-step-equations",
        ),
    )

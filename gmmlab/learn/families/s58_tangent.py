"""Step 58, the sides of a right triangle: the tangent of an ellipse's tilt."""

from __future__ import annotations

from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import Direction, exact
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["tangent_of_the_tilt"]

TOPIC = "s58-right-triangle-trigonometry-introduction"


@family("tangent-of-the-tilt", TOPIC, "the tilt of an ellipse has the tangent rise over run")
def tangent_of_the_tilt(rng: Rng) -> Question | None:
    """Ask for tan t from the direction of the long axis."""
    axis, other = _direction(rng), _direction(rng)
    if abs(axis.up) == axis.across:
        return None
    return Question(
        prompt="One kind of eruption has a tilted covariance ellipse. Measured in standard "
        "deviations of length (across) and of wait (up), its long axis points along "
        f"$v={axis.shown}$. The tilt $t$ is the angle between this axis and the horizontal. "
        r"$\tan t=$ ?",
        answer=exact(axis.tangent),
        misconceptions=_misconceptions(axis),
        hints=Hints(
            "Draw $v$ as an arrow from the centre and drop a plumb line from its tip: a right "
            "triangle. Which leg lies at the angle $t$, and which one faces it?",
            r"$\tan t=\frac{\text{opposite}}{\text{adjacent}}$: how far up, divided by how far "
            "across. Keep the sign.",
            once_more(f"$v={other.shown}$.", _worked(other)),
        ),
        solution=_worked(axis),
        because="Rise over run: the two coordinates of the axis are the legs of the triangle. Only "
        "their ratio counts, so it does not matter how long the arrow is drawn.",
    )


def _direction(rng: Rng) -> Direction:
    up = int(rng.integers(2, 41)) * (1 if rng.random() < 0.7 else -1)
    return Direction(Ratio(int(rng.integers(2, 41))), Ratio(up))


def _worked(axis: Direction) -> str:
    quotient = f"{axis.up}/{axis.across}"
    reduced = "" if quotient == str(axis.tangent) else f"={axis.tangent}"
    return (
        f"Across, beside the angle: {axis.across}. Up, facing the angle: ${axis.up}$. "
        rf"So $\tan t={quotient}{reduced}$."
    )


def _misconceptions(axis: Direction) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "adjacent-over-opposite",
            "divides the adjacent leg by the opposite one",
            exact(1 / axis.tangent),
            "You have the right two legs, one upon the other the wrong way round. A steep axis "
            "must get a large tangent: put the leg that *faces* the angle, the second coordinate, "
            "on top.",
        ),
        Misconception(
            "divides-by-the-hypotenuse",
            "divides by the hypotenuse",
            Decimal(float(axis.up) / axis.length, 3),
            "You divided by the length of the arrow itself. That is the sine. The tangent knows "
            "only the two legs: divide by how far the arrow goes across.",
        ),
        Misconception(
            "divides-by-the-sum-of-the-legs",
            "divides by the sum of the legs",
            exact(axis.up / (axis.across + abs(axis.up))),
            "You took the rise as a part of rise and run together. A tangent is no share of a "
            "whole: it compares one leg with the other, and may be far above 1. Divide by the run "
            "alone.",
        ),
        *([_unsigned(axis)] if axis.up < 0 else []),
    )


def _unsigned(axis: Direction) -> Misconception:
    return Misconception(
        "drops-the-sign",
        "leaves the sign out",
        exact(abs(axis.tangent)),
        "The size is right, the direction is not. This axis goes *down* to the right, where longer "
        "eruptions come with shorter waits; without the sign the ellipse would lean the other way. "
        "Keep the sign of the second coordinate.",
        back_to="s41-integer-order-of-operations",
    )

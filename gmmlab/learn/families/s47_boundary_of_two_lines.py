"""Step 47, the unknown on both sides: the boundary is where two scores are equal."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["boundary_of_two_lines"]

PLACES = 2


@dataclass(frozen=True)
class Lines:
    """The log-scores of a short and a long kind, less what they share: slope and constant."""

    slopes: tuple[int, int]
    constants: tuple[Ratio, Ratio]

    @property
    def steeper(self) -> int:
        return self.slopes[1] - self.slopes[0]

    @property
    def drop(self) -> Ratio:
        return self.constants[0] - self.constants[1]

    @property
    def boundary(self) -> Ratio:
        return self.drop / self.steeper


@family(
    "boundary-of-two-lines",
    "s47-equations-with-variables-on-both-sides",
    "the boundary between two components is where their scores are equal",
)
def boundary_of_two_lines(rng: Rng) -> Question:
    """Ask for the length at which two components score the same."""
    lines, other = _lines(rng), _lines(rng)
    return Question(
        prompt="Two kinds of eruption have the same variance. The logarithms of their scores, "
        "less the terms that both contain, are then straight lines in the length $x$ (min):"
        f"\n\n{_given(lines)}\n\nThe kind with the higher score gets the eruption. At which "
        "length does that change?",
        answer=Decimal(lines.boundary, PLACES),
        misconceptions=_misconceptions(lines),
        hints=Hints(
            "At the boundary neither kind is ahead. What does that say of the two scores?",
            "Set them equal. Take the smaller multiple of $x$ from both sides, so that the unknown "
            "stands on one side only. Then two steps are left.",
            once_more(f"\n\n{_given(other)}", _worked(other)),
        ),
        solution=_worked(lines),
        because="With equal variances the scores cross once: below the boundary the short kind "
        "wins, above it the long kind. There both responsibilities are one half.",
        unit="min",
    )


def _lines(rng: Rng) -> Lines:
    low, steeper = between(rng, 4, 12), pick(rng, (4, 5, 8, 10, 12))
    first = Ratio(-between(rng, 2, 3 * low))
    return Lines((low, low + steeper), (first, first - steeper * tenths(rng, 23, 38)))


def _line(slope: int, constant: Ratio) -> str:
    return f"{slope}x-{say(-constant)}"


def _given(lines: Lines) -> str:
    short, long = (_line(m, c) for m, c in zip(lines.slopes, lines.constants, strict=True))
    return f"- short kind: ${short}$\n- long kind: ${long}$"


def _worked(lines: Lines) -> str:
    (m, n), (c, d) = lines.slopes, lines.constants
    return (
        f"Set equal: ${_line(m, c)}={_line(n, d)}$. Both sides less ${m}x$: "
        f"${say(c)}={lines.steeper}x-{say(-d)}$. Both sides plus {say(-d)}: "
        rf"${say(lines.drop)}={lines.steeper}x$. Divided by {lines.steeper}: "
        rf"$x={figures(lines.boundary, PLACES)}$."
    )


def _misconceptions(lines: Lines) -> tuple[Misconception, ...]:
    (m, n), (c, d) = lines.slopes, lines.constants
    return (
        Misconception(
            "adds-the-unknowns",
            "adds the terms in x instead of subtracting them",
            Decimal(lines.drop / (m + n), PLACES),
            f"You made ${m + n}x$ of the two terms, as if both stood on one side. ${m}x$ has to "
            f"leave its side, so it is taken from *both*: ${n}x-{m}x$ is left.",
            back_to="s43-combining-like-terms",
        ),
        Misconception(
            "adds-the-constants",
            "moves a constant over without changing its sign",
            Decimal(-(c + d) / lines.steeper, PLACES),
            f"You added up {say(-c)} and {say(-d)}. They stand on different sides, each behind a "
            f"minus. To clear one side, {say(-d)} is added to both, and $-{say(-c)}+{say(-d)}$ is "
            "their difference.",
            back_to="s41-integer-order-of-operations",
        ),
        Misconception(
            "turns-the-sign-round",
            "ends with the opposite sign",
            Decimal(-lines.boundary, PLACES),
            "The number is right but the sign is turned round, and no length is negative. The "
            "constants were taken one way round and the terms in $x$ the other. Do the same to "
            "both sides, one step at a time.",
            back_to="s45-two-step-equations",
        ),
        Misconception(
            "stops-before-dividing",
            "stops before the last division",
            Decimal(lines.drop, PLACES),
            f"You came as far as {say(lines.drop)}, which equals ${lines.steeper}x$ and not $x$. "
            f"One step is left: divide both sides by {lines.steeper}.",
            back_to="s44-one-step-equations",
        ),
    )

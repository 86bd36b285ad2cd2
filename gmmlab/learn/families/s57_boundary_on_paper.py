"""Step 57, proportions: where a boundary lies, read from a picture drawn to scale."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["boundary_on_paper"]

PLACES = 2
STORIES = (
    ("the waits at a geyser", "min", (500, 620), (720, 850)),
    ("the lengths of penguins' flippers", "mm", (1850, 1980), (2080, 2250)),
    ("the lengths of penguins' bills", "mm", (360, 420), (460, 540)),
    ("the brightness of galaxies", "magnitudes", (150, 170), (200, 240)),
)
"""What is measured, its unit, and the tenths of it that the two means may have."""
LINK = (
    "The link to mixtures is in their pictures: means, boundaries and semi-axes are read off them "
    "by a proportion."
)


@dataclass(frozen=True)
class Drawing:
    """Two means in a unit; on paper, in cm, the distance of the means and that to the boundary."""

    means: tuple[Ratio, Ratio]
    paper: Ratio
    mark: Ratio

    @property
    def gap(self) -> Ratio:
        return self.means[1] - self.means[0]

    @property
    def boundary(self) -> Ratio:
        return self.means[0] + self.gap * self.mark / self.paper

    @property
    def sound(self) -> bool:
        """Whether the boundary is well between the means, and is so on the additive road too."""
        inside = Ratio(1, 5) < self.mark / self.paper < Ratio(4, 5)
        added = self.mark + self.gap - self.paper
        return inside and added > 0 and abs(self.gap - self.paper) > 1

    @property
    def shown(self) -> str:
        m, n = self.means
        return (
            f"means {say(m)} and {say(n)}, {say(self.paper)} cm apart on paper, the boundary "
            f"{say(self.mark)} cm from the first."
        )


@family(
    "boundary-on-paper",
    "s57-proportions-in-similar-triangles",
    "lengths in a picture drawn to scale are in proportion to those they show",
)
def boundary_on_paper(rng: Rng) -> Question | None:
    """Ask where the boundary between two components lies, from lengths measured on paper."""
    data, unit, *spans = pick(rng, STORIES)
    case, other = _drawing(rng, spans), _drawing(rng, spans)
    if not (case.sound and other.sound):
        return None
    m, n = case.means
    return Question(
        prompt=f"A book shows a mixture of two components for {data}, drawn to scale but without "
        rf"numbers on its axis. The text gives the means: $\mu_1={say(m)}$ and $\mu_2={say(n)}$ "
        f"{unit}. With a ruler you find them {say(case.paper)} cm apart on the page, and the "
        f"boundary between the components {say(case.mark)} cm from $\\mu_1$, on the way to "
        r"$\mu_2$. At which value does the boundary lie?",
        answer=Decimal(case.boundary, PLACES),
        misconceptions=_misconceptions(case, unit),
        hints=Hints(
            "Which part of the way from the first mean to the second does the boundary lie at? "
            "It is the same part on the page and on the axis.",
            "Divide the two lengths on the page, boundary over means. Take this part of the "
            "distance of the means, and start from the first mean.",
            once_more(other.shown, _worked(other)),
        ),
        solution=_worked(case),
        because=f"A picture to scale has one ratio for all lengths. {LINK}",
        unit=unit,
    )


def _drawing(rng: Rng, spans: list[tuple[int, int]]) -> Drawing:
    first, second = (tenths(rng, *span) for span in spans)
    return Drawing((first, second), tenths(rng, 40, 140), tenths(rng, 10, 110))


def _worked(case: Drawing) -> str:
    m, n = map(say, case.means)
    part = rf"\frac{{{say(case.mark)}}}{{{say(case.paper)}}}"
    return (
        f"The means are ${n}-{m}={say(case.gap)}$ apart, and the boundary lies ${part}$ of the "
        rf"way along: ${m}+{say(case.gap)}\cdot{part}={figures(case.boundary, PLACES)}$."
    )


def _misconceptions(case: Drawing, unit: str) -> tuple[Misconception, ...]:
    start = case.means[0]
    return (
        Misconception(
            "adds-the-difference",
            "adds the difference instead of scaling",
            Decimal(start + case.mark + case.gap - case.paper, PLACES),
            "You saw by how much the distance of the means differs from that on the page, and "
            "added as much to the other length. Lengths in a picture to scale have one *ratio*, "
            "not one difference: multiply.",
        ),
        Misconception(
            "centimetres-as-they-are",
            "counts the centimetres as they are",
            Decimal(start + case.mark, PLACES),
            f"You went {say(case.mark)} along the axis, as if a centimetre on the page were one "
            f"of its units ({unit}). Find from the two means how much a centimetre stands for.",
        ),
        Misconception(
            "forgets-the-start",
            "gives the distance from the first mean",
            Decimal(case.boundary - start, PLACES),
            r"Your proportion is right, and it says how far the boundary is from $\mu_1$. Asked "
            r"for is the value on the axis: start from $\mu_1$.",
        ),
        Misconception(
            "measures-from-the-other-mean",
            "starts from the second mean",
            Decimal(case.means[1] - (case.boundary - start), PLACES),
            r"You went back from $\mu_2$. The ruler measured from $\mu_1$: start there and go "
            r"towards $\mu_2$.",
        ),
    )

"""Step 75.2, peaks in the plane: two kinds show as two bumps only where they stand far apart."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import sqrt

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["gap_for_two_peaks"]

PLACES = 2
SPREADS = tuple(Ratio(s, 100) for s in (20, 30, 40, 50, 60, 80))
GAPS = tuple(Ratio(g, 100) for g in (80, 90, 100, 110, 120, 130))
"""How many standard deviations the mean lengths may be apart."""


@dataclass(frozen=True)
class Pair:
    """Two kinds with equal weights and one diagonal covariance: its spreads, a gap in length."""

    length: Ratio
    wait: Ratio
    gap: Ratio

    @property
    def used(self) -> Ratio:
        """The gap of the mean lengths, in standard deviations."""
        return self.gap / self.length

    @property
    def needed(self) -> float:
        return float(self.wait) * sqrt(4 - self.used**2)

    @property
    def shown(self) -> str:
        return (
            f"standard deviations {say(self.length)} min (length) and {say(self.wait)} min (wait), "
            f"mean lengths {say(self.gap)} min apart"
        )


@family(
    "gap-for-two-peaks",
    "s75-02-the-generative-story",
    "two kinds make two peaks only beyond a Mahalanobis distance of two",
)
def gap_for_two_peaks(rng: Rng) -> Question:
    """Ask how far apart the mean waits must be for the density in the plane to have two peaks."""
    pair, other = _pair(rng), _pair(rng)
    return Question(
        prompt="A point of this mixture begins with a fair coin: it picks one of two kinds of "
        "eruption, both Gaussian in length and wait. They share one covariance matrix, without a "
        f"correlation: standard deviation {say(pair.length)} min for the length and "
        f"{say(pair.wait)} min for the wait. "
        f"Their mean lengths are {say(pair.gap)} min apart, too close for two peaks in the lengths "
        "alone. By **how many minutes** must the mean waits differ before the density in the plane "
        "begins to have two peaks?",
        answer=Decimal(pair.needed, PLACES),
        misconceptions=_misconceptions(pair),
        hints=Hints(
            "Walk from one mean straight to the other. Along this walk the density is a mixture "
            "in one dimension: count the standard deviations between the means in its direction.",
            "With equal weights and one covariance there are two peaks once the means are more "
            "than two standard deviations apart, measured by Mahalanobis: "
            r"$\left(\frac{\Delta_x}{\sigma_x}\right)^2+\left(\frac{\Delta_y}{\sigma_y}\right)^2"
            r">2^2$. Solve for the gap $\Delta_y$ at the border.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(pair),
        because="Below that gap two kinds make one bump: a story with two kinds need not show "
        "two. With covariances of their own, two components can even have three peaks in the "
        "plane. So peaks are not a count of components.",
        unit="min",
    )


def _pair(rng: Rng) -> Pair:
    length = pick(rng, SPREADS)
    return Pair(length, tenths(rng, 40, 90), length * pick(rng, GAPS))


def _worked(pair: Pair) -> str:
    used, wait = say(pair.used), say(pair.wait)
    return (
        rf"In length the means are ${say(pair.gap)}/{say(pair.length)}={used}$ standard deviations "
        rf"apart. Of the squared distance $2^2$ there remains $4-{used}^2="
        rf"{say(4 - pair.used**2)}$ for the waits, so they are "
        rf"$\sqrt{{{say(4 - pair.used**2)}}}={figures(sqrt(4 - pair.used**2), 4)}$ standard "
        rf"deviations apart: ${wait}\cdot {figures(sqrt(4 - pair.used**2), 4)}="
        rf"{figures(pair.needed, PLACES)}$."
    )


def _misconceptions(pair: Pair) -> tuple[Misconception, ...]:
    wait, used = float(pair.wait), float(pair.used)
    return (
        Misconception(
            "one-peak-per-component",
            "gives every component a peak, however close they stand",
            Decimal(0, PLACES),
            "You gave two components two peaks at any distance. Close together their sum has a "
            "single top between the means. The dip opens only at two standard deviations.",
            back_to="s05-counting-to-five",
        ),
        Misconception(
            "one-coordinate-at-a-time",
            "asks two standard deviations of the waits alone",
            Decimal(2 * wait, PLACES),
            "You asked for two peaks in the waits by themselves. In the plane both gaps help: the "
            "kinds already stand apart in length, so the waits need less. Measure the distance "
            "in the plane, each coordinate in its own standard deviations.",
            back_to="b5-multivariate-normal-distribution",
        ),
        Misconception(
            "adds-without-squaring",
            "adds the two gaps instead of their squares",
            Decimal((2 - used) * wait, PLACES),
            "You let the two gaps, in standard deviations, add up to two. They stand at a right "
            "angle: their squares add up to the square of the distance, as with Pythagoras.",
            back_to="b5-multivariate-normal-distribution",
        ),
        Misconception(
            "leaves-the-two-unsquared",
            "lets the squared distance reach two",
            Decimal(sqrt(2 - used**2) * wait, PLACES),
            "You let the *squared* distance be two. It is the distance that has to reach two "
            "standard deviations, so the squares have to add up to four.",
        ),
    )

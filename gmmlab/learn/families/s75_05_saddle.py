"""Step 75.5, a start on a saddle: EM may stand still where there is no maximum at all."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import listed
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["start_on_a_saddle"]

PLACES = 2


@dataclass(frozen=True)
class Start:
    """Lengths in two groups, and a start at which both components are alike but for weights."""

    short: tuple[Ratio, ...]
    long: tuple[Ratio, ...]
    mean: Ratio
    sigma: Ratio
    weight: Ratio

    @property
    def points(self) -> tuple[Ratio, ...]:
        return (*self.short, *self.long)

    @property
    def end(self) -> Ratio:
        return _mean(self.points)

    @property
    def shown(self) -> str:
        means = rf"both means {say(self.mean)}, $\pi_1={say(self.weight)}$"
        return f"lengths {listed(self.points)}; {means}"


@family(
    "start-on-a-saddle",
    "s75-05-why-em-never-goes-down",
    "EM that never goes down may still come to rest on a saddle",
)
def start_on_a_saddle(rng: Rng) -> Question | None:
    """Ask where two components end that start with the same mean and spread."""
    start, other = _start(rng), _start(rng)
    if not all(len(set(s.points)) == len(s.points) for s in (start, other)):
        return None
    return Question(
        prompt=f"Five eruptions last {listed(start.points)} min. Exact EM fits a mixture of two "
        f"Gaussians and starts with both means at {say(start.mean)}, both standard deviations "
        rf"{say(start.sigma)}, and weights $\pi_1={say(start.weight)}$, "
        rf"$\pi_2={say(1 - start.weight)}$. Where is $\mu_1$ after **a hundred** iterations?",
        answer=Decimal(start.end, PLACES),
        misconceptions=_misconceptions(start),
        hints=Hints(
            "Do the first E-step. What do the densities of the two components say about any of "
            "the five points?",
            r"With equal densities every $r_{i1}$ is $\pi_1$. Put that into "
            r"$\mu_1=\frac{\sum_i r_{i1}x_i}{\sum_i r_{i1}}$; the same happens to $\mu_2$. Then "
            "do it again.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(start),
        because="The two components stay twins, so the fit is that of a single Gaussian. It is a "
        "stationary point and no maximum: a start with two different means would climb higher. "
        "Never going down does not mean arriving at the top.",
        unit="min",
    )


def _start(rng: Rng) -> Start:
    few = int(rng.integers(2, 4))
    short = tuple(sorted(tenths(rng, 16, 24) for _ in range(few)))
    long = tuple(sorted(tenths(rng, 39, 48) for _ in range(5 - few)))
    weight = tenths(rng, 2, 8)
    return Start(short, long, tenths(rng, 20, 40), tenths(rng, 5, 12), weight)


def _mean(values: tuple[Ratio, ...]) -> Ratio:
    return sum(values, Ratio(0)) / len(values)


def _worked(start: Start) -> str:
    total, w = say(sum(start.points)), say(start.weight)
    return (
        f"Both densities are equal at every point, so every $r_{{i1}}={w}$. The common factor "
        rf"cancels in the M-step: $\mu_1=\frac{{{w}\cdot {total}}}{{{w}\cdot 5}}$. The other mean "
        "comes out the same, and so do both variances: the components are alike again, and "
        f"nothing moves from then on. ${total}/5={figures(start.end, PLACES)}$."
    )


def _misconceptions(start: Start) -> tuple[Misconception, ...]:
    points = start.points
    return (
        Misconception(
            "rises-to-the-highest-maximum",
            "expects the components to find the groups",
            Decimal(_mean(start.short), PLACES),
            "That is the mean of the short eruptions, where a good fit would have it. EM does not "
            "look for it: with twin components every point is shared out alike, and both means "
            "are pulled to the same place. Do the first step by hand.",
        ),
        Misconception(
            "stays-at-the-start",
            "thinks that nothing moves at all",
            Decimal(start.mean, PLACES),
            "You left the mean where it started. The shares are equal, that is true, but the "
            "M-step averages the points with them, and the start was not their mean.",
        ),
        Misconception(
            "divides-by-the-number-of-points",
            "divides by the number of points",
            Decimal(start.weight * start.end, PLACES),
            r"You weighed the lengths with $\pi_1$ and divided by all five. The component owns "
            "only a part of each point: divide by the sum of its shares, and the factor cancels.",
            back_to="s19-division-as-equal-sharing",
        ),
        Misconception(
            "midrange-for-mean",
            "goes half-way between the extremes",
            Decimal((min(points) + max(points)) / 2, PLACES),
            "You went half-way between the shortest and the longest eruption. The M-step takes "
            "the mean: every length counts.",
            back_to="s15-division-as-equal-sharing",
        ),
    )

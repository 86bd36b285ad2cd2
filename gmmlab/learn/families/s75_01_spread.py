"""Lesson 1 of step 75: where k-means and a mixture disagree, because only one sees the spread."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between, listed, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["points_on_which_they_disagree"]

TOPIC = "s75-01-why-not-k-means"
N = 7
STORIES = ("lengths of eruptions", "waits for a bus", "petal lengths", "brightnesses of pixels")


@dataclass(frozen=True)
class Line:
    """A narrow and a wide kind of equal weight, and points between their means."""

    means: tuple[int, int]
    sds: tuple[float, float]
    x: tuple[int, ...]

    @property
    def middle(self) -> float:
        return sum(self.means) / 2

    def z(self, x: int) -> tuple[float, float]:
        one, two = (abs(x - m) / s for m, s in zip(self.means, self.sds, strict=True))
        return one, two

    def likelier(self, x: int) -> int:
        """Which kind has the larger density, as log heights."""
        one, two = (-(z**2) / 2 - math.log(s) for z, s in zip(self.z(x), self.sds, strict=True))
        return int(two > one)

    def nearer(self, x: int) -> int:
        return int(x > self.middle)

    def nearer_in_sds(self, x: int) -> int:
        one, two = self.z(x)
        return int(two < one)

    @property
    def apart(self) -> list[int]:
        return [x for x in self.x if self.likelier(x) != self.nearer(x)]

    @property
    def apart_in_sds(self) -> list[int]:
        return [x for x in self.x if self.nearer_in_sds(x) != self.nearer(x)]

    @property
    def clear(self) -> bool:
        """Whether no point lies so near a boundary that a pocket calculator might err."""
        gaps = [
            abs(z**2 / 2 + math.log(s) - w**2 / 2 - math.log(t))
            for (z, w), (s, t) in ((self.z(x), self.sds) for x in self.x)
        ]
        close = [abs(z - w) for z, w in map(self.z, self.x)]
        return min(gaps) > 0.05 and min(close) > 0.03 and self.middle not in self.x


@family(
    "points-on-which-they-disagree",
    TOPIC,
    "k-means sees distance alone, a mixture sees spread as well",
)
def points_on_which_they_disagree(rng: Rng) -> Question | None:
    """Ask on how many points k-means and the mixture give different clusters."""
    line, twin = _line(rng), _line(rng)
    counts = (len(line.apart), len(line.apart_in_sds), sum(map(line.nearer, line.x)), 0)
    if not (line.clear and twin.clear and twin.apart) or len(set(counts)) < len(counts):
        return None
    thing = pick(rng, STORIES)
    return Question(
        prompt=f"Two kinds share a set of {thing}, half each.\n\n{_kinds(line)}\n\n"
        f"Seven of the values are {listed(line.x)}. k-means with these means gives each to the "
        "nearer mean; the mixture to the component with the larger density. On how many of the "
        "seven do they disagree?",
        answer=Integer(counts[0]),
        misconceptions=_misconceptions(line),
        hints=Hints(
            "k-means draws its boundary half-way between the means. The mixture does not: one "
            "kind is wider than the other.",
            r"Compare the heights of both normal curves: the standard height at "
            r"$z=(x-\mu)/\sigma$, divided by $\sigma$. Only values between the two boundaries go "
            "to different kinds.",
            once_more(f"values {listed(twin.x)}.", f"{_kinds(twin)}\n\n{_worked(twin)}"),
        ),
        solution=f"{_worked(line)} In all, {counts[0]}.",
        because="To k-means every cluster is a ball of one size. A mixture gives a far point to "
        "the kind that reaches so far.",
    )


def _line(rng: Rng) -> Line:
    low = between(rng, 20, 60)
    narrow, wide = between(rng, 4, 9) / 2 + 0.1, between(rng, 7, 12) + 0.5
    high = low + between(rng, 18, 30)
    x = sorted(int(v) for v in rng.choice(range(low + 2, high + 4), size=N, replace=False))
    return Line((low, high), (narrow, wide), tuple(x))


def _kinds(line: Line) -> str:
    return table(["kind", "A", "B"], ["mean", *line.means], ["standard deviation", *line.sds])


def _worked(line: Line) -> str:
    wide = [x for x in line.x if line.likelier(x)]
    first = wide[0] if wide else line.x[-1]
    z = line.z(first)
    heights = [
        math.exp(-(a**2) / 2) / s / math.sqrt(2 * math.pi) for a, s in zip(z, line.sds, strict=True)
    ]
    return (
        f"k-means: the boundary is half-way, at {line.middle:g}.\n\n"
        f"The mixture: at {first}, $z$ is {z[0]:.2f} for A and {z[1]:.2f} for B, and "
        f"divided by its own $\\sigma$ the height of the curve is {heights[0]:.4f} for A and "
        f"{heights[1]:.4f} for B. So it goes to B, as do all larger values.\n\n"
        f"They disagree on {listed(line.apart)}: nearer to A, likelier from B."
    )


def _misconceptions(line: Line) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "every-cluster-is-a-ball",
            "takes k-means and the mixture for the same",
            Integer(0),
            "With equal spreads they would agree. Here B is wider than A, so it reaches across "
            "the middle: compare the densities.",
        ),
        Misconception(
            "compares-standard-deviations-alone",
            "compares distances in standard deviations and forgets the heights",
            Integer(len(line.apart_in_sds)),
            "You compared how many standard deviations each value lies from the means. A wide "
            r"curve is also a low one: its height has the factor $1/\sigma$.",
        ),
        Misconception(
            "counts-a-cluster",
            "counts the cluster of B",
            Integer(sum(map(line.nearer, line.x))),
            "That is how many k-means gives to B. Count those that the two give to different "
            "kinds.",
        ),
    )

"""Step 56, similarity and units: which changes of unit a clustering survives."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Choice
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["units_and_clusters"]

TIMES = ("minutes", "hours", "seconds")
STORIES = (
    ("penguins", "bill length", "bill depth", ("mm", "cm", "inches"), (45, 62), (16, 24)),
    ("irises", "petal length", "petal width", ("cm", "mm", "inches"), (14, 21), (5, 9)),
    ("pairs of waits", "first wait", "second wait", TIMES, (90, 140), (100, 150)),
)
"""Things, two features, three units, and the tenths that the standard deviations may have."""


@dataclass(frozen=True)
class Data:
    """What is clustered: how many things, two features in one unit, and how far each spreads."""

    n: int
    things: str
    features: tuple[str, str]
    units: tuple[str, str, str]
    spreads: tuple[Ratio, Ratio]

    @property
    def shown(self) -> str:
        (one, two), unit = self.features, self.units[0]
        s, t = map(say, self.spreads)
        return (
            f"{self.n} {self.things} by {one} and {two}, both in {unit}, with standard deviations "
            f"{s} and {t}"
        )

    @property
    def statements(self) -> list[str]:
        """The right statement first."""
        (one, two), (unit, other, third) = self.features, self.units
        return [
            f"Writing the {one} in {other} and leaving the {two} in {unit}",
            f"Writing both features in {third}",
            f"Subtracting its own mean from the {one}, and likewise from the {two}",
            "None of these: a unit is only a name",
        ]


@family(
    "units-and-clusters",
    "s56-similar-triangles-sss-and-sas-similarity",
    "one factor for all features leaves a clustering as it is, a factor for one can change it",
)
def units_and_clusters(rng: Rng) -> Question:
    """Ask which change of units can change the clusters of k-means."""
    data, other = _data(rng), _data(rng)
    options = [data.statements[int(i)] for i in rng.permutation(4)]
    return Question(
        prompt=f"You run k-means with three clusters on {data.shown}. Before another run from the "
        "same starting points, the data are rewritten, and the starting points with them. Which "
        "of these can lead to **other** clusters?",
        answer=Choice(tuple(options), options.index(data.statements[0])),
        misconceptions=_misconceptions(data, options),
        hints=Hints(
            "K-means asks only which centroid is nearest. Picture a triangle of a point and two "
            "centroids: which of the changes alter its shape, and not its size or place alone?",
            "One factor for every side makes a similar triangle, and nearest stays nearest. Look "
            "for the change that multiplies some directions and leaves others.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(data),
        because="The triangles stay similar only if all directions are scaled alike. This is why "
        "the choice of units is a part of k-means; a mixture with full covariances adapts to it.",
        otherwise="Ask of each change: does it multiply all distances by one factor?",
    )


def _data(rng: Rng) -> Data:
    things, one, two, units, first, second = pick(rng, STORIES)
    spreads = tenths(rng, *first), tenths(rng, *second)
    return Data(int(rng.integers(60, 400)), things, (one, two), units, spreads)


def _worked(data: Data) -> str:
    right, common, shift, _ = data.statements
    return (
        f"{common}: every distance is multiplied by one factor, so all triangles stay similar. "
        f"{shift}: every point and every starting point moves alike, and no distance changes. "
        f"{right}: distances along one feature change and those along the other do not, so "
        "another centroid may become the nearest. This one can lead to other clusters."
    )


def _misconceptions(data: Data, options: list[str]) -> tuple[Misconception, ...]:
    _, common, shift, none = (options.index(s) for s in data.statements)
    statements = tuple(options)
    return (
        Misconception(
            "fears-a-common-factor",
            "takes one factor for all features to change the clusters",
            Choice(statements, common),
            "Both features are multiplied by the same factor. All distances grow or shrink in one "
            "ratio, and the nearest centroid stays the nearest. Look for a change that treats the "
            "two features differently.",
        ),
        Misconception(
            "fears-a-shift",
            "takes a shift to change the clusters",
            Choice(statements, shift),
            "A shift moves points and starting points alike, so every triangle keeps its sides. "
            "Only distances count for k-means. Look for a change that alters some of them more "
            "than others.",
        ),
        Misconception(
            "units-never-matter",
            "takes units to be names without an effect",
            Choice(statements, none),
            "The things are the same, but their numbers are not, and k-means adds squared "
            "differences of *numbers* from both features. Ask what happens to this sum if one "
            "feature alone is multiplied.",
        ),
    )

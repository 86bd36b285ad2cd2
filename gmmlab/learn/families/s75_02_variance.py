"""Step 75.2, a mixture is no average: the variance of one draw from either kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["variance_of_a_mixture"]

PLACES = 2
STORIES = (
    ("lengths of eruptions, in minutes", ("short", "long"), (17, 24), (39, 47)),
    ("petal lengths of irises, in centimetres", ("setosa", "virginica"), (13, 17), (50, 60)),
    ("flipper lengths of penguins, in centimetres", ("Adélie", "Gentoo"), (183, 195), (210, 222)),
)


@dataclass(frozen=True)
class Story:
    """What is measured, and two kinds: mixing weights, means, standard deviations."""

    what: str
    kinds: tuple[str, str]
    weights: tuple[Ratio, Ratio]
    means: tuple[Ratio, Ratio]
    sigmas: tuple[Ratio, Ratio]

    @property
    def mean(self) -> Ratio:
        return _dot(self.weights, self.means)

    @property
    def within(self) -> Ratio:
        return _dot(self.weights, [s * s for s in self.sigmas])

    @property
    def between(self) -> Ratio:
        return _dot(self.weights, [(m - self.mean) ** 2 for m in self.means])

    @property
    def variance(self) -> Ratio:
        return self.within + self.between

    @property
    def of_a_blend(self) -> Ratio:
        """The variance of a weighted average of one draw of each kind."""
        return sum(((w * s) ** 2 for w, s in zip(self.weights, self.sigmas, strict=True)), Ratio(0))


@family(
    "variance-of-a-mixture",
    "s75-02-the-generative-story",
    "a mixture draws from one of its components and averages none of them",
)
def variance_of_a_mixture(rng: Rng) -> Question | None:
    """Ask for the variance of a mixture of two kinds."""
    story, other = _story(rng), _story(rng)
    if len(set(story.sigmas)) < 2:
        return None
    return Question(
        prompt=f"A mixture tells how {story.what}, come about: first a kind is drawn, then a "
        f"number from that kind.\n\n{_table(story)}\n\n"
        "What is the **variance** of a number that comes about like this, the kind not being "
        "known?",
        answer=Decimal(story.variance, PLACES),
        misconceptions=_misconceptions(story),
        hints=Hints(
            "Picture many such numbers: two heaps, far apart. How far does a number usually lie "
            "from the middle of them all?",
            r"Inside the kinds: $\sum_k\pi_k\sigma_k^2$. Between them: "
            r"$\sum_k\pi_k(\mu_k-\bar\mu)^2$ with $\bar\mu=\sum_k\pi_k\mu_k$. Add the two.",
            once_more(f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(story),
        because="Every number comes wholly from one kind. So the distance between the kinds is "
        "spread as well. An average of one number of each kind would spread less than the kinds "
        "do on average, and would lie where hardly any number lies.",
    )


def _story(rng: Rng) -> Story:
    what, kinds, first, second = pick(rng, STORIES)
    w = tenths(rng, 2, 8)
    means = tenths(rng, *first), tenths(rng, *second)
    return Story(what, kinds, (w, 1 - w), means, (tenths(rng, 2, 9), tenths(rng, 2, 9)))


def _dot(weights: Sequence[Ratio], values: Sequence[Ratio]) -> Ratio:
    return sum((w * v for w, v in zip(weights, values, strict=True)), Ratio(0))


def _table(story: Story) -> str:
    return table(
        ["kind", *story.kinds],
        ["mixing weight", *map(say, story.weights)],
        ["mean", *map(say, story.means)],
        ["standard deviation", *map(say, story.sigmas)],
    )


def _worked(story: Story) -> str:
    (w, v), (m, n), (s, t) = (map(say, pair) for pair in (story.weights, story.means, story.sigmas))
    mean, within, between = map(say, (story.mean, story.within, story.between))
    return (
        rf"Inside: ${w}\cdot {s}^2+{v}\cdot {t}^2={within}$. The mean of all is "
        rf"${w}\cdot {m}+{v}\cdot {n}={mean}$. Between: ${w}\cdot ({m}-{mean})^2+"
        rf"{v}\cdot ({n}-{mean})^2={between}$. Together: ${within}+{between}="
        f"{figures(story.variance, PLACES)}$."
    )


def _misconceptions(story: Story) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "averages-the-variances",
            "averages the variances of the kinds",
            Decimal(story.within, PLACES),
            "You averaged the variances. That is how far numbers lie from the mean *of their own "
            "kind*. The kinds lie apart from each other, too: add the variance of their means.",
        ),
        Misconception(
            "averages-the-variables",
            "takes each number for an average of both kinds",
            Decimal(story.of_a_blend, 3),
            "You squared the weights: the variance of a weighted average of one number of each "
            "kind. But nothing is averaged here. Each number is drawn from one kind or the other.",
        ),
        Misconception(
            "forgets-the-spread-inside",
            "counts only the distance between the kinds",
            Decimal(story.between, PLACES),
            "You took the variance of the two means, as if all numbers of a kind were equal. "
            "Add the mean of the kinds' own variances.",
        ),
        Misconception(
            "standard-deviation-for-variance",
            "adds standard deviations where variances belong",
            Decimal(story.between + _dot(story.weights, story.sigmas), PLACES),
            "The part between the kinds is right. Inside them you averaged the standard "
            "deviations. Square each first: variances add, standard deviations do not.",
            back_to="b3-expectation-variance-and-correlation",
        ),
    )

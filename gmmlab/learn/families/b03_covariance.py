"""Bridge 3, covariance: the mean product of deviations."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["covariance_of_a_cluster"]

PLACES = 2
STORIES = (
    ("irises", "petal length (mm)", "petal width (mm)", (40, 60), (12, 24)),
    ("penguins", "bill length (mm)", "bill depth (mm)", (36, 50), (13, 21)),
    ("eruptions", "length (s)", "wait (min)", (230, 290), (68, 92)),
)


@dataclass(frozen=True)
class Cluster:
    """Points of one component in the plane, and what their coordinates are called."""

    many: str
    names: tuple[str, str]
    x: tuple[int, ...]
    y: tuple[int, ...]

    @property
    def n(self) -> int:
        return len(self.x)

    @property
    def means(self) -> tuple[Ratio, Ratio]:
        return Ratio(sum(self.x), self.n), Ratio(sum(self.y), self.n)

    @property
    def products(self) -> list[Ratio]:
        a, b = self.means
        return [(x - a) * (y - b) for x, y in zip(self.x, self.y, strict=True)]

    @property
    def total(self) -> Ratio:
        return sum(self.products, Ratio(0))

    @property
    def sizes(self) -> Ratio:
        """The products of the deviations without their signs, added."""
        return sum(map(abs, self.products), Ratio(0))

    @property
    def telling(self) -> bool:
        """Whether the points differ in both, and some point goes against the others."""
        apart = len(set(self.x)) == len(set(self.y)) == self.n
        return apart and self.total != 0 and self.sizes != abs(self.total)


@family(
    "covariance-of-a-cluster",
    "b3-expectation-variance-and-correlation",
    "a covariance is the mean product of the deviations from the means",
)
def covariance_of_a_cluster(rng: Rng) -> Question | None:
    """Ask for the covariance that an M-step finds for points with known labels."""
    cluster, other = _cluster(rng), _cluster(rng)
    if not (cluster.telling and other.telling):
        return None
    first, second = cluster.names
    return Question(
        prompt=f"These {cluster.many} all belong wholly to one component:\n\n{_table(cluster)}\n\n"
        f"Which covariance of {first.partition(' (')[0]} and {second.partition(' (')[0]} does the "
        "M-step give to the component?",
        answer=Decimal(cluster.total / cluster.n, PLACES),
        misconceptions=_misconceptions(cluster),
        hints=Hints(
            "For each point: is it above or below the mean in one coordinate, and in the other? "
            "Where both are on the same side, it speaks for a positive covariance.",
            r"$\frac{1}{N}\sum_i (x_i-\bar x)(y_i-\bar y)$: both means first, then the product of "
            "the two deviations of each point, then the mean of the products.",
            once_more(f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(cluster),
        because="Products of deviations are positive where both coordinates lie on the same side "
        "of their means. With responsibilities, each product counts by its weight.",
    )


def _cluster(rng: Rng) -> Cluster:
    many, first, second, across, up = pick(rng, STORIES)
    n = int(rng.integers(4, 6))
    x, y = (_round_a_mean(rng, n, *span) for span in (across, up))
    return Cluster(many, (first, second), tuple(sorted(x)), y)


def _round_a_mean(rng: Rng, n: int, low: int, high: int) -> tuple[int, ...]:
    """Draw whole numbers with a whole mean, round a middle that the span leaves room for."""
    reach = max((high - low) // 4, 3)
    free = rng.choice(range(-reach, reach + 1), n - 1, replace=False)
    mean = int(rng.integers(low + reach, high - reach + 1))
    return tuple(mean + int(d) for d in (*free, -free.sum()))


def _table(cluster: Cluster) -> str:
    rows = zip(cluster.names, (cluster.x, cluster.y), strict=True)
    return table(
        ["point", *"ABCDE"[: cluster.n]],
        *([name, *map(str, values)] for name, values in rows),
    )


def _worked(cluster: Cluster) -> str:
    a, b = cluster.means
    terms = "+".join(
        rf"({say(x - a)})\cdot ({say(y - b)})" for x, y in zip(cluster.x, cluster.y, strict=True)
    )
    return (
        f"The means are {say(a)} and {say(b)}. Products of deviations: ${terms}="
        f"{say(cluster.total)}$. Their mean: ${say(cluster.total)}/{cluster.n}="
        f"{figures(cluster.total / cluster.n, PLACES)}$."
    )


def _misconceptions(cluster: Cluster) -> tuple[Misconception, ...]:
    raw = sum(x * y for x, y in zip(cluster.x, cluster.y, strict=True))
    return (
        Misconception(
            "divides-by-the-count-less-one",
            "divides by the number of points less one",
            Decimal(cluster.total / (cluster.n - 1), PLACES),
            f"You divided by {cluster.n - 1}, as for an unbiased estimate. The M-step maximises "
            f"the likelihood, and that takes the plain mean: divide by all {cluster.n} points.",
            back_to="s22-division-facts-within-100",
        ),
        Misconception(
            "forgets-the-means",
            "averages the products of the coordinates themselves",
            Decimal(Ratio(raw, cluster.n), PLACES),
            "You multiplied the measurements as they stand. That mostly says how large they are. "
            "Subtract each coordinate's mean before you multiply.",
        ),
        Misconception(
            "loses-the-signs",
            "takes every product of deviations for positive",
            Decimal(cluster.sizes / cluster.n, PLACES),
            "You counted every product as positive. A point above one mean and below the other "
            "speaks against the rest: its product is negative and has to be subtracted.",
            back_to="s41-integer-order-of-operations",
        ),
        Misconception(
            "forgets-to-divide",
            "stops at the sum of products",
            Decimal(cluster.total, PLACES),
            "This is the sum of the products, which grows with every point that is added. A "
            "covariance is their mean: divide by the number of points.",
        ),
    )

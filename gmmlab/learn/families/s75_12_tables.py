"""Step 75.12, the Dirichlet process: how many components to expect before any data."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["expected_tables"]

PLACES = 3
DATA = ("eruptions", "penguins", "galaxies", "petals", "images of digits")


@dataclass(frozen=True)
class Process:
    """A Dirichlet process with its concentration, and how many points it has placed."""

    alpha: Ratio
    n: int

    @property
    def chances(self) -> list[Ratio]:
        """For each point in turn, the probability that it opens a component."""
        return [self.alpha / (self.alpha + before) for before in range(self.n)]

    @property
    def expected(self) -> Ratio:
        return sum(self.chances, Ratio(0))

    @property
    def counting_itself(self) -> Ratio:
        """The sum where each point counts itself among those before it."""
        return sum((self.alpha / (self.alpha + i) for i in range(1, self.n + 1)), Ratio(0))

    @property
    def shown(self) -> str:
        return rf"$\alpha={say(self.alpha)}$ and {self.n} points."


@family(
    "expected-tables",
    "s75-12-k-means-as-the-limit",
    "a Dirichlet process expects more components as points come in, ever more slowly",
)
def expected_tables(rng: Rng) -> Question | None:
    """Ask for the expected number of components among the first points."""
    process, other = _process(rng), _process(rng)
    if process.n == other.n:
        return None
    alpha = say(process.alpha)
    return Question(
        prompt="A Dirichlet-process mixture leaves the number of components open. In its prior the "
        "points come one by one, like guests to tables: a point with $i$ points before it "
        r"opens a new component with probability $\frac{\alpha}{\alpha+i}$, or else joins one "
        f"that is open. You choose $\\alpha={alpha}$ for {int(rng.integers(80, 400))} "
        f"{pick(rng, DATA)}. Before you look at their values: how many components do you expect "
        f"among the first {process.n}?",
        answer=Decimal(process.expected, PLACES),
        misconceptions=_misconceptions(process),
        hints=Hints(
            "Each point adds either one component or none. What does it add on average?",
            "On average a point adds its probability of opening one. Begin with $i=0$ for the "
            r"first point and add $\frac{\alpha}{\alpha+i}$, once for each point.",
            once_more(other.shown, _worked(other)),
        ),
        solution=_worked(process),
        because=r"The expected number grows like $\alpha\ln n$: without end, but ever more slowly. "
        "It is a prior; the components of a fit depend on the data too.",
        unit="components",
    )


def _process(rng: Rng) -> Process:
    return Process(tenths(rng, 3, 40), int(rng.integers(3, 7)))


def _worked(process: Process) -> str:
    alpha = say(process.alpha)
    terms = "+".join(
        rf"\frac{{{alpha}}}{{{say(process.alpha + before)}}}" for before in range(process.n)
    )
    chances = ", ".join(say(chance, 4) for chance in process.chances)
    return (
        f"The points open a component with the probabilities {chances}, rounded to 4 decimals. "
        f"Expectations add up: ${terms}={figures(process.expected, PLACES)}$."
    )


def _misconceptions(process: Process) -> tuple[Misconception, ...]:
    n, expected = process.n, process.expected
    return (
        Misconception(
            "every-guest-a-new-table",
            "gives every point a component of its own",
            Decimal(Ratio(n), PLACES),
            f"You opened {n} components for {n} points. Only the first opens one for sure: each "
            "later point may join one that is open. Add the probabilities of opening.",
        ),
        Misconception(
            "everyone-at-one-table",
            "puts every point into the first component",
            Decimal(Ratio(1), PLACES),
            "You let all points join the first component. They may, but each later point has some "
            "probability of opening another. Add these probabilities to the first one.",
        ),
        Misconception(
            "forgets-the-first-table",
            "leaves the first point out",
            Decimal(expected - 1, PLACES),
            "You counted the later points only. The first one finds nothing open: with $i=0$ its "
            "probability is 1, and it adds a whole component. Add it.",
        ),
        Misconception(
            "counts-the-point-itself",
            "counts each point among those before it",
            Decimal(process.counting_itself, PLACES),
            "You began with $i=1$. The first point has none before it, the second has one, and so "
            "on: $i$ counts the points that are seated already. Begin with 0.",
        ),
    )

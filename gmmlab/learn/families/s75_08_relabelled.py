"""Step 75.8, names without meaning: every maximum comes in as many copies as there are orders."""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["copies_of_the_maxima"]

RUNS = (40, 50, 60, 80, 100)


@dataclass(frozen=True)
class Runs:
    """How many runs ended at which log-likelihood, and of how many components each fit is made."""

    components: int
    ends: tuple[float, ...]
    counts: tuple[int, ...]

    @property
    def solutions(self) -> int:
        return len(self.ends)

    @property
    def orders(self) -> int:
        return factorial(self.components)

    @property
    def copies(self) -> int:
        return self.solutions * self.orders


@family(
    "copies-of-the-maxima",
    "s75-08-starts-and-restarts",
    "renaming the components changes the parameters and not the likelihood",
)
def copies_of_the_maxima(rng: Rng) -> Question | None:
    """Ask at how many places of the parameter space the maxima of a likelihood lie."""
    runs, other = _runs(rng), _runs(rng)
    if runs.components == other.components:
        return None
    return Question(
        prompt=f"From {sum(runs.counts)} random starts, EM fits $K={runs.components}$ components "
        f"to the same eruptions. The runs end in these local maxima:\n\n{_table(runs)}\n\n"
        "Runs in the same row are one and the same fit, except for the order of their components; "
        "within a fit no two components are alike. Every fit can be written down in every order "
        "of its components. How many different lists of parameters is that, all rows together?",
        answer=Integer(runs.copies),
        misconceptions=_misconceptions(runs),
        hints=Hints(
            "The likelihood adds the components up, so it does not see which of them is called the "
            "first. Take one row: in how many orders can its components be listed?",
            "Choose which component is listed first, then which of the others is second, and so "
            "on: multiply the numbers of choices. Then count the rows.",
            once_more(
                f"$K={other.components}$ and {other.solutions} rows in the table.", _worked(other)
            ),
        ),
        solution=_worked(runs),
        because="The likelihood has equal maxima for every order, so two runs may differ in every "
        "number they print and be the same fit. Compare fits up to a renaming.",
    )


def _runs(rng: Rng) -> Runs:
    best = between(rng, -17999, -9000)
    falls = sorted(int(v) for v in rng.choice(range(30, 400), size=3, replace=False))
    rows = between(rng, 2, 4)
    ends = tuple((best - fall) / 10 for fall in [0, *falls][:rows])
    total = pick(rng, RUNS)
    cuts = sorted(int(c) for c in rng.choice(range(2, total), size=rows - 1, replace=False))
    counts = sorted((b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)), reverse=True)
    return Runs(between(rng, 3, 6), ends, tuple(counts))


def _table(runs: Runs) -> str:
    return table(["log-likelihood", *(f"${end:.1f}$" for end in runs.ends)], ["runs", *runs.counts])


def _worked(runs: Runs) -> str:
    k, m = runs.components, runs.solutions
    factors = r"\cdot".join(str(f) for f in range(k, 0, -1))
    return (
        f"One fit has ${factors}={runs.orders}$ orders of its {say(k)} components. The rows are "
        rf"{m} different fits, so there are ${m}\cdot{runs.orders}={runs.copies}$ lists."
    )


def _misconceptions(runs: Runs) -> tuple[Misconception, ...]:
    k, m = runs.components, runs.solutions
    return (
        Misconception(
            "labels-have-an-order",
            "lets a fit be written in one order only",
            Integer(m),
            "You counted each row once, as if its components had a fixed order. Nothing in the "
            "likelihood says which is the first: exchange two of them, weights and all, and the "
            "parameters differ while the density is the same. Count the orders.",
            back_to="s06-one-to-one-correspondence",
        ),
        Misconception(
            "counts-the-components",
            "counts one list for each component",
            Integer(k * m),
            f"You counted {k} lists for each row: one for each component that may come first. "
            "After the first, the others can still be listed in several orders. "
            "Multiply on until none is left.",
        ),
        Misconception(
            "uses-a-component-twice",
            "lets a component be listed more than once",
            Integer(k**k * m),
            f"You left all {k} components free at every place, so that one could be listed twice "
            "and another not at all. Each is listed once: at every further place there is one "
            "choice less.",
            back_to="s06-one-to-one-correspondence",
        ),
        Misconception(
            "counts-one-maximum-only",
            "counts the orders of a single row",
            Integer(runs.orders),
            "That is right for one row. The lower maxima are fits as well, though worse ones, and "
            "each comes in as many orders. Take all rows together.",
        ),
    )

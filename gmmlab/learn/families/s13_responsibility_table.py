"""Step 13, repeated addition as multiplication: the table of responsibilities has N rows of K."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["responsibility_table"]

TOPIC = "s13-repeated-addition-as-multiplication"


@dataclass(frozen=True)
class Table:
    """How many points and components there are, and how many E-steps have been made."""

    n: int
    k: int
    passes: int

    @property
    def cells(self) -> int:
        return self.n * self.k


@family("responsibility-table", TOPIC, "an E-step fills in N rows of K responsibilities")
def responsibility_table(rng: Rng) -> Question | None:
    """Ask how many responsibilities there are, with the number of passes beside the point."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt=f"{_given(case)} How many responsibilities are in the table then?",
        answer=Integer(case.cells),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Each eruption gets a row of its own. How many numbers stand in one row, and what "
            "does another pass do to them?",
            "A row has one responsibility for each component. Add the same number once for every "
            "eruption: that is a product.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="Equal rows turn adding into multiplying: $N$ rows of $K$ are $N$ times $K$ "
        "numbers. The memory that EM needs grows in the same way.",
    )


def _case(rng: Rng) -> Table:
    return Table(between(rng, 6, 30), between(rng, 3, 6), between(rng, 2, 9))


def _given(case: Table) -> str:
    return (
        f"EM fits {case.k} components to {case.n} eruptions. Each E-step writes the "
        "responsibilities into one table, over those of the E-step before, and "
        f"{case.passes} E-steps have been made."
    )


def _worked(case: Table) -> str:
    n, k = case.n, case.k
    return (
        f"Each of the {n} rows holds {k} numbers. Adding {k} again and again, {n} times, makes "
        rf"${n}\cdot{k}={case.cells}$. A new pass overwrites them and adds none."
    )


def _misconceptions(case: Table) -> tuple[Misconception, ...]:
    n, k, passes = case.n, case.k, case.passes
    return (
        Misconception(
            "adds-the-factors",
            "adds the number of points and the number of components",
            Integer(n + k),
            f"${n}+{k}$ counts the rows and the columns. A responsibility stands where a row and "
            f"a column *cross*, and every row crosses all {k} columns. Multiply.",
            back_to="s12-addition-within-100",
        ),
        Misconception(
            "one-number-per-point",
            "counts one number for each point",
            Integer(n),
            f"You counted one number for each of the {n} eruptions. That would be the label of "
            "k-means. A mixture asks of *every* component how responsible it is. "
            f"Count {k} numbers for each eruption.",
        ),
        Misconception(
            "counts-every-pass",
            "counts the table again for every pass",
            Integer(case.cells * passes),
            f"You counted the table {passes} times. The next E-step needs only the latest "
            "parameters, so it writes over the old responsibilities. Count one table.",
        ),
        Misconception(
            "leaves-the-last-column-out",
            "leaves out the responsibility that the others determine",
            Integer(n * (k - 1)),
            "It is true that the last number of a row follows from the others, since a row adds "
            "up to one. But the question is how many stand in the table, and the M-step reads "
            "all of them. Count every column.",
        ),
    )

"""Bridge 8, the trap: what the ends of several runs of EM say."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Choice
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["what_several_runs_say"]

LETTERS = "ABCD"


@dataclass(frozen=True)
class Runs:
    """Log-likelihoods of four runs at start and end, in tenths, and an order of statements."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    order: tuple[int, ...]

    @property
    def best(self) -> str:
        return LETTERS[self.ends.index(max(self.ends))]

    @property
    def worst(self) -> str:
        return LETTERS[self.ends.index(min(self.ends))]

    @property
    def telling(self) -> bool:
        """Whether the ends differ, and the best start does not lead to the best end."""
        apart = len(set(self.ends)) == len(set(self.starts)) == 4
        return apart and self.starts.index(max(self.starts)) != self.ends.index(max(self.ends))

    @property
    def statements(self) -> list[str]:
        """The right one first."""
        return [
            f"{self.best} has the best of these four fits; another start may yet end higher",
            f"{self.best} has found the highest log-likelihood that this mixture can have",
            f"{self.worst} has a fault: exact EM ends at the same value from every start",
            f"{self.worst} may have been higher half-way, and have come down to its end",
        ]

    def choice(self, which: int) -> Choice:
        shown = tuple(self.statements[i] for i in self.order)
        return Choice(shown, self.order.index(which))


@family(
    "what-several-runs-say",
    "b8-the-em-algorithm",
    "EM climbs from each start to an end of its own, and the best of several is no proof",
)
def what_several_runs_say(rng: Rng) -> Question | None:
    """Ask what follows from the ends of four runs."""
    runs, other = _runs(rng), _runs(rng)
    if not (runs.telling and other.telling):
        return None
    return Question(
        prompt="Exact EM was run from four starts, for the same mixture and the same data, each "
        f"time until nothing changed any more. The log-likelihoods:\n\n{_table(runs)}\n\n"
        "Of which statement can you be sure?",
        answer=runs.choice(0),
        misconceptions=_misconceptions(runs),
        hints=Hints(
            "Think of walkers in fog who only ever go uphill. What do you know of the tops at "
            "which four of them have arrived?",
            "No iteration of exact EM lowers the log-likelihood. But each only looks at where it "
            "is, and a mixture's log-likelihood has many tops of different heights.",
            once_more(f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(runs),
        because="Several starts, and the best end is kept. It is the best that was found. "
        "Where each component has a covariance of its own, there is not even a highest value.",
        otherwise="Hold each statement against two facts: EM never goes down, and it never looks "
        "further than the next step.",
    )


def _runs(rng: Rng) -> Runs:
    top = -int(rng.integers(3000, 9000))
    ends = top - rng.choice([0, 45, 83, 132, 174, 251, 306], 4, replace=False)
    starts = top - 350 - rng.choice(range(0, 900, 7), 4, replace=False)
    order = tuple(int(i) for i in rng.permutation(4))
    return Runs(tuple(map(int, starts)), tuple(map(int, ends)), order)


def _table(runs: Runs) -> str:
    rows = (("at the start", runs.starts), ("at the end", runs.ends))
    return table(
        ["run", *LETTERS],
        *([name, *(f"${value / 10:.1f}$" for value in values)] for name, values in rows),
    )


def _worked(runs: Runs) -> str:
    return (
        f"**{runs.best}** ends highest, at ${max(runs.ends) / 10:.1f}$. The others have only come "
        "to other tops, as they may: their starts were different. Nothing shows that no fifth "
        "start would climb higher. And none of them has come down on its way, since no iteration "
        "of exact EM lowers the log-likelihood."
    )


def _misconceptions(runs: Runs) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "finds-the-best-of-all",
            "takes the best of a few runs for the best there is",
            runs.choice(1),
            "Four runs found four different ends. Why should the next not find a fifth? EM stops "
            "wherever no step improves. All you know is the best of these four.",
        ),
        Misconception(
            "every-start-leads-to-one-end",
            "expects the same end from every start",
            runs.choice(2),
            "A single Gaussian has one top, and a mixture has many. From each start EM climbs "
            "to one that lies uphill of it. Different ends are no fault.",
        ),
        Misconception(
            "likelihood-may-fall",
            "thinks that EM may lose what it has gained",
            runs.choice(3),
            "No iteration of exact EM lowers the log-likelihood: the E-step leaves it as it is, "
            "the M-step raises a bound below it that touches it. So the end of a run is also the "
            "highest point of it.",
        ),
    )

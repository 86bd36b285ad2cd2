"""Step 75.7, the trap: among several runs the highest log-likelihood may be worth nothing."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from gmmlab.learn.answers import Choice
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["fit_to_keep"]

LETTERS = "PQRS"
FLOORS = (0.05, 0.1)


@dataclass(frozen=True)
class Run:
    """How one run ended: log-likelihood, and its narrowest component's spread and count."""

    log_likelihood: float
    sigma: float
    count: float


@dataclass(frozen=True)
class Runs:
    """A sound best run, one with a collapsed component, one with broad components, a poor one."""

    components: int
    points: int
    floor: float
    runs: tuple[Run, ...]
    order: tuple[int, ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the sound, the collapsed, the broad and the poor run."""
        return tuple(LETTERS[self.order.index(i)] for i in range(len(LETTERS)))

    @property
    def loss(self) -> float:
        """By how much a spread at the floor lowers the log-density on the single point."""
        return log(self.floor / self.runs[1].sigma)

    @property
    def spare(self) -> float:
        """By how much that loss exceeds the collapsed run's lead."""
        sound, collapsed, *_ = self.runs
        return self.loss - (collapsed.log_likelihood - sound.log_likelihood)


@family(
    "fit-to-keep",
    "s75-07-singularities-and-floors",
    "a collapsed component buys a log-likelihood that says nothing",
)
def fit_to_keep(rng: Rng) -> Question | None:
    """Ask which of four runs to keep, and why."""
    runs, other = _runs(rng), _runs(rng)
    if runs.letters[0] == other.letters[0] or min(runs.spare, other.spare) < 0.3:
        return None
    options = [_options(runs)[i] for i in rng.permutation(5)]
    return Question(
        prompt=f"Four runs fit $K={runs.components}$ components, each with a variance of its own, "
        f"to the lengths of {runs.points} eruptions, which were written down to a tenth of a "
        "minute. No floor was set. Of each run you see the narrowest component:"
        f"\n\n{_table(runs)}\n\nWhich of them do you keep?",
        answer=_chosen(runs, options, 0),
        misconceptions=_misconceptions(runs, options),
        hints=Hints(
            "The log-likelihood can be compared only between runs that earned it on many points. "
            "Read the other two columns first.",
            r"A component with a soft count $N_k$ near 1 and a spread far below the precision of "
            "the data sits on a single point. Leave such runs out, then take the highest "
            r"$\ln L$ of the others.",
            once_more(_table(other), _worked(other)),
        ),
        solution=_worked(runs),
        because="With a variance for each component the likelihood has no highest point, so its "
        "height alone recommends nothing. What you look for is the best fit in which every "
        "component has points to stand on.",
        otherwise="Ask of each run on how many points its narrowest component stands.",
    )


def _runs(rng: Rng) -> Runs:
    points = between(rng, 90, 272)
    best = -points * between(rng, 95, 125) / 100
    found = (
        Run(best, between(rng, 18, 30) / 100, points * between(rng, 12, 25) / 100),
        Run(best + between(rng, 15, 60) / 10, between(rng, 1, 9) / 10_000, 1.0),
        Run(best - between(rng, 90, 200) / 10, between(rng, 36, 60) / 100, points * 0.26),
        Run(best - between(rng, 20, 70) / 10, between(rng, 15, 30) / 100, points * 0.08),
    )
    order = tuple(int(i) for i in rng.permutation(4))
    return Runs(between(rng, 2, 4), points, pick(rng, FLOORS), found, order)


def _table(runs: Runs) -> str:
    shown = (runs.runs[i] for i in runs.order)
    rows = (
        [letter, f"${run.log_likelihood:.1f}$", f"{run.sigma:.4f}", f"{run.count:.1f}"]
        for letter, run in zip(LETTERS, shown, strict=True)
    )
    return table(["run", r"$\ln L$", r"its $\sigma_k$ (min)", "its $N_k$"], *rows)


def _options(runs: Runs) -> list[str]:
    sound, collapsed, broad, poor = runs.letters
    return [
        f"{sound} as it is",
        f"{collapsed} as it is",
        f"{broad} as it is",
        f"{collapsed}, with a floor of {say(runs.floor)} min under its spreads: it "
        "stays the highest",
        f"{poor} as it is",
    ]


def _chosen(runs: Runs, options: list[str], which: int) -> Choice:
    return Choice(tuple(options), options.index(_options(runs)[which]))


def _worked(runs: Runs) -> str:
    sound, collapsed, _, _ = runs.letters
    run = runs.runs[1]
    return (
        f"Leave out {collapsed}: its narrowest component owns {run.count:.1f} eruption and has a "
        f"spread of {say(run.sigma, 4)} min, far below the tenths in which the data were written. "
        "Narrower still, it raises the log-likelihood further, without end. Of the others "
        f"{sound} is the highest: keep {_options(runs)[0]}."
    )


def _misconceptions(runs: Runs, options: list[str]) -> tuple[Misconception, ...]:
    sound, collapsed, *_ = runs.letters
    return (
        Misconception(
            "highest-likelihood-is-best",
            "takes the highest log-likelihood, come by as it may",
            _chosen(runs, options, 1),
            f"{collapsed} is the highest, but look at what lifts it: a component of one single "
            "eruption, whose density there grows without bound as it narrows. It tells nothing "
            "about eruptions. Leave collapsed runs out before you compare.",
        ),
        Misconception(
            "narrow-is-collapsed",
            "takes every narrow component for a collapsed one",
            _chosen(runs, options, 2),
            f"You took the run with the broadest components. But {sound}'s narrowest one stands on "
            "many eruptions, and its spread is one that data can have. Being narrow is no fault; "
            "being narrow on a single point is.",
        ),
        Misconception(
            "floor-changes-nothing",
            "lets a floor leave the likelihood as it is",
            _chosen(runs, options, 3),
            f"A floor does change the fit. At a spread of {say(runs.floor)} min the log-density on "
            f"that eruption is about {runs.loss:.1f} lower, more than what {collapsed} is ahead "
            f"of {sound}. Its lead comes from the width alone.",
        ),
    )

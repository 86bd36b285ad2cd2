"""Step 75.10, held-out data: points that no parameter has seen judge the number of components."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import WORDS, between, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["components_by_held_out_data"]

MOST = 6
STORIES = (
    ("eruptions", 120, 272),
    ("irises", 90, 150),
    ("petal widths", 80, 150),
    ("waits", 150, 272),
)
"""What is measured, and the fewest and the most of it."""


@dataclass(frozen=True)
class Scores:
    """Mean log-likelihoods per point, in hundredths, for one to six components."""

    subject: str
    train: tuple[int, ...]
    held: tuple[int, ...]
    sizes: tuple[int, int]

    def best(self, values: list[int]) -> int:
        """Count the components where the largest of these values stands."""
        return 1 + values.index(max(values))

    @property
    def chosen(self) -> int:
        return self.best(list(self.held))

    @property
    def sums(self) -> list[int]:
        return [t + h for t, h in zip(self.train, self.held, strict=True)]

    @property
    def gaps(self) -> list[int]:
        return [t - h for t, h in zip(self.train, self.held, strict=True)]

    @property
    def least_gap(self) -> int:
        return self.best([-gap for gap in self.gaps])


@family(
    "components-by-held-out-data",
    "s75-10-choosing-k",
    "the number of components is chosen on points that were not fitted",
)
def components_by_held_out_data(rng: Rng) -> Question | None:
    """Ask for K from a table of training and held-out log-likelihoods."""
    scores, other = _scores(rng), _scores(rng)
    if scores.chosen == other.chosen:
        return None
    train, held = scores.sizes
    return Question(
        prompt=f"Mixtures are fitted to {train} {scores.subject}; {held} others are held out. The "
        f"mean log-likelihood per point, on either part:\n\n{_table(scores)}\n\n"
        "You want the mixture that will describe new data best. How many components do you "
        "choose, in figures?",
        answer=Integer(scores.chosen),
        misconceptions=_misconceptions(scores),
        hints=Hints(
            "Each fit has seen the points of one row and not those of the other. Which row is a "
            "rehearsal for new data?",
            "Look along the held-out row for its highest value. Both rows are log-likelihoods: "
            "higher is better, also below zero.",
            once_more(_table(other), _worked(other)),
        ),
        solution=_worked(scores),
        because="On the training points more components are never worse, if each fit is the best "
        "of its size. On other points those that follow the noise of the first do harm.",
        otherwise="Look along one row only. Which of the two tells how a fit does on points that "
        "it has not seen?",
    )


def _scores(rng: Rng) -> Scores:
    subject, fewest, most = pick(rng, STORIES)
    chosen = between(rng, 2, MOST - 2)
    up = sorted((between(rng, 8, 55) for _ in range(chosen - 1)), reverse=True)
    down = (between(rng, 2, 6), *(between(rng, 9, 20) for _ in range(MOST - chosen - 1)))
    more = [step + between(rng, 2, 6) for step in up] + [down[0] + between(rng, 1, 5)]
    more += [between(rng, 3, 7) for _ in down[1:]]
    start = -between(rng, 120, 420)
    held = tuple(accumulate((start, *up, *(-step for step in down))))
    train = tuple(accumulate((start + between(rng, 1, 4), *more)))
    points = between(rng, fewest, most)
    return Scores(subject, train, held, (points - points // 3, points // 3))


def _table(scores: Scores) -> str:
    rows = (("training", scores.train), ("held out", scores.held))
    return table(
        ["components", *WORDS[:MOST]],
        *([name, *(f"${value / 100:.2f}$" for value in values)] for name, values in rows),
    )


def _worked(scores: Scores) -> str:
    best = f"{max(scores.held) / 100:.2f}"
    return (
        f"The held-out row is highest at ${best}$, with {WORDS[scores.chosen - 1]} components. "
        "After that it falls, while the training row goes on rising: the fits have begun to follow "
        f"their own points. Choose $K={scores.chosen}$."
    )


def _misconceptions(scores: Scores) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "takes-the-training-maximum",
            "chooses by the training points",
            Integer(scores.best(list(scores.train))),
            "You followed the training row. It rises as long as components are added, because each "
            "can take care of a few points more: it never tells you to stop. Look at the points "
            "that were held out.",
        ),
        Misconception(
            "smallest-gap-is-best",
            "chooses where the two rows differ least",
            Integer(scores.least_gap),
            "You looked for the smallest difference between the rows. A fit that is equally poor "
            "on both has none. A gap shows how much a fit flatters itself, not how good it is: "
            "take the highest held-out value.",
            back_to="s34-comparing-and-ordering-decimals",
        ),
        Misconception(
            "adds-training-and-held-out",
            "lets both rows decide together",
            Integer(scores.best(scores.sums)),
            "You let the rows decide together. The training row has been fitted and leans towards "
            "more components, however little they are worth; half of that lean is still in your "
            "choice. Let the held-out row decide alone.",
        ),
    )

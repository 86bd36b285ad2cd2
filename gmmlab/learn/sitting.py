"""One sitting of practice as a value; every move gives the next value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from gmmlab.learn.families import PracticeSet, by_name
from gmmlab.learn.prose import to_words
from gmmlab.learn.questions import Family, Kind, Misconception, Question, Verdict, judge

__all__ = ["HINT_NAMES", "VERDICT_WORDS", "Mark", "Sitting", "Turn", "begin"]

HINT_NAMES = ("where to look", "how to go", "a worked twin")
VERDICT_WORDS = {
    Kind.RIGHT: "Right.",
    Kind.NEARLY: "Nearly.",
    Kind.MISCONCEPTION: "Not yet.",
    Kind.NEUTRAL: "Not yet.",
    Kind.UNREADABLE: "I could not read that.",
}
TRY_FIRST = "Try once first, even if you are unsure. After that the solution is yours."
NO_MORE = "You have all three hints. Try what they say; after a try the solution is yours too."


class Mark(Enum):
    """How a question went, in words."""

    OPEN = "not answered"
    RIGHT = "right at once"
    HELPED = "right in the end"
    SHOWN = "solution shown"


@dataclass(frozen=True)
class Turn:
    """One question of a sitting and what has happened to it.

    Attributes
    ----------
    family : Family
    seed : int
        Draws the same question again.
    question : Question
    attempts : tuple of (str, Verdict)
        What was typed, and what became of it, oldest first.
    hints : int
        How many of the three have been shown.
    solved : bool
        Whether the solution has been shown.
    notice : str
        What to say about the last move, where there was nothing to judge.
    """

    family: Family
    seed: int
    question: Question
    attempts: tuple[tuple[str, Verdict], ...] = ()
    hints: int = 0
    solved: bool = False
    notice: str = ""

    @property
    def verdict(self) -> Verdict | None:
        """The judgement of the last attempt."""
        return self.attempts[-1][1] if self.attempts else None

    @property
    def right(self) -> bool:
        return any(verdict.right for _, verdict in self.attempts)

    @property
    def tries(self) -> int:
        """How many attempts could be read."""
        return sum(verdict.honest for _, verdict in self.attempts)

    @property
    def over(self) -> bool:
        return self.right or self.solved

    @property
    def mark(self) -> Mark:
        if self.solved and not self.right:
            return Mark.SHOWN
        if not self.right:
            return Mark.OPEN
        return Mark.RIGHT if self.tries == 1 and not self.hints else Mark.HELPED

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        """Those that came up, in order."""
        return tuple(v.misconception for _, v in self.attempts if v.misconception)

    @property
    def words(self) -> str:
        """Everything the card says about this question now."""
        said = [to_words(self.question.prompt)]
        if self.verdict:
            said.append(f"{VERDICT_WORDS[self.verdict.kind]} {to_words(self.verdict.message)}")
        said += [self.notice] if self.notice else []
        said += [f"Hint {i + 1}: {to_words(h)}" for i, h in enumerate(self.shown_hints)]
        said += [f"Solution: {to_words(self.question.solution)}"] if self.solved else []
        return " ".join(said)

    @property
    def shown_hints(self) -> tuple[str, ...]:
        return tuple(self.question.hints)[: self.hints]


@dataclass(frozen=True)
class Sitting:
    """Five questions, one after the other.

    Attributes
    ----------
    set : PracticeSet
        What is practised.
    seed : int
    turns : tuple of Turn
    at : int
        Which turn it is, from 0; after the last one, their number.

    Examples
    --------
    >>> from gmmlab.learn.families import practice_set
    >>> sitting = begin(practice_set("responsibilities"), seed=1)
    >>> sitting.place
    'Question 1 of 5'
    >>> sitting = sitting.answer(sitting.turn.question.answer.show())
    >>> sitting.turn.mark.value, sitting.next().place
    ('right at once', 'Question 2 of 5')
    """

    set: PracticeSet
    seed: int
    turns: tuple[Turn, ...]
    at: int = 0

    @property
    def turn(self) -> Turn:
        """The question being asked; after the end, the last one."""
        return self.turns[min(self.at, len(self.turns) - 1)]

    @property
    def finished(self) -> bool:
        return self.at >= len(self.turns)

    @property
    def last(self) -> bool:
        """Whether no question follows this one."""
        return self.at >= len(self.turns) - 1

    @property
    def place(self) -> str:
        n = len(self.turns)
        return f"All {n} questions done" if self.finished else f"Question {self.at + 1} of {n}"

    def answer(self, text: str) -> Sitting:
        """Judge an attempt; once the question is over, nothing changes."""
        if self.turn.over or self.finished:
            return self
        attempt = text, judge(self.turn.question, text)
        return self._with(attempts=(*self.turn.attempts, attempt), notice="")

    def hint(self) -> Sitting:
        """Show the next hint, or say that there are no more."""
        if self.turn.hints == len(HINT_NAMES):
            return self._with(notice="" if self.turn.over else NO_MORE)
        return self._with(hints=self.turn.hints + 1, notice="")

    def solve(self) -> Sitting:
        """Show the solution after an honest try; before one, ask for it."""
        if not self.turn.tries:
            return self._with(notice=TRY_FIRST)
        return self._with(solved=True, notice="")

    def next(self) -> Sitting:
        """Go on, once the question is over."""
        return replace(self, at=self.at + 1) if self.turn.over and not self.finished else self

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(turn.mark for turn in self.turns)

    @property
    def score(self) -> str:
        """How it went, in a sentence."""
        count, n = Counter(self.marks), len(self.turns)
        right = count[Mark.RIGHT] + count[Mark.HELPED]
        if count[Mark.RIGHT] == n:
            return f"All {n} right, each at the first try and without a hint."
        tail = f", {count[Mark.RIGHT]} of them at the first try" if count[Mark.RIGHT] else ""
        return f"{right} of {n} right{tail}."

    @property
    def came_up(self) -> tuple[tuple[Misconception, int], ...]:
        """Each misconception that came up, and how often, most frequent first."""
        met = [m for turn in self.turns for m in turn.misconceptions]
        by_name = {m.name: m for m in met}
        return tuple((by_name[name], n) for name, n in Counter(m.name for m in met).most_common())

    @property
    def words(self) -> str:
        """Everything the card says now."""
        head = f"Practice: {self.set.title} {self.place}."
        if not self.finished:
            return f"{head} {self.turn.words}"
        slips = "; ".join(f"{m.says} ({times(n)})" for m, n in self.came_up)
        return f"{head} {self.score}" + (f" What came up: {slips}." if slips else "")

    def _with(self, **changes: object) -> Sitting:
        turn = replace(self.turn, **changes)  # type: ignore[arg-type]
        return replace(self, turns=(*self.turns[: self.at], turn, *self.turns[self.at + 1 :]))


def times(n: int) -> str:
    """Say how often.

    Examples
    --------
    >>> times(1), times(3)
    ('once', '3 times')
    """
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def begin(practised: PracticeSet, seed: int) -> Sitting:
    """Draw a sitting's questions; the same seed draws the same ones."""
    seeds = np.random.SeedSequence(seed).generate_state(len(practised.families))
    turns = (
        Turn(family, int(s), family.draw(int(s)))
        for family, s in zip(map(by_name, practised.families), seeds, strict=True)
    )
    return Sitting(practised, seed, tuple(turns))

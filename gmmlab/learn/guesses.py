"""What can be predicted: one of several statements, or a number within a range."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ipywidgets as widgets

from gmmlab.errors import GmmlabError
from gmmlab.learn.card import choices, field
from gmmlab.learn.reading import Unreadable, read_number, say

__all__ = ["Asked", "BadPrediction", "Between", "Guess", "OneOf", "asked_for"]

Guess = str | float
CLOSE = 0.1
"""A guessed number holds within this share of the range it was asked in."""


class BadPrediction(GmmlabError, ValueError):
    """A prediction that no learner could get right."""


class Asked(ABC):
    """What may be guessed, and what is said to a guess."""

    @abstractmethod
    def control(self) -> widgets.Widget:
        """Make the control with which to guess."""

    @abstractmethod
    def read(self, value: object) -> Guess:
        """Take a guess from the control's value; raise `Unreadable` where there is none."""

    @abstractmethod
    def holds(self, guess: Guess) -> bool: ...

    @abstractmethod
    def reply(self, guess: Guess) -> str:
        """Answer a guess that does not hold, in its own terms."""

    @property
    @abstractmethod
    def truth(self) -> str:
        """What holds, as a phrase."""

    @property
    @abstractmethod
    def offers(self) -> tuple[str, ...]:
        """What can be chosen, for a page without a kernel."""


@dataclass(frozen=True)
class OneOf(Asked):
    """A guess among statements, each wrong one with its own reply."""

    replies: Mapping[str, str]
    answer: str

    def control(self) -> widgets.Widget:
        return choices("Your prediction", tuple(self.replies))

    def read(self, value: object) -> Guess:
        if value is None:
            raise Unreadable("Choose what you expect, then commit. A guess is welcome.")
        return str(value)

    def holds(self, guess: Guess) -> bool:
        return guess == self.answer

    def reply(self, guess: Guess) -> str:
        return self.replies[str(guess)]

    @property
    def truth(self) -> str:
        return self.answer

    @property
    def offers(self) -> tuple[str, ...]:
        return tuple(self.replies)


@dataclass(frozen=True)
class Between(Asked):
    """A guess at a number within a range."""

    low: float
    high: float
    answer: float

    def control(self) -> widgets.Widget:
        return field(f"Your prediction, from {say(self.low)} to {say(self.high)}")

    def read(self, value: object) -> Guess:
        guess = float(read_number(str(value)).value)
        if self.low <= guess <= self.high:
            return guess
        raise Unreadable(
            f"{say(guess)} lies outside the range. "
            f"Guess a number from {say(self.low)} to {say(self.high)}."
        )

    def holds(self, guess: Guess) -> bool:
        return abs(float(guess) - self.answer) <= CLOSE * (self.high - self.low)

    def reply(self, guess: Guess) -> str:
        side = "too high" if float(guess) > self.answer else "too low"
        off = say(abs(float(guess) - self.answer), 3)
        return f"Your guess was {off} {side}."

    @property
    def truth(self) -> str:
        return say(self.answer, 3)

    @property
    def offers(self) -> tuple[str, ...]:
        return (f"a number from {say(self.low)} to {say(self.high)}",)


def asked_for(choices: object, answer: Guess) -> Asked:
    """Understand what a prediction offers; raise `BadPrediction` where no guess could hold."""
    if isinstance(choices, Mapping):
        return _one_of({str(k): str(v) for k, v in choices.items()}, answer)
    if not isinstance(choices, Sequence) or isinstance(choices, str):
        raise BadPrediction(
            f"choices={choices!r} offers nothing to choose from. Give statements, a mapping of "
            "statements to replies, or a pair of numbers."
        )
    if len(choices) == 2 and all(isinstance(c, int | float) for c in choices):
        return _between(float(choices[0]), float(choices[1]), answer)
    return _one_of({str(c): "" for c in choices}, answer)


def _one_of(replies: dict[str, str], answer: Guess) -> OneOf:
    if answer not in replies:
        raise BadPrediction(
            f"the answer {answer!r} is not among the choices: {', '.join(map(repr, replies))}. "
            "Repeat one of them letter for letter."
        )
    return OneOf(replies, str(answer))


def _between(low: float, high: float, answer: Guess) -> Between:
    if isinstance(answer, str) or not low <= answer <= high:
        raise BadPrediction(
            f"the answer {answer!r} does not lie between {say(low)} and {say(high)}, so no guess "
            "could hold. Widen the range."
        )
    return Between(low, high, float(answer))

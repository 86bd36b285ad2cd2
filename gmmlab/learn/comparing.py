"""What every kind of answer can do: compare itself with a text, and write itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import Enum

__all__ = ["DIFFERENT", "RIGHT", "Answer", "Closeness", "Comparison", "nearly"]


class Closeness(Enum):
    """How a typed answer stands to the one that was asked for."""

    RIGHT = "right"
    NEARLY = "nearly"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Comparison:
    """A closeness, and for ``NEARLY`` what is still missing, in a sentence."""

    closeness: Closeness
    remark: str = ""


RIGHT = Comparison(Closeness.RIGHT)
DIFFERENT = Comparison(Closeness.DIFFERENT)


def nearly(remark: str) -> Comparison:
    """Say that an answer is nearly right, and what is missing."""
    return Comparison(Closeness.NEARLY, remark)


class Answer(ABC):
    """An answer that can be typed."""

    @abstractmethod
    def compare(self, text: str) -> Comparison:
        """Hold a typed text against this answer; raise `Unreadable` where it says nothing."""

    @abstractmethod
    def show(self) -> str:
        """Write the answer the way the course writes it."""

    @abstractmethod
    def spellings(self) -> tuple[str, ...]:
        """List other ways to write it that count as right."""

    @property
    @abstractmethod
    def form(self) -> str:
        """What to type, for the label of the field: 'to 3 decimals'."""

    @property
    def options(self) -> tuple[str, ...]:
        """What there is to choose from; empty where the answer is typed."""
        return ()

    @abstractmethod
    def given_away_by(self, text: str) -> bool:
        """Whether a text already contains this answer for everyone to copy."""

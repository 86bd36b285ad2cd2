"""What a question takes as an answer: each kind reads, compares and writes its own.

A kind is an object. A new one derives from `Answer` and says how a text compares with it, how it
is written, and which other spellings it must take. Numbers stand in `numeric`, vectors, matrices
and sets in `several`, formulas in `expressions`.
"""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.comparing import DIFFERENT, RIGHT, Answer, Closeness, Comparison
from gmmlab.learn.expressions import Expression
from gmmlab.learn.numeric import Decimal, Fraction, Integer, Percentage
from gmmlab.learn.reading import Unreadable
from gmmlab.learn.several import Matrix, NumberSet, Vector

__all__ = [
    "Answer",
    "Choice",
    "Closeness",
    "Comparison",
    "Decimal",
    "Expression",
    "Fraction",
    "Integer",
    "Matrix",
    "NumberSet",
    "Percentage",
    "Unreadable",
    "Vector",
]


@dataclass(frozen=True)
class Choice(Answer):
    """One of several statements; the text of an option, its letter or its number names it.

    Attributes
    ----------
    statements : tuple of str
        In the order they are shown. Plain text: the controls of a notebook draw no formulas.
    index : int
        Which one is meant, counted from 0.

    Examples
    --------
    >>> which = Choice(("the weights", "the means"), 1)
    >>> [which.compare(t).closeness.value for t in ("b", "2", "The means", "a")]
    ['right', 'right', 'right', 'different']
    """

    statements: tuple[str, ...]
    index: int

    def compare(self, text: str) -> Comparison:
        return RIGHT if self._read(text) == self.index else DIFFERENT

    def show(self) -> str:
        return self.statements[self.index]

    def spellings(self) -> tuple[str, ...]:
        letter, number = chr(ord("a") + self.index), str(self.index + 1)
        return (self.show().upper(), letter, f" {letter.upper()} ", f"{letter})", number)

    @property
    def form(self) -> str:
        return "choose one"

    @property
    def options(self) -> tuple[str, ...]:
        return self.statements

    def given_away_by(self, text: str) -> bool:
        return self.show().casefold() in text.casefold()

    def _read(self, text: str) -> int:
        said = text.strip().casefold()
        names = [option.strip().casefold() for option in self.options]
        if said in names:
            return names.index(said)
        short = said.rstrip(").")
        for i in range(len(names)):
            if short in (chr(ord("a") + i), str(i + 1)):
                return i
        raise Unreadable(
            f"Choose one of the {len(names)} statements"
            + (f"; ‘{text.strip()}’ is none of them." if said else " first.")
        )

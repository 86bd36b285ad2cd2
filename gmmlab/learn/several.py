"""Answers that are several numbers: a vector, a matrix, or a set in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction as Ratio
from functools import cached_property

from gmmlab.learn.comparing import DIFFERENT, RIGHT, Answer, Closeness, Comparison, nearly
from gmmlab.learn.numeric import Decimal
from gmmlab.learn.reading import LONGEST, Unreadable, numbers_in, read_number, say

__all__ = ["Matrix", "NumberSet", "Vector"]

_NAMED = re.compile(r"^[^=≈]*[=≈]\s*")
_BRACKETS = re.compile(r"[()\[\]{}]")
_BETWEEN = (r"\s*;\s*", r"\s*,\s+|\s+,\s*", r"\s+", r"\s*,\s*")
"""Separators, the surest first; a comma without a space may be a decimal mark."""


@dataclass(frozen=True)
class Vector(Answer):
    """Numbers in a fixed order, each to the same number of decimals.

    Attributes
    ----------
    values : tuple of Fraction, float or int
        The exact entries, not the rounded ones.
    places : int
        How many decimals to give of each.

    Examples
    --------
    >>> mu = Vector((3.125, 70.5), places=1)
    >>> [mu.compare(t).closeness.value for t in ("3.1, 70.5", "[3,1; 70,5]", "(70.5, 3.1)")]
    ['right', 'right', 'different']
    """

    values: tuple[Ratio | float, ...]
    places: int = 2

    def compare(self, text: str) -> Comparison:
        pairs = zip(self._entries, self._split(text), strict=True)
        return _worst([entry.compare(part) for entry, part in pairs])

    def show(self) -> str:
        return f"({', '.join(entry.show() for entry in self._entries)})"

    def spellings(self) -> tuple[str, ...]:
        shown = [entry.show() for entry in self._entries]
        commas = [s.replace(".", ",") for s in shown]
        plain = (f"[{', '.join(shown)}]", ",".join(shown), " ".join(shown), "; ".join(commas))
        return (*plain, f" mu = {self.show()} ")

    @property
    def form(self) -> str:
        return f"as ({', '.join('abcdef'[: len(self.values)])}), each {self._entries[0].form}"

    def given_away_by(self, text: str) -> bool:
        return _in_a_row(self._entries, text)

    @cached_property
    def _entries(self) -> tuple[Decimal, ...]:
        return tuple(Decimal(value, self.places) for value in self.values)

    def _split(self, text: str) -> list[str]:
        body = _BRACKETS.sub("", _NAMED.sub("", text)).strip()
        splits = (re.split(separator, body) for separator in _BETWEEN)
        parts = next((split for split in splits if len(split) == len(self.values)), None)
        if parts is None:
            raise Unreadable(
                f"I expect {len(self.values)} numbers, such as (0.25, 3.1), with a comma and a "
                f"space or a semicolon between them; I could not read ‘{text.strip()}’."
            )
        return parts


@dataclass(frozen=True)
class Matrix(Answer):
    """A table of numbers, each to the same number of decimals, typed row by row.

    Attributes
    ----------
    rows : tuple of tuples of Fraction, float or int
        The exact entries.
    places : int

    Examples
    --------
    >>> sigma = Matrix(((4, 1.5), (1.5, 1)), places=1)
    >>> [sigma.compare(t).closeness.value for t in ("[[4, 1.5], [1.5, 1]]", "4 1,5; 1,5 1")]
    ['right', 'right']
    """

    rows: tuple[tuple[Ratio | float, ...], ...]
    places: int = 2

    def compare(self, text: str) -> Comparison:
        pairs = zip(self._vectors, self._split(text), strict=True)
        return _worst([row.compare(part) for row, part in pairs])

    def show(self) -> str:
        rows = (row.show().strip("()") for row in self._vectors)
        return f"[{', '.join(f'[{row}]' for row in rows)}]"

    def spellings(self) -> tuple[str, ...]:
        rows = [row.show().strip("()") for row in self._vectors]
        spaced = "; ".join(row.replace(", ", " ") for row in rows)
        return ("; ".join(rows), spaced, spaced.replace(".", ","), f"Sigma = {self.show()}")

    @property
    def form(self) -> str:
        d, (first, *_) = len(self.rows[0]), self._vectors
        row = f"[{', '.join('abcdef'[:d])}]"
        return f"row by row as [{row}, ...], {first.form.partition('each ')[2]}"

    def given_away_by(self, text: str) -> bool:
        return _in_a_row([entry for row in self._vectors for entry in row._entries], text)

    @cached_property
    def _vectors(self) -> tuple[Vector, ...]:
        return tuple(Vector(row, self.places) for row in self.rows)

    def _split(self, text: str) -> list[str]:
        body = _NAMED.sub("", text).strip()
        inner = re.findall(r"[\[(]([^\[\]()]+)[\])]", body)
        parts = inner if len(inner) == len(self.rows) else re.split(r"\s*[;\n]\s*", body)
        if len(parts) != len(self.rows):
            raise Unreadable(
                f"I expect {len(self.rows)} rows, such as [[1, 0.5], [0.5, 2]] or 1 0.5; 0.5 2; "
                f"I could not read ‘{text.strip()}’."
            )
        return parts


@dataclass(frozen=True)
class NumberSet(Answer):
    """Different numbers, in any order.

    Attributes
    ----------
    values : tuple of Fraction or int
        Each once.

    Examples
    --------
    >>> sizes = NumberSet((1, 2, 3, 6))
    >>> [sizes.compare(t).closeness.value for t in ("{6, 3, 2, 1}", "1 2 3 6 6", "1, 2, 3")]
    ['right', 'nearly', 'different']
    """

    values: tuple[Ratio | int, ...]

    def compare(self, text: str) -> Comparison:
        found = [read_number(part).value for part in self._split(text)]
        if set(found) != set(self.values):
            return DIFFERENT
        if len(found) > len(set(found)):
            return nearly("These are the right numbers, but one comes twice. List each once.")
        return RIGHT

    def show(self) -> str:
        return f"{{{', '.join(say(value) for value in self.values)}}}"

    def spellings(self) -> tuple[str, ...]:
        shown = [say(value) for value in self.values]
        return (", ".join(shown), "; ".join(reversed(shown)), " ".join(shown), ",".join(shown))

    @property
    def form(self) -> str:
        return "all of them, in any order"

    def given_away_by(self, text: str) -> bool:
        exact = [Decimal(value, 6) for value in self.values]
        return len(exact) > 1 and (_in_a_row(exact, text) or _in_a_row(exact[::-1], text))

    def _split(self, text: str) -> list[str]:
        body = _BRACKETS.sub("", _NAMED.sub("", text)).replace(" and ", ", ").strip()
        if len(body) > 4 * LONGEST:
            raise Unreadable(f"That is {len(body)} characters long; a short list will do.")
        parts = [part for part in re.split(r"\s*[;,]\s*|\s+", body) if part]
        if not parts:
            raise Unreadable("There is nothing in the answer field yet. Type numbers: 1, 2, 4.")
        return parts


def _worst(found: list[Comparison]) -> Comparison:
    """The comparison that decides: one that differs, else one that is nearly right."""
    order = (Closeness.DIFFERENT, Closeness.NEARLY, Closeness.RIGHT)
    return min(found, key=lambda comparison: order.index(comparison.closeness))


def _in_a_row(entries: Sequence[Decimal], text: str) -> bool:
    """Whether these numbers stand in a text one after another."""
    numbers, n = numbers_in(text), len(entries)
    rows = (numbers[i : i + n] for i in range(len(numbers) - n + 1))
    return any(
        all(e.weigh(m).closeness is Closeness.RIGHT for e, m in zip(entries, row, strict=True))
        for row in rows
    )

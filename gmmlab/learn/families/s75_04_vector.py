"""Answers that are several numbers in a row: a place in the plane, typed as (3.1, 70)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction as Ratio
from functools import cached_property

from gmmlab.learn.answers import Answer, Closeness, Comparison, Decimal, Unreadable
from gmmlab.learn.reading import numbers_in

__all__ = ["Vector"]

_NAMED = re.compile(r"^[^=≈]*[=≈]\s*")
_BRACKETS = re.compile(r"[()\[\]{}]")
_BETWEEN = (r"\s*;\s*", r"\s*,\s+|\s+,\s*", r"\s*,\s*", r"\s+")
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
        found = [entry.compare(part) for entry, part in pairs]
        worst = {c.closeness: c for c in reversed(found)}
        order = (Closeness.DIFFERENT, Closeness.NEARLY, Closeness.RIGHT)
        return next(worst[closeness] for closeness in order if closeness in worst)

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
        numbers, n = numbers_in(text), len(self.values)
        rows = (numbers[i : i + n] for i in range(len(numbers) - n + 1))
        return any(
            all(
                entry.weigh(number).closeness is Closeness.RIGHT
                for entry, number in zip(self._entries, row, strict=True)
            )
            for row in rows
        )

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

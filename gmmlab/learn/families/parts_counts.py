"""What the first three units' families share: whole numbers drawn, tables, sums in a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gmmlab.learn.questions import Rng

__all__ = ["between", "borrows", "code_list", "listed", "plus", "spread", "table", "told"]

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def between(rng: Rng, low: int, high: int) -> int:
    """Draw a whole number, both ends included."""
    return int(rng.integers(low, high + 1))


def spread(rng: Rng, values: Sequence[int], n: int) -> tuple[int, ...]:
    """Draw n different values, in no order."""
    return tuple(int(v) for v in rng.choice(values, size=n, replace=False))


def table(*rows: Iterable[object]) -> str:
    """Write rows as a pipe table; the first is its head.

    Examples
    --------
    >>> print(table(["component", "A", "B"], ["points", 12, 7]))
    | component | A | B |
    |---|---|---|
    | points | 12 | 7 |
    """
    head, *rest = ([str(cell) for cell in row] for row in rows)
    lines = [f"| {' | '.join(row)} |" for row in (head, *rest)]
    return "\n".join([lines[0], "|---" * len(head) + "|", *lines[1:]])


def plus(values: Iterable[object]) -> str:
    """Write a sum that has still to be worked out: '3+4+5'."""
    return "+".join(map(str, values))


def listed(values: Iterable[object]) -> str:
    """Write a list as a sentence has it: '3, 4 and 5'."""
    *first, last = map(str, values)
    return f"{', '.join(first)} and {last}" if first else last


def code_list(values: Iterable[object]) -> str:
    """Write a list as Python has it."""
    return f"[{', '.join(map(str, values))}]"


def told(n: int) -> str:
    """Count aloud up to n: 'one, two, three'."""
    return ", ".join(WORDS[:n])


def borrows(total: int, part: int) -> bool:
    """Whether taking the part away has to break a ten."""
    return total % 10 < part % 10

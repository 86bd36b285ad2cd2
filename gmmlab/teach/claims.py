"""What a lesson claims in numbers, and whether a cell nearby asserts it.

Every number of a lesson's prose must stand in its code as well: in an assertion, or as data from
which the prose speaks. So no number outlives the calculation that it came from.
"""

from __future__ import annotations

import ast
import re
from itertools import chain
from typing import TYPE_CHECKING

from gmmlab.teach.problems import Problem
from gmmlab.teach.prose import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gmmlab.teach.source import Cell

__all__ = ["length", "numbers", "shared"]

SMALL = 10
"""Whole numbers up to this one are counted at a glance and need no assertion."""
MOST_WORDS = 900
"""So many words has a lesson of up to `SHORT` minutes, and a longer one as many a minute."""
SHORT = 20
OPEN = ("**Read on**", "**Takes**")
"""Paragraphs whose numbers are years, pages and minutes."""

_NUMBER = re.compile(r"(?<![\w.])(?<!_\{)\d[\d,]*(?:\.\d+)?(?![\w]|\.\d)")
_LINK = re.compile(r"\]\([^)]*\)")
_WORD = re.compile(r"[A-Za-z’']{2,}")


def numbers(cells: Sequence[Cell], path: str) -> Iterator[Problem]:
    r"""Check that every number of the prose stands in the code.

    Parameters
    ----------
    cells : sequence of Cell
        A lesson whose code can be read.
    path : str
        The source's name.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> lesson = parse("# %% [markdown]\n# The mean is 57.3.\n# %%\nassert 57.2 > 0", "lesson.py")
    >>> print(*numbers(lesson, "lesson.py"))
    lesson.py:2: No cell asserts 57.3. Add an assertion with this number, or take it out.
    """
    known = {abs(value) for cell in cells if cell.kind == "code" for value in _literals(cell.text)}
    for line, text in _claims(cells):
        for found in _NUMBER.findall(text):
            value = float(found.replace(",", ""))
            if not (value == int(value) and value <= SMALL) and not _among(value, known):
                remedy = "Add an assertion with this number, or take it out."
                yield Problem(path, line, f"No cell asserts {found}.", remedy)


def _claims(cells: Sequence[Cell]) -> Iterator[tuple[int, str]]:
    """The lines of the prose, without code, links and paragraphs that claim nothing."""
    quiet = False
    for line, text in lines(cells):
        quiet = any(mark in text for mark in OPEN) or (quiet and bool(text.strip()))
        if not quiet:
            yield line, _LINK.sub("]", text)


def _literals(code: str) -> Iterator[float]:
    """The numbers that a cell asserts or sets; those in strings speak and prove nothing."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Assert | ast.Assign):
            for part in ast.walk(node):
                match part:
                    case ast.Constant(value=int() | float() as value):
                        yield float(value)


def _among(value: float, known: set[float]) -> bool:
    """Whether a number is known, be it as a share or in per cent."""
    return any(abs(value - scale * k) < 1e-9 for k in known for scale in (1, 100))


def length(cells: Sequence[Cell], minutes: int, path: str) -> Iterator[Problem]:
    r"""Check that a lesson has few words: one idea, not a chapter.

    Parameters
    ----------
    cells : sequence of Cell
    minutes : int
        What the graph says that it takes.
    path : str
        The source's name.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> cells = parse("# %% [markdown]\n# " + "word " * 1200, "lesson.py")
    >>> print(*length(cells, 25, "lesson.py"))
    lesson.py: It has 1200 words for 25 minutes. Keep to 1125: one idea, and the rest elsewhere.
    """
    prose = " ".join(cell.text for cell in cells if cell.kind == "markdown")
    count = len(_WORD.findall(re.sub(r"\$[^$]*\$|\$\$.*?\$\$", " ", prose)))
    most = MOST_WORDS * max(minutes, SHORT) // SHORT
    if count > most:
        what = f"It has {count} words for {minutes} minutes."
        yield Problem(path, 0, what, f"Keep to {most}: one idea, and the rest elsewhere.")


def shared(lessons: Mapping[str, Sequence[Cell]], common: int = 3) -> Iterator[Problem]:
    r"""Check that no two lessons share a paragraph, apart from what all of them have.

    Parameters
    ----------
    lessons : mapping of str to sequence of Cell
        By the names of their sources.
    common : int
        A paragraph in so many lessons or more belongs to their form.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> text = "# %% [markdown]\n# A mean is a balance, and here is a long sentence on it again."
    >>> same = {name: parse(text, name) for name in ("a.py", "b.py")}
    >>> print(*shared(same))
    b.py:2: It shares a paragraph with a.py: 'A mean is a balance, and here is'. Write it anew.
    """
    places: dict[str, list[tuple[str, int]]] = {}
    for name, cells in lessons.items():
        for line, paragraph in chain.from_iterable(map(_paragraphs, cells)):
            places.setdefault(paragraph, []).append((name, line))
    for paragraph, found in places.items():
        (first, _), *others = found
        names = {name for name, _ in found}
        if 1 < len(names) < common:
            for name, line in others:
                start = " ".join(paragraph.split()[:8])
                what = f"It shares a paragraph with {first}: {start!r}."
                yield Problem(name, line, what, "Write it anew.")


def _paragraphs(cell: Cell) -> Iterator[tuple[int, str]]:
    """The paragraphs of more than a dozen words, each with the line that it begins on."""
    if cell.kind != "markdown":
        return
    line = cell.line + 1
    for block in re.split(r"\n\s*\n", cell.text):
        if len(block.split()) > 12:
            yield line, " ".join(block.split())
        line += block.count("\n") + 2

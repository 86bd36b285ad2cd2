"""What an author writes: Python files in cells, each marked by one word.

- ``# %% [markdown]``: text;
- ``# %%``: code;
- ``# %% given="data"``: locked, and put back as it was before grading;
- ``# %% solution="means"``: the learner's own cell, emptied in the release;
- ``# %% check="means" points=3 meets=1``: locked and graded, and says what is wrong if it fails;
- ``# %% [markdown] answer="why" points=2``: a written answer, emptied, graded by hand;
- ``# %% [markdown] task="essay" points=5``: locked text that asks for work graded by hand.

What a graded cell `meets` is an objective of its topic, or several (``meets="1 2"``), by their
places in the course's graph.

Between ``### BEGIN SOLUTION`` and ``### END SOLUTION`` stands what learners must find (without
them: the whole cell), and between ``### BEGIN HIDDEN TESTS`` and ``### END HIDDEN TESTS`` what
they do not see of a check.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from gmmlab.teach.problems import BadSource, meant

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ROLES", "SUMMARY", "Cell", "Role", "parse", "read"]


@dataclass(frozen=True)
class Role:
    """What one word makes of a cell, in nbgrader's terms."""

    kind: str  # the only kind of cell that it may mark; "" for any
    solution: bool = False
    grade: bool = False
    locked: bool = False
    task: bool = False

    @property
    def graded(self) -> bool:
        return self.grade or self.task


ROLES = {
    "given": Role("", locked=True),
    "solution": Role("code", solution=True),
    "check": Role("code", grade=True, locked=True),
    "answer": Role("markdown", solution=True, grade=True),
    "task": Role("markdown", task=True, locked=True),
}
SUMMARY = "all-checks"
"""The id of an exercise's last cell, which asks all visible checks once more."""


@dataclass(frozen=True)
class Cell:
    """One cell as its author wrote it.

    Parameters
    ----------
    line : int
        The line of its mark in the source, from 1.
    kind : str
        "code" or "markdown".
    text : str
        What it holds.
    role, name : str
        The word that marks it and the name given with it; both empty for a plain cell.
    points : float
        What it is worth; 0 where nothing is graded.
    meets : tuple of int
        Which of its topic's objectives it asks for, from 1.
    """

    line: int
    kind: str
    text: str
    role: str = ""
    name: str = ""
    points: float = 0
    meets: tuple[int, ...] = ()

    @property
    def grade_id(self) -> str:
        return f"{self.role}-{self.name}"


_MARK = re.compile(r"#\s*%%(\s|$)")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OWN = {"cell_type", "lines_to_next_cell", "lines_to_end_of_cell_marker"}  # jupytext's notes


def read(path: Path, name: str, error: type[BadSource] = BadSource) -> tuple[Cell, ...]:
    """Read a source file into its cells.

    Parameters
    ----------
    path : Path
        A py:percent file in UTF-8.
    name : str
        The name that errors give to it.
    error : type of BadSource
        What to raise.

    Returns
    -------
    cells : tuple of Cell

    Raises
    ------
    BadSource
        If the file is missing, or a cell cannot be understood; as `error`.

    Examples
    --------
    >>> from pathlib import Path
    >>> read(Path("nowhere.py"), "nowhere.py")
    Traceback (most recent call last):
    gmmlab.teach.problems.BadSource: nowhere.py: There is no such file. ...
    """
    if not path.is_file():
        raise error(name, 0, "There is no such file.", "Write it, or take out its topic.")
    return parse(path.read_text(encoding="utf-8"), name, error)


def parse(text: str, name: str, error: type[BadSource] = BadSource) -> tuple[Cell, ...]:
    r"""Split the text of a source into its cells.

    Parameters
    ----------
    text : str
        The source, py:percent.
    name : str
        The name that errors give to it.
    error : type of BadSource
        What to raise.

    Returns
    -------
    cells : tuple of Cell

    Raises
    ------
    BadSource
        If a cell cannot be understood; as `error`.

    Examples
    --------
    >>> cell, = parse('# %% solution="mean"\ndef mean(x): ...', "exercise.py")
    >>> cell.role, cell.name, cell.text
    ('solution', 'mean', 'def mean(x): ...')
    >>> parse('# %% solutions="mean"', "exercise.py")
    Traceback (most recent call last):
    gmmlab.teach.problems.BadSource: exercise.py:1: 'solutions' means nothing on a cell. ...
    """
    lines = [n for n, line in enumerate(text.splitlines(), 1) if _MARK.match(line)]
    import jupytext  # only where a source is read: it takes its time

    found = jupytext.reads(text, fmt="py:percent").cells if lines else []
    if not lines or len(found) != len(lines):
        raise error(
            name, 1, "Text stands outside the cells.", "Begin every cell with a line `# %%`."
        )
    return tuple(
        _cell(raw, n, partial(error, name, n)) for raw, n in zip(found, lines, strict=True)
    )


def _cell(raw: Any, line: int, fail: Callable[[str, str], BadSource]) -> Cell:
    words = {k: v for k, v in raw.metadata.items() if k not in _OWN}
    roles = sorted(words.keys() & ROLES.keys())
    if "title" in words:
        raise fail(
            f"The words {words['title']!r} mean nothing on a cell.",
            'Mark it like solution="one-step", or leave the words out.',
        )
    for word in sorted(words.keys() - ROLES.keys() - {"points", "meets"}):
        raise fail(f"{word!r} means nothing on a cell.", meant(word, [*ROLES, "points", "meets"]))
    if len(roles) > 1:
        raise fail(f"A cell cannot be both {' and '.join(roles)}.", "Choose one.")
    role = roles[0] if roles else ""
    name = _name(words[role], role, raw.cell_type, fail) if role else ""
    points = _points(words.get("points"), role, fail)
    meets = _meets(words.get("meets"), role, fail)
    return Cell(line, raw.cell_type, raw.source, role, name, points, meets)


def _name(name: Any, role: str, kind: str, fail: Callable[[str, str], BadSource]) -> str:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise fail(
            f"{role}={name!r} is no name for a cell.",
            f'Use a few small letters, digits and hyphens, such as {role}="one-step".',
        )
    if ROLES[role].kind not in ("", kind):
        mark = "# %% [markdown]" if kind == "code" else "# %%"
        raise fail(
            f"{role}={name!r} marks a {kind} cell, but must mark a {ROLES[role].kind} cell.",
            f'Write the mark as `{mark} {role}="{name}"`.',
        )
    return name


def _points(points: Any, role: str, fail: Callable[[str, str], BadSource]) -> float:
    graded = role in ROLES and ROLES[role].graded
    if not graded and points is not None:
        raise fail(
            f"points={points} stand on a cell that nobody grades.",
            "Move them to the check, answer or task that earns them.",
        )
    if graded and (isinstance(points, bool | str | None) or not points > 0):
        raise fail(
            f"This {role} is graded, but its points are {points!r}.",
            "Say what it is worth, for example points=2.",
        )
    return points if graded else 0


def _meets(meets: Any, role: str, fail: Callable[[str, str], BadSource]) -> tuple[int, ...]:
    if meets is None:
        return ()
    if role not in ROLES or not ROLES[role].graded:
        raise fail(
            f"meets={meets!r} stands on a cell that nobody grades.",
            "Move it to the check, answer or task that asks for it.",
        )
    places = str(meets).split()
    if not places or not all(re.fullmatch(r"[1-9]\d*", place) for place in places):
        raise fail(
            f"meets={meets!r} names no objectives.",
            'Give their places in the graph, for example meets=1 or meets="1 3".',
        )
    return tuple(map(int, places))

"""The lines that nbgrader takes out of a release: solutions, hidden tests, mark schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gmmlab.teach.source import Cell

__all__ = ["REGIONS", "split", "unbalanced"]

REGIONS = {
    "solution": "SOLUTION",
    "answer": "SOLUTION",
    "check": "HIDDEN TESTS",
    "task": "MARK SCHEME",
}


def split(cell: Cell) -> tuple[list[str], list[str]]:
    r"""Part a cell into the lines that learners see and those that they must not see.

    Parameters
    ----------
    cell : Cell
        Any cell of an exercise; its regions are balanced.

    Returns
    -------
    shown, kept_back : list of str
        The markers belong to neither. A solution or an answer without markers is kept back whole.

    Examples
    --------
    >>> from gmmlab.teach.source import Cell
    >>> text = "a = 1\n### BEGIN HIDDEN TESTS\nassert a\n### END HIDDEN TESTS"
    >>> split(Cell(1, "code", text, "check", "a", 1))
    (['a = 1'], ['assert a'])
    """
    word = REGIONS.get(cell.role, "")
    lines = cell.text.splitlines()
    if not word or not _marks(cell, word):
        whole = word == "SOLUTION"
        return ([], lines) if whole else (lines, [])
    shown: list[str] = []
    hidden: list[str] = []
    into = shown
    for line in lines:
        if f"BEGIN {word}" in line:
            into = hidden
        elif f"END {word}" in line:
            into = shown
        else:
            into.append(line)
    return shown, hidden


def unbalanced(cell: Cell) -> str:
    """Say what is wrong with a cell's markers.

    Parameters
    ----------
    cell : Cell
        Any cell of an exercise.

    Returns
    -------
    what : str
        One sentence; empty if nothing is wrong.

    Examples
    --------
    >>> from gmmlab.teach.source import Cell
    >>> unbalanced(Cell(1, "code", "### BEGIN SOLUTION"))
    'SOLUTION is marked in a plain cell.'
    """
    own = REGIONS.get(cell.role, "")
    for word in sorted(set(REGIONS.values())):
        marks = _marks(cell, word)
        if marks and word != own:
            kind = f"a {cell.role} cell" if cell.role else "a plain cell"
            return f"{word} is marked in {kind}."
        if marks != ["BEGIN", "END"] * (len(marks) // 2):
            return f"BEGIN {word} and END {word} do not come in pairs."
    return ""


def _marks(cell: Cell, word: str) -> list[str]:
    return [
        edge
        for line in cell.text.splitlines()
        for edge in ("BEGIN", "END")
        if f"{edge} {word}" in line
    ]

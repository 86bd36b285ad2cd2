"""A learner's own copy of an exercise, read as data: its cells and its questions.

Where the course holds the exercise as it was released, the copy is held against it; everything
else is told by the marks that nbgrader leaves in a notebook.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from gmmlab.desk.workspace import PACKAGE
from gmmlab.errors import GmmlabError

__all__ = ["Cell", "Exercise", "NoExercise", "Question", "read"]

KINDS = ("check", "solution", "answer", "task", "test")
"""What stands before the question in the name of a cell."""


class NoExercise(GmmlabError, ValueError):
    """A file that is no notebook of an exercise."""


@dataclass(frozen=True)
class Cell:
    """A cell as it lies in the file.

    Attributes
    ----------
    number : int
        Its place in the notebook, from 1.
    kind, text : str
        "code", "markdown" or "raw"; and what stands in it.
    grade_id : str
        Its name for nbgrader; empty for a plain cell.
    solution, grade, locked, task : bool
        As nbgrader means them.
    points : float
    checksum, was : str
        nbgrader's mark of the cell as it was released, and the kind that it was then.
    ran : int
        When it was last run, counted from 1; 0 if it was not.
    plain : bool
        Whether it is a plain cell of the course's, with not a letter changed.
    """

    number: int
    kind: str
    text: str
    grade_id: str = ""
    solution: bool = False
    grade: bool = False
    locked: bool = False
    task: bool = False
    points: float = 0.0
    checksum: str = ""
    was: str = ""
    ran: int = 0
    plain: bool = False

    @property
    def name(self) -> str:
        """How it is called in messages."""
        return self.grade_id or f"cell {self.number}"

    @property
    def question(self) -> str:
        """The question that it belongs to, as far as its name tells."""
        kind, _, rest = self.grade_id.partition("-")
        return rest if rest and kind in KINDS else self.grade_id

    @property
    def check(self) -> bool:
        """Whether a machine runs it as a test."""
        return self.grade and not self.solution and (self.was or self.kind) == "code"

    @property
    def released(self) -> bool:
        """Whether it stands as it was released, as far as its mark tells."""
        locked = not self.solution and (self.grade or self.locked)
        worth = str(float(self.points)) if self.grade else ""
        flags = f"{self.grade}{self.solution}{locked}"
        told = f"{self.text}{self.was or self.kind}{flags}{self.grade_id}{worth}"
        return hashlib.md5(told.encode(), usedforsecurity=False).hexdigest() == self.checksum

    @property
    def courses(self) -> bool:
        """Whether it is the course's, with not a letter changed."""
        return self.plain or (self.locked and not self.grade and self.released)

    @property
    def altered(self) -> bool:
        """Whether it is the course's, and has been changed all the same."""
        theirs = (self.locked or self.grade) and not self.solution
        return bool(self.checksum) and theirs and not self.released

    @property
    def untouched(self) -> bool:
        """Whether nothing has been written into it yet."""
        return self.released or (self.kind == "code" and _empty(self.text))


def _empty(code: str) -> bool:
    r"""Whether some code only holds the place of a solution.

    Examples
    --------
    >>> [_empty(c) for c in ("# YOUR CODE HERE\nraise NotImplementedError()", "a = ...", "a = 1")]
    [True, True, False]
    """
    try:
        return all(_placeholder(node) for node in ast.parse(code).body)
    except (SyntaxError, ValueError, RecursionError):
        return False


def _placeholder(node: ast.stmt) -> bool:
    match node:
        case ast.Pass() | ast.Expr(ast.Constant()) | ast.Return(None):
            return True
        case ast.Return(value) | ast.Assign(value=value):
            return isinstance(value, ast.Constant) and value.value in (None, ...)
        case ast.Raise(ast.Call(ast.Name("NotImplementedError")) | ast.Name("NotImplementedError")):
            return True
        case ast.FunctionDef() | ast.ClassDef():
            return all(_placeholder(one) for one in node.body)
    return False


@dataclass(frozen=True)
class Question:
    """What is asked, and graded.

    Attributes
    ----------
    name : str
    points : float
    check : Cell or None
        Its visible check; None where a person reads the answer.
    written : tuple of Cell
        The cells into which the learner writes.
    """

    name: str
    points: float
    check: Cell | None
    written: tuple[Cell, ...]

    @property
    def untouched(self) -> bool:
        """Whether nothing has been written yet."""
        return bool(self.written) and all(cell.untouched for cell in self.written)


@dataclass(frozen=True)
class Exercise:
    """A learner's copy.

    Attributes
    ----------
    path : Path
    found : tuple of Cell
        What lies in the file.
    ours : tuple of Cell
        The exercise as the course has it; empty where that is not known.
    """

    path: Path
    found: tuple[Cell, ...]
    ours: tuple[Cell, ...] = ()

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """What is to be run: the course's own cells as the course has them."""
        return tuple(_restored(cell, self.ours) for cell in self.found)

    @property
    def lost(self) -> tuple[Cell, ...]:
        """What is graded, and is not there any more."""
        named = {cell.grade_id for cell in self.found}
        return tuple(c for c in self.ours if (c.grade or c.task) and c.grade_id not in named)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is graded, in the notebook's order; of cells that stand twice, the first."""
        graded = {c.grade_id: c for c in reversed(self.cells) if c.grade or c.task}
        cells = sorted(graded.values(), key=lambda cell: cell.number)
        return tuple(self._question(cell) for cell in cells)

    def label(self, cell: Cell) -> str:
        """How a cell is called where no two may have one name."""
        first = next((c.number for c in self.cells if c.name == cell.name), cell.number)
        return cell.name if first == cell.number else f"{cell.name} (cell {cell.number})"

    def _question(self, cell: Cell) -> Question:
        written = tuple(self._written(cell)) if cell.check else (cell,)
        return Question(cell.question, cell.points, cell if cell.check else None, written)

    def _written(self, check: Cell) -> Sequence[Cell]:
        """The solutions that a check is about: of its name, or those right above it."""
        solutions = [c for c in self.cells if c.solution and not c.grade]
        if named := [c for c in solutions if c.question == check.question]:
            return named
        before = [c.number for c in self.cells if c.check and c.number < check.number]
        above = range(max(before, default=0), check.number)
        return [c for c in solutions if c.number in above]


# reading


def read(path: Path) -> Exercise:
    """Read a learner's copy of an exercise.

    Parameters
    ----------
    path : Path
        The notebook, or the folder in which it lies alone.

    Raises
    ------
    NoExercise
        If it cannot be read, or asks nothing.
    """
    path = _notebook(path)
    cells = tuple(_cells(path))
    if not any(cell.grade or cell.task for cell in cells):
        raise NoExercise(
            f"{path} holds no question that is graded. Name the notebook of an exercise; where "
            "its marks were lost, copy your answers into a fresh copy of it."
        )
    known = _known(path)
    return Exercise(path, cells, tuple(_cells(known)) if known else ())


def _notebook(path: Path) -> Path:
    if not path.is_dir():
        return path
    found = sorted(path.glob("*.ipynb"))
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name for one in found)
    held = f"several notebooks: {names}" if found else "no notebook"
    raise NoExercise(f"{path} holds {held}. Name the one that you want to check.")


def _known(path: Path) -> Path | None:
    """The exercise as the course released it."""
    for root in (PACKAGE / "_course", PACKAGE.parent):
        for one in sorted((root / "exercises").glob("*/*.ipynb")):
            if path.stem.startswith(one.stem):
                return one
    return None


def _cells(path: Path) -> Iterator[Cell]:
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
        if not isinstance(told, dict) or told.get("nbformat") != 4:
            raise ValueError("it is not of notebook format 4")
        for number, cell in enumerate(told["cells"], 1):
            yield _cell(number, cell)
    except OSError as error:
        what = error.strerror or "it cannot be opened"
        raise NoExercise(f"{path} cannot be read: {what}. Name the notebook to check.") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NoExercise(
            f"{path} is no notebook ({error}). Save it again with Jupyter, and check that."
        ) from error


def _cell(number: int, told: Mapping[str, Any]) -> Cell:
    about = told.get("metadata", {}).get("nbgrader", {})
    flags = {key: bool(about.get(key)) for key in ("solution", "grade", "locked", "task")}
    source = told.get("source", "")
    return Cell(
        number,
        str(told["cell_type"]),
        source if isinstance(source, str) else "".join(source),
        str(about.get("grade_id", "")) if any(flags.values()) else "",
        points=float(about.get("points") or 0),
        checksum=str(about.get("checksum", "")),
        was=str(about.get("cell_type", "")),
        ran=int(told.get("execution_count") or 0),
        **flags,
    )


def _restored(cell: Cell, ours: Sequence[Cell]) -> Cell:
    """The cell as it is to be run: what is the course's, as the course has it."""
    if not cell.grade_id:
        return replace(cell, plain=any(cell.text == c.text for c in ours if not c.grade_id))
    if not cell.altered:
        return cell
    for one in ours:
        if one.grade_id == cell.grade_id and one.checksum == cell.checksum:
            return replace(cell, text=one.text, kind=one.kind)
    return cell

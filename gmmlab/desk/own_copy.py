"""A learner's own copy of an exercise, read as data: its cells and its questions.

Where the course holds the exercise as it was released, the copy is held against it; everything
else is told by the marks that nbgrader leaves in a notebook.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from gmmlab.desk.cells import Cell
from gmmlab.desk.workspace import PACKAGE
from gmmlab.errors import GmmlabError

__all__ = ["Exercise", "NoExercise", "Question", "read"]


class NoExercise(GmmlabError, ValueError):
    """A file that is no notebook of an exercise."""


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

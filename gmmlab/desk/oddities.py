"""What is odd about a learner's copy of an exercise, and would cost points when it is graded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gmmlab.desk.cells import Cell
from gmmlab.desk.own_copy import Exercise

__all__ = ["oddities"]


def oddities(exercise: Exercise) -> Iterator[str]:
    """Say what is odd about an exercise, and what to do.

    Parameters
    ----------
    exercise : Exercise

    Yields
    ------
    sentences : str

    Examples
    --------
    >>> from pathlib import Path
    >>> cells = (Cell(1, "code", "a = 1", ran=2), Cell(2, "code", "b = a", ran=1))
    >>> print(*oddities(Exercise(Path("half.ipynb"), cells)))
    You last ran the cells in another order than they stand in. Here, as when it is graded,
    they run from top to bottom: restart and run all cells before you hand it in.
    """
    marked = [cell for cell in exercise.found if cell.grade_id]
    names = [cell.grade_id for cell in marked]
    yield from _doubled(marked)
    for cell in marked:
        yield from _bent(cell, exercise)
    for one in exercise.ours:
        if one.grade_id and one.grade_id not in names:
            yield f"{one.grade_id} is missing. Copy your answers into a fresh copy of the exercise."
    yield from _moved(names, [one.grade_id for one in exercise.ours if one.grade_id])
    ran = [cell.ran for cell in exercise.found if cell.ran]
    if ran != sorted(ran):
        yield (
            "You last ran the cells in another order than they stand in. Here, as when it is "
            "graded, they run from top to bottom: restart and run all cells before you hand it in."
        )


def _doubled(marked: Sequence[Cell]) -> Iterator[str]:
    for name, many in Counter(cell.grade_id for cell in marked).items():
        if many > 1:
            at = " and ".join(str(cell.number) for cell in marked if cell.grade_id == name)
            yield f"{name} stands there {many} times (cells {at}). Keep one, delete the others."


def _bent(cell: Cell, exercise: Exercise) -> Iterator[str]:
    """What has become of a marked cell."""
    if cell.was and cell.was != cell.kind:
        yield (
            f"{cell.name} has become a {cell.kind} cell, and was a {cell.was} cell. Change its "
            "type back, or it is not graded as it should be."
        )
    elif cell.altered:
        restored = exercise.cells[cell.number - 1]
        how = "It was run as the course has it, as grading does."
        lost = "So what the checks say may not be true. Take a fresh copy."
        yield f"{cell.name} has been changed. {lost if restored.altered else how}"


def _moved(names: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    places = [right.index(name) for name in dict.fromkeys(names) if name in right]
    if places != sorted(places):
        yield "Cells have been moved. They are graded in the order of the exercise as it was."

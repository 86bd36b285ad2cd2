"""From cells to notebooks: the same source gives the same bytes, and every cell keeps its id."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import v4

from gmmlab.teach.problems import BadExercise, BadLesson
from gmmlab.teach.source import ROLES, SUMMARY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gmmlab.teach.source import Cell

__all__ = ["exercise", "lesson", "to_text"]

# Without both, JupyterLab greets the learner with a "Select Kernel" dialog.
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}


_SETTING = {"predict", "show", "explore"}


def lesson(cells: Sequence[Cell], slug: str, path: str) -> str:
    r"""Make the notebook of a lesson.

    Parameters
    ----------
    cells : sequence of Cell
        The source; no cell may be marked.
    slug : str
        The topic's slug, from which the cells take their ids.
    path : str
        The name that errors give to the source.

    Returns
    -------
    notebook : str
        The text of an .ipynb file, without outputs.  Cells that end in an assert, draw a
        figure, ask for a prediction (and so hold its answer) or set up an explorer are folded.

    Raises
    ------
    BadLesson
        If a cell is marked as though it were graded.

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> import json
    >>> text = lesson(parse("# %%\n1 + 1", "lesson.py"), "s75-03-responsibilities", "lesson.py")
    >>> [cell["id"] for cell in json.loads(text)["cells"]]
    ['s75-03-responsibilities-01']
    """
    for cell in cells:
        if cell.role:
            raise BadLesson(
                path,
                cell.line,
                f"A lesson grades nothing, but this cell is marked {cell.role}={cell.name!r}.",
                "Move it to the topic's exercise.py.",
            )
    named = [(cell, _cell(cell, f"{slug[:60]}-{n:02d}")) for n, cell in enumerate(cells, 1)]
    for cell, made in named:
        if _aside(cell):  # it runs, and stays out of the reader's way
            made.metadata["jupyter"] = {"source_hidden": True}
    return to_text([made for _, made in named])


def exercise(cells: Sequence[Cell], path: str) -> str:
    r"""Make the notebook of an exercise as nbgrader takes it, with solutions and hidden tests.

    Parameters
    ----------
    cells : sequence of Cell
        The source.
    path : str
        The name that errors give to the source.

    Returns
    -------
    notebook : str
        The text of an .ipynb file; a marked cell carries nbgrader's metadata.

    Raises
    ------
    BadExercise
        If two cells would share a grade id.

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> import json
    >>> cells = parse('# %% check="mean" points=2\nassert mean([1, 3]) == 2', "exercise.py")
    >>> cell, *_ = json.loads(exercise(cells, "exercise.py"))["cells"]
    >>> cell["id"], cell["metadata"]["nbgrader"]["points"]
    ('check-mean', 2)
    """
    seen: dict[str, int] = {}
    for cell in cells:
        if cell.role and seen.setdefault(cell.grade_id, cell.line) != cell.line:
            raise BadExercise(
                path,
                cell.line,
                f"{cell.role}={cell.name!r} stands on line {seen[cell.grade_id]} already.",
                "Rename one of them, or their grades would be mixed up.",
            )
    made = [
        _cell(cell, cell.grade_id if cell.role else f"cell-{n:02d}")
        for n, cell in enumerate(cells, 1)
    ]
    return to_text([*made, *_summary(cells)])


def _summary(cells: Sequence[Cell]) -> Iterator[Any]:
    """The last cell of an exercise: a table of what passes; what it is worth stands in the cell."""
    worth = [f"{c.name.replace('-', '_')}={c.points:g}" for c in cells if c.role == "check"]
    if worth:
        text = f"from gmmlab.learn import check\n\ncheck({', '.join(worth)})"
        yield v4.new_code_cell(text, id=SUMMARY)


def to_text(cells: Sequence[Any]) -> str:
    """Write cells as the text of a valid notebook, in one fixed way.

    Parameters
    ----------
    cells : sequence of nbformat cells
        Each with its id.

    Returns
    -------
    notebook : str
        Sorted keys, one space of indent, a line feed at the end: as nbgrader writes them too.
    """
    notebook = v4.new_notebook(cells=list(cells), metadata=_METADATA)
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def _cell(cell: Cell, name: str) -> Any:
    if cell.kind == "code":
        return v4.new_code_cell(cell.text, id=name, metadata=_metadata(cell))
    return v4.new_markdown_cell(cell.text, id=name, metadata=_metadata(cell))


def _aside(cell: Cell) -> bool:
    """Whether a cell is about the lesson: proves its numbers, draws, asks, or sets up a stage."""
    if cell.kind != "code":
        return False
    try:
        body = ast.parse(cell.text).body
    except SyntaxError:  # a magic, or what the linter will report
        return False
    used = {node.id for node in ast.walk(ast.Module(body, [])) if isinstance(node, ast.Name)}
    return bool(body) and (isinstance(body[-1], ast.Assert) or bool(used & _SETTING))


def _metadata(cell: Cell) -> dict[str, Any]:
    if not cell.role:
        return {}
    role = ROLES[cell.role]
    flags = {name: getattr(role, name) for name in ("solution", "grade", "locked", "task")}
    points = {"points": cell.points} if role.graded else {}
    return {"nbgrader": {"schema_version": 3, "grade_id": cell.grade_id, **flags, **points}}

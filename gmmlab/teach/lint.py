"""Every rule that a topic's sources and its release must keep to, in the order of their weight."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import nbformat

from gmmlab.teach import claims, code, prose
from gmmlab.teach.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gmmlab.learn.topics import Lab, Topic
    from gmmlab.teach.source import Cell

__all__ = ["lint_exercise", "lint_lab", "lint_lesson", "lint_release"]


def lint_lesson(cells: Sequence[Cell], topic: Topic, path: str) -> list[Problem]:
    """Check a lesson.

    Parameters
    ----------
    cells : sequence of Cell
        Its source.
    topic : Topic
        What the course's graph says of it.
    path : str
        The source's name.

    Returns
    -------
    problems : list of Problem
        In the order of the source.
    """
    return _read(cells, topic, prose.LESSON, topic.title, path)


def lint_lab(cells: Sequence[Cell], lab: Lab, path: str) -> list[Problem]:
    """Check a unit's lab.

    Parameters
    ----------
    cells : sequence of Cell
        Its source.
    lab : Lab
        What the course's graph says of it.
    path : str
        The source's name.

    Returns
    -------
    problems : list of Problem
        In the order of the source.
    """
    return _read(cells, lab, prose.LAB, f"Lab · {lab.title}", path)


def _read(
    cells: Sequence[Cell], topic: Topic | Lab, form: Sequence[str], title: str, path: str
) -> list[Problem]:
    """Check what is there to be read."""
    said = chain(
        prose.head(cells, path, title),
        prose.sections(cells, path, form),
        _promise(cells, topic, path),
        claims.length(cells, topic.minutes, path),
    )
    code_found = _code(cells, path)
    claimed = [] if code_found else claims.numbers(cells, path)
    return sorted(chain(said, _text(cells, path), code_found, claimed))


def lint_exercise(cells: Sequence[Cell], topic: Topic | Lab, path: str) -> list[Problem]:
    """Check an exercise.

    Parameters
    ----------
    cells : sequence of Cell
        Its source.
    topic : Topic or Lab
        What the course's graph says of it.
    path : str
        The source's name.

    Returns
    -------
    problems : list of Problem
        In the order of the source.
    """
    marked = list(code.markers(cells, path))
    runs = [] if marked else _code(cells, path)
    graded = [] if marked or runs else code.checks(cells, path)
    said = chain(
        prose.head(cells, path, f"Exercise · {topic.title}"),
        prose.points(cells, path),
        _met(cells, topic, path),
        _text(cells, path),
    )
    return sorted(chain(said, marked, runs, graded))


def lint_release(cells: Sequence[Cell], release: str, path: str) -> list[Problem]:
    """Check what learners receive.

    Parameters
    ----------
    cells : sequence of Cell
        The exercise, with its solutions.
    release : str
        The text of the released notebook.
    path : str
        The release's name.

    Returns
    -------
    problems : list of Problem
    """
    notebook = nbformat.reads(release, as_version=4)
    texts = [cell.source for cell in notebook.cells]
    open_cells = [
        Problem(path, 0, f"{cell.id} can be edited.", "Build it anew with `gmmlab build`.")
        for cell in notebook.cells
        if cell.id.startswith(("given-", "check-", "task-")) and cell.metadata.get("editable", True)
    ]
    return [*code.leaks(cells, texts, path), *open_cells]


def _text(cells: Sequence[Cell], path: str) -> Iterator[Problem]:
    return chain(prose.pictures(cells, path), prose.words(cells, path))


def _code(cells: Sequence[Cell], path: str) -> list[Problem]:
    return list(code.python(cells, path)) or list(code.widgets(cells, path))


def _met(cells: Sequence[Cell], topic: Topic | Lab, path: str) -> Iterator[Problem]:
    """Check that graded questions ask for every objective, and for none that there is not."""
    asked = {place: cell.line for cell in reversed(cells) for place in cell.meets}
    for place, objective in enumerate(topic.objectives, 1):
        if place not in asked:
            what = f"No graded question asks for objective {place}: {objective!r}."
            yield Problem(path, 0, what, f"Write meets={place} on one that does, or ask for it.")
    for place in sorted(asked.keys() - {*range(1, len(topic.objectives) + 1)}):
        what = f"There is no objective {place}: {topic.slug!r} has {len(topic.objectives)}."
        yield Problem(path, asked[place], what, "Mend the number.")


def _promise(cells: Sequence[Cell], topic: Topic | Lab, path: str) -> Iterator[Problem]:
    """Check that it opens with what the course's graph says of it."""
    opening = " ".join(" ".join(cell.text.split()) for cell in cells[:2])
    said = ["You will be able to", f"{topic.minutes} minutes", *topic.objectives]
    for words in said:
        if words not in opening:
            yield Problem(
                path,
                cells[0].line,
                f"The opening does not say {words!r}, but course/graph.toml does.",
                "Make the two agree.",
            )

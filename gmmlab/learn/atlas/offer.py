"""What there is for each topic, where the map's notebook stands: lessons to open, practice."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from gmmlab.learn.atlas.view import Offer
from gmmlab.learn.graph import PACKAGE, Graph
from gmmlab.learn.log import find
from gmmlab.learn.topics import Topic

__all__ = ["lessons_home", "offer_at", "practised"]


def offer_at(course: Graph, start: Path | None = None) -> Offer:
    """Find the lessons and the practice that there are.

    In a workspace the lessons are the learner's own copies, in `lessons/<unit>/<topic>.ipynb`, and
    links to them are relative to the notebook that shows the map. Elsewhere it is only known which
    lessons this gmmlab came with.

    Parameters
    ----------
    course : Graph
    start : Path, optional
        The folder of the map's notebook; the working directory if it is not given.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from gmmlab.learn.graph import graph
    >>> with TemporaryDirectory() as workspace:
    ...     Path(workspace, ".gmmlab").mkdir()
    ...     notes = Path(workspace, "notes")
    ...     lesson = Path(workspace, "lessons/u01-counting-points/s01-counting-to-10.ipynb")
    ...     lesson.parent.mkdir(parents=True)
    ...     _ = lesson.write_text("")
    ...     dict(offer_at(graph(), notes).lessons)
    {'s01-counting-to-10': '../lessons/u01-counting-points/s01-counting-to-10.ipynb'}
    """
    here = (start or Path.cwd()).absolute()
    home = lessons_home(here)
    links: dict[str, str] = {}
    if home is not None:
        found = {t.slug: path for t in course.topics if (path := home / _notebook(t)).is_file()}
        links = {s: Path(os.path.relpath(p, here)).as_posix() for s, p in found.items()}
    shipped = {t.slug for t in course.topics if any((r / _notebook(t)).is_file() for r in _ROOTS)}
    return Offer(links, frozenset(shipped | links.keys()), practised())


def lessons_home(here: Path) -> Path | None:
    """Find the workspace around a folder, which holds the lessons; None outside every workspace."""
    file = find(here, {})
    return file.parent.parent if file else None


@cache
def practised() -> frozenset[str]:
    """Name the topics that have questions.

    Examples
    --------
    >>> "s75-03-responsibilities" in practised()
    True
    """
    from gmmlab.learn.families import practice_sets

    return frozenset(practice_sets())


_ROOTS = (PACKAGE / "_course", PACKAGE.parent)


def _notebook(topic: Topic) -> str:
    return f"lessons/{topic.unit}/{topic.slug}.ipynb"

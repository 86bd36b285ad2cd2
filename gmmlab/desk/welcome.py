"""Where a learner arrives: a page with a picture and every lesson, and the notebook of the map."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path, PurePosixPath
from string import Template

__all__ = ["ALT", "MAP", "PAGE", "with_start_page"]

PAGE = "start.md"
MAP = "map.ipynb"
PICTURE = "start.png"
ALT = (
    "Four scatter plots of 272 eruptions, how long each took against the wait for the next. At "
    "random, both components lie over the long eruptions and most points are shared. After 6, 12 "
    "and 20 steps of EM they part, until one holds the short eruptions with short waits and the "
    "other the long ones with long waits."
)
SHEET = "lessons/cheat-sheet.pdf"
REFERENCE = (
    "**To look up:** the [glossary](lessons/glossary.md), each symbol and each word. **To print:** "
    f"[Gaussian mixtures on one page]({SHEET}), or [as a picture](lessons/cheat-sheet.svg)."
)
HERE = Path(__file__).parent


def with_start_page(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Add the start page, its picture and the notebook of the map to the course's files.

    Parameters
    ----------
    files
        Lessons, at least one, and exercises: path inside the workspace -> content.

    Examples
    --------
    >>> lesson = {"cells": [{"cell_type": "markdown", "source": ["# Whose?"]}]}
    >>> files = with_start_page({"lessons/u1-mixtures/a.ipynb": json.dumps(lesson).encode()})
    >>> "**[Whose?](lessons/u1-mixtures/a.ipynb)**" in files["start.md"].decode()
    True
    """
    named = (name for name in files if re.fullmatch(r"lessons/[^/]+/[^/]+\.ipynb", name))
    lessons = sorted(named, key=_place)
    page = Template((HERE / PAGE).read_text(encoding="utf-8")).substitute(
        first=lessons[0],
        alt=ALT,
        lessons="\n\n".join(
            [
                *(
                    _unit(unit, list(names), files)
                    for unit, names in groupby(lessons, lambda name: name.split("/")[1])
                ),
                *_closing(lessons, files),
                *([REFERENCE] if {"lessons/glossary.md", SHEET} <= files.keys() else []),
            ]
        ),
    )
    own = {PAGE: page.encode(), PICTURE: (HERE / PICTURE).read_bytes()}
    return {**files, **own, MAP: _map_like(files[lessons[0]])}


def _place(lesson: str) -> tuple[float, str]:
    """Where a lesson stands: by the number of its unit; bridges lead from the tenth to the last."""
    number = re.match(r"lessons/u(\d+)", lesson)
    return float(number[1]) if number else 10.5, lesson


def _map_like(lesson: bytes) -> bytes:
    """Make the notebook of the map from map.md, for the kernel that lessons name."""
    parts = re.split(r"```(?:python)?\n", (HERE / "map.md").read_text(encoding="utf-8"))
    cells = [_cell(number, part.strip()) for number, part in enumerate(parts)]
    like = {"metadata": json.loads(lesson).get("metadata", {}), "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps({"cells": cells, **like}, indent=1, ensure_ascii=False) + "\n").encode()


def _cell(number: int, source: str) -> dict[str, object]:
    """Every second part is code."""
    named = {"id": f"map-{number:02}", "metadata": {}, "source": source}
    if number % 2 == 0:
        return {"cell_type": "markdown", **named}
    return {"cell_type": "code", **named, "execution_count": None, "outputs": []}


def _unit(unit: str, lessons: list[str], files: Mapping[str, bytes]) -> str:
    """Return a unit's heading and the list of its lessons."""
    name = re.sub(r"^u\d+-", "", unit).replace("-", " ").capitalize()
    return "\n".join([f"### {name}", "", *(_entry(lesson, files) for lesson in lessons)])


def _closing(lessons: list[str], files: Mapping[str, bytes]) -> list[str]:
    """Return the list of the exercises that belong to no lesson; they close the course."""
    stems = {PurePosixPath(lesson).stem for lesson in lessons}
    names = sorted(name for name in files if re.fullmatch(r"exercises/[^/]+/[^/]+\.ipynb", name))
    apart = [name for name in names if PurePosixPath(name).stem not in stems]
    entries = [f"- **[{_title(files[name])}]({name})**" for name in apart]
    return ["\n".join(["### To close with", "", *entries])] if entries else []


def _entry(lesson: str, files: Mapping[str, bytes]) -> str:
    slug = PurePosixPath(lesson).stem
    exercise = f"exercises/{slug}/{slug}.ipynb"
    parts = [f"**[{_title(files[lesson])}]({lesson})**", _minutes(files[lesson])]
    parts += [f"[its graded exercise]({exercise})"] if exercise in files else []
    return f"- {' · '.join(filter(None, parts))}"


def _title(notebook: bytes) -> str:
    return _first(r"^#\s+(.+)$", notebook) or "a lesson without a title"


def _minutes(notebook: bytes) -> str:
    return _first(r"\b(\d+ minutes)\b", notebook)


def _first(pattern: str, notebook: bytes) -> str:
    """Return what `pattern` finds first in a notebook's prose, or nothing."""
    texts = (
        "".join(cell["source"])
        for cell in json.loads(notebook)["cells"]
        if cell["cell_type"] == "markdown"
    )
    found = (re.search(pattern, text, re.MULTILINE) for text in texts)
    return next((match[1] for match in found if match), "")

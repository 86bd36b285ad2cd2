"""What was handed in, read as data: a notebook's cells, and the files beside it.

The files are never touched, links are not followed, and nothing that is wrong with a notebook
stops the grading.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from gmmlab.errors import GmmlabError

__all__ = [
    "LARGEST",
    "MOST_FILES",
    "Cell",
    "Handed",
    "Unreadable",
    "alike",
    "content_of",
    "hand_in",
    "read_notebook",
    "regular_files",
]

LARGEST = 32 * 2**20
"""Bytes of a notebook, and of all other files together."""
MOST_FILES, MOST_CELLS, LONGEST = 200, 2000, 1_000_000


class Unreadable(GmmlabError, ValueError):
    """A notebook that says nothing that could be graded."""


@dataclass(frozen=True)
class Cell:
    """A cell as it was handed in."""

    kind: str
    text: str
    id: str = ""
    grade_id: str = ""
    pictures: tuple[str, ...] = ()
    """Its PNG outputs, in base 64."""


@dataclass(frozen=True)
class Handed:
    """A submission.

    Attributes
    ----------
    cells : tuple of Cell
    files : mapping of str to bytes
        What lies beside the notebook.
    notes : tuple of str
        What was odd about it.
    """

    cells: tuple[Cell, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def hand_in(folder: Path, name: str) -> Handed:
    """Read a folder that was handed in.

    Parameters
    ----------
    folder : Path
        Where the notebook and what belongs to it lie.
    name : str
        What the notebook should be called, without .ipynb.

    Raises
    ------
    Unreadable
        If there is no notebook in it that can be read.
    """
    paths = list(regular_files(folder))
    notes = []
    books = [path for path in paths if path.suffix.lower() == ".ipynb"]
    if len(paths) > MOST_FILES:
        notes.append(f"Only the first {MOST_FILES} of {len(paths)} files are looked at.")
        paths = paths[:MOST_FILES]
    exact = [path for path in books if path.relative_to(folder).as_posix() == f"{name}.ipynb"]
    chosen = exact or sorted(books, key=lambda path: (-alike(path.stem, name), str(path)))[:1]
    if not chosen:
        raise Unreadable(f"No notebook {name}.ipynb was handed in. Hand it in under this name.")
    if not exact:
        notes.append(
            f"The notebook was handed in as {_plain(chosen[0].name)}, not as {name}.ipynb."
        )
    cells = read_notebook(content_of(chosen[0]))
    files, room = {}, LARGEST
    for path in paths:
        if path in books:
            continue
        try:
            if (size := path.stat().st_size) > room:
                raise Unreadable(f"{path.name} is left out: {size} bytes are too many.")
            files[path.relative_to(folder).as_posix()] = content_of(path)
            room -= size
        except (Unreadable, OSError) as error:  # the notebook can be graded all the same
            notes.append(_plain(str(error)))
    return Handed(cells, files, tuple(notes))


def regular_files(folder: Path) -> Iterator[Path]:
    """The files of a folder, links and devices left out."""
    for top, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            path = Path(top, name)
            if stat.S_ISREG(path.lstat().st_mode):
                yield path


def alike(one: str, other: str) -> float:
    """How much two texts have in common, from 0 to 1.

    Examples
    --------
    >>> alike("Lesson-1", "lesson-1"), alike("abc", "xyz")
    (1.0, 0.0)
    """
    return SequenceMatcher(None, one.lower(), other.lower()).ratio()


def content_of(path: Path) -> bytes:
    """The content of a file that is a file and not too large; links are not followed."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(number, "rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        why = f"{path.name} cannot be read ({error.strerror}). Hand it in again."
        raise Unreadable(why) from error
    if len(content) > LARGEST:
        raise Unreadable(f"{path.name} has more than {LARGEST} bytes. Clear its outputs.")
    return content


def read_notebook(content: bytes) -> tuple[Cell, ...]:
    """Read the cells of a notebook.

    Raises
    ------
    Unreadable
        If it is no notebook, or one of a format that there is not.

    Examples
    --------
    >>> read_notebook(b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["1"]}]}')[0].text
    '1'
    >>> read_notebook(b'{"nbformat": 99, "cells": []}')
    Traceback (most recent call last):
    gmmlab.teach.grading.handed.Unreadable: The notebook claims format 99...
    """
    try:
        told = json.loads(content.decode(json.detect_encoding(content), errors="replace"))
    except (ValueError, RecursionError) as error:
        raise Unreadable("The file is no notebook: it holds no JSON. Save it again.") from error
    held = told.get("cells", told.get("worksheets")) if isinstance(told, dict) else None
    if not isinstance(held, list):
        raise Unreadable("The file is no notebook: it has no cells. Hand in the notebook itself.")
    version = told.get("nbformat")
    if version == 3:
        sheets = told.get("worksheets")
        sheets = [s for s in sheets if isinstance(s, dict)] if isinstance(sheets, list) else []
        lists = [cells for s in sheets if isinstance(cells := s.get("cells"), list)]
        told = {"cells": [cell for cells in lists for cell in cells]}
    elif version != 4:
        raise Unreadable(f"The notebook claims format {version!r:.20}. Save it with Jupyter again.")
    cells = told["cells"][:MOST_CELLS]
    return tuple(_cell(cell) for cell in cells if isinstance(cell, dict))


def _cell(told: Mapping[str, Any]) -> Cell:
    kind = told.get("cell_type")
    text = told.get("source", told.get("input", ""))
    if isinstance(text, list):
        text = "".join(line for line in text if isinstance(line, str))
    about = told.get("metadata")
    about = about.get("nbgrader") if isinstance(about, dict) else None
    name = about.get("grade_id") if isinstance(about, dict) else ""
    return Cell(
        kind if kind in ("code", "markdown", "raw") else "raw",
        _plain(text)[:LONGEST],
        _plain(told.get("id"))[:100],
        _plain(name)[:200],
        tuple(_pictures(told.get("outputs"))),
    )


def _plain(text: Any) -> str:
    """A text that can be written down again: no halves of characters, no NUL."""
    if not isinstance(text, str):
        return ""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _pictures(outputs: Any) -> Iterator[str]:
    for output in outputs[:20] if isinstance(outputs, list) else []:
        data = output.get("data") if isinstance(output, dict) else None
        png = data.get("image/png") if isinstance(data, dict) else None
        if isinstance(png, str) and len(png) < 4_000_000:
            try:
                content = base64.b64decode(png, validate=False)
            except (binascii.Error, ValueError):
                continue
            if content.startswith(b"\x89PNG\r\n\x1a\n"):
                yield base64.b64encode(content).decode()

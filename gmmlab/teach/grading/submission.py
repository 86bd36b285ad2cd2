"""What was handed in: read as data, cell by cell put where the teacher's plan has its place.

Nothing that is wrong with it stops the grading, and the files are never touched. What had to be
put right is noted in words.
"""

from __future__ import annotations

import ast
import base64
import binascii
import json
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading.plan import Part, Plan, bound
from gmmlab.teach.source import SUMMARY

__all__ = ["Act", "Handed", "Unreadable", "acts", "hand_in"]

LARGEST = 32 * 2**20
"""Bytes of a notebook, and of all other files together."""
MOST_FILES, MOST_CELLS, LONGEST = 200, 2000, 1_000_000
ALIKE = 0.6


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


@dataclass
class Act:
    """One thing to do, in the teacher's order.

    Attributes
    ----------
    kind, text : str
    part : Part or None
        What it is in the plan; None for a cell that the learner added.
    missing : bool
        Whether nothing was handed in for it.
    pictures : tuple of str
    """

    kind: str
    text: str
    part: Part | None = None
    missing: bool = False
    pictures: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How errors call it."""
        return (self.part and (self.part.grade_id or self.part.id)) or "a cell of your own"


# reading


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
    paths = list(_regular(folder))
    notes = []
    books = [path for path in paths if path.suffix.lower() == ".ipynb"]
    if len(paths) > MOST_FILES:
        notes.append(f"Only the first {MOST_FILES} of {len(paths)} files are looked at.")
        paths = paths[:MOST_FILES]
    exact = [path for path in books if path.relative_to(folder).as_posix() == f"{name}.ipynb"]
    chosen = exact or sorted(books, key=lambda path: (_unlike(path.stem, name), str(path)))[:1]
    if not chosen:
        raise Unreadable(f"No notebook {name}.ipynb was handed in. Hand it in under this name.")
    if not exact:
        notes.append(
            f"The notebook was handed in as {_plain(chosen[0].name)}, not as {name}.ipynb."
        )
    cells = read_notebook(_bytes(chosen[0]))
    files, room = {}, LARGEST
    for path in paths:
        if path in books:
            continue
        try:
            if (size := path.stat().st_size) > room:
                raise Unreadable(f"{path.name} is left out: {size} bytes are too many.")
            files[path.relative_to(folder).as_posix()] = _bytes(path)
            room -= size
        except (Unreadable, OSError) as error:  # the notebook can be graded all the same
            notes.append(_plain(str(error)))
    return Handed(cells, files, tuple(notes))


def _regular(folder: Path) -> Iterator[Path]:
    """The files of a folder, links and devices left out."""
    for top, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            path = Path(top, name)
            if stat.S_ISREG(path.lstat().st_mode):
                yield path


def _unlike(stem: str, name: str) -> float:
    return -SequenceMatcher(None, stem.lower(), name.lower()).ratio()


def _bytes(path: Path) -> bytes:
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
    gmmlab.teach.grading.submission.Unreadable: The notebook claims format 99...
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


# putting in order


def acts(plan: Plan, handed: Handed) -> tuple[list[Act], list[str]]:
    """Put what was handed in where it belongs; say what had to be put right.

    Parameters
    ----------
    plan : Plan
    handed : Handed

    Returns
    -------
    acts : list of Act
        In the teacher's order; what learners added follows what it followed.
    notes : list of str
    """
    notes = list(handed.notes)
    places = _places(plan, handed.cells, notes)
    own: dict[int, list[int]] = {}
    after: dict[int, list[Cell]] = {}
    last = -1
    for n, cell in enumerate(handed.cells):
        if n in places:
            last = places[n]
            own.setdefault(last, []).append(n)
        else:
            after.setdefault(last, []).append(cell)
    done = [Act(cell.kind, cell.text, pictures=cell.pictures) for cell in after.get(-1, [])]
    for k, part in enumerate(plan.parts):
        done += _of(part, [handed.cells[n] for n in own.get(k, [])], notes)
        done += [Act(c.kind, c.text, pictures=c.pictures) for c in after.get(k, [])]
    order = [places[n] for n in sorted(places)]
    if order != sorted(order):
        notes.append("Cells had been moved; they are graded in the teacher's order.")
    return done, notes


def _of(part: Part, cells: Sequence[Cell], notes: list[str]) -> Iterator[Act]:
    """What becomes of one part of the plan."""
    name = part.grade_id or part.id
    if part.id == SUMMARY and all(cell.text == part.released for cell in cells):
        return  # it asks the visible checks once more, for the learner alone
    if not part.learners:
        if not cells:
            notes.append(f"{name} was missing, and has been put back.")
        elif part.kind == "code" and any(cell.text != part.released for cell in cells):
            notes.append(f"{name} had been changed, and was graded as the teacher wrote it.")
        yield Act(part.kind, part.text, part)
        return
    if not cells:
        if part.grade_id:
            notes.append(f"{name} is missing.")
            yield Act(part.kind, "", part, missing=True)
        else:
            yield Act(part.kind, part.released, part)
        return
    if part.grade_id and len(cells) > 1:
        notes.append(f"{name} stands there {len(cells)} times; all are taken, in their order.")
    if part.grade_id and any(cell.kind != part.kind for cell in cells):
        notes.append(f"{name} had been made a cell of another kind.")
    if part.kind == "code":
        for cell in cells:
            yield Act("code" if part.grade_id else cell.kind, cell.text, part, False, cell.pictures)
    else:
        text = "\n\n".join(cell.text for cell in cells)
        yield Act(part.kind, text, part, False, tuple(p for cell in cells for p in cell.pictures))


def _places(plan: Plan, cells: Sequence[Cell], notes: list[str]) -> dict[int, int]:
    """Which part of the plan each cell is: by name, by id, by text, by what it defines."""
    named = {part.grade_id: k for k, part in enumerate(plan.parts) if part.grade_id}
    by_id = {part.id: k for k, part in enumerate(plan.parts)}
    places = {n: named[cell.grade_id] for n, cell in enumerate(cells) if cell.grade_id in named}
    taken = set(places.values())
    for n, cell in enumerate(cells):
        if n not in places and by_id.get(cell.id, -1) not in taken | {-1}:
            places[n] = by_id[cell.id]
    taken = set(places.values())
    for n, cell in enumerate(cells):
        for k, part in enumerate(plan.parts):
            if n not in places and k not in taken and cell.text.strip() == part.released.strip():
                places[n] = k
                taken.add(k)
    for k, part in enumerate(plan.parts):
        if k not in taken and part.solution:
            found = _likeliest(part, k, cells, places)
            if found is not None:
                places[found] = k
                notes.append(f"{part.grade_id} had lost its mark, and was found by its content.")
    return places


def _likeliest(part: Part, k: int, cells: Sequence[Cell], places: Mapping[int, int]) -> int | None:
    """The cell without a place that is most likely this part of the plan."""
    free = [n for n in range(len(cells)) if n not in places and cells[n].text.strip()]
    if part.kind == "code":
        wanted = set(bound(part.text))
        able = [n for n in free if wanted and wanted <= set(bound(cells[n].text)) | _used(cells[n])]
        if able:
            return able[0]
    between = [n for n in free if _between(n, k, places) and cells[n].kind == part.kind]
    if part.kind != "code":
        return between[-1] if between else None
    near = [(-_unlike(cells[n].text[:4000], part.released[:4000]), -n) for n in between]
    best = max(near, default=(0.0, 0))
    return -best[1] if best[0] >= ALIKE else None


def _used(cell: Cell) -> set[str]:
    """Names that a cell binds with walrus or augmented assignment inside of statements."""
    try:
        tree = ast.parse(cell.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return {node.target.id for node in ast.walk(tree) if isinstance(node, ast.NamedExpr)}


def _between(n: int, k: int, places: Mapping[int, int]) -> bool:
    """Whether a cell stands after what comes before a part, and before what comes after it."""
    before = [place for m, place in places.items() if m < n]
    later = [place for m, place in places.items() if m > n]
    return max(before, default=-1) < k < min(later, default=10**9)

"""Scores out of nbgrader's gradebook, into files that a spreadsheet or a learning platform reads.

Best is a file that the platform itself has exported: it comes back with one column filled in, and
every other byte as it was. What is read and written, by the platforms' own sources:

- Canvas, gradebook: Student, ID, SIS User ID, SIS Login ID, Section, then assignments as
  "Name (1234)"; a row "Points Possible" follows, perhaps after one of "Manual Posting". A cell EX
  is of somebody excused, N/A of somebody to whom it was not given.
- Moodle, offline grading worksheet: Identifier, Full name, Email address (ID number, Username),
  Status, Grade, Maximum Grade, Grade can be changed, ..., Feedback comments; in English.
- Moodle, grade import: one of Email address, ID number, Username, then a column for each item.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading.book import Book, NoAssignment
from gmmlab.teach.grading.marks import POINTS, Asked, BadSheet, Exported, Mark, Pupil, number
from gmmlab.teach.grading.rows import explained
from gmmlab.teach.grading.sheets import Form
from gmmlab.teach.grading.tables import RISKY, table_of

__all__ = ["FORMATS", "AlreadyThere", "BadSheet", "Exported", "Mark", "Pupil", "export", "pupils"]


class AlreadyThere(GmmlabError, FileExistsError):
    """A file that would be overwritten, or cannot be written."""


# files of our own


def _plain(asked: Asked) -> Exported:
    about = ["id", "last_name", "first_name", "email"]
    parts = ["score", "max", "penalty", "needs manual grading"]
    rows = [[*about, *(f"{name} {part}" for name in asked.worth for part in parts)]]
    for pupil in asked.pupils:
        row = [str(getattr(pupil, part)) for part in about]
        for name, worth in asked.worth.items():
            mark = pupil.marks.get(name)
            row += [number(mark.score) if mark else "", number(worth)]
            row += [number(mark.penalty), "yes" if mark.waits else "no"] if mark else ["", ""]
        rows.append(row)
    return Exported(table_of(rows).encode(), tuple(replace(asked, unfinished=True).notes()))


def _canvas(asked: Asked) -> Exported:
    able, notes = _nameable(asked.pupils, "id")
    worth = [number(points) for points in asked.worth.values()]
    rows = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *asked.titles()]]
    rows.append([f"    {POINTS}", "", "", "", "", *worth])
    for pupil in able:
        name = ", ".join(filter(None, (pupil.last_name, pupil.first_name))) or pupil.id
        rows.append([name, pupil.lms_user_id, "", pupil.id, "", *_scores(asked, pupil)])
    return Exported(table_of(rows).encode(), (*notes, *asked.notes()))


def _moodle(asked: Asked) -> Exported:
    by = {"Email address": "email", "ID number": "id", "Username": "id"}
    if asked.identifier not in by:
        raise BadSheet(
            f"Moodle knows nobody by {asked.identifier!r}. Take one of: {', '.join(by)}."
        )
    part = by[asked.identifier]
    able, notes = _nameable(asked.pupils, part)
    rows = [[asked.identifier, *asked.titles()]]
    rows += [[getattr(pupil, part), *_scores(asked, pupil)] for pupil in able]
    return Exported(table_of(rows).encode(), (*notes, *asked.notes()))


def _scores(asked: Asked, pupil: Pupil) -> list[str]:
    found = [asked.score(pupil, name) for name in asked.worth]
    return ["" if score is None else number(score) for score in found]


def _nameable(pupils: Sequence[Pupil], part: str) -> tuple[list[Pupil], list[str]]:
    """Those by whose id or email a row can be known; no spreadsheet may take it for a formula."""
    able = [p for p in pupils if (name := getattr(p, part)) and not name.startswith(RISKY)]
    left = ", ".join(repr(p.id) for p in pupils if p not in able)
    return able, [f"Left out, since their {part} cannot stand in a file: {left}."] if left else []


FORMATS = {
    "csv": Form(_plain),
    "canvas": Form(
        _canvas,
        (
            ("SIS Login ID", "id email"),
            ("SIS User ID", "id"),
            ("Email", "email id"),
            ("ID", "lms_user_id"),
        ),
        (("ID", "id"),),
    ),
    "moodle": Form(
        _moodle, (("Email address", "email id"), ("ID number", "id"), ("Username", "id"))
    ),
}


# all of it


def pupils(book: Book) -> tuple[Pupil, ...]:
    """Read all students and what they have, as nbgrader itself counts it.

    Parameters
    ----------
    book : Book
        Open.
    """
    from nbgrader.api import SubmittedAssignment
    from sqlalchemy.orm import undefer

    counted = ("score", "late_submission_penalty", "needs_manual_grade")
    loaded = [undefer(getattr(SubmittedAssignment, part)) for part in counted]
    marks: dict[str, dict[str, Mark]] = {}
    for one in book.rows.db.query(SubmittedAssignment).options(*loaded):
        score = max(0.0, one.score - one.late_submission_penalty)
        mark = Mark(score, one.late_submission_penalty, bool(one.needs_manual_grade))
        marks.setdefault(one.student_id, {})[one.name] = mark
    about = ("id", "last_name", "first_name", "email", "lms_user_id")
    found = []
    for student in book.rows.students:
        told = {part: getattr(student, part) or "" for part in about}
        found.append(Pupil(**told, marks=marks.get(student.id, {})))
    return tuple(sorted(found, key=lambda p: (p.last_name, p.first_name, p.id)))


def export(
    root: Path,
    assignment: str,
    form: str,
    to: Path,
    like: Path | None = None,
    column: str = "",
    identifier: str = "Email address",
    unfinished: bool = False,
    over: bool = False,
) -> Exported:
    """Write scores into a file.

    Parameters
    ----------
    root : Path
        The course directory.
    assignment : str
        Empty for all of them.
    form : str
        Of `FORMATS`.
    to : Path
    like : Path, optional
        A file that the platform has exported, to be filled in.
    column, identifier, unfinished
        As in `Asked`.
    over : bool
        Whether a file that is there may be overwritten.

    Raises
    ------
    AlreadyThere, BadSheet, NoAssignment
    """
    if form not in FORMATS:
        raise BadSheet(f"there is no format {form!r}. There are: {', '.join(FORMATS)}.")
    with Book(root) as book, explained(book.courses.db_url):
        worth = {one.name: float(one.max_score) for one in book.rows.assignments}
        if assignment and assignment not in worth:
            known = ", ".join(worth) or "none"
            raise NoAssignment(f"the gradebook knows no {assignment!r}. Assignments are: {known}.")
        chosen = {assignment: worth[assignment]} if assignment else worth
        asked = Asked(pupils(book), chosen, column, identifier, unfinished)
    made = FORMATS[form].fill(asked, _content(like)) if like else FORMATS[form].make(asked)
    put(to, made.content, over)
    return made


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadSheet(f"{path} cannot be read ({error.strerror}). Name another.") from error


def put(to: Path, content: bytes, over: bool = False, mode: int = 0o644) -> None:
    """Write a file that nobody ever sees half of, where there is none, or over another.

    Raises
    ------
    AlreadyThere
    """
    part = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not over:  # fails where there is something, whoever has put it there
            os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
        os.replace(part, to)
    except FileExistsError as error:
        raise AlreadyThere(f"{to} is there already. Name another, or say --replace.") from error
    except OSError as error:
        raise AlreadyThere(f"{to} cannot be written ({error.strerror}). Name another.") from error
    finally:
        with suppress(OSError):
            part.unlink()

"""Late or not, and what that costs: due dates, extra time for some, and a penalty by the day.

Who has extra time is said in `extensions`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from traitlets import Float, Unicode

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading.book import Book, NoAssignment
from gmmlab.teach.grading.exports import put
from gmmlab.teach.grading.extensions import (
    ALL,
    FILE,
    BadExtension,
    alone,
    checked,
    grant,
    read_extensions,
    written,
)
from gmmlab.teach.grading.marks import number
from gmmlab.teach.grading.rows import explained, gradebook, importing

with importing():
    from nbgrader.plugins import LateSubmissionPlugin
    from nbgrader.preprocessors import NbGraderPreprocessor

__all__ = ["BadTime", "Counted", "ExtraTime", "PerDay", "due", "extend", "moment", "settle"]

NEVER = "never"
DAY = 24 * 60 * 60


class BadTime(GmmlabError, ValueError):
    """A moment that cannot be read."""


# nbgrader's own mechanisms


class PerDay(LateSubmissionPlugin):  # type: ignore[misc]
    """Takes some percent of the earned points off for each day begun.

    A course chooses it in its nbgrader_config.py::

        c.AssignLatePenalties.plugin_class = "gmmlab.teach.grading.lateness.PerDay"

    Examples
    --------
    >>> rule = PerDay(percent_per_day=20, grace_minutes=15, at_most_percent=50)
    >>> [rule.late_submission_penalty("ada", 10.0, 60 * late) for late in (15, 16, 24 * 60 + 16)]
    [None, 2.0, 4.0]
    >>> rule.late_submission_penalty("ada", 10.0, 60 * 60 * 24 * 30)
    5.0
    """

    percent_per_day = Float(
        10.0, min=0, max=100, help="Percent of the earned points that each day begun costs."
    ).tag(config=True)
    grace_minutes = Float(0.0, min=0, help="Minutes that are not counted.").tag(config=True)
    at_most_percent = Float(
        100.0, min=0, max=100, help="Percent of the earned points that lateness costs at most."
    ).tag(config=True)

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Count what lateness costs.

        Parameters
        ----------
        student_id : str
        score : float
            In points.
        total_seconds_late : float
            After the due date and all extra time.

        Returns
        -------
        penalty : float or None
            In points; None for nothing.
        """
        counted = total_seconds_late - 60 * self.grace_minutes
        if counted <= 0:
            return None
        percent = min(math.ceil(counted / DAY) * self.percent_per_day, self.at_most_percent)
        return float(max(score, 0.0) * percent / 100)


class ExtraTime(NbGraderPreprocessor):  # type: ignore[misc]
    """Grants extra time before `nbgrader autograde` counts what lateness costs."""

    extensions = Unicode(FILE, help="The file of extra time.").tag(config=True)

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Note a student's extra time in the gradebook; the notebook stays as it is."""
        told = resources["nbgrader"]
        known = read_extensions(Path(self.extensions))
        with gradebook(told["db_url"], "") as rows:
            grant(rows.find_submission(told["assignment"], told["student"]), known)
            rows.db.commit()
        return nb, resources


# extra time


def extend(root: Path, student: str, assignment: str, hours: float) -> tuple[Counted, ...]:
    """Give a student extra time, handed in or not; it replaces what was given before.

    Parameters
    ----------
    root : Path
        The course directory.
    student : str
    assignment : str
        ``"*"`` for all, also those to come; one that is named counts more.
    hours : float
        0 for no extra time.

    Returns
    -------
    counted : tuple of Counted
        What this makes of what has been graded already.

    Raises
    ------
    BadExtension, NoAssignment
    """
    checked(hours)
    with Book(root) as book, explained(book.courses.db_url), alone(root):
        names = _assignments(book)
        if assignment not in (ALL, *names):
            raise NoAssignment(_unknown(assignment, names))
        _known_student(book, student)
        known = read_extensions(root / FILE) | {(student, assignment): hours}
        put(root / FILE, written(known).encode(), over=True)
        graded = {one.name for one in book.rows.student_submissions(student)}
        chosen = sorted(graded if assignment == ALL else graded & {assignment})
        return tuple(one for name in chosen for one in settle(book, name, (student,)))


def _known_student(book: Book, student: str) -> None:
    known = {one.id for one in book.rows.students}
    if student not in known and not any(student in book.submitted(n) for n in _assignments(book)):
        raise BadExtension(
            f"neither the gradebook nor a submission knows {student!r}. Check the id, or enter it: "
            f"`nbgrader db student add {student}`."
        )


def _assignments(book: Book) -> list[str]:
    """What the gradebook knows, and what has sources."""
    source = book.folder("source", ".", "*").parent
    return sorted({one.name for one in book.rows.assignments} | {p.name for p in source.glob("*/")})


def _unknown(assignment: str, names: list[str]) -> str:
    return f"there is no assignment {assignment!r}. There are: {', '.join(names) or 'none'}."


# due dates


def moment(text: str) -> datetime | None:
    """Read when something is due: ISO date and time; with no zone, by this computer's.

    Returns
    -------
    when : datetime or None
        With its zone; None for "never".

    Raises
    ------
    BadTime

    Examples
    --------
    >>> moment("2026-03-01T23:59+01:00").isoformat()
    '2026-03-01T23:59:00+01:00'
    >>> moment("2026-03-01")
    Traceback (most recent call last):
    gmmlab.teach.grading.lateness.BadTime: '2026-03-01' has no time of day...
    """
    if text == NEVER:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadTime(
            f"{text!r} is no date and time. Write 2026-03-01T23:59, with +01:00 if need be."
        ) from error
    if len(text) <= len("2026-03-01"):
        raise BadTime(f"{text!r} has no time of day. Write {text}T23:59 for the end of that day.")
    return when if when.tzinfo else when.astimezone()


def due(root: Path, assignment: str, when: datetime | None) -> tuple[Counted, ...]:
    """Set when an assignment is due, and count anew what lateness costs.

    Parameters
    ----------
    root : Path
        The course directory.
    assignment : str
    when : datetime or None
        With its zone; None for never.

    Returns
    -------
    counted : tuple of Counted

    Raises
    ------
    NoAssignment
    """
    with Book(root) as book, explained(book.courses.db_url):
        names = _assignments(book)
        if assignment not in names:
            raise NoAssignment(_unknown(assignment, names))
        row = book.rows.update_or_create_assignment(assignment)
        row.duedate = when.astimezone(UTC).replace(tzinfo=None) if when else None
        return settle(book, assignment)


@dataclass(frozen=True)
class Counted:
    """How late a submission was, and what that costs now.

    Attributes
    ----------
    student, assignment : str
    late : timedelta
    penalty, before : float
        In points, now and as it was until now.
    """

    student: str
    assignment: str
    late: timedelta
    penalty: float
    before: float

    def __str__(self) -> str:
        """Say it in a line."""
        was = "" if self.penalty == self.before else f" (before: {number(self.before)})"
        cost = f"{number(self.penalty)} points off{was}"
        return f"{self.student}, {self.assignment}: {self.late} late, {cost}"


def settle(book: Book, assignment: str, students: tuple[str, ...] = ()) -> tuple[Counted, ...]:
    """Grant extra time and count penalties of what has been graded, by the points it has now.

    Parameters
    ----------
    book : Book
        Open.
    assignment : str
    students : tuple of str
        Only these; everyone if there are none.

    Returns
    -------
    counted : tuple of Counted
        Of those who are late, or were until now.
    """
    known, counted = read_extensions(book.root / FILE), []
    chosen = [
        one
        for one in book.rows.assignment_submissions(assignment)
        if not students or one.student_id in students
    ]
    for one in chosen:
        grant(one, known)
    book.rows.db.commit()
    for one in sorted(chosen, key=lambda one: str(one.student_id)):
        late = one.total_seconds_late
        before = sum(notebook.late_submission_penalty or 0 for notebook in one.notebooks)
        for notebook in one.notebooks:
            book._penalty(notebook, one.student_id, late)
        after = sum(notebook.late_submission_penalty or 0 for notebook in one.notebooks)
        if late or before:
            told = (one.student_id, assignment, timedelta(seconds=late), after, before)
            counted.append(Counted(*told))
    book.rows.db.commit()
    return tuple(counted)

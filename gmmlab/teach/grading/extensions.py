"""Extra time: who has how much, in extensions.csv of the course directory.

Both graders take it from there into nbgrader's rows. nbgrader itself can only note it on a
submission, and a row of a submission that is not there would stand in formgrader as handed in,
with no points.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading.marks import number
from gmmlab.teach.grading.writing import held

__all__ = [
    "ALL",
    "FILE",
    "BadExtension",
    "alone",
    "checked",
    "extra_time",
    "grant",
    "read_extensions",
    "written",
]

FILE = "extensions.csv"
FIELDS = ("student", "assignment", "hours")
ALL = "*"
"""Stands for every assignment, also those to come."""
MOST = 10 * 365 * 24.0
"""Hours of extra time; more is a slip."""

Extensions = Mapping[tuple[str, str], float]
"""Hours, by student and assignment."""


class BadExtension(GmmlabError, ValueError):
    """Extra time for nobody, or of no length."""


def read_extensions(path: Path) -> dict[tuple[str, str], float]:
    """Read who has how much extra time; nobody has any where there is no file.

    Parameters
    ----------
    path : Path
        A CSV file: student, assignment (or * for all), hours.

    Raises
    ------
    BadExtension
        Naming the line that cannot be used.
    """
    if not path.is_file():
        return {}
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadExtension(f"{path} cannot be read ({error}). Save it as CSV in UTF-8.") from error
    known: dict[tuple[str, str], float] = {}
    for line, row in enumerate(rows, 2):
        student, assignment, hours = ((row.get(name) or "").strip() for name in FIELDS)
        try:
            known[student, assignment] = checked(float(hours))
        except ValueError as error:
            raise BadExtension(
                f"{path}, line {line}: {hours!r} is no number of hours from 0 to {MOST:.0f}. The "
                f"file's first line should be: {','.join(FIELDS)}; put the line right."
            ) from error
    return known


def checked(hours: float) -> float:
    """Give hours back, if they can be extra time.

    Raises
    ------
    BadExtension
    """
    if not 0 <= hours <= MOST:
        raise BadExtension(f"{hours:g} hours are no extra time. Give from 0 to {MOST:.0f}.")
    return hours


def extra_time(known: Extensions, assignment: str, student: str) -> timedelta | None:
    """How much later a student may hand in; None if nothing is said of it.

    Examples
    --------
    >>> known = {("ada", "*"): 24.0, ("ada", "a1"): 2.0}
    >>> [str(extra_time(known, name, "ada")) for name in ("a1", "a2")]
    ['2:00:00', '1 day, 0:00:00']
    >>> extra_time(known, "a1", "bob")
    """
    hours = known.get((student, assignment), known.get((student, ALL)))
    return None if hours is None else timedelta(hours=hours)


def grant(submission: Any, known: Extensions) -> None:
    """Note extra time on nbgrader's row; what was granted in other ways stays.

    Parameters
    ----------
    submission : SubmittedAssignment
        Of nbgrader's.
    known : mapping of (str, str) to float
    """
    extra = extra_time(known, submission.assignment.name, submission.student_id)
    if submission.assignment.duedate is None:
        submission.extension = None  # nbgrader cannot add it to no date, and dies
    elif extra is not None:
        submission.extension = extra or None


def written(known: Extensions) -> str:
    """Give the file that says so."""
    paper = io.StringIO()
    writer = csv.writer(paper, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows([*who, number(hours)] for who, hours in sorted(known.items()))
    return paper.getvalue()


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Wait until nobody else writes extensions."""
    (root / ".gmmlab").mkdir(exist_ok=True)
    with (root / ".gmmlab" / f"{FILE}.lock").open("w") as file:
        held(file.fileno(), wait=True)
        yield

"""nbgrader's gradebook: opened, spoken for in words, and the rows of a submission filled at once.

The rows are those that `nbgrader autograde` writes, in one transaction instead of many.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gmmlab.errors import GmmlabError

if TYPE_CHECKING:
    from gmmlab.teach.grading.worker import Result

__all__ = ["BadGradebook", "explained", "fill", "gradebook", "importing", "penalise", "quiet"]

TRIES = 5
"""So often rows are written when somebody else writes the same ones."""
_SLOW = ("rfc3987_syntax",)
"""What nbgrader's imports would import, and nothing here uses: seconds of a processor."""


class BadGradebook(GmmlabError, RuntimeError):
    """A gradebook that cannot be read or written."""


def fill(
    rows: Any,
    config: Any,
    student: str,
    assignment: str,
    results: Mapping[str, Result],
    when: Any = None,
    extra: Callable[[Any], object] = bool,
) -> None:
    """Fill the rows of a submission, all of them or none.

    Points, comments and extra credit that were given by hand stay.

    Parameters
    ----------
    rows : Gradebook
    config : Config
        Of nbgrader, for its plugin of late submissions.
    student, assignment : str
    results : mapping of str to Result
        By the names of notebooks.
    when : datetime, optional
        When it was handed in.
    extra : callable
        Told of the submission's row before penalties are counted: it notes extra time.
    """
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import IntegrityError

    for left in reversed(range(TRIES)):
        try:
            with _quietly():
                _filled(rows, config, _submission(rows, student, assignment), results, when, extra)
            return
        except (InvalidEntry, IntegrityError) as error:
            rows.db.rollback()
            cause = error.__context__ if isinstance(error, InvalidEntry) else error
            if not left or not isinstance(cause, IntegrityError):
                raise cause or error from error


def _submission(rows: Any, student: str, assignment: str) -> Any:
    from nbgrader.api import MissingEntry

    try:
        return rows.find_submission(assignment, student)
    except MissingEntry:
        with _one_commit(rows):
            rows.update_or_create_student(student)
            return rows.add_submission(assignment, student)


@contextmanager
def _one_commit(rows: Any) -> Iterator[None]:
    """Let nbgrader's functions only prepare what they would commit: half of it is nothing."""
    session = rows.db
    rows.db = _Uncommitted(session)
    try:
        yield
    finally:
        rows.db = session


def _filled(
    rows: Any,
    config: Any,
    submission: Any,
    results: Mapping[str, Result],
    when: Any,
    extra: Callable[[Any], object],
) -> None:
    if when:
        submission.timestamp = when
    extra(submission)
    notebooks = _loaded(rows, submission)
    for notebook in notebooks:
        result = results[notebook.name]
        for grade in notebook.grades:
            grade.auto_score = result.scores.get(grade.name, 0.0)
            by_hand = grade.auto_score is None or grade.manual_score is not None
            grade.needs_manual_grade = by_hand
        for comment in notebook.comments:
            comment.auto_comment = "No response." if comment.name in result.blank else None
    for notebook in notebooks:
        late = submission.total_seconds_late
        penalise(rows, config, notebook, submission.student_id, late)
    rows.db.commit()


def _loaded(rows: Any, submission: Any) -> list[Any]:
    """The notebooks of a submission as they stand there now, with all that belongs to them."""
    from nbgrader.api import Comment, Grade, SubmittedNotebook
    from sqlalchemy.orm import joinedload, selectinload

    asked = rows.db.query(SubmittedNotebook).filter_by(assignment_id=submission.id)
    with_rows = (
        joinedload(SubmittedNotebook.notebook),
        selectinload(SubmittedNotebook.grades).joinedload(Grade.cell),
        selectinload(SubmittedNotebook.comments).joinedload(Comment.cell),
    )
    return list(asked.options(*with_rows).populate_existing())


def penalise(rows: Any, config: Any, notebook: Any, student: str, late: float) -> None:
    """Set the penalty of a notebook as nbgrader's AssignLatePenalties does; commit nothing.

    Parameters
    ----------
    rows : Gradebook
    config : Config
        Names nbgrader's plugin of late submissions.
    notebook : SubmittedNotebook
    student : str
    late : float
        Seconds.
    """
    from nbgrader.preprocessors import AssignLatePenalties

    notebook.late_submission_penalty = None
    if late > 0:
        rows.db.flush()
        rows.db.expire(notebook, ["score"])
        assigner = AssignLatePenalties(config=config, log=quiet())
        assigner.init_plugin()
        penalty = assigner.plugin_inst.late_submission_penalty(student, notebook.score, late)
        if penalty is not None:
            notebook.late_submission_penalty = min(max(penalty, 0), notebook.score)


@dataclass(frozen=True)
class _Uncommitted:
    """A session of a database's that commits nothing yet."""

    session: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.session, "flush" if name == "commit" else name)


@contextmanager
def importing() -> Iterator[None]:
    """Import nbgrader: without warnings of others' deprecations, and without what takes long."""
    barred = [name for name in _SLOW if name not in sys.modules]
    sys.modules.update(dict.fromkeys(barred))  # type: ignore[arg-type]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for name in barred:
            sys.modules.pop(name, None)


@contextmanager
def _quietly() -> Iterator[None]:
    """Let nbgrader's session warn of its own order, and log what is said in words anyway."""
    log = logging.getLogger("tornado.application")
    before, log.disabled = log.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.disabled = before


@contextmanager
def explained(url: str) -> Iterator[None]:
    """Turn what a database says into words that say what to do.

    Raises
    ------
    BadGradebook
    """
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except ModuleNotFoundError as error:
        raise BadGradebook(
            f"the gradebook {_shown(url)} needs the package {error.name}, which is not installed. "
            f"Install it: `pip install '{_DRIVERS.get(error.name or '', error.name)}'`."
        ) from error
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        remedies = (remedy for words, remedy in _REMEDIES.items() if words in said.lower())
        remedy = next(remedies, "Mend what it says")
        raise BadGradebook(
            f"the gradebook {_shown(url)} cannot be used: {said}. {remedy}, and grade again: what "
            "is done already stays."
        ) from error


_DRIVERS = {"psycopg": "psycopg[binary]", "psycopg2": "psycopg2-binary"}
_REMEDIES = {
    "locked": "Another program holds it: close formgrader, or wait until that is done",
    "is full": "Make room on its disk",
    "disk i/o": "Make room on its disk, and look whether it is sound",
    "not a database": "Put back a copy of it, or move it away and run `nbgrader db upgrade`",
    "malformed": "Put back a copy of it, or move it away and run `nbgrader db upgrade`",
    "readonly": "Give yourself the right to write to it and to its folder",
    "unable to open": "Give yourself the right to read and write it and its folder",
    "no such": "Run `nbgrader db upgrade` in the course's folder",
    "connect": "Start its server, and look at CourseDirectory.db_url in nbgrader_config.py",
}


def _shown(url: str) -> str:
    """Where a gradebook is, without a password."""
    from sqlalchemy.engine import make_url

    return make_url(url).render_as_string(hide_password=True)


def gradebook(url: str, course_id: str) -> Any:
    """Open nbgrader's gradebook, which calls `alembic` when it is new, be that on PATH or not.

    Raises
    ------
    BadGradebook
        If it cannot be opened; saying what to do.
    """
    with importing():
        from nbgrader.api import Gradebook
    if not shutil.which("alembic"):
        tools = str(Path(sys.executable).parent)
        os.environ["PATH"] = os.pathsep.join([tools, os.environ.get("PATH", "")])
    with _quietly(), explained(url):
        return Gradebook(url, course_id)


def quiet() -> logging.Logger:
    """Give a log in which nothing of nbgrader's is heard."""
    log = logging.getLogger("gmmlab.grading.nbgrader")
    log.setLevel(logging.CRITICAL)
    return log

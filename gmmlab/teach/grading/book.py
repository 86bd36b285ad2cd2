"""nbgrader's gradebook and folders, written in one session: rows, autograded notebooks, penalties.

The rows are those that `nbgrader autograde` writes, so that its formgrader, feedback and export go
on from here.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading.handed import content_of
from gmmlab.teach.grading.plan import Plan, read_plan
from gmmlab.teach.grading.returned import differs, drawn_up, give_back, notebook_of
from gmmlab.teach.grading.rows import (
    BadGradebook,
    explained,
    fill,
    gradebook,
    importing,
    penalise,
    quiet,
)
from gmmlab.teach.grading.writing import in_words

if TYPE_CHECKING:
    from gmmlab.teach.grading.worker import Result

__all__ = ["BadGradebook", "Book", "NoAssignment", "gradebook", "notebook_of"]

STALE = "Feedback made before this grading is out of date, and lies in {}: make it anew."


class NoAssignment(GmmlabError, ValueError):
    """Something that nbgrader does not know."""


@dataclass
class Book:
    """A course directory of nbgrader's.

    Parameters
    ----------
    root : Path
        Holds nbgrader_config.py.
    """

    root: Path
    courses: Any = field(init=False)
    config: Any = field(init=False)
    rows: Any = field(default=None, init=False)

    def __post_init__(self) -> None:
        with importing():
            from nbgrader.coursedir import CourseDirectory
            from traitlets.config.loader import PyFileConfigLoader

        path = self.root / "nbgrader_config.py"
        if not path.is_file():
            raise NoAssignment(
                f"{self.root} holds no nbgrader_config.py. Name the folder of the course that does."
            )
        self.config = PyFileConfigLoader(path.name, str(self.root)).load_config()
        self.config.CourseDirectory.root = str(self.root.resolve())
        self.courses = CourseDirectory(config=self.config, log=quiet())

    def __enter__(self) -> Book:
        self.rows = gradebook(self.courses.db_url, self.courses.course_id)
        return self

    def __exit__(self, *_: object) -> None:
        self.rows.close()

    # what there is

    def folder(self, step: str, student: str, assignment: str) -> Path:
        """Where something lies: step is source, release, submitted or autograded."""
        name = getattr(self.courses, f"{step}_directory")
        return Path(self.courses.format_path(name, student, assignment))

    def plans(self, assignment: str) -> tuple[Plan, ...]:
        """Read the notebooks of an assignment.

        Raises
        ------
        NoAssignment
            If there is none.
        """
        source = self.folder("source", ".", assignment)
        release = self.folder("release", ".", assignment)
        paths = sorted(source.glob("*.ipynb"))
        if not paths:
            raise NoAssignment(
                f"there is no notebook in {source}. Assignments are: {', '.join(self._known())}."
            )
        there = {path: release / path.name for path in paths}
        return tuple(read_plan(path, r if r.is_file() else None) for path, r in there.items())

    def _known(self) -> list[str]:
        source = self.folder("source", ".", "*").parent
        return sorted(path.name for path in source.glob("*/")) or ["none"]

    def submitted(self, assignment: str) -> dict[str, Path]:
        """Find who has handed it in, and where that lies."""
        pattern = self.folder("submitted", "*", assignment)
        above = len(pattern.parts) - 1 - pattern.parts[::-1].index("*")
        found = sorted(
            pattern.parents[len(pattern.parts) - above - 1].glob(str(Path(*pattern.parts[above:])))
        )
        return {path.parts[above]: path for path in found if path.is_dir()}

    def ready(self, plans: tuple[Plan, ...], assignment: str) -> None:
        """Check that the gradebook knows the assignment as it is written now.

        Raises
        ------
        NoAssignment
            If it does not.
        """
        from nbgrader.api import MissingEntry

        remedy = f"Run `nbgrader generate_assignment {assignment} --force` first."
        for plan in plans:
            try:
                with explained(self.courses.db_url):
                    known = self.rows.find_notebook(plan.name, assignment)
            except MissingEntry as error:
                what = f"the gradebook does not know the notebook {plan.name} of {assignment}"
                raise NoAssignment(f"{what}. {remedy}") from error
            cells = {cell.name: cell.max_score for cell in (*known.grade_cells, *known.task_cells)}
            if cells != {part.grade_id: part.points for part in plan.graded}:
                what = f"the gradebook has other questions or points for {plan.name}"
                raise NoAssignment(f"{what} than its source. {remedy}")

    # what is written

    def enter(
        self,
        student: str,
        assignment: str,
        results: Mapping[str, Result],
        plans: Mapping[str, Plan],
    ) -> list[str]:
        """Write a student's rows and autograded folder; return what was odd.

        Points, comments and extra credit that were given by hand stay. Feedback that was made from
        an earlier grading, which said something else, is put aside.

        Parameters
        ----------
        student, assignment : str
        results : mapping of str to Result
            By the names of notebooks.
        plans : mapping of str to Plan

        Raises
        ------
        CannotWrite, BadGradebook
            If there is no room, or no right. What was entered before stays.
        """
        with importing():
            from gmmlab.teach.grading.extensions import FILE, grant, read_extensions
        known = read_extensions(self.root / FILE)
        handed = self.folder("submitted", student, assignment)
        when, notes = self._timestamp(handed)
        place = self.folder("autograded", student, assignment)
        books = drawn_up(results, plans)
        if differs(place, books):
            notes += self._put_aside(student, assignment)
        give_back(place, handed, books, plans)
        with explained(self.courses.db_url):
            extra = partial(grant, known=known)
            fill(self.rows, self.config, student, assignment, results, when, extra)
        return notes

    def _put_aside(self, student: str, assignment: str) -> list[str]:
        """Move feedback away, so that nbgrader makes it anew and nobody is given the old."""
        feedback = self.folder("feedback", student, assignment)
        if not feedback.is_dir():
            return []
        aside = feedback.with_name(f".{feedback.name}.before")
        with in_words(feedback):
            shutil.rmtree(aside, ignore_errors=True)
            feedback.rename(aside)
        return [STALE.format(aside)]

    def _penalty(self, notebook: Any, student: str, late: float) -> None:
        penalise(self.rows, self.config, notebook, student, late)

    def _timestamp(self, folder: Path) -> tuple[Any, list[str]]:
        """When it was handed in, as nbgrader's timestamp.txt says; None if that cannot be read."""
        from nbgrader.utils import parse_utc

        path = folder / "timestamp.txt"
        if not path.is_file() or path.is_symlink():
            return None, []
        text = content_of(path)[:200].decode("utf-8", "replace").strip()
        try:
            return parse_utc(text), []
        except (ValueError, OverflowError, TypeError):
            return None, [f"Its timestamp, {text!r:.60}, could not be read; it counts as in time."]

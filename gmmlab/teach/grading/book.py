"""nbgrader's gradebook and folders, written in one session: rows, autograded notebooks, penalties.

The rows are those that `nbgrader autograde` writes, so that its formgrader, feedback and export go
on from here. The notebook that learners get back holds no hidden test, and no tag of theirs that a
browser would run.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading.plan import Part, Plan, read_plan
from gmmlab.teach.grading.submission import _bytes, _regular

if TYPE_CHECKING:
    from gmmlab.teach.grading.cells import Outcome
    from gmmlab.teach.grading.worker import Result

__all__ = ["Book", "NoAssignment", "gradebook", "notebook_of"]

NOTES = "notes-from-grading"
_HARMLESS = "b|i|em|strong|sub|sup|br|code|pre|details|summary|table|tr|td|th|ul|ol|li|p|hr"
_TAG = re.compile(rf"<(?!/?(?:{_HARMLESS})\s*/?>)(?=[A-Za-z/!?])", re.IGNORECASE)
_SCRIPT = re.compile(r"(java|vb)script\s*:|data\s*:\s*text/html", re.IGNORECASE)


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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbgrader's imports speak of others' deprecations
            from nbgrader.coursedir import CourseDirectory
            from traitlets.config.loader import PyFileConfigLoader

        path = self.root / "nbgrader_config.py"
        if not path.is_file():
            raise NoAssignment(
                f"{self.root} holds no nbgrader_config.py. Name the folder of the course that does."
            )
        self.config = PyFileConfigLoader(path.name, str(self.root)).load_config()
        self.config.CourseDirectory.root = str(self.root.resolve())
        self.courses = CourseDirectory(config=self.config, log=_quiet())

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

        Points that were given by hand stay.

        Parameters
        ----------
        student, assignment : str
        results : mapping of str to Result
            By the names of notebooks.
        plans : mapping of str to Plan
        """
        handed = self.folder("submitted", student, assignment)
        when, notes = self._timestamp(handed)
        self._folder(student, assignment, results, plans, handed)
        told = {"timestamp": when} if when else {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbgrader's session warns of its own order
            self.rows.update_or_create_student(student)
            submission = self.rows.update_or_create_submission(assignment, student, **told)
        for notebook in submission.notebooks:
            result = results[notebook.name]
            for grade in notebook.grades:
                grade.auto_score = result.scores.get(grade.name, 0.0)
                by_hand = grade.auto_score is None or grade.manual_score is not None
                grade.needs_manual_grade = by_hand
            for comment in notebook.comments:
                comment.auto_comment = "No response." if comment.name in result.blank else None
        self.rows.db.commit()
        for notebook in submission.notebooks:
            self.rows.db.refresh(notebook)
            self._penalty(notebook, student, submission.total_seconds_late)
        self.rows.db.commit()
        return notes

    def _penalty(self, notebook: Any, student: str, late: float) -> None:
        """As nbgrader's AssignLatePenalties does."""
        from nbgrader.preprocessors import AssignLatePenalties

        notebook.late_submission_penalty = None
        if late > 0:
            assigner = AssignLatePenalties(config=self.config, log=_quiet())
            assigner.init_plugin()
            penalty = assigner.plugin_inst.late_submission_penalty(student, notebook.score, late)
            if penalty is not None:
                notebook.late_submission_penalty = min(max(penalty, 0), notebook.score)

    def _timestamp(self, folder: Path) -> tuple[Any, list[str]]:
        """When it was handed in, as nbgrader's timestamp.txt says; None if that cannot be read."""
        from nbgrader.utils import parse_utc

        path = folder / "timestamp.txt"
        if not path.is_file() or path.is_symlink():
            return None, []
        text = _bytes(path)[:200].decode("utf-8", "replace").strip()
        try:
            return parse_utc(text), []
        except (ValueError, OverflowError, TypeError):
            return None, [f"Its timestamp, {text!r:.60}, could not be read; it counts as in time."]

    def _folder(
        self,
        student: str,
        assignment: str,
        results: Mapping[str, Result],
        plans: Mapping[str, Plan],
        handed: Path,
    ) -> None:
        """Write the autograded folder beside its place, and put it there in one move."""
        place = self.folder("autograded", student, assignment)
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh, old = (place.with_name(f".{place.name}.{w}-{os.getpid()}") for w in ("new", "old"))
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        for path in _regular(handed):
            if path.suffix != ".ipynb":
                to = fresh / path.relative_to(handed)
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_bytes(_bytes(path))
        for name, result in results.items():
            for file, content in plans[name].files.items():
                (fresh / file).parent.mkdir(parents=True, exist_ok=True)
                (fresh / file).write_bytes(content)
            text = json.dumps(notebook_of(plans[name], result), indent=1, ensure_ascii=False)
            (fresh / f"{name}.ipynb").write_text(text + "\n", encoding="utf-8")
        if place.exists():
            place.rename(old)
        fresh.rename(place)
        shutil.rmtree(old, ignore_errors=True)


def gradebook(url: str, course_id: str) -> Any:
    """Open nbgrader's gradebook, which calls `alembic` when it is new, be that on PATH or not."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.api import Gradebook

        if not shutil.which("alembic"):
            tools = str(Path(sys.executable).parent)
            os.environ["PATH"] = os.pathsep.join([tools, os.environ.get("PATH", "")])
        return Gradebook(url, course_id)


def notebook_of(plan: Plan, result: Result) -> dict[str, Any]:
    """Make the notebook that a person grades, and from which feedback is made.

    Checks stand in it as they were released, with what came of them.
    """
    parts = {part.grade_id: part for part in plan.parts if part.grade_id}
    outcomes = list(result.outcomes)
    cells = list(_notes(result))
    for n, told in enumerate(result.cells or [_as_planned(part) for part in plan.parts]):
        part = parts.get(told["grade_id"])
        outcome = None
        if told["runs"] or (part and part.check):
            name = told["grade_id"] or told["id"] or "a cell of your own"
            if outcomes and outcomes[0].name == name:
                outcome = outcomes.pop(0)
        cells.append(_cell(n, told, part, outcome))
    about = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": about, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _as_planned(part: Part) -> dict[str, Any]:
    """A cell of a submission of which nothing could be read."""
    text = part.released if part.learners else part.text
    told = {"kind": part.kind, "text": text, "grade_id": part.grade_id, "id": part.id}
    return {**told, "pictures": [], "runs": False}


def _notes(result: Result) -> Iterator[dict[str, Any]]:
    said = [*([result.trouble] if result.trouble else []), *result.notes]
    if said:
        lines = "\n".join(f"- {_harmless(line)}" for line in said)
        source = f"**Notes from grading**\n\n{lines}"
        yield {"cell_type": "markdown", "id": NOTES, "metadata": {}, "source": source}


def _cell(
    n: int, told: Mapping[str, Any], part: Part | None, outcome: Outcome | None
) -> dict[str, Any]:
    text = part.released if part and part.check else told["text"]
    if told["kind"] != "code":
        text = _harmless(text) if not part or part.learners else text
    name = part.grade_id if part else ""
    made: dict[str, Any] = {
        "cell_type": told["kind"],
        "id": f"{re.sub(r'[^A-Za-z0-9_-]', '-', name or 'cell')[:50]}-{n:03d}",
        "metadata": {"nbgrader": _meta(part, text)} if part and part.grade_id else {},
        "source": text,
    }
    if told["kind"] == "code":
        made["execution_count"] = n + 1 if outcome else None
        made["outputs"] = [*_outputs(outcome, n), *map(_picture, told["pictures"])]
    return made


def _meta(part: Part, text: str) -> dict[str, Any]:
    from nbformat import NotebookNode
    from nbgrader.utils import compute_checksum

    flags = {"grade": part.grade, "locked": part.locked, "solution": part.solution}
    meta = {"schema_version": 3, "grade_id": part.grade_id, "task": part.task, **flags}
    meta |= {"points": part.points} if part.grade or part.task else {}
    released = {"cell_type": part.kind, "source": part.released, "metadata": {"nbgrader": meta}}
    node = NotebookNode(released)
    node.metadata = NotebookNode({"nbgrader": NotebookNode(meta)})
    return {**meta, "cell_type": part.kind, "checksum": compute_checksum(node)}


def _outputs(outcome: Outcome | None, n: int) -> Iterator[dict[str, Any]]:
    if outcome is None:
        return
    if outcome.out:
        yield {"output_type": "stream", "name": "stdout", "text": outcome.out}
    if outcome.error:
        kind, words = outcome.error
        lines = f"{kind}: {words}".splitlines() or [kind]
        yield {"output_type": "error", "ename": kind, "evalue": words, "traceback": lines}
    elif outcome.shown:
        data = {"text/plain": outcome.shown}
        yield {
            "output_type": "execute_result",
            "data": data,
            "metadata": {},
            "execution_count": n + 1,
        }


def _picture(png: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"image/png": png}, "metadata": {}}


def _harmless(text: str) -> str:
    """Markdown without anything that a browser would run.

    Examples
    --------
    >>> _harmless("a <b>bold</b> <script>x</script> $a<b$ [l](javascript:x)")
    'a <b>bold</b> &lt;script>x&lt;/script> $a&lt;b$ [l](script-x)'
    """
    return _SCRIPT.sub("script-", _TAG.sub("&lt;", text))


def _quiet() -> logging.Logger:
    log = logging.getLogger("gmmlab.grading.nbgrader")
    log.setLevel(logging.CRITICAL)
    return log

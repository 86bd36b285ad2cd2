"""The safe grading as nbgrader's own: `nbgrader autograde` and formgrader's button do it too.

A course chooses it in its nbgrader_config.py; rows, late penalties and folders stay nbgrader's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Unicode

from gmmlab.teach.grading.plan import read_plan
from gmmlab.teach.grading.returned import notebook_of
from gmmlab.teach.grading.walls import Limits
from gmmlab.teach.grading.worker import Worker

__all__ = ["Judged"]


class Judged(NbGraderPreprocessor):  # type: ignore[misc]
    """Replaces nbgrader's Execute: student code behind walls, the teacher's checks beside it."""

    unsafe = Bool(False, help="Run student code without walls, with all your rights.").tag(
        config=True
    )
    source = Unicode("source", help="nbgrader's source directory.").tag(config=True)
    release = Unicode("release", help="nbgrader's release directory.").tag(config=True)
    submitted = Unicode("submitted", help="nbgrader's submitted directory.").tag(config=True)

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Give the notebook as it was graded, whatever stands in the one that came in."""
        told = resources["nbgrader"]
        student, assignment, name = told["student"], told["assignment"], told["notebook"]
        home = Path(self.source) / assignment / f"{name}.ipynb"
        released = Path(self.release) / assignment / f"{name}.ipynb"
        plan = read_plan(home, released if released.is_file() else None)
        with Worker(Limits(), walls=not self.unsafe) as worker:
            result = worker.grade(plan, Path(self.submitted) / student / assignment)
        for line in filter(None, (result.trouble, *result.notes)):
            self.log.warning("%s, %s: %s", student, name, line)
        return from_dict(notebook_of(plan, result)), resources

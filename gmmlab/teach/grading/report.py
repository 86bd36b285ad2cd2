"""What a round says of a class: scores, which questions went how, which mistakes were named."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading.tables import table_of
from gmmlab.teach.grading.worker import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["NothingGraded", "Report", "report"]

SHOWN = 5
"""How many messages of a question are shown, the most frequent first."""


class NothingGraded(GmmlabError, FileNotFoundError):
    """A report of nothing."""


@dataclass(frozen=True)
class Report:
    """What came of an assignment.

    Attributes
    ----------
    assignment : str
    students : mapping of str to mapping of str to (float or None)
        Scores by student and question.
    questions : mapping of str to float
        What each that a machine grades is worth.
    named : mapping of str to Counter
        By question, how often each message was given.
    """

    assignment: str
    students: Mapping[str, Mapping[str, float | None]]
    questions: Mapping[str, float]
    named: Mapping[str, Counter[str]]

    def success(self, question: str) -> float:
        """The share of students who earned all of a question's points.

        Examples
        --------
        >>> Report("a", {"x": {"q": 2.0}, "y": {"q": 0.0}}, {"q": 2.0}, {}).success("q")
        0.5
        """
        scores = [scores.get(question) for scores in self.students.values()]
        known = [score for score in scores if score is not None]
        return sum(score >= self.questions[question] for score in known) / max(len(known), 1)

    def table(self) -> str:
        """The scores as CSV: a line for each student, a column for each question.

        Examples
        --------
        >>> print(Report("a", {"x": {"q": 2.0}, "=y": {"q": None}}, {"q": 2.0}, {}).table())
        student,q,total
        x,2,2
        '=y,,0
        <BLANKLINE>
        """
        rows = [["student", *self.questions, "total"]]
        for student, scores in self.students.items():
            told = [scores.get(question) for question in self.questions]
            total = sum(score or 0 for score in told)
            rows.append([student, *("" if s is None else f"{s:g}" for s in told), f"{total:g}"])
        return table_of(rows)

    def mistakes(self) -> str:
        """The messages as CSV: question, how often, what was said."""
        rows = [["question", "students", "message"]]
        for question, said in self.named.items():
            rows += [[question, str(many), words] for words, many in said.most_common()]
        return table_of(rows)

    @property
    def words(self) -> str:
        """What the picture shows."""
        parts = [f"{name} {self.success(name):.0%}" for name in self.questions]
        return f"{self.assignment}: {len(self.students)} students. Solved by: {', '.join(parts)}."

    def picture(self) -> Figure:
        """Draw which share of the class solved each question, with its most frequent mistake."""
        from matplotlib.figure import Figure

        from gmmlab.plot.style import PALETTE

        names = list(self.questions)
        figure = Figure(figsize=(9, 1.2 + 0.62 * len(names)), layout="constrained")
        axes = figure.subplots()
        shares = [self.success(name) for name in names]
        axes.barh(names, [1.0] * len(names), color="0.93")
        axes.barh(names, shares, color=PALETTE[0], hatch="//", edgecolor="white")
        for row, name in enumerate(names):
            most = self.named.get(name, Counter()).most_common(1)
            said = f"{most[0][1]} × {most[0][0]}" if most else ""
            said = said if len(said) < 96 else f"{said[:95]}…"
            axes.text(0.01, row - 0.47, said, size=7.5, va="center", color="0.25")
            axes.text(1.01, row, f"{shares[row]:.0%}", va="center")
        axes.set(xlim=(0, 1.08), xlabel="share of students with all points", title=self.assignment)
        axes.invert_yaxis()
        axes.spines[["top", "right"]].set_visible(False)
        return figure


def report(root: Path, assignment: str) -> Report:
    """Gather what rounds have kept of an assignment.

    Parameters
    ----------
    root : Path
        The course directory.
    assignment : str

    Raises
    ------
    NothingGraded
        If nobody has been graded.
    """
    kept = sorted((root / ".gmmlab" / "graded" / assignment).glob("*.json"))
    students: dict[str, dict[str, float | None]] = {}
    named: dict[str, Counter[str]] = {}
    worth: dict[str, float] = {}
    for path in kept:
        results = json.loads(path.read_text(encoding="utf-8"))["results"].values()
        students[path.stem] = {}
        for result in map(Result.read, results):
            students[path.stem] |= result.scores
            for outcome in result.outcomes:
                if outcome.points:
                    worth[outcome.name] = outcome.points
                if outcome.points and outcome.error:
                    said = outcome.error[1].splitlines()[0] if outcome.error[1] else ""
                    named.setdefault(outcome.name, Counter())[said or outcome.error[0]] += 1
    if not students:
        raise NothingGraded(
            f"nobody has been graded for {assignment} in {root}. Run `gmmlab grade {assignment}`."
        )
    return Report(assignment, students, worth, named)

"""The command that checks one's own exercise before it is handed in: quick, from top to bottom.

The notebook's code is the learner's own, and is run on their machine with all their rights. What
lies in the file is run, not what a kernel remembers.
"""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gmmlab.errors import GmmlabError

if TYPE_CHECKING:  # or when they are needed: no other command waits for them
    from gmmlab.desk.own_copy import Exercise, Question
    from gmmlab.desk.playing import Step
    from gmmlab.learn.checking import Told

__all__ = ["NoQuestion", "Report", "checked", "say"]

WIDTH = 88


class NoQuestion(GmmlabError, LookupError):
    """A question that an exercise does not ask."""


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes
    ----------
    path : Path
    saved : datetime
        When the file was written last.
    told : tuple of Told
        One of each question.
    notes : tuple of str
        What is odd about the notebook, and what to do.
    """

    path: Path
    saved: datetime
    told: tuple[Told, ...]
    notes: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every visible check passes."""
        return all(one.verdict.name in ("PASSED", "BY_HAND") for one in self.told)

    def lines(self) -> Iterator[str]:
        """Give the report for a terminal."""
        from gmmlab.learn.checking import LATER, Checks

        checks = Checks(self.told)
        yield f"{self.path.name}, saved {self.saved:%Y-%m-%d %H:%M:%S}; nothing newer is seen."
        yield from ("", *checks.lines(), "", checks.words, LATER)
        for note in self.notes:
            yield from textwrap.wrap(f"Note: {note}", WIDTH, subsequent_indent="    ")

    def data(self) -> dict[str, Any]:
        """Give the report for a program."""
        told = [
            {"name": t.name, "verdict": t.verdict.value, "points": t.points, "says": t.says}
            for t in self.told
        ]
        about = {"notebook": str(self.path), "saved": self.saved.isoformat()}
        return {**about, "passed": self.passed, "questions": told, "notes": list(self.notes)}


def say(
    path: Path,
    question: str = "",
    as_json: bool = False,
    seconds: float = 30.0,
    everything: bool = False,
) -> bool:
    """Print how an exercise stands; return whether every visible check passes."""
    report = checked(path, question, seconds, everything)
    if isinstance(stream := sys.stdout, TextIOWrapper):
        stream.reconfigure(errors="replace")  # where a sign cannot be written, its word can
    print(json.dumps(report.data(), indent=1) if as_json else "\n".join(report.lines()))
    return report.passed


def checked(
    path: Path, question: str = "", seconds: float = 30.0, everything: bool = False
) -> Report:
    """Check an exercise.

    Parameters
    ----------
    path : Path
        The learner's notebook, or the folder in which it lies alone.
    question : str, optional
        The only one to be checked; by default all are.
    seconds : float
        How long a cell may take.
    everything : bool
        Whether to run also what no answer and no check can need, such as cells that only draw.

    Raises
    ------
    NoExercise
        If it cannot be read, or asks nothing.
    NoQuestion
        If it does not ask this question.
    """
    from gmmlab.desk.judging import Run
    from gmmlab.desk.oddities import oddities
    from gmmlab.desk.own_copy import read
    from gmmlab.desk.playing import play

    exercise = read(path)
    asked = _asked(exercise, question)
    steps = list(_steps(exercise, asked, bool(question), everything))
    run = Run(exercise, play(steps, exercise.path.resolve().parent, seconds))
    lost = () if question else run.lost()
    saved = datetime.fromtimestamp(exercise.path.stat().st_mtime).astimezone()
    told = (*map(run.told, asked), *lost)
    return Report(exercise.path, saved, told, (*oddities(exercise), *run.notes()))


def _asked(exercise: Exercise, wanted: str) -> tuple[Question, ...]:
    if not wanted:
        return exercise.questions
    name = wanted.replace("_", "-").removeprefix("check-")
    found = tuple(one for one in exercise.questions if one.name.replace("_", "-") == name)
    if not found:
        names = ", ".join(one.name for one in exercise.questions)
        raise NoQuestion(f"{exercise.path.name} asks no {wanted!r}. Its questions are: {names}.")
    return found


def _steps(
    exercise: Exercise, asked: Sequence[Question], only: bool, everything: bool
) -> Iterator[Step]:
    """What is to be run: the checks that are asked, and all that they may need."""
    from gmmlab.desk.needs import unneeded
    from gmmlab.desk.playing import Step

    checks = {one.check.number for one in asked if one.check}
    idle, unused = (frozenset(), frozenset()) if everything else unneeded(exercise.cells)
    for cell in exercise.cells:
        if only and cell.number > max(checks, default=0):
            return
        wanted = cell.number in checks if cell.check else cell.number not in idle
        if wanted and cell.kind == "code":
            without = unused if cell.courses else frozenset()
            yield Step(exercise.label(cell), cell.text, cell.check, without)

"""From what came of a notebook's cells to what is said of its questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gmmlab.desk.cells import Cell
from gmmlab.desk.needs import makes
from gmmlab.desk.own_copy import Exercise, Question
from gmmlab.desk.playing import Played
from gmmlab.learn.checking import Told, Verdict
from gmmlab.learn.failing import Failure

__all__ = ["Run"]

LEFT = "Delete this line: it only holds the place of your answer."


@dataclass(frozen=True)
class Run:
    """An exercise that was run.

    Attributes
    ----------
    exercise : Exercise
    played : mapping of str to Played
        By the labels of its cells.
    """

    exercise: Exercise
    played: Mapping[str, Played]

    def told(self, question: Question) -> Told:
        """Say how a question stands."""
        return Told(question.name, *self._verdict(question))

    def _verdict(self, question: Question) -> tuple[Verdict, float, str]:
        points, check = question.points, question.check
        if check is None:
            says = "Not written yet." if question.untouched else ""
            return Verdict.BY_HAND, points, says
        done = self.played.get(self.exercise.label(check))
        if done is None:
            return Verdict.ERROR, points, f"Its check is a {check.kind} cell now, and was not run."
        if done.failure is None:
            return self._passed(check, points, done.out)
        if question.untouched:
            return Verdict.NOT_TRIED, points, ""
        return self._failed(question, check, done.failure)

    def _passed(self, check: Cell, points: float, says: str) -> tuple[Verdict, float, str]:
        if check.altered:
            return Verdict.ERROR, points, "Its check has been changed, so this says nothing."
        return Verdict.PASSED, points, says

    def _failed(self, question: Question, check: Cell, why: Failure) -> tuple[Verdict, float, str]:
        points = question.points
        for cell in question.written:
            if own := self._failure(cell):
                return Verdict.ERROR, points, self._words(own, cell)
        if why.by_check:
            return Verdict.NOT_YET, points, why.says
        if needed := self._place_held(why):
            says = f"It needs {needed.question}, which is not done yet."
            return Verdict.NOT_YET, points, says
        return Verdict.ERROR, points, self._words(why, check)

    def _failure(self, cell: Cell) -> Failure | None:
        done = self.played.get(self.exercise.label(cell))
        return done.failure if done else None

    def _place_held(self, why: Failure) -> Cell | None:
        """The cell of another question that is to be written first."""
        for cell in self.exercise.cells:
            called = why.cell == f"<{self.exercise.label(cell)}>"
            if cell.solution and cell.untouched and (called or why.lacks in makes(cell.text)):
                return cell
        return None

    def _words(self, why: Failure, cell: Cell) -> str:
        hint = self._hint(why, cell)
        return why.words + (f"\n{hint}" if hint else "")

    def _hint(self, why: Failure, cell: Cell) -> str:
        """What to do about an error, where that can be known."""
        if why.kind == "NotImplementedError" and "raise NotImplementedError" in why.where:
            return LEFT
        if not why.lacks:
            return ""
        makers = [one for one in self.exercise.cells if why.lacks in _makes(one)]
        if not makers:
            return self._unmade(why.lacks)
        first = makers[0]
        if first.number > cell.number:
            return f"It is made only further down, in {first.name}; cells run from top to bottom."
        return f"It is made in {first.name}, which ends early." if self._failure(first) else ""

    def _unmade(self, name: str) -> str:
        solutions = [cell for cell in self.exercise.cells if cell.solution and cell.kind == "code"]
        if still := [cell.name for cell in solutions if cell.untouched and not _makes(cell)]:
            return f"No cell makes {name} yet. Still to be written: {', '.join(still)}."
        return f"No cell makes {name}. Is it misspelt, or was it made in a cell that is gone?"

    def lost(self) -> Iterator[Told]:
        """Name the questions that are not in the notebook any more."""
        for cell in self.exercise.lost:
            says = f"{cell.grade_id} is missing. Copy your answers into a fresh copy."
            yield Told(cell.question, Verdict.ERROR, cell.points, says)

    def notes(self) -> Iterator[str]:
        """Name the cells outside of the questions at which a run of all cells would stop."""
        for cell in self.exercise.cells:
            why = self._failure(cell)
            waits = why and (self._place_held(why) or (cell.courses and why.lacks))
            if why and not (cell.solution or cell.check or waits):
                told = self._words(why, cell).replace("\n", "; ")
                yield f"{cell.name} ends early, and a run of all cells stops there. {told}"


def _makes(cell: Cell) -> frozenset[str]:
    return makes(cell.text) if cell.kind == "code" else frozenset()

"""The judge runs the teacher's cells beside the student's, and never a line of the student's."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from gmmlab.teach.grading.cells import LONGEST, Outcome, Prepared, run, said
from gmmlab.teach.grading.strangers import Gone, Line, raised

if TYPE_CHECKING:
    import socket

    from gmmlab.teach.grading.plan import Part
    from gmmlab.teach.grading.submission import Act
    from gmmlab.teach.grading.walls import Limits

__all__ = ["Judge", "trace"]


@dataclass
class Judge:
    """Judges one submission.

    Parameters
    ----------
    prepared : Prepared
    start : callable
        Starts a process for the student's code; returns the line to it.
    limits : Limits
    tell : callable
        Told of every outcome as soon as it is there.
    """

    prepared: Prepared
    start: Callable[[], socket.socket]
    limits: Limits
    tell: Callable[[Outcome], object]
    restarts: int = 6
    played: list[Act] = field(default_factory=list)
    deadly: list[Act] = field(default_factory=list)

    def judge(self, acts: Sequence[Act]) -> None:
        """Play the student's cells and run the checks, in the teacher's order."""
        self.until = monotonic() + self.limits.whole
        self.names = self.prepared.names
        self.line: Line | None = self._fresh()
        checks = [act.part.grade_id for act in acts if act.part and act.part.check]
        for act in acts:
            part = act.part
            if part is not None and part.check:
                checks.remove(part.grade_id)
                self.tell(self._examined(part))
            elif act.kind == "code" and act.text.strip():
                self.tell(self._played(act, last=not checks))
                if part is not None and part.id in self.prepared.waiting:
                    with contextlib.suppress(Gone):
                        run(part, self.names, Outcome(part.id))

    def _played(self, act: Act, last: bool) -> Outcome:
        """Have a cell of the student's run."""
        outcome = Outcome(act.name)
        try:
            if self.line is None:
                raise Gone("the code before it could not be run")
            reply = self.line.cell(act.text, act.name)
            if "error" in reply:
                error = raised(reply["error"])
                if isinstance(error, Gone):
                    words = f"This cell took more than {self.limits.cell:g} s."
                    outcome.error = ("TimeoutError", words)
                else:
                    outcome.error = (str(reply["error"]["mro"][0])[:80], said(error))
            outcome.out = str(reply.get("out", ""))[:LONGEST]
            outcome.shown = str(reply.get("value") or "")[:LONGEST]
            self.played.append(act)
        except Gone as gone:
            outcome.error = ("DeadCell", f"This cell ended the run: {gone}.")
            self.deadly.append(act)
            if not last:
                self._replay()
        return outcome

    def _examined(self, part: Part) -> Outcome:
        """Run a check."""
        outcome = Outcome(part.grade_id, 0.0, part.points)
        self.names.checking = True
        try:
            if self.line is None:
                raise Gone("the code before it could not be run")
            self.names.line = self.line
            run(part, self.names, outcome)
            outcome.score = 0.0 if outcome.error else _earned(outcome.shown, part.points)
        except Gone as gone:
            outcome.error = ("NoAnswer", f"Your code gave this check no answer: {gone}.")
            self._replay()
        finally:
            self.names.checking = False
        return outcome

    def _replay(self) -> None:
        """Start again without the cells that ended the run."""
        self.line = None
        while self.restarts and monotonic() < self.until:
            self.restarts -= 1
            line, played = self._fresh(), list(self.played)
            for act in played:
                try:
                    line.cell(act.text, act.name)
                except Gone:
                    self.deadly.append(act)
                    self.played.remove(act)
                    break
            else:
                self.line = line
                return

    def _fresh(self) -> Line:
        line = Line(self.start(), self.limits, self.until)
        self.names.line = line
        return line


def _earned(shown: str, points: float) -> float:
    """What a check that passed earns: all of it, or the number in which it ends."""
    try:
        part = float(shown)
    except ValueError:
        return points
    return part if 0 <= part <= points else points


def trace(error: BaseException) -> str:
    """A traceback, for what is the teacher's to mend."""
    return "".join(traceback.format_exception(error))[-4000:]

"""Grades one submission after another, each by a judge of its own that is forked for it."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, chdir, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from time import monotonic
from typing import Any, NoReturn

from gmmlab.teach.grading.cells import Outcome, Prepared, prepared
from gmmlab.teach.grading.handed import Unreadable, hand_in
from gmmlab.teach.grading.judge import Judge, trace
from gmmlab.teach.grading.plan import Plan
from gmmlab.teach.grading.scratch import scratch
from gmmlab.teach.grading.strangers import TeacherError
from gmmlab.teach.grading.submission import Act, acts
from gmmlab.teach.grading.walls import Limits, NoSandbox, Sandbox

if sys.platform == "linux":
    from gmmlab.teach.grading import nest

__all__ = ["Result", "Worker"]

SPARE = 20.0
"""Seconds that a judge has beyond what a submission may take."""


@dataclass(frozen=True)
class Result:
    """What came of one notebook.

    Attributes
    ----------
    scores : mapping of str to float or None
        What each graded part earned, by its name; None where a person grades it.
    outcomes : tuple of Outcome
        Of every cell that was run, in order.
    notes : tuple of str
        What was odd, and what was put right.
    cells : tuple of mapping
        The notebook as it was graded: kind, text, grade id and pictures of each cell.
    blank : frozenset of str
        The names of learners' parts that are as they were released.
    trouble : str
        Why it could not be graded whole; empty if it was.
    """

    scores: Mapping[str, float | None]
    outcomes: tuple[Outcome, ...] = ()
    notes: tuple[str, ...] = ()
    cells: tuple[Mapping[str, Any], ...] = ()
    blank: frozenset[str] = frozenset()
    trouble: str = ""

    @property
    def earned(self) -> float:
        """The points that a machine gave."""
        return sum(score or 0.0 for score in self.scores.values())

    def told(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "scores": dict(self.scores),
            "outcomes": [asdict(outcome) for outcome in self.outcomes],
            "notes": list(self.notes),
            "cells": [dict(cell) for cell in self.cells],
            "blank": sorted(self.blank),
            "trouble": self.trouble,
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Result:
        """Read it from plain values."""
        return cls(
            dict(told["scores"]),
            tuple(map(Outcome.read, told["outcomes"])),
            tuple(told["notes"]),
            tuple(told["cells"]),
            frozenset(told["blank"]),
            told["trouble"],
        )


@dataclass
class Worker:
    """A sandbox, and the teacher's cells run as far as they go; it grades as often as it is asked.

    Parameters
    ----------
    limits : Limits
    walls : bool
        Whether student code is shut in.
    """

    limits: Limits = Limits()
    walls: bool = True
    sandbox: Sandbox = field(init=False)
    ready: dict[str, Prepared] = field(default_factory=dict, init=False)
    place: Path = field(init=False)
    ending: ExitStack = field(init=False)

    def __post_init__(self) -> None:
        self.sandbox = Sandbox(self.limits, self.walls)

    def __enter__(self) -> Worker:
        with ExitStack() as stack:
            self.place = stack.enter_context(scratch("gmmlab-teacher-"))
            self.sandbox.start()
            self.ending = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.sandbox.stop()
        sys.path[:] = [path for path in sys.path if not path.startswith(str(self.place))]
        self.ending.close()

    def grade(self, plan: Plan, folder: Path) -> Result:
        """Grade what was handed in.

        Parameters
        ----------
        plan : Plan
        folder : Path
            It is read, and never written to.

        Raises
        ------
        TeacherError
            If the teacher's own cells fail.
        NoSandbox
            If there is no sandbox any more.
        """
        self.prepare(plan)
        ear, mouth = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(ear)
            self._judge(plan, folder, mouth)
        os.close(mouth)
        said = list(_heard(ear, monotonic() + self.limits.whole + SPARE))
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        if not any("over" in one for one in said):  # the talk with the zygote may be cut short
            self.sandbox.stop()
            self.sandbox.start()
        else:
            self.sandbox.end()
        for one in said:
            if "teacher" in one:
                raise TeacherError(one["teacher"])
            if "sandbox" in one:
                raise NoSandbox(one["sandbox"])
        return _result(plan, said)

    def prepare(self, plan: Plan) -> None:
        """Run the teacher's cells where the files are that belong to them, if that is not done.

        Raises
        ------
        TeacherError
            If they fail.
        """
        if plan.mark in self.ready:
            return
        place = self._place(plan)
        for name, content in plan.files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(content)
        if str(place) not in sys.path:
            sys.path.append(str(place))
        with chdir(place):
            self.ready[plan.mark] = prepared(plan)

    def _place(self, plan: Plan) -> Path:
        place = self.place / plan.mark
        place.mkdir(exist_ok=True)
        return place

    def _judge(self, plan: Plan, folder: Path, mouth: int) -> NoReturn:
        """Be the judge of one submission, and tell what it finds."""

        def tell(**what: Any) -> None:
            with suppress(OSError):
                text = json.dumps(what, ensure_ascii=False) + "\n"
                data = text.encode("utf-8", "replace")  # halves of characters cannot be kept
                while data:
                    data = data[os.write(mouth, data) :]

        if sys.platform == "linux":
            nest.die_with_parent()
        os.environ["NBGRADER_EXECUTION"] = "autograde"  # as checks know it from nbgrader
        _limit_memory(self.limits.memory)
        try:
            handed = hand_in(folder, plan.name)
            os.chdir(self._place(plan))
            todo, notes = acts(plan, handed)
            tell(notes=notes, cells=[_cell(act) for act in todo], blank=_blank(todo))
            files = {**_apart(handed.files, plan.files), **plan.files}
            judge = Judge(
                self.ready[plan.mark],
                lambda: self.sandbox.spawn(files),
                self.limits,
                lambda outcome: tell(outcome=asdict(outcome)),
            )
            judge.judge(todo)
            tell(over=True)
        except Unreadable as error:
            tell(trouble=str(error), over=True)
        except TeacherError as error:
            tell(teacher=str(error))
        except NoSandbox as error:
            tell(sandbox=str(error))
        except BaseException as error:
            tell(trouble=f"It could not be graded: {error!r:.300}", trace=trace(error))
        finally:
            sys.stdout = sys.stderr = None
            os._exit(0)


def _limit_memory(most: int) -> None:
    """Let a judge take so much beyond what it has: a student's answer may be a huge range."""
    if sys.platform == "linux":
        import resource

        now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (now + most, hard))


def _heard(ear: int, until: float) -> Iterator[dict[str, Any]]:
    """What the judge tells, as long as there is time."""
    rest = b""
    with os.fdopen(ear, "rb", buffering=0) as pipe:
        while (left := until - monotonic()) > 0:
            if not select.select([pipe], [], [], left)[0]:
                return
            part = pipe.read(1 << 20)
            if not part:
                return
            *lines, rest = (rest + part).split(b"\n")
            yield from map(json.loads, lines)


def _apart(theirs: Mapping[str, bytes], ours: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of their files that can lie beside ours: no folder where a file is, nor the reverse."""
    folders = {str(above) for name in ours for above in PurePosixPath(name).parents}
    return {
        name: content
        for name, content in theirs.items()
        if not (folders & {name}) and not any(str(p) in ours for p in PurePosixPath(name).parents)
    }


def _cell(act: Act) -> dict[str, Any]:
    name = act.part.grade_id if act.part else ""
    return {
        "kind": act.kind,
        "text": act.text,
        "grade_id": name,
        "id": act.part.id if act.part else "",
        "pictures": list(act.pictures) if not act.part or act.part.learners else [],
        "runs": act.kind == "code" and bool(act.text.strip()),
    }


def _blank(todo: list[Act]) -> list[str]:
    """Learners' parts that are as they were released, or are not there."""
    own = [act for act in todo if act.part and act.part.solution]
    changed = {
        a.part.grade_id for a in own if a.part and a.text != a.part.released and not a.missing
    }
    return sorted({a.part.grade_id for a in own if a.part} - changed)


def _result(plan: Plan, said: list[dict[str, Any]]) -> Result:
    """Put together what a judge told; what it did not come to has earned nothing."""
    told: dict[str, Any] = {}
    for one in said:
        told |= one
    outcomes = [Outcome.read(one["outcome"]) for one in said if "outcome" in one]
    blank = frozenset(told.get("blank", [part.grade_id for part in plan.graded if part.by_hand]))
    scores: dict[str, float | None] = {part.grade_id: 0.0 for part in plan.graded}
    for part in plan.graded:
        if part.by_hand and part.grade_id not in blank:
            scores[part.grade_id] = None
    scores |= {o.name: o.score for o in outcomes if o.points}
    trouble = told.get("trouble", "")
    if not trouble and "over" not in told:
        trouble = "Its time was up before everything was graded."
    notes = tuple(told.get("notes", ()))
    return Result(scores, tuple(outcomes), notes, tuple(told.get("cells", ())), blank, trouble)

"""A round of grading: a whole class, many submissions at once, to be stopped and gone on with.

What came of a submission is kept in a file of its own before it is entered, so that a round that
is killed loses nothing but the submissions it was at; run again, it goes on where it was.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading.book import Book
from gmmlab.teach.grading.plan import Plan
from gmmlab.teach.grading.submission import Unreadable, _bytes, _regular
from gmmlab.teach.grading.walls import Limits, demand_sandbox
from gmmlab.teach.grading.worker import Result, Worker

__all__ = ["Busy", "Graded", "Round", "grade"]

VERSION = 1
"""Of the way in which submissions are graded; another one grades all anew."""
FATAL = 2
"""So many times a submission may take its worker down with it."""


class Busy(GmmlabError, RuntimeError):
    """Somebody else grades here."""


@dataclass(frozen=True)
class Graded:
    """A student's submission, graded.

    Attributes
    ----------
    student : str
    results : mapping of str to Result
        By notebook.
    notes : tuple of str
        What was odd, from all of it.
    fresh : bool
        Whether it was graded now, and not before.
    """

    student: str
    results: Mapping[str, Result]
    notes: tuple[str, ...] = ()
    fresh: bool = True

    @property
    def earned(self) -> float:
        """The points that a machine gave."""
        return sum(result.earned for result in self.results.values())

    @property
    def trouble(self) -> str:
        """Why some of it could not be graded; empty if all was."""
        return " ".join(r.trouble for r in self.results.values() if r.trouble)


@dataclass
class Round:
    """What is graded, and how.

    Parameters
    ----------
    book : Book
        Open.
    assignment : str
    jobs : int
        How many submissions at once.
    walls : bool
        Whether student code is shut in.
    again : bool
        Whether also what has been graded already is graded anew.
    limits : Limits
    """

    book: Book
    assignment: str
    jobs: int = 1
    walls: bool = True
    again: bool = False
    limits: Limits = Limits()
    plans: dict[str, Plan] = field(init=False)

    def __post_init__(self) -> None:
        plans = self.book.plans(self.assignment)
        self.book.ready(plans, self.assignment)
        self.plans = {plan.name: plan for plan in plans}
        self.kept = self.book.root / ".gmmlab" / "graded" / self.assignment

    def run(self, students: Sequence[str] = ()) -> Iterator[Graded]:
        """Grade everyone who has handed in, or those who are named.

        Yields
        ------
        graded : Graded
            As soon as it is in the gradebook.

        Raises
        ------
        Busy
            If the assignment is being graded by somebody else.
        NoSandbox
            If there is none, and walls are asked for.
        """
        if self.walls:
            demand_sandbox()
        self.kept.mkdir(parents=True, exist_ok=True)
        with _alone(self.kept / "lock", self.assignment):
            yield from self._run(students)

    def handed(self, students: Sequence[str] = ()) -> dict[str, Path]:
        """Whose submissions are to be graded, and where they lie."""
        found = self.book.submitted(self.assignment)
        return {s: path for s, path in found.items() if not students or s in students}

    def _run(self, students: Sequence[str]) -> Iterator[Graded]:
        todo: dict[str, Path] = {}
        marks: dict[str, str] = {}
        for student, path in self.handed(students).items():
            marks[student] = self._mark(path)
            kept = None if self.again else self._read(student, marks[student])
            if kept is None:
                todo[student] = path
            elif not self._entered(student, marks[student]):
                yield self._enter(kept, marks[student])
            else:
                yield kept
        for graded in self._graded(todo):
            self._keep(graded, marks[graded.student])
            yield self._enter(graded, marks[graded.student])

    def _graded(self, todo: Mapping[str, Path]) -> Iterator[Graded]:
        """Grade, in processes of their own; one that dies takes nobody else along."""
        left, deaths = dict(todo), dict.fromkeys(todo, 0)
        while left:
            spread = min(self.jobs, len(left))
            suspects = [student for student in left if deaths[student]]
            batch = suspects[:1] or list(left)
            try:
                for graded in self._pooled({s: left[s] for s in batch}, 1 if suspects else spread):
                    del left[graded.student]
                    yield graded
            except BrokenProcessPool:
                for student in batch:
                    deaths[student] += student in left
            for student in [s for s in left if deaths[s] >= FATAL]:
                del left[student]
                why = "It took the grader down with it, twice; nothing of it could be graded."
                yield Graded(student, {n: _nothing(p, why) for n, p in self.plans.items()})

    def _pooled(self, todo: Mapping[str, Path], jobs: int) -> Iterator[Graded]:
        fresh = multiprocessing.get_context("spawn")
        begin = (self.limits, self.walls, list(self.plans.values()))
        with ProcessPoolExecutor(jobs, fresh, _begin, begin) as pool:
            try:
                running: dict[Future[Any], str] = {
                    pool.submit(_one, path): student for student, path in todo.items()
                }
                while running:
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        student = running.pop(future)
                        results = {n: Result.read(told) for n, told in future.result().items()}
                        yield Graded(student, results)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    # what is kept

    def _mark(self, folder: Path) -> str:
        """A hash of all that a grade depends on."""
        digest = hashlib.sha256(f"{VERSION} {self.limits}".encode())
        for name in sorted(self.plans):
            digest.update(self.plans[name].mark.encode())
        for path in _regular(folder):
            digest.update(path.relative_to(folder).as_posix().encode("utf-8", "replace") + b"\0")
            try:
                digest.update(_bytes(path))
            except Unreadable as error:
                digest.update(str(error).encode())
        return digest.hexdigest()

    def _path(self, student: str) -> Path:
        return self.kept / f"{student}.json"

    def _read(self, student: str, mark: str) -> Graded | None:
        try:
            told = json.loads(self._path(student).read_text(encoding="utf-8"))
            if told["mark"] != mark:
                return None
            results = {name: Result.read(one) for name, one in told["results"].items()}
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return Graded(student, results, tuple(told["notes"]), fresh=False)

    def _keep(self, graded: Graded, mark: str) -> None:
        results = {name: result.told() for name, result in graded.results.items()}
        told = {"mark": mark, "notes": list(graded.notes), "results": results}
        _write(self._path(graded.student), json.dumps(told))

    def _entered(self, student: str, mark: str) -> bool:
        try:
            return self._path(student).with_suffix(".entered").read_text() == mark
        except OSError:
            return False

    def _enter(self, graded: Graded, mark: str) -> Graded:
        odd = self.book.enter(graded.student, self.assignment, graded.results, self.plans)
        _write(self._path(graded.student).with_suffix(".entered"), mark)
        said = [note for result in graded.results.values() for note in result.notes]
        return Graded(graded.student, graded.results, (*said, *odd), graded.fresh)


def grade(
    root: Path,
    assignment: str,
    say: Callable[[Graded, int, int], object],
    students: Sequence[str] = (),
    **how: Any,
) -> list[Graded]:
    """Grade an assignment of a course directory.

    Parameters
    ----------
    root : Path
        Holds nbgrader_config.py.
    assignment : str
    say : callable
        Told of each submission as it is graded, with how many are done and how many there are.
    students : sequence of str
        Only these; everyone if there are none.
    **how
        Of `Round`.
    """
    with Book(root) as book:
        one = Round(book, assignment, **how)
        many, done = len(one.handed(students)), []
        for graded in one.run(students):
            done.append(graded)
            say(graded, len(done), many)
    return done


def _nothing(plan: Plan, why: str) -> Result:
    return Result({part.grade_id: 0.0 for part in plan.graded}, trouble=why)


def _write(path: Path, text: str) -> None:
    """Write a file so that nobody ever sees half of it."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)


@contextmanager
def _alone(path: Path, assignment: str) -> Iterator[None]:
    """Hold a lock that goes with its process, however that ends."""
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy(f"{assignment} is being graded already. Wait until that is done.") from error
        yield


# in a process of the pool

_WORKER: list[Worker] = []
_PLANS: list[Plan] = []


def _begin(limits: Limits, walls: bool, plans: list[Plan]) -> None:
    if sys.platform == "linux":
        from gmmlab.teach.grading import nest

        nest.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import matplotlib

    matplotlib.use("agg")
    worker = Worker(limits, walls)
    worker.__enter__()
    _WORKER[:], _PLANS[:] = [worker], plans
    import atexit

    atexit.register(_end)


def _end() -> None:
    with suppress(Exception):
        _WORKER[0].__exit__()


def _one(folder: Path) -> dict[str, Any]:
    return {plan.name: _WORKER[0].grade(plan, folder).told() for plan in _PLANS}

"""Who grades many submissions at once: processes of this machine, or whoever does the same."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Protocol

from gmmlab.teach.grading.stem import NoGrader, Order, Stem
from gmmlab.teach.grading.worker import Result

__all__ = ["FATAL", "Executor", "Pool", "Results", "nothing"]

FATAL = 2
"""So many times a submission may take its grader down with it."""
Results = Mapping[str, Result]
"""By notebook."""


class Executor(Protocol):
    """Grades many submissions."""

    def graded(self, order: Order, todo: Mapping[str, Path]) -> Iterator[tuple[str, Results]]:
        """Grade each of them once, whatever dies on the way.

        Parameters
        ----------
        order : Order
        todo : mapping of str to Path
            Folders, by student.

        Yields
        ------
        student : str
            In the order in which they are done.
        results : mapping of str to Result
        """
        ...


@dataclass(frozen=True)
class Pool:
    """Processes of this machine, all forked from one that has imported everything.

    Parameters
    ----------
    jobs : int
        How many submissions at once.
    """

    jobs: int = 1

    def graded(self, order: Order, todo: Mapping[str, Path]) -> Iterator[tuple[str, Results]]:
        """Grade each of them once, whatever dies on the way."""
        if todo:
            shift = _Shift(order, dict(todo), self.jobs)
            try:
                yield from shift.work()
            finally:
                shift.end()


@dataclass
class _Shift:
    """Graders at work."""

    order: Order
    todo: dict[str, Path]
    jobs: int
    stem: Stem = field(init=False)
    waiting: deque[str] = field(init=False)
    free: list[Connection[Path, Any]] = field(default_factory=list)
    busy: dict[Connection[Path, Any], str] = field(default_factory=dict)
    deaths: Counter[str] = field(default_factory=Counter)
    stems: int = 1

    def __post_init__(self) -> None:
        self.waiting = deque(self.todo)
        self.stem = Stem(self.order)

    def work(self) -> Iterator[tuple[str, Results]]:
        self.feed()
        while self.busy:
            for line in wait(list(self.busy)):
                assert isinstance(line, Connection)
                done = self.heard(line) if line in self.busy else None
                self.feed()
                if done:
                    yield done

    def feed(self) -> None:
        """Give everyone something to do."""
        while self.waiting and len(self.busy) < self.jobs:
            try:
                line = self.free.pop() if self.free else self.stem.grader()
            except NoGrader:
                self.again()
                continue
            self.busy[line] = self.waiting.popleft()
            with suppress(OSError):  # it has died, and will be heard to
                line.send(self.todo[self.busy[line]])

    def heard(self, line: Connection[Path, Any]) -> tuple[str, Results] | None:
        """What a grader answers, if it lives."""
        student = self.busy.pop(line)
        try:
            answer = line.recv()
        except (EOFError, OSError):
            line.close()
            return self.died(student)
        if isinstance(answer, Exception):
            raise answer
        told, goes_on = answer
        self.free += [line] if goes_on else []
        return student, {name: Result.read(one) for name, one in told.items()}

    def died(self, student: str) -> tuple[str, Results] | None:
        """Try it again, unless it was to blame too often."""
        if self.stem.alive:
            self.deaths[student] += 1
        else:
            self.again()
        if self.deaths[student] >= FATAL:
            return student, nothing(self.order)
        self.waiting.append(student)
        return None

    def again(self) -> None:
        """Start another stem; those who were graded below the old one are graded by the new."""
        self.end()
        self.waiting += self.busy.values()
        self.busy.clear()
        if self.stems >= 3:
            raise NoGrader(
                f"the process that grades has died {self.stems} times. Is memory short? Close "
                "other programs, and grade again: what is done already stays."
            )
        self.stem, self.stems = Stem(self.order), self.stems + 1

    def end(self) -> None:
        for line in [*self.free, *self.busy]:
            line.close()
        self.free.clear()
        self.stem.close()


def nothing(order: Order) -> Results:
    """What is said of a submission that ends whatever grades it."""
    why = "It took the grader down with it, twice; nothing of it could be graded."
    return {
        plan.name: Result({part.grade_id: 0.0 for part in plan.graded}, trouble=why)
        for plan in order.plans
    }

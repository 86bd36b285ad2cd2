"""A round of grading: a whole class, many submissions at once, to be stopped and gone on with.

What came of a submission is kept in a file of its own before it is entered, so that a round that
is killed loses nothing but the submissions it was at; run again, it goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gmmlab.teach.grading.book import Book
from gmmlab.teach.grading.executors import Executor, Pool
from gmmlab.teach.grading.keeping import Busy, Kept, Locked, alone, mark
from gmmlab.teach.grading.plan import Plan
from gmmlab.teach.grading.stem import Order
from gmmlab.teach.grading.walls import Limits, demand_sandbox
from gmmlab.teach.grading.worker import Result

__all__ = ["Busy", "Graded", "Round", "grade"]


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
    by : Executor, optional
        Who grades; by default as many processes of this machine as there are jobs.
    """

    book: Book
    assignment: str
    jobs: int = 1
    walls: bool = True
    again: bool = False
    limits: Limits = Limits()
    by: Executor | None = None
    plans: dict[str, Plan] = field(init=False)

    def __post_init__(self) -> None:
        plans = self.book.plans(self.assignment)
        self.book.ready(plans, self.assignment)
        self.plans = {plan.name: plan for plan in plans}
        self.order = Order(plans, self.limits, self.walls)
        self.kept = Kept(self.book.root / ".gmmlab" / "graded" / self.assignment)

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
        Locked
            When all others are graded, if there is no right to read some submissions.
        CannotWrite, BadGradebook
            If there is no room, or no right.
        """
        if self.walls and self.by is None:
            demand_sandbox()
        with alone(self.kept.folder, self.assignment):
            self.kept.tidy()
            yield from self._run(students)
            self._settle(students)

    def handed(self, students: Sequence[str] = ()) -> dict[str, Path]:
        """Whose submissions are to be graded, and where they lie."""
        found = self.book.submitted(self.assignment)
        return {s: path for s, path in found.items() if not students or s in students}

    def _run(self, students: Sequence[str]) -> Iterator[Graded]:
        marks, locked = self._marks(self.handed(students))
        known: dict[str, Graded] = {}
        if not self.again:
            found = ((student, self.kept.read(student, marks[student])) for student in marks)
            known = {s: Graded(s, *one, fresh=False) for s, one in found if one is not None}
        for student, graded in known.items():
            done = self.kept.entered(student, marks[student])
            yield graded if done else self._enter(graded, marks[student])
        todo = {s: path for s, path in self.handed(students).items() if s in marks.keys() - known}
        for student, results in (self.by or Pool(self.jobs)).graded(self.order, todo):
            self.kept.keep(student, marks[student], results, ())
            yield self._enter(Graded(student, results), marks[student])
        if locked:
            raise Locked(" ".join(map(str, locked)))

    def _settle(self, students: Sequence[str]) -> None:
        """Count anew what lateness costs: dates, and points given by hand, change after all."""
        from gmmlab.teach.grading.lateness import settle

        settle(self.book, self.assignment, tuple(students))

    def _marks(self, handed: Mapping[str, Path]) -> tuple[dict[str, str], list[Locked]]:
        """What each grade depends on, and of what that cannot be said."""
        marks, locked = {}, []
        for student, path in handed.items():
            try:
                marks[student] = mark(self.order, path)
            except Locked as error:
                locked.append(error)
        return marks, locked

    def _enter(self, graded: Graded, mark: str) -> Graded:
        odd = self.book.enter(graded.student, self.assignment, graded.results, self.plans)
        self.kept.enter(graded.student, mark)
        said = [note for result in graded.results.values() for note in result.notes]
        return replace(graded, notes=(*said, *odd))


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

"""What students have for assignments, and what of it is wanted in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gmmlab.errors import GmmlabError

__all__ = ["POINTS", "Asked", "BadSheet", "Exported", "Mark", "Pupil", "number"]

POINTS = "Points Possible"


class BadSheet(GmmlabError, ValueError):
    """A file that cannot be filled in, or a form that there is not."""


@dataclass(frozen=True)
class Mark:
    """What a student has for an assignment.

    Attributes
    ----------
    score : float
        In points, what is taken off for lateness taken off.
    penalty : float
        In points.
    waits : bool
        Whether a person has still to grade some of it.
    """

    score: float
    penalty: float = 0.0
    waits: bool = False


@dataclass(frozen=True)
class Pupil:
    """A student of the gradebook, with a mark for each assignment that was handed in."""

    id: str
    last_name: str = ""
    first_name: str = ""
    email: str = ""
    lms_user_id: str = ""
    marks: Mapping[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True)
class Exported:
    """A file, and in words who is in it without a score or not at all, and what else is odd."""

    content: bytes
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What is wanted in a file.

    Attributes
    ----------
    pupils : tuple of Pupil
    worth : mapping of str to float
        The points of each assignment, in the order of columns.
    column : str
        What the only assignment's column is called, if not as nbgrader calls it.
    identifier : str
        By which of its columns Moodle's grade import knows people.
    unfinished : bool
        Whether scores count for which a person has still to grade something.
    """

    pupils: tuple[Pupil, ...]
    worth: Mapping[str, float]
    column: str = ""
    identifier: str = "Email address"
    unfinished: bool = False

    def score(self, pupil: Pupil, name: str) -> float | None:
        """The score that is given; None if there is none to give."""
        mark = pupil.marks.get(name)
        return None if mark is None or (mark.waits and not self.unfinished) else mark.score

    def titles(self) -> list[str]:
        """What the assignments' columns are called."""
        return [self.column] if self.column and len(self.worth) == 1 else list(self.worth)

    def notes(self) -> Iterator[str]:
        """Say whose scores are missing, or not final."""
        how = "the score is given as it stands" if self.unfinished else "no score is given"
        for name in self.worth:
            waits = [p.id for p in self.pupils if name in p.marks and p.marks[name].waits]
            never = [p.id for p in self.pupils if name not in p.marks]
            if waits:
                yield f"{name}: a person has still to grade {', '.join(waits)}; {how}."
            if never:
                yield f"{name}: not handed in by {', '.join(never)}."


def number(x: float) -> str:
    """A number of points as it is written.

    Examples
    --------
    >>> number(12.0), number(2 / 3), number(-0.0), number(1234.5678)
    ('12', '0.6667', '0', '1234.5678')
    """
    return f"{round(x, 4) + 0.0:.12g}"

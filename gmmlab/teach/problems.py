"""What an author has to mend: where, what, and how."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gmmlab.errors import GmmlabError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["BadCourse", "BadExercise", "BadLesson", "BadSource", "NoSources", "Problem", "meant"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend in one file.

    Parameters
    ----------
    path : str
        The file, relative to the folder that is built.
    line : int
        The line that an editor should jump to, from 1; 0 means the whole file.
    what : str
        What is wrong, as one sentence.
    remedy : str
        What to do about it, as one sentence.

    Examples
    --------
    >>> print(Problem("course/graph.toml", 7, "Unit 'u99' is unknown.", "Declare it first."))
    course/graph.toml:7: Unit 'u99' is unknown. Declare it first.
    """

    path: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.what} {self.remedy}"


class BadSource(GmmlabError, ValueError):
    """A source that cannot be built; `problem` says where and why.

    Examples
    --------
    >>> raise BadSource("lesson.py", 3, "Nothing stands here.", "Write something.")
    Traceback (most recent call last):
    gmmlab.teach.problems.BadSource: lesson.py:3: Nothing stands here. Write something.
    """

    def __init__(self, path: str, line: int, what: str, remedy: str) -> None:
        self.problem = Problem(path, line, what, remedy)
        super().__init__(str(self.problem))


class BadExercise(BadSource):
    """An exercise that could not be graded as written."""


class BadLesson(BadSource):
    """A lesson that could not be built as written."""


class BadCourse(BadSource):
    """A course graph that contradicts itself or says too little."""


class NoSources(GmmlabError, FileNotFoundError):
    """There is nothing to build from."""

    def __init__(self, course: Path) -> None:
        super().__init__(
            f"{course} holds no graph.toml, so there is no course to build there. "
            "Notebooks are built from the course's sources, and an installed gmmlab carries only "
            "the built ones. Clone gmmlab's repository, and run `gmmlab build` in the clone."
        )


def meant(word: str, known: Iterable[str]) -> str:
    """Guess the known word that a misspelt one stands for.

    Parameters
    ----------
    word : str
        What was written.
    known : iterable of str
        What could have been meant.

    Returns
    -------
    hint : str
        "Did you mean ...?", or the list of known words where none is near.

    Examples
    --------
    >>> meant("solutions", ["check", "solution"])
    "Did you mean 'solution'?"
    >>> meant("x", ["check", "solution"])
    'Known are: check, solution.'
    """
    words = sorted(known)
    near = get_close_matches(word, words, n=1)
    return f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(words)}."

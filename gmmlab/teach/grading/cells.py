"""The teacher's cells: their namespace, and how one of them is run."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import CodeType
from typing import TYPE_CHECKING, Any

import numpy as np

from gmmlab.teach.grading.strangers import Line, Paper, TeacherError, released

if TYPE_CHECKING:
    from gmmlab.teach.grading.plan import Part, Plan

__all__ = ["LONGEST", "Names", "Outcome", "Prepared", "prepared", "run", "said"]

LONGEST = 20_000
"""Characters of output that are kept of a cell."""


@dataclass
class Outcome:
    """What came of a cell.

    Attributes
    ----------
    name : str
        The cell's grade id, or its id.
    score, points : float or None, float
        What it earned and what it could; no score for what a person grades, or nobody.
    out : str
        What it printed.
    error : (str, str) or None
        The kind of error in which it ended, and what that says.
    """

    name: str
    score: float | None = None
    points: float = 0.0
    out: str = ""
    error: tuple[str, str] | None = None
    shown: str = ""

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Outcome:
        """Read it from plain values."""
        return cls(**{**told, "error": told["error"] and tuple(told["error"])})


class Names(dict[str, Any]):
    """The names of the checks: the teacher's own, and the student's."""

    def __init__(self, theirs: frozenset[str]) -> None:
        super().__init__(__name__="__main__", __builtins__=builtins)
        self.theirs = theirs
        self.line: Line | None = None
        self.checking = False

    def __getitem__(self, name: str) -> Any:
        if name in self.theirs:
            return self._asked(name)
        if name in self:
            return super().__getitem__(name)
        if hasattr(builtins, name):
            raise KeyError(name)
        return self._asked(name)

    def __setitem__(self, name: str, value: Any) -> None:
        if self.checking and name in self.theirs and self.line is not None:
            self.line.ask("put", value, name=name)
        else:
            super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        if name in self and name not in self.theirs:
            super().__delitem__(name)
        elif self.line is not None:
            self.line.ask("drop", name=name)

    def _asked(self, name: str) -> Any:
        if self.line is None:
            raise _Early(name)
        try:
            return self.line.ask("name", name=name)
        except NameError:
            raise KeyError(name) from None


class _Early(BaseException):
    """Something of the student's is asked for before there is a student."""


@dataclass
class Prepared:
    """The teacher's cells, run as far as they go without a student.

    Attributes
    ----------
    plan : Plan
    names : Names
    waiting : frozenset of str
        The ids of given cells that need the student's.
    """

    plan: Plan
    names: Names
    waiting: frozenset[str] = frozenset()


def prepared(plan: Plan) -> Prepared:
    """Run the given cells of a plan once, before any student is there.

    Raises
    ------
    TeacherError
        If one of them fails for reasons of its own.
    """
    names, waiting = Names(plan.theirs), set()
    for part in plan.parts:
        if part.check:  # once, and not for every submission
            with warnings.catch_warnings(), contextlib.suppress(SyntaxError, ValueError):
                warnings.simplefilter("ignore")
                _compiled(part.text, f"<{part.grade_id}>")
    for statement in plan.imports:
        with warnings.catch_warnings(), _silence(), contextlib.suppress(Exception):
            warnings.simplefilter("ignore")
            exec(statement, names)
    for part in plan.parts:
        if part.given and part.kind == "code":
            outcome = Outcome(part.id)
            try:
                run(part, names, outcome)
            except _Early:
                waiting.add(part.id)
            if outcome.error and not waiting:
                kind, words = outcome.error
                raise TeacherError(f"{plan.name}, {part.grade_id}: {kind}: {words}. Mend the cell.")
    return Prepared(plan, names, frozenset(waiting))


def run(part: Part, names: Names, outcome: Outcome) -> None:
    """Run a cell of the teacher's; keep what it prints, and in what error it ends."""
    paper = Paper()
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(paper), _silence():
            warnings.simplefilter("ignore")
            released(f"<{part.grade_id}>", part.text, part.released)
            body, last = _compiled(part.text, f"<{part.grade_id}>")
            exec(body, names)
            if last is not None:
                value = eval(last, names)
                value = value.item() if isinstance(value, np.generic) else value
                outcome.shown = "" if value is None else repr(value)[:LONGEST]
    except Exception as error:
        outcome.error = (type(error).__name__, said(error))
    finally:
        outcome.out = paper.getvalue()[:LONGEST]
        _close_figures()


@cache
def _compiled(text: str, name: str) -> tuple[CodeType, CodeType | None]:
    """A cell as code: all of it but its last expression, and that."""
    tree = ast.parse(text)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    body = compile(tree, name, "exec")
    if last is None:
        return body, None
    return body, compile(ast.Expression(last.value), name, "eval")  # type: ignore[attr-defined]


def _close_figures() -> None:
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    with contextlib.redirect_stderr(io.StringIO()):
        yield


def said(error: BaseException) -> str:
    """What an error says, and where in the student's code it arose; nothing of the check."""
    notes = getattr(error, "__notes__", []) if getattr(error, "students", False) else []
    return "\n".join([str(error), *(f"  in your code: {note}" for note in notes)])[:LONGEST]

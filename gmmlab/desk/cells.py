"""A cell of an exercise as it lies in a file, told by the marks that nbgrader leaves in it."""

from __future__ import annotations

import ast
import hashlib
from dataclasses import dataclass

__all__ = ["Cell"]

KINDS = ("check", "solution", "answer", "task", "test")
"""What stands before the question in the name of a cell."""


@dataclass(frozen=True)
class Cell:
    """A cell as it lies in the file.

    Attributes
    ----------
    number : int
        Its place in the notebook, from 1.
    kind, text : str
        "code", "markdown" or "raw"; and what stands in it.
    grade_id : str
        Its name for nbgrader; empty for a plain cell.
    solution, grade, locked, task : bool
        As nbgrader means them.
    points : float
    checksum, was : str
        nbgrader's mark of the cell as it was released, and the kind that it was then.
    ran : int
        When it was last run, counted from 1; 0 if it was not.
    plain : bool
        Whether it is a plain cell of the course's, with not a letter changed.
    """

    number: int
    kind: str
    text: str
    grade_id: str = ""
    solution: bool = False
    grade: bool = False
    locked: bool = False
    task: bool = False
    points: float = 0.0
    checksum: str = ""
    was: str = ""
    ran: int = 0
    plain: bool = False

    @property
    def name(self) -> str:
        """How it is called in messages."""
        return self.grade_id or f"cell {self.number}"

    @property
    def question(self) -> str:
        """The question that it belongs to, as far as its name tells."""
        kind, _, rest = self.grade_id.partition("-")
        return rest if rest and kind in KINDS else self.grade_id

    @property
    def check(self) -> bool:
        """Whether a machine runs it as a test."""
        return self.grade and not self.solution and (self.was or self.kind) == "code"

    @property
    def released(self) -> bool:
        """Whether it stands as it was released, as far as its mark tells."""
        locked = not self.solution and (self.grade or self.locked)
        worth = str(float(self.points)) if self.grade else ""
        flags = f"{self.grade}{self.solution}{locked}"
        told = f"{self.text}{self.was or self.kind}{flags}{self.grade_id}{worth}"
        return hashlib.md5(told.encode(), usedforsecurity=False).hexdigest() == self.checksum

    @property
    def courses(self) -> bool:
        """Whether it is the course's, with not a letter changed."""
        return self.plain or (self.locked and not self.grade and self.released)

    @property
    def altered(self) -> bool:
        """Whether it is the course's, and has been changed all the same."""
        theirs = (self.locked or self.grade) and not self.solution
        return bool(self.checksum) and theirs and not self.released

    @property
    def untouched(self) -> bool:
        """Whether nothing has been written into it yet."""
        return self.released or (self.kind == "code" and _empty(self.text))


def _empty(code: str) -> bool:
    r"""Whether some code only holds the place of a solution.

    Examples
    --------
    >>> [_empty(c) for c in ("# YOUR CODE HERE\nraise NotImplementedError()", "a = ...", "a = 1")]
    [True, True, False]
    """
    try:
        return all(_placeholder(node) for node in ast.parse(code).body)
    except (SyntaxError, ValueError, RecursionError):
        return False


def _placeholder(node: ast.stmt) -> bool:
    match node:
        case ast.Pass() | ast.Expr(ast.Constant()) | ast.Return(None):
            return True
        case ast.Return(value) | ast.Assign(value=value):
            return isinstance(value, ast.Constant) and value.value in (None, ...)
        case ast.Raise(ast.Call(ast.Name("NotImplementedError")) | ast.Name("NotImplementedError")):
            return True
        case ast.FunctionDef() | ast.ClassDef():
            return all(_placeholder(one) for one in node.body)
    return False

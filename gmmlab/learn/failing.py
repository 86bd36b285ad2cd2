"""Why a cell of a notebook ended early, in the words and the lines that concern its writer."""

from __future__ import annotations

import io
import linecache
import sys
import traceback
import types
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any

__all__ = ["Failure", "failure", "quietly"]

LONGEST = 2000
"""Characters of a message that are kept."""


@dataclass(frozen=True)
class Failure:
    """Why a cell ended early.

    Attributes
    ----------
    kind, says : str
        The type of the error, and its message.
    cell, where : str
        The file of the learner's own line in which it arose, and that line in words; empty where
        none of theirs was running.
    by_check : bool
        Whether the check itself said no.
    lacks : str
        The name that was not defined.
    """

    kind: str
    says: str
    cell: str = ""
    where: str = ""
    by_check: bool = False
    lacks: str = ""

    @property
    def words(self) -> str:
        """All of it, for the learner."""
        if self.by_check:
            return self.says
        what = f"{self.kind}: {self.says}" if self.says else self.kind
        return what + (f"\nin {self.where}" if self.where else "")


def failure(error: BaseException, names: Mapping[str, Any], file: str = "") -> Failure:
    r"""Tell why a cell ended early, in the words and the lines that concern its writer.

    Parameters
    ----------
    error : BaseException
        With its traceback.
    names : mapping of str to object
        The namespace of the notebook: frames that run in it are the notebook's.
    file : str, optional
        The name under which the check was compiled; its frames are not the learner's.

    Examples
    --------
    >>> names = {}
    >>> exec(compile("def half(x):\n    return x / 0", "<solution-half>", "exec"), names)
    >>> try:
    ...     names["half"](1)
    ... except ZeroDivisionError as error:
    ...     failure(error, names).words
    'ZeroDivisionError: division by zero\nin solution-half, line 2'
    """
    steps = list(traceback.walk_tb(error.__traceback__))
    ours = [(frame, line) for frame, line in steps if frame.f_globals is names]
    theirs = [(frame, line) for frame, line in ours if frame.f_code.co_filename != file]
    in_check = bool(ours) and ours[-1][0].f_code.co_filename == file
    says = _said(error)
    if isinstance(error, AssertionError) and in_check:
        says = says or _line(*ours[-1]).strip()
        return Failure("AssertionError", says, by_check=True)
    cell, where = _place(*theirs[-1]) if theirs else ("", "")
    if isinstance(error, SyntaxError):
        cell, says = error.filename or "", error.msg
        where = f"{cell[1:-1]}, line {error.lineno}: {(error.text or '').strip()}"
    lacks = (error.name or "") if isinstance(error, NameError) else ""
    return Failure(type(error).__name__, says, cell, where, False, lacks)


def _said(error: BaseException) -> str:
    try:
        return str(error)[:LONGEST]
    except Exception:
        return "(its message fails)"


def _line(frame: types.FrameType, line: int) -> str:
    return linecache.getline(frame.f_code.co_filename, line)


def _place(frame: types.FrameType, line: int) -> tuple[str, str]:
    """The file of a line, and the line in words."""
    file, text = frame.f_code.co_filename, _line(frame, line).strip()
    name = file[1:-1] if file[:1] == "<" else frame.f_code.co_name.replace("<module>", "your cell")
    return file, f"{name}, line {line}" + (f": {text}" if text else "")


@contextmanager
def quietly() -> Iterator[io.StringIO]:
    """Keep what is printed, drop warnings, and close the figures that were opened meanwhile."""
    before = _figures()
    out = io.StringIO()
    try:
        with warnings.catch_warnings(), redirect_stdout(out), redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            yield out
    finally:
        for number in _figures() - before:
            sys.modules["matplotlib.pyplot"].close(number)


def _figures() -> set[int]:
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if hasattr(pyplot, "get_fignums") else set()

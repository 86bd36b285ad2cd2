"""A notebook's code run from top to bottom in a process of its own, without a kernel.

It runs with the rights of whoever asks for it, so it is for one's own code. A process that hangs
or dies is replaced by a new one that leaves out the cell at fault: the rest is still told.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import linecache
import multiprocessing
import os
import signal
import sys
import types
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

from gmmlab.learn import showing
from gmmlab.learn.failing import Failure, failure, quietly
from gmmlab.learn.magics import Magics, display, without_magics

__all__ = ["Played", "Step", "play"]

START = "fork" if sys.platform == "linux" else "spawn"
"""A fork has numpy already; elsewhere than on Linux, libraries may not work after it."""
STARTING = 120.0
"""Seconds until a process must have begun."""
GRACE = 1.0
"""Seconds by which the process may be late when it stops a cell itself."""
LONGEST = 4000


class TooSlow(BaseException):
    """A cell has used up its time."""


@dataclass(frozen=True)
class Step:
    """A cell to be run.

    Attributes
    ----------
    name, text : str
    check : bool
        Whether it is a visible check.
    without : frozenset of str
        Names whose import is left out, since nothing needs them.
    """

    name: str
    text: str
    check: bool = False
    without: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Played:
    """What came of a cell: what it printed, and the failure in which it ended, if it did."""

    out: str = ""
    failure: Failure | None = None


def play(steps: Sequence[Step], folder: Path, seconds: float) -> dict[str, Played]:
    """Run cells in their order; one that fails does not stop the others.

    Parameters
    ----------
    steps : sequence of Step
        No two of one name.
    folder : Path
        Where they are run.
    seconds : float
        How long each of them may take.

    Returns
    -------
    played : dict of str to Played
    """
    played: dict[str, Played] = {}
    guilty: set[str] = set()
    while fault := _attempt([s for s in steps if s.name not in guilty], folder, seconds, played):
        guilty.add(fault)
    return played


def _attempt(steps: list[Step], folder: Path, seconds: float, played: dict[str, Played]) -> str:
    """Run cells in one process; return the name of the one that ended it, or nothing."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    how = multiprocessing.get_context(START)
    process: Any = how.Process(target=_perform, args=(steps, str(folder), seconds, theirs))  # type: ignore[attr-defined]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # on forks beside sleeping threads
        process.start()
    theirs.close()
    try:
        return _listen(ours, process, seconds, played)
    finally:
        _end(process)
        ours.close()


def _listen(channel: Connection, process: Any, seconds: float, played: dict[str, Played]) -> str:
    now = ""
    while channel.poll(seconds + GRACE if now else STARTING):
        try:
            now, told = channel.recv()
        except EOFError:
            process.join(GRACE)
            played[now] = Played(failure=_died(process.exitcode))
            return now
        if told:
            played[now] = told
        elif not now:
            return ""
    played[now] = Played(failure=Failure("TooSlow", _too_slow(seconds)))
    return now


def _too_slow(seconds: float) -> str:
    return f"it took longer than {seconds:g} seconds, and was stopped. Does it loop for ever?"


def _died(status: int | None) -> Failure:
    says = f"Python itself ended while this ran (exit status {status}), so nothing more is known."
    return Failure("Crash", says)


def _end(process: Any) -> None:
    """Kill a process, and what it has started."""
    if process.pid and hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


# in the process


def _perform(steps: Iterable[Step], folder: str, seconds: float, channel: Connection) -> None:
    """Run cells one after the other, and tell what comes of each before the next begins."""
    names = _notebook(folder)
    for step in steps:
        channel.send((step.name, None))
        with _alarm(seconds):
            done = _played(step, names)
        channel.send((step.name, done))
    channel.send(("", None))


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Stop what takes too long where it stands, so that its line can be told.

    Where there are no alarms, and for code that does not hear them, the process is killed.
    """

    def ring(*_: object) -> NoReturn:
        raise TooSlow(_too_slow(seconds))

    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _notebook(folder: str) -> dict[str, Any]:
    """Make this process look like a notebook's, in which nothing is drawn or asked."""
    if hasattr(os, "setsid"):
        os.setsid()
    os.chdir(folder)
    sys.path.insert(0, folder)
    os.environ["MPLBACKEND"] = "Agg"
    showing.SEEN = False
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    main = sys.modules["__main__"] = types.ModuleType("__main__")
    names = vars(main)
    names.update(__builtins__=builtins, display=display, get_ipython=lambda: Magics(names))
    names.update(input=_no_answer)
    return names


def _played(step: Step, names: dict[str, Any]) -> Played:
    file = f"<{step.name}>"
    with quietly() as out:
        try:
            _run(step, file, names)
            why = None
        except BaseException as error:
            why = failure(error, names, file if step.check else "")
    return Played(out.getvalue()[:LONGEST].strip(), why)


def _run(step: Step, file: str, names: dict[str, Any]) -> None:
    """Run code as a notebook does: it may use magics, and await at the top."""
    tree, text = _parsed(step.text, file)
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    if step.without:
        tree.body = [one for node in tree.body for one in _thinned(node, step.without)]
    if ".use(" in text or "switch_backend" in text:
        _draw_nowhere()
    code = compile(tree, file, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    waiting = eval(code, names)
    if code.co_flags & inspect.CO_COROUTINE:
        import asyncio

        asyncio.run(waiting)


def _parsed(text: str, file: str) -> tuple[ast.Module, str]:
    try:
        return ast.parse(text, file), text
    except SyntaxError:
        text = without_magics(text)
        return ast.parse(text, file), text


def _thinned(node: ast.stmt, without: frozenset[str]) -> list[ast.stmt]:
    """An import without names that nobody needs; anything else as it is."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        node.names = [one for one in node.names if (one.asname or one.name) not in without]
        return [node] if node.names else []
    return [node]


def _draw_nowhere() -> None:
    """Let code choose how to draw, and draw nothing all the same."""
    import matplotlib
    import matplotlib.pyplot as plt

    vars(matplotlib)["use"] = vars(plt)["switch_backend"] = lambda *_, **__: None


def _no_answer(*_: object) -> NoReturn:
    raise EOFError("nobody answers `input` when a notebook is checked or graded: set a value")

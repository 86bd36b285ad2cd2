"""The student's side: it runs the student's cells, and answers what it is asked about them.

Everything here may be bent by the student's code, which runs in the same process. Nothing is
trusted because of it: the judge reads plain data, sets deadlines, and is somewhere else.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import inspect
import io
import linecache
import os
import pickle
import signal
import sys
import traceback
import types
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from gmmlab.learn.magics import Magics, display, without_magics
from gmmlab.teach.grading import lending, plain, wire
from gmmlab.teach.grading.plain import Ref
from gmmlab.teach.grading.wire import BadWire, Closed

if TYPE_CHECKING:
    import socket

__all__ = ["Player", "TooSlow"]

LONGEST = 200_000
"""Characters of output that are kept of a cell or a call."""


class TooSlow(BaseException):
    """A cell or a call has used up its time."""


class Paper(io.StringIO):
    """Standard output that runs out."""

    def write(self, text: str) -> int:
        """Write what there is room for."""
        room = LONGEST - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)


class Player:
    """A namespace in which cells are run, and the conversation about it.

    Parameters
    ----------
    channel : socket
        To the judge.
    """

    def __init__(self, channel: socket.socket) -> None:
        self.channel = channel
        self.things: list[Any] = []
        self.main = types.ModuleType("__main__")
        self.names = vars(self.main)
        magics = Magics(self.names)
        self.names.update(__builtins__=builtins, display=display, get_ipython=lambda: magics)
        sys.modules["__main__"] = self.main

    def serve(self) -> None:
        """Answer until the judge hangs up."""
        with _loud_alarm():
            while True:
                try:
                    self.answer(*wire.receive(self.channel))
                except Closed:
                    return

    def answer(self, head: dict[str, Any], blobs: list[bytes]) -> None:
        """Do what is asked, and say what came of it."""
        out, err = Paper(), Paper()
        kept = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = out, err
        signal.setitimer(signal.ITIMER_REAL, float(head.get("seconds", 0)))
        try:
            with _strictly(head.get("strict") or {}):
                value, parts = self._written(getattr(self, f"do_{head['do']}")(head, blobs))
            reply: dict[str, Any] = {"value": value}
        except Closed:
            raise
        except BaseException as error:
            reply, parts = {"error": _told(error)}, []
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            sys.stdout, sys.stderr = kept
        said = {"out": out.getvalue(), "err": err.getvalue()}
        try:
            wire.send(self.channel, reply | said, parts)
        except BadWire as error:
            wire.send(self.channel, {"error": _told(error), **said})

    # what can be asked

    def do_cell(self, head: dict[str, Any], blobs: list[bytes]) -> str:
        """Run a cell; return how its last expression shows itself."""
        name = f"<{head['name']}>"
        text = without_magics(head["text"])
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        tree = ast.parse(text, name)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            self._run(tree, name, "exec")
            if last is None:
                return ""
            shown = self._run(ast.Expression(last.value), name, "eval")  # type: ignore[attr-defined]
        return "" if shown is None or head["text"].rstrip().endswith(";") else repr(shown)

    def _run(self, tree: ast.Module | ast.Expression, name: str, mode: str) -> Any:
        """Run code as a notebook does: of no future but its own, and it may await."""
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        code = compile(tree, name, mode, flags, dont_inherit=True)
        value = eval(code, self.names)
        return asyncio.run(value) if code.co_flags & inspect.CO_COROUTINE else value

    def do_name(self, head: dict[str, Any], blobs: list[bytes]) -> Any:
        """Say what a name stands for."""
        return self._named(head["name"])

    def do_names(self, head: dict[str, Any], blobs: list[bytes]) -> Any:
        """List the names there are."""
        return [name for name in self.names if isinstance(name, str) and name[:1] != "_"]

    def do_put(self, head: dict[str, Any], blobs: list[bytes]) -> None:
        """Let a name stand for what the judge sends."""
        self.names[head["name"]] = self._given(blobs[0])

    def do_drop(self, head: dict[str, Any], blobs: list[bytes]) -> None:
        """Forget a name."""
        self._named(head["name"])
        del self.names[head["name"]]

    def do_call(self, head: dict[str, Any], blobs: list[bytes]) -> Any:
        """Call something."""
        arguments, more = self._given(blobs[0])
        return self.things[head["ref"]](*arguments, **more)

    def do_get(self, head: dict[str, Any], blobs: list[bytes]) -> Any:
        """Read an attribute."""
        return getattr(self.things[head["ref"]], head["name"])

    def do_item(self, head: dict[str, Any], blobs: list[bytes]) -> Any:
        """Read an item."""
        return self.things[head["ref"]][self._given(blobs[0])]

    def do_size(self, head: dict[str, Any], blobs: list[bytes]) -> Any:
        """Say how long something is."""
        return len(self.things[head["ref"]])

    def do_iter(self, head: dict[str, Any], blobs: list[bytes]) -> Any:
        """Begin to walk through something."""
        return _Walk(iter(self.things[head["ref"]]))

    def do_next(self, head: dict[str, Any], blobs: list[bytes]) -> Any:
        """Take the next step: (True, value), or (False, None) at the end."""
        for value in self.things[head["ref"]].steps:
            return (True, value)
        return (False, None)

    def do_words(self, head: dict[str, Any], blobs: list[bytes]) -> str:
        """Say how something shows itself."""
        return str(self.things[head["ref"]])[:LONGEST]

    # values

    def _named(self, name: str) -> Any:
        if name not in self.names:
            raise NameError(f"name {name!r} is not defined")
        return self.names[name]

    def _written(self, value: Any) -> tuple[Any, list[bytes]]:
        return plain.encoded(value, self._refer)

    def _refer(self, value: Any) -> Ref:
        self.things.append(value)
        calls = callable(value)
        name = getattr(value, "__name__", "") if calls else repr(value)[:200]
        doc = getattr(value, "__doc__", "") if calls else ""
        name, doc = (text if isinstance(text, str) else "" for text in (name, doc))
        return Ref(len(self.things) - 1, type(value).__name__, name, doc, calls)

    def _given(self, pickled: bytes) -> Any:
        """Read what the judge sends: it is the judge's, and may be pickled."""
        reader = pickle.Unpickler(io.BytesIO(pickled))
        reader.persistent_load = self._stands_for  # type: ignore[method-assign]
        return reader.load()

    def _stands_for(self, told: tuple[str, Any]) -> Any:
        kind, what = told
        if kind == "ref":
            return self.things[what]
        if kind == "module":
            return import_module(what)
        if kind == "copy":
            return lending.restored(what)
        return self._asking_back(*what)

    def _asking_back(self, number: int, name: str, doc: str) -> Callable[..., Any]:
        """A function of the teacher's, which is run where the teacher's code is."""

        def asked(*arguments: Any, **more: Any) -> Any:
            value, blobs = self._written((arguments, more))
            with _undisturbed():
                wire.send(self.channel, {"back": number, "value": value}, blobs)
                head, parts = wire.receive(self.channel)
            while "do" in head:
                self.answer(head, parts)
                head, parts = wire.receive(self.channel)
            if "error" in head:
                raise _error(head["error"])
            return self._given(parts[0])

        asked.__name__ = asked.__qualname__ = name
        asked.__doc__ = doc or None
        return asked


class _Walk:
    """An iterator, kept by the judge's side as a reference."""

    def __init__(self, steps: Iterator[Any]) -> None:
        self.steps = steps


def _error(told: Mapping[str, Any]) -> BaseException:
    kind = getattr(builtins, told["mro"][0], RuntimeError)
    return kind(told["message"]) if issubclass(kind, Exception) else RuntimeError(told["message"])


def _told(error: BaseException) -> dict[str, Any]:
    """An error as plain data: the names of its types, what it says, and where it arose."""
    try:
        message = str(error)[:4000]
    except BaseException:
        message = "(an error whose words fail)"
    where = traceback.extract_tb(error.__traceback__)
    lines = [f"{f.name}, line {f.lineno}: {f.line}" for f in where if f.filename[:1] == "<"]
    mro = [kind.__name__ for kind in type(error).__mro__ if kind is not object]
    if isinstance(error, SyntaxError) and error.lineno:
        lines.append(f"line {error.lineno}: {(error.text or '').strip()}")
    return {"mro": mro[:20], "message": message, "lines": [line[:300] for line in lines[-6:]]}


@contextmanager
def _strictly(asked: Mapping[str, Any]) -> Iterator[None]:
    """Treat numpy's errors and warnings as the check does that asks."""
    if not asked:
        yield
        return
    with np.errstate(**asked["errors"]), warnings.catch_warnings():
        if asked["warnings"]:
            warnings.simplefilter("error")
        yield


@contextmanager
def _loud_alarm() -> Iterator[None]:
    def ring(*_: object) -> NoReturn:
        raise TooSlow("it took too long")

    signal.signal(signal.SIGALRM, ring)
    yield


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let the alarm wait: half of a conversation would be taken for the next one."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})


def close_all_but(kept: int) -> None:
    """Close every file that was inherited but one; the standard ones lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.closerange(3, kept)
    os.closerange(kept + 1, 65536)

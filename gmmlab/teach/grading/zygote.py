"""The zygote: behind the walls it imports what lessons use, and forks once for each submission.

Run as ``python -I -m gmmlab.teach.grading.zygote DESCRIPTOR``. It never runs student code itself,
and holds nothing that a student might want. Where several submissions are graded at once, each has
an attendant, a fork with a line of its own, so that one zygote's imports serve them all.
"""

from __future__ import annotations

import array
import gc
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from typing import Any, NoReturn

from gmmlab.learn.magics import without_magics
from gmmlab.teach.grading import nest, wire
from gmmlab.teach.grading.player import Player, close_all_but

IMPORTED = (
    "numpy",
    "numpy.linalg",
    "numpy.random",
    "scipy",
    "scipy.special",
    "scipy.linalg",
    "matplotlib",
    "matplotlib.pyplot",
    "IPython.core.inputtransformer2",
    "gmmlab",
    "gmmlab.datasets",
    "gmmlab.plot.planes",
    "gmmlab.plot.curves",
    "gmmlab.learn.showing",
    "unittest.mock",
    "doctest",
    "random",
    "math",
    "statistics",
    "collections",
    "itertools",
    "functools",
)


def main(descriptor: int) -> None:
    """Import, and attend to whoever holds the other end of the line; end with it."""
    line = socket.socket(fileno=descriptor)
    _import()
    if sys.platform == "linux":
        nest.secret(True)
    gc.freeze()
    wire.send(line, {"ready": True})
    _attend(line)


def _attend(line: socket.socket) -> None:
    """Fork when asked to; end what was forked when asked to; end with the line."""
    child = Child()
    with suppress(wire.Closed):
        while True:
            head, blobs = wire.receive(line)
            if "branch" in head:
                _branch(_received(line), line)
                continue
            child.end()
            reply = {}
            if "spawn" in head:
                reply = child.begin(head, blobs, _received(line), line)
            wire.send(line, reply)
    child.end()


def _branch(descriptor: int, line: socket.socket) -> None:
    """Fork an attendant for another line; bury those that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    if os.fork():
        os.close(descriptor)
        return
    try:
        line.close()
        if sys.platform == "linux":
            nest.die_with_parent()
        _attend(socket.socket(fileno=descriptor))
    finally:
        os._exit(0)


def _import() -> None:
    for name in IMPORTED:
        with suppress(ImportError):
            __import__(name)
    without_magics("%time 1")  # and its reader is there for every submission
    with suppress(ImportError):
        from matplotlib.figure import Figure

        from gmmlab.learn import showing

        showing.SEEN = False
        Figure().subplots().set_title("x").figure.canvas.draw()  # fonts, and what comes first
        _draw_something()


def _draw_something() -> None:
    """Draw as lessons do: much of what matplotlib needs is made when it is first asked for."""
    from matplotlib import pyplot

    figure, axes = pyplot.subplots()
    axes.hist([1.0, 2.0, 2.0], bins=2, label="x")
    axes.plot([1.0, 2.0], [0.0, 1.0], label="y")
    axes.scatter([1.0, 2.0], [0.0, 1.0], c=[0.0, 1.0])
    axes.set(xlabel="x", ylabel="y")
    axes.legend()
    pyplot.close(figure)


def _received(line: socket.socket) -> int:
    """The line to the judge, as a descriptor."""
    rights = array.array("i")
    _, found, _, _ = line.recvmsg(1, socket.CMSG_SPACE(rights.itemsize))
    for _, _, content in found:
        rights.frombytes(content[: rights.itemsize])
    return rights[0]


class Child:
    """The process of a submission, if there is one."""

    def __init__(self) -> None:
        self.pid = 0
        self.home = ""

    def begin(
        self, head: Mapping[str, Any], blobs: list[bytes], channel: int, line: socket.socket
    ) -> dict[str, Any]:
        """Fork, and wait until the fork is shut in; say what went wrong if it is not."""
        ear, mouth = os.pipe()
        files = dict(zip(head["spawn"], blobs, strict=True))
        if not head["walls"]:
            self.home = tempfile.mkdtemp(prefix="gmmlab-submission-")
        self.pid = os.fork()
        if not self.pid:
            os.close(ear)
            line.close()
            _shut_in(head, files, channel, mouth, self.home)
        os.close(channel)
        os.close(mouth)
        with os.fdopen(ear, "rb") as said:
            words = said.read(2000).decode(errors="replace")
        return {} if words == "in" else {"error": words or "it died on its way in"}

    def end(self) -> None:
        """End it, and everything that it has started."""
        if self.pid:
            with suppress(OSError):
                os.kill(self.pid, signal.SIGTERM)
            if self.home:
                with suppress(OSError):
                    os.killpg(self.pid, signal.SIGKILL)
            with suppress(OSError):
                os.waitpid(self.pid, 0)
        if self.home:
            rmtree(self.home, ignore_errors=True)
        self.pid, self.home = 0, ""


def _shut_in(
    head: Mapping[str, Any], files: Mapping[str, bytes], channel: int, mouth: int, home: str
) -> NoReturn:
    """Become the process of a submission: behind walls its guard, and the process below it."""
    try:
        limits = {name: head[name] for name in ("memory", "processes", "files", "cpu")}
        if home:
            os.setsid()
            nest.lay_out(files, Path(home))
        else:
            nest.secret(False)
            nest.unshare()
            below = os.fork()
            if below:
                nest.secret(True)
                os.close(channel)
                os.close(mouth)
                _guard(below)
            nest.die_with_parent()
            os.setsid()  # or kill(0, SIGSTOP) would stop the guard too
            nest.move_in(files)
        if sys.platform == "linux":
            nest.limit(**limits)
            if not home:
                nest.give_up_rights()
                nest.forbid()
        sys.path.append(os.getcwd())
        os.write(mouth, b"in")
        os.close(mouth)
        close_all_but(channel)
        Player(socket.socket(fileno=channel)).serve()
    except BaseException as error:
        with suppress(OSError):
            os.write(mouth, repr(error).encode())
        os._exit(1)
    os._exit(0)


def _guard(below: int) -> NoReturn:
    """Wait for the process below; when told to end, end it with all that it has started."""

    def end(*_: object) -> None:
        with suppress(OSError):
            os.kill(below, signal.SIGKILL)

    signal.signal(signal.SIGTERM, end)
    while True:
        try:
            os.waitpid(below, 0)
        except OSError:
            os._exit(0)
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))

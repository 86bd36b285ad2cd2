"""The stem: a process that has imported and prepared all that grading needs, and forks graders.

All its graders share the imports of one sandbox; each grades one submission after another, and
whatever ends a grader ends nothing else. The stem ends with its line, and all below it with it.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from multiprocessing import reduction
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading.plan import Plan
from gmmlab.teach.grading.watch import Limits
from gmmlab.teach.grading.writing import unwritten

if TYPE_CHECKING:
    from gmmlab.teach.grading.walls import Sandbox
    from gmmlab.teach.grading.worker import Worker

__all__ = ["NoGrader", "Order", "Stem"]


class NoGrader(GmmlabError, RuntimeError):
    """The processes that grade do not live."""


@dataclass(frozen=True)
class Order:
    """What is to be graded, and how.

    Attributes
    ----------
    plans : tuple of Plan
        The notebooks of the assignment.
    limits : Limits
    walls : bool
        Whether student code is shut in.
    """

    plans: Sequence[Plan]
    limits: Limits = Limits()
    walls: bool = True

    @cached_property
    def mark(self) -> str:
        """A hash of all that grades depend on."""
        digest = hashlib.sha256(str(self.limits).encode())
        for plan in sorted(self.plans, key=lambda plan: plan.name):
            told = [plan.name, plan.mark, [asdict(part) for part in plan.parts]]
            digest.update(json.dumps(told).encode())
        return digest.hexdigest()


class Stem:
    """A stem, seen from the process that has started it.

    Parameters
    ----------
    order : Order

    Raises
    ------
    NoSandbox
        If there can be none.
    TeacherError
        If the teacher's own cells fail.
    NoGrader
        If it does not come up.
    """

    def __init__(self, order: Order) -> None:
        self.lock = Lock()
        ours, theirs = socket.socketpair()
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", f"from {__name__} import main; main({theirs.fileno()})"],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        self.line = Connection(ours.detach())
        try:
            self.line.send(order)
            trouble = self.line.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise _dead() from error
        except BaseException:
            self.close()
            raise
        if trouble is not None:
            self.close()
            raise trouble

    def grader(self) -> Connection[Path, Any]:
        """Start a grader: it is sent folders, and answers with what came of each.

        Returns
        -------
        line : Connection
            An answer is a mapping of notebooks' names to results, told as plain values, and
            whether the grader goes on; or what the teacher has to mend, as an error.

        Raises
        ------
        NoGrader
            If the stem has died.
        """
        ours, theirs = socket.socketpair()
        with self.lock, theirs:
            try:
                self.line.send("grader")
                reduction.send_handle(self.line, theirs.fileno(), self.process.pid)
            except OSError as error:
                ours.close()
                raise _dead() from error
        return Connection(ours.detach())

    @property
    def alive(self) -> bool:
        """Whether the process is there."""
        return self.process.poll() is None

    def close(self) -> None:
        """End it, and all that it has started."""
        self.line.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _dead() -> NoGrader:
    return NoGrader(
        "the process that grades has died. Is memory short, or did somebody end it? Grade again: "
        "what is done already stays."
    )


# in the process of its own


def main(descriptor: int) -> None:
    """Prepare what is ordered, and fork graders until the line ends."""
    import matplotlib

    from gmmlab.teach.grading.worker import Worker

    matplotlib.use("agg")
    line: Connection[Any, Any] = Connection(descriptor)
    with suppress(EOFError, OSError):
        order = line.recv()
        try:
            with Worker(order.limits, order.walls) as worker:
                for plan in order.plans:
                    worker.prepare(plan)
                gc.freeze()
                line.send(None)
                while line.recv():
                    _fork(line, worker, order.plans)
        except (GmmlabError, OSError) as error:
            line.send(error if isinstance(error, GmmlabError) else unwritten(error))


def _fork(line: Connection[Any, Any], worker: Worker, plans: Sequence[Plan]) -> None:
    """Fork a grader, with a branch of the sandbox and a line of its own; bury those that ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    theirs: Connection[Any, Any] = Connection(reduction.recv_handle(line))
    branch = worker.sandbox.branch()
    if os.fork():
        theirs.close()
        branch.stop()
        return
    with suppress(BaseException):
        line.close()
        if worker.sandbox.line:
            worker.sandbox.line.close()
        _grade(theirs, worker, branch, plans)
    os._exit(0)


def _grade(
    line: Connection[Any, Any], worker: Worker, branch: Sandbox, plans: Sequence[Plan]
) -> None:
    """Grade what is sent, until the line ends or the branch is broken."""
    if sys.platform == "linux":
        from gmmlab.teach.grading import nest

        nest.die_with_parent()
    from gmmlab.teach.grading.walls import NoSandbox

    worker.sandbox = branch
    while branch.line is not None:
        folder = line.recv()
        try:
            line.send((_results(worker, plans, folder), branch.line is not None))
        except NoSandbox:
            return  # and another grader tries it again
        except GmmlabError as error:
            line.send(error)


def _results(worker: Worker, plans: Sequence[Plan], folder: Path) -> Mapping[str, Any]:
    return {plan.name: worker.grade(plan, folder).told() for plan in plans}

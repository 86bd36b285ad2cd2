"""What a submission may use of this machine, and the watch that kills whatever takes more."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from time import sleep

__all__ = ["Limits", "Watch", "tree"]


@dataclass(frozen=True)
class Limits:
    """What a submission may use.

    Attributes
    ----------
    cell, call, whole : float
        Seconds for a cell, for a call by a check, and for everything.
    memory : int
        Bytes of all its processes together, beyond what they share.
    processes, files : int
        How many processes at once; bytes of its files.
    """

    cell: float = 30.0
    call: float = 10.0
    whole: float = 120.0
    memory: int = 2 * 2**30
    processes: int = 64
    files: int = 64 * 2**20


@dataclass(frozen=True)
class Watch:
    """Kills what takes too much memory or starts too many processes, as long as a sandbox lives.

    Parameters
    ----------
    process : Popen
        The outermost process of the sandbox.
    limits : Limits
    walls : bool
        Whether bubblewrap stands around it.
    several : callable
        Whether there are branches: several submissions at once.
    """

    process: subprocess.Popen[bytes]
    limits: Limits
    walls: bool
    several: Callable[[], bool]

    def keep(self) -> None:
        """Look ten times a second."""
        shared = 2 * sum(map(_own, tree(self.process.pid)))
        while self.process.poll() is None:
            for ours, whole in self._households():
                heavy = sum(map(_own, whole)) > self.limits.memory + shared
                if heavy or len(whole) > self.limits.processes + 8:
                    for pid in whole[ours:]:
                        _kill(pid)
            sleep(0.1)

    def _households(self) -> Iterator[tuple[int, list[int]]]:
        """How many processes are the sandbox's own and stay, and all that belong to a submission.

        Bubblewrap and the zygote stand before everyone; each branch has its attendant. Where there
        are walls, a guard comes next.
        """
        if not self.several():
            yield 2 * self.walls + 1, tree(self.process.pid)
            return
        zygotes = _children(self.process.pid) if self.walls else [self.process.pid]
        for attendant in (one for zygote in zygotes for one in _children(zygote)):
            yield self.walls + 1, tree(attendant)


def tree(pid: int) -> list[int]:
    """A process and all below it, parents first."""
    found = [pid]
    for one in found:
        found += _children(one)
    return found


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in glob(f"/proc/{pid}/task/*/children"):  # a thread has children of its own
        with suppress(OSError):
            found += map(int, Path(task).read_text().split())
    return found


def _own(pid: int) -> int:
    """Bytes of memory that a process does not share with files."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    sizes = (line.split() for line in lines if line.startswith(("RssAnon:", "RssShmem:")))
    return sum(int(fields[1]) * 1024 for fields in sizes)


def _kill(pid: int) -> None:
    with suppress(OSError):
        os.kill(pid, signal.SIGKILL)

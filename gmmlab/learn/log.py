"""The learner's memory: a file to which lines are added, and nothing else ever happens to it.

Every event is one line of `.gmmlab/learner.jsonl` in the learner's workspace, put there by one
write in append mode and forced to the disk. A process that is killed while it writes leaves at
most one unfinished line: reading passes over it, and the next event begins on a line of its own.
Two notebooks may write at once. What the learner knows is not in the file; it is replayed from it.
"""

from __future__ import annotations

import os
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import final

from gmmlab.errors import GmmlabError
from gmmlab.learn.events import Event, event_in, in_order, line_of

__all__ = [
    "ENVIRONMENT",
    "FileLog",
    "Log",
    "LogError",
    "MemoryLog",
    "find",
    "learner_log",
]

ENVIRONMENT = "GMMLAB_LEARNER"
"""The environment variable that names another file, or a folder for it."""
FOLDER, FILE = ".gmmlab", "learner.jsonl"
BINARY = getattr(os, "O_BINARY", 0)  # Windows would write "\r\n"


class LogError(GmmlabError, OSError):
    """The learner's memory cannot be read or written."""


def now() -> datetime:
    """Tell the time in UTC, to the millisecond that a line keeps."""
    t = datetime.now(UTC)
    return t.replace(microsecond=t.microsecond // 1000 * 1000)


class Log(ABC):
    """Where events are kept: each gets its time and its name when it is added."""

    def __init__(self, clock: Callable[[], datetime] = now) -> None:
        self.clock = clock
        self._stream, self._numbers = secrets.token_hex(6), count(1)

    def append(self, event: Event) -> Event:
        """Keep an event; return it as it was kept, with its time and id.

        Raises
        ------
        LogError
            Where it cannot be written; nothing that was kept before is touched.
        """
        # The process belongs to the name: a fork inherits the stream and the next number.
        name = f"{self._stream}.{os.getpid():x}-{next(self._numbers)}"
        kept = replace(event, t=self.clock(), id=name)
        self.add((kept,))
        return kept

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that can be read, in the order in which it happened, each event once."""
        return in_order(self._read())

    @property
    @abstractmethod
    def place(self) -> str:
        """Say in a sentence where this memory is kept, and for how long."""

    @abstractmethod
    def add(self, events: Iterable[Event]) -> None:
        """Keep events that have their times and ids already."""

    @abstractmethod
    def _read(self) -> Iterator[Event]: ...


@final
class MemoryLog(Log):
    """A memory that ends with the process.

    Examples
    --------
    >>> log = MemoryLog()
    >>> _ = log.append(Event("goal", "s75-03-responsibilities"))
    >>> [event.topic for event in log.events]
    ['s75-03-responsibilities']
    """

    def __init__(self, clock: Callable[[], datetime] = now) -> None:
        super().__init__(clock)
        self._kept: list[Event] = []

    @property
    def place(self) -> str:
        return (
            "This is no workspace of gmmlab, so what you do here is remembered only until this "
            "notebook stops. `gmmlab start` makes a workspace, where it is kept."
        )

    def add(self, events: Iterable[Event]) -> None:
        self._kept.extend(events)

    def _read(self) -> Iterator[Event]:
        return iter(self._kept)


@final
class FileLog(Log):
    """A memory in a file.

    Parameters
    ----------
    path : Path
        Made, with its folder, when the first event is kept.

    Notes
    -----
    A single write in append mode is whole among other writers on the local file systems of Linux
    and macOS. Windows, and folders shared between machines, do not promise it: two kernels that
    write within the same instant may lose a line there, never the file.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime] = now) -> None:
        super().__init__(clock)
        self.path = path

    @property
    def place(self) -> str:
        return f"What you do is remembered in {self.path}, on this machine only."

    def add(self, events: Iterable[Event]) -> None:
        block = "".join(line_of(event) + "\n" for event in events).encode()
        if not block:
            return
        with explained(self.path, "write"):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _append(self.path, block)

    def _read(self) -> Iterator[Event]:
        with explained(self.path, "read"):
            content = self.path.read_bytes() if self.path.exists() else b""
        return events_in(content)


def events_in(content: bytes) -> Iterator[Event]:
    r"""Read every event of a file, passing over what is no event.

    Where a line was left unfinished and another was glued to it, the other is still read: `{"v":`
    begins an event and cannot stand inside a text of JSON.

    Examples
    --------
    >>> whole = line_of(Event("goal", "a", id="x-1"))
    >>> [e.topic for e in events_in((whole[:30] + whole + "\n" + whole[:44]).encode())]
    ['a']
    """
    for line in content.split(b"\n"):
        text = line.decode("utf-8", "replace").strip("\0\r ")
        found, glued = event_in(text), text.rfind('{"v":')
        if found is None and glued > 0:
            found = event_in(text[glued:])
        if found is not None:
            yield found


def find(start: Path | None = None, environment: Mapping[str, str] | None = None) -> Path | None:
    """Find the learner's file: where the environment says, else in the workspace around a folder.

    Parameters
    ----------
    start : Path, optional
        Where to begin; the working directory, which in a notebook is the notebook's folder. The
        nearest folder above it that holds `.gmmlab` is the workspace.
    environment : mapping, optional
        The process's own. `GMMLAB_LEARNER` names a file, or a folder that exists, and wins.

    Returns
    -------
    path : Path or None
        None outside every workspace.
    """
    named = (os.environ if environment is None else environment).get(ENVIRONMENT, "")
    if named:
        path = Path(named).expanduser().absolute()
        return path / FILE if path.is_dir() else path
    here = (start or Path.cwd()).absolute()
    homes = (folder / FOLDER for folder in (here, *here.parents))
    return next((home / FILE for home in homes if home.is_dir()), None)


def learner_log(start: Path | None = None) -> Log:
    """Open the learner's memory: the file that `find` finds, else a memory for this process only.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as workspace:
    ...     Path(workspace, ".gmmlab").mkdir()
    ...     log = learner_log(Path(workspace))
    ...     kept = log.append(Event("claimed", "s30-equivalent-fractions"))
    ...     log.events == (kept,)
    True
    """
    return _opened(find(start))


@cache
def _opened(path: Path | None) -> Log:
    """Open each memory once in a process, so that one without a file is the same for all cells."""
    return MemoryLog() if path is None else FileLog(path)


def _append(path: Path, block: bytes) -> None:
    """Add whole lines by one write, on a new line if the last one was left unfinished."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | BINARY, 0o600)
    try:
        block = b"\n" * _unfinished(file) + block
        written = os.write(file, block)
        if written < len(block):
            raise OSError(f"only {written} of {len(block)} bytes fitted; is the disk full?")
        os.fsync(file)
    finally:
        os.close(file)


def _unfinished(file: int) -> bool:
    """Whether the last line of an open file has no end."""
    if not os.fstat(file).st_size:
        return False
    os.lseek(file, -1, os.SEEK_END)
    return os.read(file, 1) != b"\n"


@contextmanager
def explained(path: Path, deed: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise LogError(
            f"cannot {deed} {path}: {reason[:1].lower()}{reason[1:]}. What was remembered before "
            f"is untouched. Mend that, or name another file in {ENVIRONMENT}."
        ) from error

"""A learner's memory as their own: to copy, to bring in from elsewhere, to delete."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gmmlab.errors import GmmlabError
from gmmlab.learn.events import Event, in_order, line_of
from gmmlab.learn.log import FileLog, Log, events_in, explained

__all__ = ["Merged", "NotSure", "delete", "export", "merge", "summary"]


class NotSure(GmmlabError):
    """Something that cannot be undone was asked for without saying so."""


def export(log: Log, to: Path) -> str:
    """Write a copy of a memory: its events as JSON lines, and beside them a summary in words.

    Parameters
    ----------
    log : Log
    to : Path
        The copy; the summary lies beside it, ending in `.txt`. Neither may be there already.

    Returns
    -------
    summary : str

    Raises
    ------
    LogError
        If one of them exists, or cannot be written.
    """
    events = log.events
    said = summary(events)
    with explained(to, "write"):
        for path, text in ((to, _lines(events)), (to.with_suffix(".txt"), said + "\n")):
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    return said


def summary(events: Iterable[Event]) -> str:
    """Say what a memory holds.

    Examples
    --------
    >>> summary([Event("answered", "a", answer="right"), Event("waved")])
    '1 answer on 1 topic, 1 right at once; 2 events in all, from 1970-01-01 to 1970-01-01.'
    >>> summary([])
    'Nothing has been remembered yet.'
    """
    kept = tuple(events)
    if not kept:
        return "Nothing has been remembered yet."
    first = [event for event in kept if event.evidence]
    right, topics = sum(e.right and not e.hints for e in first), len({e.topic for e in first})
    days = [event.t.date().isoformat() for event in kept]
    return (
        f"{_many(len(first), 'answer')} on {_many(topics, 'topic')}, {right} right at once; "
        f"{_many(len(kept), 'event')} in all, from {min(days)} to {max(days)}."
    )


@dataclass(frozen=True)
class Merged:
    """What became of the events of a copy: how many were new, and how many were here already."""

    added: int
    known: int
    unreadable: int = 0

    @property
    def words(self) -> str:
        """Say it in a sentence."""
        lost = f" {_many(self.unreadable, 'line')} could not be read." * bool(self.unreadable)
        return f"{_many(self.added, 'event')} added; {self.known} were here already.{lost}"


def merge(log: Log, copy: Path) -> Merged:
    """Bring in the events of an exported copy, none of them twice.

    Raises
    ------
    LogError
        If the copy cannot be read.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from gmmlab.learn.log import MemoryLog
    >>> there, here = MemoryLog(), MemoryLog()
    >>> _ = there.append(Event("claimed", "s30-equivalent-fractions"))
    >>> with TemporaryDirectory() as folder:
    ...     _ = export(there, Path(folder, "copy.jsonl"))
    ...     print(*(merge(here, Path(folder, "copy.jsonl")).words for _ in range(2)))
    1 event added; 0 were here already. 0 events added; 1 were here already.
    """
    with explained(copy, "read"):
        content = copy.read_bytes()
    there, here = tuple(events_in(content)), {event.id for event in log.events}
    new = in_order(event for event in there if event.id not in here)
    log.add(new)
    lines = sum(bool(line.strip()) for line in content.split(b"\n"))
    return Merged(len(new), len({event.id for event in there}) - len(new), lines - len(there))


def delete(log: FileLog, sure: bool = False, for_good: bool = False) -> str:
    """Forget everything.

    A memory is set aside under a name with today's date and time, from where `merge` brings it
    back, unless it is to go for good: then it is erased with all that were set aside before.

    Parameters
    ----------
    log : FileLog
    sure : bool
        Without it nothing happens, and the error asks.
    for_good : bool

    Returns
    -------
    said : str
        What was done, and how to undo it where that is possible.

    Raises
    ------
    NotSure
        Unless `sure`, with what would go.
    LogError
        If the file cannot be moved or erased.
    """
    if not sure:
        raise NotSure(
            f"this would forget all that {log.path} remembers of you: {summary(log.events)} "
            "If you are sure, call delete(log, sure=True); it is set aside then and can be "
            "brought back. With for_good=True as well, it is erased."
        )
    with explained(log.path, "delete"):
        return _erase(log.path) if for_good else _set_aside(log.path, log.clock())


def _erase(path: Path) -> str:
    gone = [path, *path.parent.glob(f"{path.stem}-deleted-*{path.suffix}")]
    for one in gone:
        one.unlink(missing_ok=True)
    return "Everything that was remembered of you here is erased."


def _set_aside(path: Path, t: datetime) -> str:
    aside = path.with_name(f"{path.stem}-deleted-{t:%Y%m%dT%H%M%S%f}{path.suffix}")
    if not path.exists():
        return "There was nothing to forget."
    path.rename(aside)
    return f"Forgotten. It is set aside in {aside}; merge(log, that path) brings it back."


def _lines(events: Iterable[Event]) -> str:
    return "".join(line_of(event) + "\n" for event in events)


def _many(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"

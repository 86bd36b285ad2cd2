"""What can happen to a learner, one value for each happening, and the line it is kept as."""

from __future__ import annotations

import heapq
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

__all__ = ["Event", "event_in", "in_order", "line_of", "settled"]

VERSION = 1
KINDS = frozenset({"answered", "claimed", "withdrawn", "placed", "goal"})
START = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    Attributes
    ----------
    kind : str
        'answered' (a readable answer, or giving up), 'claimed' ("I know this"), 'withdrawn' (that
        claim taken back), 'placed' (a placement ended) or 'goal'. Others are kept and read over: a
        later gmmlab may know them.
    topic : str
        Slug of the step that a question belongs to, that is claimed, or that is the goal.
    family : str
    seed : int, optional
        Family and seed draw the same question again.
    answer : str
        'right', 'nearly', 'wrong', 'gave up', or the name of the misconception that gives it.
    attempt : int
        Which answer to this question it is, from 1. Only the first is evidence.
    hints : int
        How many hints had been seen by then.
    seconds : float, optional
        Time since the question was shown.
    form : str
        'typed', 'coded' or 'choice': it decides how easily the answer is guessed.
    options : int
        Of a choice, how many there were.
    during : str
        The topic whose sitting asked it, or 'review', 'placement' or 'claim'.
    covers : mapping of str to float
        Of a layered task, the other steps it exercises: 1 fully, less in part.
    known : tuple of str
        Of a placement, the topics it found known.
    t : datetime
        When, in UTC, by the clock of that machine.
    id : str
        Stream and number, '5f0c21.4e2-17': the stream is one process that writes, and numbers
        count up within it. Two copies of one event share it.
    v : int
        Raised when older readers would misunderstand; they read over the event then.
    other : mapping
        Whatever else the line held, kept for readers that know it.

    Examples
    --------
    >>> Event("answered", "s30-equivalent-fractions", answer="right", hints=1).evidence
    True
    """

    kind: str
    topic: str = ""
    family: str = ""
    seed: int | None = None
    answer: str = ""
    attempt: int = 1
    hints: int = 0
    seconds: float | None = None
    form: str = "typed"
    options: int = 0
    during: str = ""
    covers: Mapping[str, float] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    t: datetime = START
    id: str = ""
    v: int = VERSION
    other: Mapping[str, Any] = field(default_factory=dict)

    @property
    def understood(self) -> bool:
        """Whether this gmmlab knows what the event means."""
        return self.v <= VERSION and self.kind in KINDS

    @property
    def evidence(self) -> bool:
        """Whether it tells something about what the learner knows: a first answer does."""
        first = self.kind == "answered" and self.attempt == 1 and self.understood
        return first and self.answer not in ("", "nearly")

    @property
    def right(self) -> bool:
        return self.answer == "right"

    @property
    def mixed(self) -> bool:
        """Whether the question came up among those of other topics."""
        return self.during not in ("", self.topic, "placement", "claim")


def line_of(event: Event) -> str:
    """Write an event as a line of JSON, leaving out what goes without saying.

    Examples
    --------
    >>> line_of(Event("claimed", "s19-division-as-equal-sharing", id="5f0c21.4e2-17"))
    '{"v":1,"t":"1970-01-01T00:00:00.000Z","id":"5f0c21.4e2-17","kind":"claimed","topic":"s19-..."}'
    """
    said = {name: getattr(event, name) for name in _FIELDS}
    told = {name: value for name, value in said.items() if value != getattr(_BLANK, name)}
    told |= {name: [*told[name]] for name in ("known",) if name in told}
    told |= {name: {**told[name]} for name in ("covers",) if name in told}
    head = {"v": event.v, "t": _written(event.t), "id": event.id}
    return json.dumps(head | told | dict(event.other), separators=(",", ":"))


def event_in(line: str) -> Event | None:
    """Read an event from its line; None where there is none.

    An event without an id, as written by hand, gets one from its own text.

    Examples
    --------
    >>> event_in('{"v":1,"t":"2026-03-01T08:00:00Z","kind":"waved","hand":"left"}').other
    {'hand': 'left'}
    >>> event_in('{"v":1,"t":"2026-03-01T08:0') is None
    True
    """
    try:
        return _event(json.loads(line, parse_constant=_finite, parse_float=_finite), line)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Put events in the order in which they happened, each once.

    Within a stream the numbers decide, whatever the clock did meanwhile; streams are interleaved
    by their times. So the order does not depend on which file was merged into which.

    Examples
    --------
    >>> late, early = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
    >>> back = (Event("goal", "a", t=late, id="x-1"), Event("goal", "b", t=early, id="x-2"))
    >>> [event.topic for event in in_order(reversed(back))]
    ['a', 'b']
    """
    streams: dict[str, list[Event]] = {}
    for event in {event.id: event for event in events}.values():
        streams.setdefault(event.id.rpartition("-")[0], []).append(event)
    runs = (sorted(streams[name], key=_number) for name in sorted(streams))
    return tuple(heapq.merge(*runs, key=lambda event: event.t))


def settled(events: Iterable[Event]) -> tuple[Event, ...]:
    """Leave out every claim that was taken back later: it counts as never made.

    Examples
    --------
    >>> told = [Event("claimed", "a"), Event("claimed", "b"), Event("withdrawn", "a")]
    >>> [event.topic for event in settled(told) if event.kind == "claimed"]
    ['b']
    """
    kept: list[Event] = []
    for event in events:
        if event.kind == "withdrawn":
            kept = [e for e in kept if (e.kind, e.topic) != ("claimed", event.topic)]
        else:
            kept.append(event)
    return tuple(kept)


def _number(event: Event) -> tuple[int, datetime, str]:
    tail = event.id.rpartition("-")[2]
    return (int(tail) if tail.isdecimal() else 0, event.t, event.id)


_FIELDS: dict[str, Field[Any]] = {
    f.name: f for f in fields(Event) if f.name not in ("v", "t", "id", "other")
}
_BLANK = Event("")
_READERS: dict[str, Any] = {
    "str": lambda x: _only(str, x),
    "int": lambda x: _only(int, x),
    "int | None": lambda x: _only(int, x),
    "float | None": lambda x: float(_only((int, float), x)),
    "Mapping[str, float]": lambda x: {_only(str, k): float(w) for k, w in _only(dict, x).items()},
    "tuple[str, ...]": lambda x: tuple(_only(str, slug) for slug in _only(list, x)),
}


def _event(told: Any, line: str) -> Event:
    v, kind = _only(int, _only(dict, told).get("v", VERSION)), _only(str, told["kind"])
    t, name = _read(told["t"]), _only(str, told.get("id", "")) or _name_for(line)
    rest = {key: value for key, value in told.items() if key not in ("v", "t", "id", "kind")}
    ours = rest.keys() & _FIELDS.keys() if v <= VERSION and kind in KINDS else set()
    read = {key: _READERS[str(_FIELDS[key].type)](rest.pop(key)) for key in ours}
    return Event(kind, **read, t=t, id=name, v=v, other=rest)


def _name_for(line: str) -> str:
    return f"line.{sha256(line.encode('utf-8', 'replace')).hexdigest()[:16]}-0"


def _only(kind: type | tuple[type, ...], value: Any) -> Any:
    """Give a value back if it is of its kind, and no truth value in a number's place."""
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(f"{value!r} is not {kind}")
    return value


def _written(t: datetime) -> str:
    return t.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _read(text: Any) -> datetime:
    t = datetime.fromisoformat(_only(str, text))
    return t.replace(tzinfo=UTC) if t.tzinfo is None else t.astimezone(UTC)


def _finite(text: str) -> float:
    if not math.isfinite(float(text)):
        raise ValueError(f"{text} is no number that JSON can hold")
    return float(text)

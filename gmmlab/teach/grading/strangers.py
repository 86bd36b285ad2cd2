"""What is the student's stands in a check as a `Stranger`, which asks the student's process."""

from __future__ import annotations

import builtins
import io
import pickle
import sys
import types
import warnings
from collections.abc import Callable, Iterator, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading import lending, plain, wire
from gmmlab.teach.grading.plain import Ref
from gmmlab.teach.grading.wire import BadWire, Closed

if TYPE_CHECKING:
    import socket

    from gmmlab.teach.grading.walls import Limits

__all__ = [
    "Gone",
    "Line",
    "Paper",
    "Stranger",
    "StudentError",
    "TeacherError",
    "raised",
    "released",
]


class StudentError(GmmlabError, Exception):
    """An error of the student's code, of a kind that only it knows."""


class TeacherError(GmmlabError, Exception):
    """A check asks for what cannot be asked."""


class Gone(BaseException):
    """The student's process has not answered: its time is up, or it has died.

    No check can catch it by `except Exception`.
    """


class Conversation(Protocol):
    """Somebody to ask: `Line`, as a `Stranger` sees it."""

    def ask(self, what: str, given: Any = None, **more: Any) -> Any:
        """Ask, and wait for the answer."""


class Stranger:
    """Something of the student's: it answers like the thing itself, in plain data.

    Names that begin with two underscores are never asked for: numpy would take what they say for
    addresses of memory.
    """

    __slots__ = ("_line", "_ref")

    def __init__(self, line: Conversation, ref: Ref) -> None:
        object.__setattr__(self, "_line", line)
        object.__setattr__(self, "_ref", ref)

    def __call__(self, *arguments: Any, **more: Any) -> Any:
        return self._line.ask("call", (arguments, more), ref=self._ref.number)

    def __getattr__(self, name: str) -> Any:
        if name in ("__name__", "__qualname__") and self._ref.calls:
            return self._ref.name
        if name.startswith("__"):
            raise AttributeError(f"{self._ref.kind} has no {name} that can be asked for")
        return self._line.ask("get", ref=self._ref.number, name=name)

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return self._ref.doc or None

    def __getitem__(self, key: Any) -> Any:
        return self._line.ask("item", key, ref=self._ref.number)

    def __len__(self) -> int:
        return int(self._line.ask("size", ref=self._ref.number))

    def __iter__(self) -> Iterator[Any]:
        walk = self._line.ask("iter", ref=self._ref.number)
        if not isinstance(walk, Stranger):
            raise StudentError("it cannot be walked through")
        for _ in range(1_000_000):
            step = self._line.ask("next", ref=walk._ref.number)
            if not isinstance(step, tuple) or len(step) != 2 or step[0] is not True:
                return
            yield step[1]
        raise StudentError("it has no end")

    def __next__(self) -> Any:
        for value in self:
            return value
        raise StopIteration

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stranger) and other._ref.number == self._ref.number

    def __hash__(self) -> int:
        return hash(self._ref.number)

    def __str__(self) -> str:
        return str(self._line.ask("words", ref=self._ref.number))

    def __repr__(self) -> str:
        return f"<{self._ref.kind} {self._ref.name}>"[:200]

    def __reduce__(self) -> Any:
        raise TeacherError("a student's thing stays where it is")


class _Pickler(pickle.Pickler):
    """Writes what a check gives to the student; functions of the check stay where they are."""

    def __init__(self, file: io.BytesIO, line: Line) -> None:
        super().__init__(file, protocol=5)
        self.line = line

    def persistent_id(self, thing: Any) -> Any:
        if type(thing) is Stranger:
            return ("ref", thing._ref.number)
        if isinstance(thing, types.ModuleType):
            return ("module", thing.__name__)
        if isinstance(thing, types.FunctionType) and not lending.importable(thing):
            if made_of := lending.copied(thing, _shown):
                return ("copy", made_of)
            self.line.lent.append(thing)
            return ("back", (len(self.line.lent) - 1, thing.__name__, thing.__doc__ or ""))
        return None


_RELEASED: dict[str, tuple[str, frozenset[str]]] = {}
"""By the name of a cell's code: its text, and the lines of it that learners can read."""


def _shown(code: types.CodeType) -> bool:
    """Whether every line of some code stands in the released notebook."""
    if code.co_filename not in _RELEASED:
        return False
    text, seen = _RELEASED[code.co_filename]
    lines = [line for *_, line in code.co_lines() if line]
    own = text.splitlines()[code.co_firstlineno - 1 : max(lines, default=0)]
    return all(line.strip() in seen for line in own)


_USUAL: dict[str, Any] = dict(np.geterr())


class Line:
    """The conversation with the student's process.

    Parameters
    ----------
    channel : socket
    limits : Limits
    until : float
        When everything must be over, as `time.monotonic` counts.
    """

    def __init__(self, channel: socket.socket, limits: Limits, until: float) -> None:
        self.channel, self.limits, self.until = channel, limits, until
        self.lent: list[Callable[..., Any]] = []

    def ask(self, what: str, given: Any = None, **more: Any) -> Any:
        """Ask for something, and wait for the answer.

        Raises
        ------
        Gone
            If none comes in time.
        """
        head = {"do": what, "strict": _strict(), **more}
        reply, blobs = self.request(head, given, self.limits.call)
        if not isinstance(sys.stdout, Paper):  # a check that listens to what is printed
            print(reply.get("out", ""), end="")
        return self._value(reply, blobs)

    def cell(self, text: str, name: str) -> dict[str, Any]:
        """Have a cell run; return what came of it, as it was told."""
        reply, _ = self.request({"do": "cell", "text": text, "name": name}, None, self.limits.cell)
        return reply

    def request(
        self, head: dict[str, Any], given: Any, seconds: float
    ) -> tuple[dict[str, Any], list[bytes]]:
        """Send a request; serve what is asked back, until the reply is there."""
        until = min(monotonic() + seconds + 1, self.until)
        try:
            wire.send(self.channel, head | {"seconds": seconds}, [self._pickled(given)])
            while True:
                reply, blobs = wire.receive(self.channel, until)
                if "back" not in reply:
                    return reply, blobs
                self._serve(reply, blobs)
        except TimeoutError:
            raise Gone(f"it had not answered after {seconds:g} seconds") from None
        except Closed:
            raise Gone("it has ended itself, or was ended for what it took") from None
        except BadWire as error:
            raise Gone(str(error)) from None

    def _value(self, reply: Mapping[str, Any], blobs: list[bytes]) -> Any:
        if "error" in reply:
            raise raised(reply["error"])
        try:
            return plain.decoded(reply.get("value"), blobs, lambda ref: Stranger(self, ref))
        except BadWire as error:
            raise Gone(str(error)) from None

    def _serve(self, asked: Mapping[str, Any], blobs: list[bytes]) -> None:
        """Run a function of the check's that the student was given."""
        try:
            function = self.lent[int(asked["back"])]
            arguments, more = plain.decoded(asked["value"], blobs, lambda ref: Stranger(self, ref))
            value = function(*arguments, **more)
        except Exception as error:
            kind, words = type(error).__name__, str(error)[:2000]
            wire.send(self.channel, {"error": {"mro": [kind], "message": words}})
            return
        wire.send(self.channel, {}, [self._pickled(value)])

    def _pickled(self, value: Any) -> bytes:
        paper = io.BytesIO()
        try:
            _Pickler(paper, self).dump(value)
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            raise TeacherError(
                f"a check gives the student what cannot be sent: {error}. Give plain data, "
                "functions, or objects of classes that can be imported."
            ) from error
        return paper.getvalue()


def _strict() -> dict[str, Any]:
    """What the check has set for numpy's errors and for warnings; it holds for the student too."""
    asked = {name: how for name, how in np.geterr().items() if how != _USUAL[name]}
    errors = {name: how for name, how in asked.items() if how in ("ignore", "warn", "raise")}
    first = warnings.filters[0] if warnings.filters else None
    wanted = first is not None and first[0] == "error" and first[2] is Warning
    return {"errors": errors, "warnings": wanted} if errors or wanted else {}


def raised(told: Any) -> BaseException:
    """The student's error, as one of the judge's."""
    try:
        names = [str(name)[:80] for name in told["mro"]]
        first = names[0]
        words, lines = str(told["message"])[:500], [str(line)[:300] for line in told["lines"]]
    except (KeyError, TypeError, IndexError):
        return Gone("its answer could not be understood")
    if first == "TooSlow":
        return Gone("it took too long")
    for name in names:
        kind = getattr(builtins, name, None)
        if isinstance(kind, type) and issubclass(kind, Exception) and kind is not Exception:
            try:
                error: Exception = kind(words)
            except TypeError:  # such as UnicodeDecodeError, which wants five arguments
                continue
            break
    else:
        error = StudentError(f"{first}: {words}")
    for line in lines:
        error.add_note(line)
    error.students = True  # type: ignore[attr-defined]
    return error


def released(name: str, text: str, seen: str) -> None:
    """Note what learners can read of a cell: functions that stand there are lent as copies."""
    _RELEASED[name] = (text, frozenset(line.strip() for line in seen.splitlines()))


class Paper(io.StringIO):
    """What a cell of the teacher's prints."""

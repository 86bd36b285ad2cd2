"""The judge: it runs the teacher's cells beside the student's, and never a line of the student's.

What belongs to the student stands in the checks as a `Stranger`, which asks the student's process.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import pickle
import sys
import traceback
import types
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading import lending, plain
from gmmlab.teach.grading.plain import BadWire, Closed, Ref

if TYPE_CHECKING:
    import socket

    from gmmlab.teach.grading.plan import Part, Plan
    from gmmlab.teach.grading.submission import Act
    from gmmlab.teach.grading.walls import Limits

__all__ = ["Gone", "Judge", "Outcome", "Stranger", "StudentError", "TeacherError", "prepared"]

LONGEST = 20_000
"""Characters of output that are kept of a cell."""


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


@dataclass
class Outcome:
    """What came of a cell.

    Attributes
    ----------
    name : str
        The cell's grade id, or its id.
    score, points : float or None, float
        What it earned and what it could; no score for what a person grades, or nobody.
    out : str
        What it printed.
    error : (str, str) or None
        The kind of error in which it ended, and what that says.
    """

    name: str
    score: float | None = None
    points: float = 0.0
    out: str = ""
    error: tuple[str, str] | None = None
    shown: str = ""


# the student's things


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
            if made_of := lending.copied(thing):
                return ("copy", made_of)
            self.line.lent.append(thing)
            return ("back", (len(self.line.lent) - 1, thing.__name__, thing.__doc__ or ""))
        return None


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
        reply, blobs = self.request({"do": what, **more}, given, self.limits.call)
        if not isinstance(sys.stdout, _Paper):  # a check that listens to what is printed
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
            plain.send(self.channel, head | {"seconds": seconds}, [self._pickled(given)])
            while True:
                reply, blobs = plain.receive(self.channel, until)
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
            raise _raised(reply["error"])
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
            plain.send(self.channel, {"error": {"mro": [kind], "message": words}})
            return
        plain.send(self.channel, {}, [self._pickled(value)])

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


def _raised(told: Any) -> BaseException:
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


# the teacher's namespace


class _Names(dict[str, Any]):
    """The names of the checks: the teacher's own, and the student's."""

    def __init__(self, theirs: frozenset[str]) -> None:
        super().__init__(__name__="__main__", __builtins__=builtins)
        self.theirs = theirs
        self.line: Line | None = None
        self.checking = False

    def __getitem__(self, name: str) -> Any:
        if name in self.theirs:
            return self._asked(name)
        if name in self:
            return super().__getitem__(name)
        if hasattr(builtins, name):
            raise KeyError(name)
        return self._asked(name)

    def __setitem__(self, name: str, value: Any) -> None:
        if self.checking and name in self.theirs and self.line is not None:
            self.line.ask("put", value, name=name)
        else:
            super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        if name in self and name not in self.theirs:
            super().__delitem__(name)
        elif self.line is not None:
            self.line.ask("drop", name=name)

    def _asked(self, name: str) -> Any:
        if self.line is None:
            raise _Early(name)
        try:
            return self.line.ask("name", name=name)
        except NameError:
            raise KeyError(name) from None


class _Early(BaseException):
    """Something of the student's is asked for before there is a student."""


@dataclass
class Prepared:
    """The teacher's cells, run as far as they go without a student.

    Attributes
    ----------
    plan : Plan
    names : _Names
    waiting : frozenset of str
        The ids of given cells that need the student's.
    """

    plan: Plan
    names: _Names
    waiting: frozenset[str] = frozenset()


def prepared(plan: Plan) -> Prepared:
    """Run the given cells of a plan once, before any student is there.

    Raises
    ------
    TeacherError
        If one of them fails for reasons of its own.
    """
    names, waiting = _Names(plan.theirs), set()
    for statement in plan.imports:
        with warnings.catch_warnings(), _silence(), contextlib.suppress(Exception):
            warnings.simplefilter("ignore")
            exec(statement, names)
    for part in plan.parts:
        if part.given and part.kind == "code":
            outcome = Outcome(part.id)
            try:
                _run(part, names, outcome)
            except _Early:
                waiting.add(part.id)
            if outcome.error and not waiting:
                kind, words = outcome.error
                raise TeacherError(f"{plan.name}, {part.grade_id}: {kind}: {words}. Mend the cell.")
    return Prepared(plan, names, frozenset(waiting))


def _run(part: Part, names: _Names, outcome: Outcome) -> None:
    """Run a cell of the teacher's; keep what it prints, and in what error it ends."""
    paper = _Paper()
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(paper), _silence():
            warnings.simplefilter("ignore")
            tree = ast.parse(part.text)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, f"<{part.grade_id}>", "exec"), names)
            if last is not None:
                code = compile(ast.Expression(last.value), f"<{part.grade_id}>", "eval")  # type: ignore[attr-defined]
                value = eval(code, names)
                value = value.item() if isinstance(value, np.generic) else value
                outcome.shown = "" if value is None else repr(value)[:LONGEST]
    except Exception as error:
        outcome.error = (type(error).__name__, _said(error))
    finally:
        outcome.out = paper.getvalue()[:LONGEST]
        _close_figures()


class _Paper(io.StringIO):
    """What a cell of the teacher's prints."""


def _close_figures() -> None:
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    with contextlib.redirect_stderr(io.StringIO()):
        yield


def _said(error: BaseException) -> str:
    """What an error says, and where in the student's code it arose; nothing of the check."""
    notes = getattr(error, "__notes__", []) if getattr(error, "students", False) else []
    return "\n".join([str(error), *(f"  in your code: {note}" for note in notes)])[:LONGEST]


# a submission


@dataclass
class Judge:
    """Judges one submission.

    Parameters
    ----------
    prepared : Prepared
    start : callable
        Starts a process for the student's code; returns the line to it.
    limits : Limits
    tell : callable
        Told of every outcome as soon as it is there.
    """

    prepared: Prepared
    start: Callable[[], socket.socket]
    limits: Limits
    tell: Callable[[Outcome], object]
    restarts: int = 6
    played: list[Act] = field(default_factory=list)
    deadly: list[Act] = field(default_factory=list)

    def judge(self, acts: Sequence[Act]) -> None:
        """Play the student's cells and run the checks, in the teacher's order."""
        self.until = monotonic() + self.limits.whole
        self.names = self.prepared.names
        self.line: Line | None = self._fresh()
        checks = [act.part.grade_id for act in acts if act.part and act.part.check]
        for act in acts:
            part = act.part
            if part is not None and part.check:
                checks.remove(part.grade_id)
                self.tell(self._examined(part))
            elif act.kind == "code" and act.text.strip():
                self.tell(self._played(act, last=not checks))
                if part is not None and part.id in self.prepared.waiting:
                    with contextlib.suppress(Gone):
                        _run(part, self.names, Outcome(part.id))

    def _played(self, act: Act, last: bool) -> Outcome:
        """Have a cell of the student's run."""
        outcome = Outcome(act.name)
        try:
            if self.line is None:
                raise Gone("the code before it could not be run")
            reply = self.line.cell(act.text, act.name)
            if "error" in reply:
                error = _raised(reply["error"])
                if isinstance(error, Gone):
                    words = f"This cell took more than {self.limits.cell:g} s."
                    outcome.error = ("TimeoutError", words)
                else:
                    outcome.error = (str(reply["error"]["mro"][0])[:80], _said(error))
            outcome.out = str(reply.get("out", ""))[:LONGEST]
            outcome.shown = str(reply.get("value") or "")[:LONGEST]
            self.played.append(act)
        except Gone as gone:
            outcome.error = ("DeadCell", f"This cell ended the run: {gone}.")
            self.deadly.append(act)
            if not last:
                self._replay()
        return outcome

    def _examined(self, part: Part) -> Outcome:
        """Run a check."""
        outcome = Outcome(part.grade_id, 0.0, part.points)
        self.names.checking = True
        try:
            if self.line is None:
                raise Gone("the code before it could not be run")
            self.names.line = self.line
            _run(part, self.names, outcome)
            outcome.score = 0.0 if outcome.error else _earned(outcome.shown, part.points)
        except Gone as gone:
            outcome.error = ("NoAnswer", f"Your code gave this check no answer: {gone}.")
            self._replay()
        finally:
            self.names.checking = False
        return outcome

    def _replay(self) -> None:
        """Start again without the cells that ended the run."""
        self.line = None
        while self.restarts and monotonic() < self.until:
            self.restarts -= 1
            line, played = self._fresh(), list(self.played)
            for act in played:
                try:
                    line.cell(act.text, act.name)
                except Gone:
                    self.deadly.append(act)
                    self.played.remove(act)
                    break
            else:
                self.line = line
                return

    def _fresh(self) -> Line:
        line = Line(self.start(), self.limits, self.until)
        self.names.line = line
        return line


def _earned(shown: str, points: float) -> float:
    """What a check that passed earns: all of it, or the number in which it ends."""
    try:
        part = float(shown)
    except ValueError:
        return points
    return part if 0 <= part <= points else points


def trace(error: BaseException) -> str:
    """A traceback, for what is the teacher's to mend."""
    return "".join(traceback.format_exception(error))[-4000:]

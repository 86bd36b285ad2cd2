"""What a teacher's notebook asks for: its cells in order, each with its part in the grading.

It is read from nbgrader's source directory, with solutions and hidden tests. What a cell means is
decided here, and never by a file that was handed in.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from gmmlab.errors import GmmlabError

__all__ = ["BadPlan", "Part", "Plan", "bound", "read_plan"]


class BadPlan(GmmlabError, ValueError):
    """A teacher's notebook that cannot be graded with."""


@dataclass(frozen=True)
class Part:
    """One cell of the teacher's notebook.

    Attributes
    ----------
    id, kind, text : str
        Its id; "code", "markdown" or "raw"; and what stands in it.
    grade_id : str
        Its name for nbgrader; empty for a plain cell.
    solution, grade, locked, task : bool
        As nbgrader means them.
    points : float
        What it is worth.
    released : str
        What stands in it when learners receive it.
    """

    id: str
    kind: str
    text: str
    grade_id: str = ""
    solution: bool = False
    grade: bool = False
    locked: bool = False
    task: bool = False
    points: float = 0.0
    released: str = ""

    @property
    def check(self) -> bool:
        """Whether it is a test that a machine runs."""
        return self.grade and not self.solution and self.kind == "code"

    @property
    def by_hand(self) -> bool:
        """Whether a person grades it."""
        return self.task or (self.grade and not self.check)

    @property
    def given(self) -> bool:
        """Whether it is the teacher's code, and stays so."""
        return bool(self.grade_id) and self.locked and not (self.grade or self.solution)

    @property
    def learners(self) -> bool:
        """Whether what stands in it is the learner's."""
        return self.solution or not self.grade_id


@dataclass(frozen=True)
class Plan:
    """A notebook of an assignment, as its teacher wrote it.

    Attributes
    ----------
    name : str
        Without .ipynb.
    parts : tuple of Part
    files : mapping of str to bytes
        What lies beside it, and goes with every submission.
    """

    name: str
    parts: tuple[Part, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def theirs(self) -> frozenset[str]:
        """The names that solutions bind: what they stand for is the learner's to say.

        Not what they import: a learner's `np` would compare as the learner likes.
        """
        code = (part.text for part in self.parts if part.solution and part.kind == "code")
        return frozenset(name for text in code for name in bound(text, imports=False))

    @cached_property
    def imports(self) -> tuple[str, ...]:
        """The imports of its learners' cells, as the teacher wrote them."""
        code = (part.text for part in self.parts if part.learners and part.kind == "code")
        return tuple(statement for text in code for statement in _imports(text))

    @cached_property
    def graded(self) -> tuple[Part, ...]:
        """The parts that earn points."""
        return tuple(part for part in self.parts if part.grade or part.task)

    @cached_property
    def mark(self) -> str:
        """A hash of all that the grade depends on."""
        told = [[p.id, p.kind, p.text, p.grade_id, p.points, p.solution] for p in self.parts]
        digest = hashlib.sha256(json.dumps(told).encode())
        for name in sorted(self.files):
            digest.update(name.encode() + b"\0" + self.files[name])
        return digest.hexdigest()[:32]


def bound(code: str, imports: bool = True) -> Iterator[str]:
    r"""List the names that some code binds at its top level.

    Examples
    --------
    >>> sorted(bound("a, b = 1, 2\ndef f(x): y = x\nimport numpy as np\nfor i in []: c = i"))
    ['a', 'b', 'c', 'f', 'i', 'np']
    """
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return  # a magic, perhaps: what it binds is found when it is asked for
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.alias):
            if imports:
                yield (node.asname or node.name).partition(".")[0]
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)


def _imports(code: str) -> Iterator[str]:
    """The import statements at the top level of some code."""
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    yield from (ast.unparse(node) for node in body if isinstance(node, ast.Import | ast.ImportFrom))


def read_plan(source: Path, release: Path | None = None) -> Plan:
    """Read a teacher's notebook, and what lies beside it.

    Parameters
    ----------
    source : Path
        The notebook in nbgrader's source directory.
    release : Path, optional
        The notebook as learners receive it.

    Raises
    ------
    BadPlan
        If it cannot be read, or two of its cells share a name.
    """
    cells = _cells(source)
    released = {c.get("id"): _text(c) for c in _cells(release)} if release else {}
    parts = tuple(_part(n, cell, released) for n, cell in enumerate(cells))
    names = [part.grade_id for part in parts if part.grade_id]
    for name in names:
        if names.count(name) > 1:
            raise BadPlan(f"{source}: two cells are called {name!r}. Rename one of them.")
    if not any(part.grade or part.task for part in parts):
        raise BadPlan(f"{source} holds nothing that is graded. Mark its cells with nbgrader.")
    beside = (p for p in sorted(source.parent.rglob("*")) if p.is_file() and p.suffix != ".ipynb")
    files = {p.relative_to(source.parent).as_posix(): p.read_bytes() for p in beside}
    return Plan(source.stem, parts, files)


def _cells(path: Path) -> Sequence[Mapping[str, Any]]:
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadPlan(f"{path} is no notebook ({error}). Build it anew.") from error
    return list(cells)


def _part(n: int, cell: Mapping[str, Any], released: Mapping[Any, str]) -> Part:
    about = cell.get("metadata", {}).get("nbgrader", {})
    name = str(about.get("grade_id", ""))
    flags = {key: bool(about.get(key)) for key in ("solution", "grade", "locked", "task")}
    text = _text(cell)
    return Part(
        id=str(cell.get("id", f"part-{n}")),
        kind=str(cell["cell_type"]),
        text=text,
        grade_id=name if name and any(flags.values()) else "",
        points=float(about.get("points", 0) or 0),
        released=released.get(cell.get("id"), text),
        **flags,
    )


def _text(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)

"""What of an exercise's code no answer and no check can need: cells that only draw, and imports.

Only what is the course's and stands as it was released is ever left out; whatever a learner has
written is run. Where code may look names up in ways that cannot be read, nothing is left out.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from gmmlab.desk.cells import Cell

__all__ = ["makes", "unneeded"]

BACK_DOORS = {"__import__", "eval", "exec", "get_ipython", "globals", "locals", "vars"}
CHANGERS = {"add", "append", "clear", "discard", "extend", "fill", "insert", "partition", "pop"}
CHANGERS |= {"put", "remove", "resize", "reverse", "setdefault", "sort", "update"}
"""Methods that change what they are called on."""
SETTINGS = {"next", "seed", "set_printoptions", "setattr", "seterr", "shuffle"}
"""Functions that change what they are given, or what everyone shares."""
SURE = (ast.Assign, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
"""Statements after which the names that they bind are bound."""


@dataclass(frozen=True)
class _Code:
    """A code cell, and what can be read off it."""

    cell: Cell
    tree: ast.Module

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    @cached_property
    def used(self) -> frozenset[str]:
        """The names of the notebook that it looks up and has not given a meaning before."""
        return _needed(self.tree.body)

    @cached_property
    def bound(self) -> frozenset[str]:
        """The names of the notebook that it gives a meaning."""
        return _names(self.tree).bound

    def changes(self, needed: frozenset[str]) -> bool:
        """Whether it may change something that is needed, without giving it a new name."""
        foreign = needed - self.bound
        for node in self.nodes:
            match node:
                case ast.Global() | ast.Delete():
                    return True
                case ast.Attribute() | ast.Subscript() if _stored(node) and _root(node) in foreign:
                    return True
                case ast.Call(ast.Attribute(attr=name) | ast.Name(name)) if name in SETTINGS:
                    return True
                case ast.Call(ast.Attribute(attr=name) as method) if _root(method) in foreign:
                    if name in CHANGERS or "rng" in str(_root(method)):
                        return True
        return False


def _needed(statements: Sequence[ast.stmt]) -> frozenset[str]:
    """The names that statements look up, one after another, and have not surely bound before."""
    needed: set[str] = set()
    own: set[str] = set()
    for statement in statements:
        needed |= _looked_up(statement) - own
        if isinstance(statement, SURE):
            own |= _names(statement).bound
    return frozenset(needed)


def _looked_up(statement: ast.stmt) -> frozenset[str]:
    """The names of the notebook that a statement looks up; not those that it has just bound."""
    match statement:
        case ast.For(target=target, iter=drawn, body=body, orelse=rest):
            return _read(drawn) | (_needed(body) - _stored_in(target)) | _needed(rest)
        case ast.With(items=items, body=body):
            opened = frozenset[str]().union(*(_read(item.context_expr) for item in items))
            names = (_stored_in(item.optional_vars) for item in items if item.optional_vars)
            return opened | (_needed(body) - frozenset[str]().union(*names))
        case ast.If(test=test, body=body, orelse=rest):
            return _read(test) | _needed(body) | _needed(rest)
    return _names(statement).read


def _read(expression: ast.expr) -> frozenset[str]:
    return _names(ast.Expr(expression)).read


def _stored_in(target: ast.expr) -> frozenset[str]:
    names = (node for node in ast.walk(target) if isinstance(node, ast.Name))
    return frozenset(node.id for node in names if isinstance(node.ctx, ast.Store))


class _Names(NamedTuple):
    """The names of the notebook in a piece of code."""

    read: frozenset[str]
    """Those that are looked up, by functions inside of it too."""
    bound: frozenset[str]
    """Those that are given a meaning."""


def _names(code: ast.stmt | ast.Module) -> _Names:
    scopes = [symtable.symtable(ast.unparse(code), "cell", "exec")]
    for scope in scopes:  # which grows meanwhile
        scopes += scope.get_children()
    top, *inner = scopes
    symbols = top.get_symbols()
    read = {one.get_name() for one in symbols if one.is_referenced()}
    read |= {one.get_name() for scope in inner for one in scope.get_symbols() if one.is_global()}
    changed = (node.target for node in ast.walk(code) if isinstance(node, ast.AugAssign))
    read |= {target.id for target in changed if isinstance(target, ast.Name)}
    bound = (one.get_name() for one in symbols if one.is_assigned() or one.is_imported())
    return _Names(frozenset(read), frozenset(bound))


def _stored(node: ast.Name | ast.Attribute | ast.Subscript) -> bool:
    return isinstance(node.ctx, ast.Store)


def _root(node: ast.AST) -> str | None:
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def unneeded(cells: Sequence[Cell]) -> tuple[frozenset[int], frozenset[str]]:
    r"""Say which cells need not be run, and which names need not be imported.

    Parameters
    ----------
    cells : sequence of Cell

    Returns
    -------
    numbers : frozenset of int
        Plain cells of the course's that only show something.
    names : frozenset of str
        What the course's own cells import, and nothing that is run looks up.

    Examples
    --------
    >>> given = Cell(1, "code", "import matplotlib.pyplot as plt\nX = [1]", plain=True)
    >>> shown = Cell(2, "code", "plt.plot(X)", plain=True)
    >>> mine = Cell(3, "code", "total = sum(X)")
    >>> [sorted(some) for some in unneeded([given, shown, mine])]
    [[2], ['plt']]
    """
    try:
        codes = [_Code(c, ast.parse(c.text)) for c in cells if c.kind == "code"]
    except (SyntaxError, ValueError, RecursionError):
        return frozenset(), frozenset()  # a magic, or a mistake: what it uses is not known
    if any(BACK_DOORS & code.used or "__main__" in code.cell.text for code in codes):
        return frozenset(), frozenset()
    idle = [code for code in codes if code.cell.plain]
    kept = [code for code in codes if not code.cell.plain]
    while found := [code for code in idle if _wanted(code, _used(kept))]:
        kept += found
        idle = [code for code in idle if code not in found]
    imported = frozenset(name for code in kept for name in _imports(code))
    return frozenset(code.cell.number for code in idle), imported - _used(kept)


def makes(text: str) -> frozenset[str]:
    r"""Say which names of the notebook a cell gives a meaning; none where it cannot be read.

    Examples
    --------
    >>> sorted(makes("def half(x):\n    y = x / 2\n    return y\na = half(1)"))
    ['a', 'half']
    """
    try:
        return _Code(Cell(1, "code", text), ast.parse(text)).bound
    except (SyntaxError, ValueError, RecursionError):
        return frozenset()


def _used(codes: Sequence[_Code]) -> frozenset[str]:
    return frozenset(name for code in codes for name in code.used)


def _wanted(code: _Code, needed: frozenset[str]) -> bool:
    return bool(code.bound & needed) or code.changes(needed)


def _imports(code: _Code) -> Iterator[str]:
    """The names that one of the course's own cells imports at its top."""
    if code.cell.courses:
        for node in code.tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield from (one.asname or one.name for one in node.names)

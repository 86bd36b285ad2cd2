"""Functions of a check that a student is given: as a copy where that makes no difference.

A function that stands in the released notebook and only calculates is sent as its code, so that a
student's loop may call it a million times. One that is hidden, remembers or changes something, or
holds a number of the check's, stays with the judge and is asked for each value: what it is made of
could be an answer.
"""

from __future__ import annotations

import builtins
import dis
import marshal
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

__all__ = ["copied", "importable", "restored"]

_READS = {"LOAD_GLOBAL", "LOAD_NAME"}
_WRITES = {"STORE_GLOBAL", "DELETE_GLOBAL", "STORE_DEREF", "DELETE_DEREF", "IMPORT_NAME"}
_WRITES |= {"STORE_SUBSCR", "DELETE_SUBSCR", "STORE_ATTR", "DELETE_ATTR", "STORE_SLICE"}
_FIXED = (types.BuiltinFunctionType, types.ModuleType, np.ufunc)


def copied(
    function: types.FunctionType, shown: Callable[[types.CodeType], bool], depth: int = 0
) -> tuple[Any, ...] | None:
    """Give what a function is made of; None if it should stay where it is.

    Parameters
    ----------
    function : function
    shown : callable
        Whether learners can read some code in their notebook anyway.

    Examples
    --------
    >>> restored(copied(lambda x: 2 * x, shown=lambda code: True))(21)
    42
    >>> copied(lambda x: 2 * x, shown=lambda code: False) is None
    True
    """
    code = function.__code__
    if (
        depth > 3
        or not shown(code)
        or any(one.opname in _WRITES for part in _all(code) for one in _steps(part))
    ):
        return None
    names = {one.argval for part in _all(code) for one in _steps(part) if one.opname in _READS}
    known = {n: function.__globals__[n] for n in names if _has(function.__globals__, n)}
    if not all(name in known or hasattr(builtins, name) for name in names):
        return None  # it reads something of the student's
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    values = [*known.values(), *cells, *(function.__defaults__ or ())]
    if function.__kwdefaults__ or not all(_sent(value, shown, depth) for value in values):
        return None
    return (
        marshal.dumps(code),
        function.__name__,
        tuple((name, _part(value, shown, depth)) for name, value in known.items()),
        tuple(_part(value, shown, depth) for value in cells),
        tuple(_part(value, shown, depth) for value in function.__defaults__ or ()),
    )


def restored(made_of: tuple[Any, ...]) -> Callable[..., Any]:
    """Make the function again."""
    code, name, known, cells, defaults = made_of
    names = {"__builtins__": builtins} | {n: _whole(value) for n, value in known}
    closure = tuple(types.CellType(_whole(value)) for value in cells)
    ready = tuple(_whole(value) for value in defaults)
    return types.FunctionType(marshal.loads(code), names, name, ready, closure)


def importable(function: types.FunctionType | type) -> bool:
    """Say whether a function or a class can be imported where it is needed."""
    found: Any = sys.modules.get(function.__module__ or "")
    for name in function.__qualname__.split("."):
        found = getattr(found, name, None)
    return found is function


def _all(code: types.CodeType) -> Iterator[types.CodeType]:
    """Some code, and the code of the functions inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _all(constant)


def _steps(code: types.CodeType) -> list[dis.Instruction]:
    """Its instructions; a variable of its own that an inner function reads is its own to set."""
    own = set(code.co_cellvars)
    return [
        one
        for one in dis.get_instructions(code)
        if not (one.opname in ("STORE_DEREF", "DELETE_DEREF") and one.argval in own)
    ]


def _has(names: dict[str, Any], name: str) -> bool:
    """Say whether a namespace holds a name by itself, without asking anybody."""
    return dict.__contains__(names, name)


def _sent(value: Any, shown: Callable[[types.CodeType], bool], depth: int) -> bool:
    """Say whether a value may go along; numbers and words of the check's may not."""
    if isinstance(value, types.FunctionType):
        return importable(value) or copied(value, shown, depth + 1) is not None
    return isinstance(value, _FIXED) or (isinstance(value, type) and importable(value))


def _part(value: Any, shown: Callable[[types.CodeType], bool], depth: int) -> Any:
    if isinstance(value, types.FunctionType) and not importable(value):
        return ("function", copied(value, shown, depth + 1))
    return ("value", value)


def _whole(part: tuple[str, Any]) -> Any:
    kind, value = part
    return restored(value) if kind == "function" else value

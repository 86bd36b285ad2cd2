"""What a notebook's code must keep to, so that it runs everywhere and is graded as meant."""

from __future__ import annotations

import ast
import symtable
from dataclasses import replace
from typing import TYPE_CHECKING

from IPython.core.inputtransformer2 import TransformerManager

from gmmlab.teach.problems import Problem
from gmmlab.teach.regions import split, unbalanced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gmmlab.teach.source import Cell

__all__ = ["checks", "leaks", "markers", "python", "widgets"]

_HANGING = {"interact", "interact_manual", "interactive", "interactive_output", "Output"}
_NOISY = {"stderr", "warn", "logging"}
_COMMON = {"else:", "try:", "pass", "return", "finally:"}


def python(cells: Sequence[Cell], path: str) -> Iterator[Problem]:
    r"""Check that every code cell can be read as Python, a check without its hidden tests too.

    Parameters
    ----------
    cells : sequence of Cell
        Their markers are balanced.
    path : str
        The source's name.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> print(*python(parse("# %%\nx = = 1", "lesson.py"), "lesson.py"))
    lesson.py:2: This is not Python: invalid syntax. Mend the line.
    """
    for cell in cells:
        try:
            for version in _versions(cell):
                _tree(version)
        except SyntaxError as error:
            line = cell.line + (error.lineno or 0)
            yield Problem(path, line, f"This is not Python: {error.msg}.", "Mend the line.")


def widgets(cells: Sequence[Cell], path: str) -> Iterator[Problem]:
    r"""Refuse the widgets that hang an execution without a browser.

    Parameters
    ----------
    cells : sequence of Cell
        Their code can be read.
    path : str
        The source's name.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> cells = parse("# %%\nfrom ipywidgets import interact", "lesson.py")
    >>> print(next(widgets(cells, "lesson.py")).what)
    interact can hang the notebook where no browser is attached.
    """
    for cell in cells:
        for name, line in _names(_tree(cell)):
            if name in _HANGING:
                yield Problem(
                    path,
                    cell.line + line,
                    f"{name} can hang the notebook where no browser is attached.",
                    "Use an explorer of gmmlab.learn, or a widget's `observe`.",
                )


def markers(cells: Sequence[Cell], path: str) -> Iterator[Problem]:
    r"""Check that what a release leaves out is marked in pairs, in the cells meant for it.

    Parameters
    ----------
    cells : sequence of Cell
        An exercise.
    path : str
        The source's name.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> cells = parse('# %% solution="mean"\n### BEGIN SOLUTION', "exercise.py")
    >>> print(next(markers(cells, "exercise.py")).what)
    BEGIN SOLUTION and END SOLUTION do not come in pairs.
    """
    for cell in cells:
        if what := unbalanced(cell):
            yield Problem(
                path,
                cell.line,
                what,
                "Solutions belong in solution and answer cells, hidden tests in checks, "
                "mark schemes in tasks; each begins with ### BEGIN and ends with ### END.",
            )


def checks(cells: Sequence[Cell], path: str) -> Iterator[Problem]:
    r"""Check that what is graded can fail, and that nothing else decides its points.

    Parameters
    ----------
    cells : sequence of Cell
        An exercise whose code can be read and whose markers are balanced.
    path : str
        The source's name.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> cells = parse('# %% check="mean" points=2\nmean([1, 3])', "exercise.py")
    >>> [problem.what for problem in checks(cells, "exercise.py")]
    ["check='mean' asserts nothing, so everyone passes it.",
     "check='mean' ends in an expression; nbgrader would read a number as partial credit."]
    """
    for cell in cells:
        if cell.role == "check":
            for line, what, remedy in _faults(cell):
                yield Problem(path, cell.line + line, f"check={cell.name!r} {what}", remedy)


def _faults(cell: Cell) -> Iterator[tuple[int, str, str]]:
    tree = _tree(cell)
    if not any(isinstance(node, ast.Assert | ast.Raise) for node in ast.walk(tree)):
        yield 0, "asserts nothing, so everyone passes it.", "Assert what must be true, and say why."
    for name, line in _names(tree):
        if name in _NOISY:
            what = f"uses {name}: nbgrader gives no points where standard error is written to."
            yield line, what, "Use print, or the message of an assertion."
    if line := _ends_in_a_value(cell):
        what = "ends in an expression; nbgrader would read a number as partial credit."
        yield line, what, "End it with an assertion or a print."
    if names := _bound(cell):
        what = f"sets {', '.join(names)}, which learners may have set for themselves."
        yield 0, what, "Put it into a function called check_..., and print what that returns."


def leaks(cells: Sequence[Cell], released: Sequence[str], path: str) -> Iterator[Problem]:
    r"""Look for solutions and hidden tests in a release.

    Parameters
    ----------
    cells : sequence of Cell
        The exercise, with its solutions.
    released : sequence of str
        The text of each cell that learners receive.
    path : str
        The release's name.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> cells = parse('# %% solution="half"\nhalf = 1 / 2', "exercise.py")
    >>> print(*leaks(cells, ["half = 1 / 2"], "half.ipynb"))
    half.ipynb: It shows what learners must find: 'half = 1 / 2'. Build it anew with `gmmlab build`.
    """
    parts = [split(cell) for cell in cells]
    shown = {line.strip() for part, _ in parts for line in part}
    kept = {line.strip() for _, part in parts for line in part} - shown - _COMMON
    secret = {line for line in kept if len(line) > 4}
    for line in (line.strip() for text in released for line in text.splitlines()):
        if line in secret or "BEGIN SOLUTION" in line or "BEGIN HIDDEN" in line:
            yield Problem(
                path,
                0,
                f"It shows what learners must find: {line!r}.",
                "Build it anew with `gmmlab build`.",
            )


def _tree(cell: Cell) -> ast.Module:
    text = cell.text if cell.kind == "code" else ""
    return ast.parse(TransformerManager().transform_cell(text))


def _versions(cell: Cell) -> tuple[Cell, ...]:
    """A check as it is graded and as learners see it; any other cell as it is."""
    if cell.role != "check":
        return (cell,)
    return cell, replace(cell, text="\n".join(split(cell)[0]))


def _names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute):
            yield node.attr, node.lineno
        elif isinstance(node, ast.alias):
            yield node.name, node.lineno


def _bound(cell: Cell) -> list[str]:
    """Name what a check leaves behind in the learner's notebook, its own function apart."""
    symbols = symtable.symtable(ast.unparse(_tree(cell)), "check", "exec").get_symbols()
    names = [s.get_name() for s in symbols if s.is_assigned() or s.is_imported()]
    return sorted(name for name in names if not name.startswith("check_"))


def _ends_in_a_value(cell: Cell) -> int:
    """Find the line of a last expression, with the hidden tests or without; 0 if there is none."""
    for version in _versions(cell):
        last = _tree(version).body[-1:]
        if last and isinstance(last[0], ast.Expr) and not _prints(last[0].value):
            return last[0].lineno
    return 0


def _prints(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func) == "print"

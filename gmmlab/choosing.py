"""How many components, and of which shape?  Fit a table of models, and charge for parameters.

`select` fits the table and ranks it by a criterion; every cell that is left empty says why.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeAlias
from zlib import crc32

import numpy as np

from gmmlab.checks import as_count, as_varied
from gmmlab.covariances import SHAPES, as_shape
from gmmlab.criteria import aic, bic, icl
from gmmlab.errors import BadInput, GmmlabError
from gmmlab.races import race
from gmmlab.shapes import Shape
from gmmlab.steps import Fit
from gmmlab.types import Array, Seed
from gmmlab.workers import each

__all__ = ["CRITERIA", "Cell", "Criterion", "Selection", "select"]

Criterion: TypeAlias = Callable[[Fit], float]
"""What a fit costs: smaller is better."""

CRITERIA: dict[str, Criterion] = {"bic": bic, "aic": aic, "icl": icl}
"""The criteria by the names that people use."""


@dataclass(frozen=True, eq=False)
class Cell:
    """One model of the table, and how it came out."""

    K: int
    shape: str
    fit: Fit | None = field(repr=False)
    """Also where a component collapsed; None where nothing could be fitted."""
    reason: str = ""
    """Why this fit is not compared; empty if it is."""


@dataclass(frozen=True, eq=False)
class Selection:
    """A table of fits, rows by K and columns by shape, and the criterion that ranks them."""

    cells: tuple[Cell, ...] = field(repr=False)
    """Row by row."""
    K: tuple[int, ...]
    shapes: tuple[str, ...]
    criterion: Criterion
    title: str

    @cached_property
    def table(self) -> np.ndarray[Any, np.dtype[np.void]]:
        """A record for each cell, shape (rows, columns): ``table["bic"]`` is an array of BICs.

        Its fields are K, shape, log_likelihood (nats), free_parameters, bic, aic, icl, value (of
        the criterion) and reason.  What is not compared is NaN, and has its reason.
        """
        numbers = ("log_likelihood", "free_parameters", *CRITERIA, "value")
        measures = (_log_likelihood, _free_parameters, *CRITERIA.values(), self.criterion)
        long = max(len(cell.reason) for cell in self.cells) + 1
        wide = max(map(len, self.shapes))
        dtype = [("K", int), ("shape", f"U{wide}"), *((name, float) for name in numbers)]
        rows = [
            (cell.K, cell.shape, *(_measured(cell, m) for m in measures), cell.reason)
            for cell in self.cells
        ]
        table = np.array(rows, dtype=[*dtype, ("reason", f"U{long}")])
        return table.reshape(len(self.K), len(self.shapes))

    @property
    def fits(self) -> dict[tuple[int, str], Fit]:
        """The fits that are compared, by number of components and shape."""
        return {(c.K, c.shape): c.fit for c in self.cells if c.fit is not None and not c.reason}

    @property
    def winner(self) -> Cell:
        """The cell with the smallest value; of equal ones the first."""
        values = self.table["value"].ravel()
        least = np.nanmin(values)
        return self.cells[int(np.argmax(values <= least + 1e-9 * abs(least)))]

    @property
    def best(self) -> Fit:
        """The fit of the winner."""
        return self.fits[self.winner.K, self.winner.shape]

    def by(self, criterion: str | Criterion) -> Selection:
        """The same fits, ranked by something else; nothing is fitted again."""
        rule, title = _criterion(criterion)
        return replace(self, criterion=rule, title=title)

    def to_text(self) -> str:
        """The criterion's table, the winner marked with a star, and what was left out."""
        head = ["K", *(f"{name} " for name in self.shapes)]
        body = [[str(K), *self._written(i)] for i, K in enumerate(self.K)]
        widths = [max(map(len, column)) for column in zip(head, *body, strict=True)]
        lines = ["  ".join(map(str.rjust, row, widths)).rstrip() for row in (head, *body)]
        lost = [f"K={c.K} {c.shape}: {c.reason}" for c in self.cells if c.reason]
        return "\n".join([f"{self.title}, smaller is better (* smallest)", *lines, *lost])

    __str__ = to_text

    def _written(self, row: int) -> list[str]:
        won = self.winner
        stars = [
            "*" if (c["K"], c["shape"]) == (won.K, won.shape) else " " for c in self.table[row]
        ]
        values = self.table["value"][row]
        return ["- " if np.isnan(v) else f"{v:.2f}{s}" for v, s in zip(values, stars, strict=True)]

    def _repr_html_(self) -> str:
        """The same table for a notebook: the winner bold, reasons in place of what is missing."""
        head = "".join(f"<th scope='col'>{html.escape(name)}</th>" for name in ("K", *self.shapes))
        rows = "".join(self._html_row(i) for i in range(len(self.K)))
        title = html.escape(f"{self.title}, smaller is better (bold: smallest)")
        return f"<table><caption>{title}</caption><tr>{head}</tr>{rows}</table>"

    def _html_row(self, row: int) -> str:
        written = zip(self._written(row), self.table["reason"][row], strict=True)
        return f"<tr><th scope='row'>{self.K[row]}</th>{''.join(_td(*one) for one in written)}</tr>"


def _td(text: str, reason: str) -> str:
    if reason:
        return f"<td title='{html.escape(reason)}'>not compared</td>"
    value = text.rstrip("* ")
    return f"<td><strong>{value}</strong></td>" if text.endswith("*") else f"<td>{value}</td>"


def _log_likelihood(fit: Fit) -> float:
    return fit.log_likelihood


def _free_parameters(fit: Fit) -> float:
    return float(fit.free_parameters)


def _measured(cell: Cell, measure: Criterion) -> float:
    """What the fit measures; on a copy, which takes the n x K responsibilities away with it."""
    return np.nan if cell.fit is None or cell.reason else float(measure(replace(cell.fit)))


def _criterion(criterion: str | Criterion) -> tuple[Criterion, str]:
    """The rule, and what to call it."""
    if callable(criterion):
        return criterion, getattr(criterion, "__name__", "criterion")
    if criterion in CRITERIA:
        return CRITERIA[criterion], criterion.upper()
    raise BadInput(
        f"there is no criterion called {criterion!r}. Choose one of {', '.join(CRITERIA)}, or pass "
        "a function of a fit that is smaller for better ones."
    )


def select(
    X: Any,
    K: Iterable[int] = range(1, 10),
    shapes: Sequence[str | Shape] | None = None,
    criterion: str | Criterion = "bic",
    *,
    rng: Seed = 0,
    executor: Executor | None = None,
    **racing: Any,
) -> Selection:
    """Fit every number of components with every shape, and rank the fits.

    Every cell draws from a seed of its own, made of `rng`, K and the shape: it comes out the same
    in any order, in any company, and on any number of processors.

    Parameters
    ----------
    X : array_like of shape (n, d)
    K : iterable of int
        The rows.
    shapes : sequence of str or Shape, optional
        The columns; if not given, all that differ in d dimensions: the fourteen, or two.
    criterion : str or callable
        'bic', 'aic', 'icl', or a function of a `Fit`; smaller is better.
    rng : numpy.random.Generator, int or None
    executor : concurrent.futures.Executor, optional
        Of threads or processes, to fit several cells at a time; see `workers.each`.
    **racing : Any
        Passed on to `race`: tol, weights, portfolio, rounds or maximise.

    Returns
    -------
    selection : Selection
        A collapsed component or a failed fit is no warning, but a cell with a reason.

    Raises
    ------
    BadInput
        If the data cannot be fitted, or no cell at all could be.

    References
    ----------
    .. [1] C. Fraley and A. E. Raftery, "Model-based clustering, discriminant analysis, and density
       estimation", J. Amer. Statist. Assoc. 97 (2002), 611-631.  Section 2.4.

    Examples
    --------
    >>> from gmmlab.datasets import faithful
    >>> print(select(faithful().X, K=(1, 2, 3), shapes=("EEE", "VVV")))
    BIC, smaller is better (* smallest)
    K      EEE       VVV
    1  2607.62   2607.62
    2  2325.22   2322.19
    3  2314.30*  2324.18
    """
    X, rule = as_varied(X), _criterion(criterion)
    rows = tuple(dict.fromkeys(as_count(k) for k in K))
    columns = tuple(dict.fromkeys(_names(shapes, X.shape[1])))
    root = np.random.default_rng(rng).integers(2**32, size=4).tolist()
    tasks = [(X, k, name, _seed(root, k, name), racing) for k in rows for name in columns]
    cells = each(_cell, tasks, executor)
    if not tasks or all(cell.reason for cell in cells):
        raise BadInput(
            f"none of {len(cells)} models could be fitted to {len(X)} points"
            f"{f'; the first: {cells[0].reason}' if cells else ''}. Ask for fewer components, or "
            "for shapes with fewer parameters."
        )
    names = tuple(_name(shape) for shape in columns)
    return Selection(tuple(cells), rows, names, *rule)


def _names(shapes: Sequence[str | Shape] | None, d: int) -> Sequence[str | Shape]:
    if shapes is not None:
        return shapes
    return ("EII", "VII") if d == 1 else tuple(SHAPES)


def _name(shape: str | Shape) -> str:
    return shape.name if isinstance(shape, Shape) else shape


def _seed(root: list[int], K: int, shape: str | Shape) -> np.random.SeedSequence:
    """The seed of one cell: a spawned child whose key is the model itself."""
    return np.random.SeedSequence(root, spawn_key=(K, crc32(as_shape(shape).name.encode())))


def _cell(
    X: Array, K: int, shape: str | Shape, seed: np.random.SeedSequence, racing: dict[str, Any]
) -> Cell:
    try:
        fit = race(X, K, as_shape(shape), rng=np.random.default_rng(seed), **racing).fit
    except GmmlabError as error:
        return Cell(K, _name(shape), None, str(error))
    thin = ", ".join(map(str, fit.collapsed))
    return Cell(K, _name(shape), fit, f"component {thin} collapsed onto a few points" * bool(thin))

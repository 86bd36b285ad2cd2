"""Tables as CSV, of which no cell is taken for a formula by a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

__all__ = ["RISKY", "table_of"]

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A cell of a table that begins so is taken for a formula by spreadsheets."""


def table_of(rows: Sequence[Sequence[str]]) -> str:
    r"""Write rows as CSV.

    Examples
    --------
    >>> table_of([["student", "points"], ["=ada", "2"]])
    "student,points\n'=ada,2\n"
    """
    paper = io.StringIO()
    writer = csv.writer(paper, lineterminator="\n")
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return paper.getvalue()


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(RISKY) else cell

"""A table of models as curves: what each number of components costs, a curve per shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gmmlab.errors import BadInput
from gmmlab.plot.labels import End, name_ends
from gmmlab.plot.style import LINES, MARKERS, PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from gmmlab.choosing import Criterion, Selection
    from gmmlab.types import Array

__all__ = ["selection"]

GREY = "0.72"
LEADERS = (PALETTE[0], PALETTE[2], PALETTE[3], PALETTE[4], PALETTE[5])
"""The winner's star has the colour that is left out."""


def selection(
    ax: Axes, chosen: Selection, criterion: str | Criterion | None = None, *, leaders: int = 3
) -> Axes:
    """Draw a criterion against the number of components, a curve per shape, and mark the least.

    Every curve is named where it ends, and the best few are drawn in colour.  The view ends where
    worse models would flatten the better half: three times as far above the least as the median.
    An arrow beside its name says where a curve that ends out of sight is.  What is not compared
    is missing from its curve.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        With some room on its right, for the names.
    chosen : Selection
        As `gmmlab.choosing.select` makes it.
    criterion : str or callable, optional
        'bic', 'aic', 'icl', or a function of a `Fit`; if not given, what ranks the table.
    leaders : int
        How many shapes are drawn in colour, up to five.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from gmmlab import datasets
    >>> from gmmlab.choosing import select
    >>> table = select(datasets.sixty().X, K=(1, 2, 3), shapes=("EEE", "VVV"))
    >>> ax = selection(Figure().subplots(), table)
    >>> ax.texts[0].get_text()
    'least: VVV, K = 3'
    """
    if not 1 <= leaders <= len(LEADERS):
        raise BadInput(f"leaders={leaders}: from 1 to {len(LEADERS)} curves can be in colour.")
    chosen = chosen if criterion is None else chosen.by(criterion)
    rows = np.argsort(chosen.K)
    K, values = np.array(chosen.K)[rows], chosen.table["value"][rows]
    best = np.argsort(np.where(np.isnan(values), np.inf, values).min(axis=0), kind="stable")
    ends = [
        _curve(ax, K, values[:, column], chosen.shapes[column], rank if rank < leaders else None)
        for rank, column in enumerate(best)
        if np.isfinite(values[:, column]).any()
    ]
    _mark(ax, chosen)
    ax.set(xlabel="components K", ylabel=f"{chosen.title} (smaller is better)", xticks=K)
    ax.margins(x=0.04)
    ax.set_ylim(_view(values))
    name_ends(ax, ends)
    return ax


def _curve(ax: Axes, K: Array, values: Array, name: str, rank: int | None) -> End:
    """One shape's curve, coloured if it has a rank; where it ends."""
    last = np.flatnonzero(np.isfinite(values))[-1]
    if rank is None:
        ax.plot(K, values, color=GREY, lw=0.9, marker=".", ms=3, label=name, zorder=1)
        return End(K[last], values[last], name)
    hue = LEADERS[rank]
    look: dict[str, Any] = {"ls": LINES[rank], "marker": MARKERS[rank], "zorder": 3 - 0.1 * rank}
    ax.plot(K, values, color=hue, lw=1.8, ms=4.5, label=name, **look)
    return End(K[last], values[last], name, hue, "bold")


def _mark(ax: Axes, chosen: Selection) -> None:
    """A star at the winner, and its name."""
    won = chosen.winner
    place = won.K, chosen.table["value"].ravel()[chosen.cells.index(won)]
    ax.plot(*place, marker=MARKERS[7], ms=15, color=PALETTE[1], mec="white", ls="none", zorder=4)
    ax.annotate(
        f"least: {won.shape}, K = {won.K}", place, xytext=(0, -11), textcoords="offset points",
        ha="center", va="top", fontweight="bold", zorder=5,
    )  # fmt: skip


def _view(values: Array) -> tuple[float, float]:
    """From a little below the least, where its name stands, up to three times the median."""
    finite = values[np.isfinite(values)]
    low, high = float(finite.min()), float(finite.max())
    if len(values) > 1:
        high = min(high, low + 3 * float(np.median(finite) - low))
    span = (high - low) or 1.0
    return low - 0.16 * span, high + 0.05 * span

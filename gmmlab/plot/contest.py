"""Where many starts came to: no single way to begin wins everywhere."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from gmmlab.plot.style import MARKERS, PALETTE
from gmmlab.plot.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from gmmlab.races import Race, Runner
    from gmmlab.types import Array

__all__ = ["fate", "race"]

UNDER: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "top"}
BINS = 60
"""Places across the picture where marks are piled up."""
FATES = ("went to the end", "dropped here", "collapsed")
"""What becomes of a run that can be drawn."""
LOST = "lost a component"
"""What becomes of one that cannot."""


def fate(result: Race, runner: Runner) -> str:
    """What became of a run: one of `FATES`, or `LOST`."""
    if np.isinf(runner.log_likelihood):
        return LOST
    if runner.collapsed:
        return FATES[2]
    return FATES[runner not in result.finalists]


def race(ax: Axes, result: Race) -> Axes:
    """Draw how far every start of a race came, beside the winner: a row per way to begin.

    Marks that would cover each other are piled up.  Filled ones went on to convergence; hollow
    ones were dropped where they stand, and might have climbed on.  A cross is a run of which a
    component collapsed, for which more likelihood is no merit.  Runs that lost a component have
    no likelihood; they are counted beside their row.

    The distance from the winner is drawn as it is up to 1 nat, and by powers of ten beyond.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    result : Race
        As `gmmlab.race` returns it.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import gmmlab
    >>> result = gmmlab.race(gmmlab.datasets.faithful().X, 3, rng=0)
    >>> ax = race(Figure().subplots(), result)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['random points', 'kmeans plusplus', 'random responsibilities', 'kmeans labels']
    """
    everyone = [*result.finalists, *result.dropped]
    rows = [name for name, _ in Counter(runner.start for runner in everyone).most_common()]
    seen = [runner for runner in everyone if np.isfinite(runner.log_likelihood)]
    row = np.array([rows.index(runner.start) for runner in seen])
    x = np.array([runner.log_likelihood for runner in seen]) - result.winner.log_likelihood
    ax.set_xscale("symlog", linthresh=1)
    ax.axvline(0, color="0.85", lw=1, zorder=0)
    y = row - _heights(ax.xaxis.get_transform().transform(x), row)
    fates = np.array([fate(result, runner) for runner in seen])
    for (r, name), state in product(enumerate(rows), FATES):
        mine = np.flatnonzero((row == r) & (fates == state))
        mine = mine[mine > 0]  # the first is the winner, who has a star
        if mine.size:
            ax.plot(x[mine], y[mine], label=f"{name}: {state}", **_look(state, *_sign(r)))
    ax.plot(0, row[0], marker=MARKERS[7], ms=14, color=PALETTE[1], mec="white", ls="none", zorder=4)
    ax.annotate("winner", (0, row[0]), xytext=(0, -7), **UNDER)
    _frame(ax, rows, everyone)
    return ax


def _sign(row: int) -> tuple[str, str]:
    """A row's colour and marker."""
    return PALETTE[row % len(PALETTE)], MARKERS[row % len(MARKERS)]


def _look(state: str, hue: str, marker: str) -> dict[str, Any]:
    """Filled, hollow or a cross: what became of a run."""
    if state == FATES[2]:
        return {"marker": "x", "ms": 6, "color": hue, "mew": 1.5, "ls": "none"}
    face = hue if state == FATES[0] else "none"
    return {"marker": marker, "ms": 5.5, "mfc": face, "mec": hue, "mew": 1.2, "ls": "none"}


def _frame(ax: Axes, rows: list[str], everyone: Sequence[Runner]) -> None:
    """Names of the rows, what the marks mean, and the axes."""
    lost = Counter(runner.start for runner in everyone if np.isinf(runner.log_likelihood))
    names = [f"{name}\n({lost[name]} lost a component)" if lost[name] else name for name in rows]
    ax.set_yticks(range(len(rows)), names)
    ax.set(xlabel="log-likelihood less the winner's (nats)", ylim=(len(rows) - 0.6, -1.3))
    ax.margins(x=0.06)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    keys = [Line2D([], [], label=state, **_look(state, "0.35", MARKERS[0])) for state in FATES]
    ax.legend(handles=keys, loc="upper left", ncols=3, frameon=False, fontsize="small")


def _heights(places: Array, row: Array) -> Array:
    """How high each mark stands over its row, so that none covers another."""
    bins = np.round(places / ((np.ptp(places) or 1) / BINS)).astype(int)
    pile: Counter[tuple[int, int]] = Counter()
    heights = np.empty(len(bins))
    for i, spot in enumerate(zip(row.tolist(), bins.tolist(), strict=True)):
        heights[i] = pile[spot]
        pile[spot] += 1
    return heights * min(0.13, 0.85 / max(pile.values()))

"""Step 20, the slots: parts of points are collected into whole ones, and nothing is left over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Slider, sketch
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Frame, Marks, Panel, Text
from gmmlab.learn.stage.layers import TONES
from gmmlab.plot.style import PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["slots"]

Numbers = NDArray[np.float64]
BLUE, ORANGE = PALETTE[:2]
HALF = 0.42
"""Half the width of a column."""
EQUAL = {"a half of each": 2, "a third of each": 3, "a quarter of each": 4, "a sixth of each": 6}
COUNTS = ("as its share", "wholly, if touched", "wholly, if more than half")


def slots(x: ArrayLike, r: ArrayLike, *, presets: Sequence[Preset] = ()) -> Sketch:
    """Shared points above, and below them the slots into which their parts are collected.

    Parameters
    ----------
    x : array_like of shape (n,)
        What was measured, in minutes.
    r : array_like of shape (n,)
        How responsible the fitted component is for each.
    presets : sequence of Preset
        Controls are 'collected', 'owns' and 'count'.

    Examples
    --------
    >>> tray = slots([69, 66, 64], [0.14, 0.61, 0.87])
    >>> tray.set(collected=3, owns="a third of each")
    >>> print(tray.stage.frame.sentence.splitlines()[0])
    3 of 3 collected: this component has 1.00 whole points' worth, the others 2.00.
    """
    places, fitted = np.asarray(x, dtype=float), np.asarray(r, dtype=float)
    n = len(places)
    controls = {
        "collected": Slider("Collected", 0, n),
        "owns": Choice("This component owns", ("as fitted", *EQUAL)),
        "count": Choice("A wait counts", COUNTS),
    }

    def draw(collected: int, owns: str, count: str) -> Frame:
        own = np.full(n, 1 / EQUAL[owns]) if owns in EQUAL else fitted
        return _frame(own, collected, owns, COUNTS.index(count))

    waits, numbers = [f"{v:g}" for v in places], [str(i + 1) for i in range(n)]
    return sketch(
        controls=controls,
        panels={
            "a": _row("Owned: the lower part by this component", "wait (min)", waits),
            "b": _row("Collected from the left, the rest from the right", "", numbers),
        },
        layers=_layers(),
        draw=draw,
        presets=presets,
        play="collected",
        mosaic="a\nb",
        size=(980, 470),
    )


def _row(title: str, xlabel: str, words: Sequence[str]) -> Panel:
    n = len(words)
    style: dict[str, Any] = {"fill": False, "edgecolor": TONES["muted"], "linestyle": ":"}

    def columns(ax: Axes) -> None:
        ax.grid(False)
        ax.bar(range(1, n + 1), 1, width=2 * HALF, **style)
        ax.set_xticks(range(1, n + 1), words)

    return Panel((0.4, n + 0.6), (0, 1.32), title, xlabel, yticks=(0, 1), decorate=columns)


def _layers() -> list[Bars | Marks | Text]:
    own, others = (BLUE,), (ORANGE,)
    return [
        Bars(key="own shares", panel="a", colours=own),
        Bars(key="others' shares", panel="a", colours=others),
        Bars(key="own", panel="b", colours=own),
        Bars(key="others", panel="b", colours=others),
        Marks(key="twice", panel="b", marker="X", radius=9),
        Text(key="left", panel="a", size=14),
        Text(key="own count", panel="b", size=15),
        Text(key="others' count", panel="b", size=15),
    ]


def _frame(own: Numbers, collected: int, owns: str, how: int) -> Frame:
    n, still = len(own), len(own) - collected
    mine, theirs = [
        (part, part > 0, part > 0.5)[how][:collected].astype(float) for part in (own, 1 - own)
    ]
    at = np.arange(1, n + 1)
    floor = np.where(
        at > collected, 0, own
    )  # of what is collected, a line is left where it was cut
    rest = at[collected:]
    totals = float(mine.sum()), float(theirs.sum())
    twice = range(n - int(totals[1]) + 1, int(totals[0]) + 1) if sum(totals) > n + 0.5 else ()
    marks = {
        "own shares": np.column_stack([at - HALF, floor, at + HALF, own]),
        "others' shares": np.column_stack(
            [rest - HALF, own[collected:], rest + HALF, np.ones(still)]
        ),
        "own": _pieces(mine),
        "others": (np.array([n + 1, 1, n + 1, 1]) - _pieces(theirs))[:, [2, 3, 0, 1]],
        "twice": [(slot, 0.5) for slot in twice],
        "left": (0.988, 0.87, f"still to collect: {still}"),
        "own count": (0.012, 0.87, f"this component: {totals[0]:.2f}"),
        "others' count": (0.988, 0.87, f"the others: {totals[1]:.2f}"),
    }
    return Frame(marks, _said(own, collected, owns, how, *totals))


def _pieces(amounts: Numbers) -> Numbers:
    """Amounts laid end to end, cut where a slot is full: left, bottom, right, top of each piece."""
    ends = np.cumsum(amounts).round(9)
    cuts = np.unique(np.concatenate([[0], ends, np.arange(1, ends[-1:].sum() + 1e-6)]))
    slot = np.floor(cuts[:-1])
    return np.column_stack([slot + 1 - HALF, cuts[:-1] - slot, slot + 1 + HALF, cuts[1:] - slot])


def _said(own: Numbers, collected: int, owns: str, how: int, mine: float, theirs: float) -> str:
    shares = ", ".join(f"{part:.2f}" for part in own)
    both, fair = mine + theirs, "each collected wait is there once."
    if both > collected + 0.5:
        cross = ", and a cross marks each slot filled twice" if both > len(own) + 0.5 else ""
        fair = f"each collected wait is there twice{cross}."
    elif both < collected - 0.5:
        fair = "not every collected wait is there."
    return (
        f"{collected} of {len(own)} collected: this component has {mine:.2f} whole points' worth, "
        f"the others {theirs:.2f}.\n"
        f"It owns {owns if owns in EQUAL else shares}. A wait counts {COUNTS[how]}. "
        f"Together {both:.2f}: {fair if collected else 'nothing is collected yet.'}"
    )

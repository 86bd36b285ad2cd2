"""Step 15, levelling: at the mean, what stands above fills exactly what is missing below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Frame, Layer, Line, Panel, Text
from gmmlab.plot.style import PALETTE

__all__ = ["levelling"]

Rows: TypeAlias = NDArray[np.float64]
BLUE, ORANGE, GREY = (PALETTE[0],), (PALETTE[1],), (PALETTE[6],)
HALF = 0.36
"""Half the width of a bar."""
LEVELS, FIRST = steps(75, 85, 0.5), steps(69, 94, 5)
FLOOR, TALL = 55, 50
"""Where the axis of the waits begins, and how much either axis shows, in minutes."""
STAYS, FILLS = "stays on top", "fills the gaps"


def levelling(x: ArrayLike, *, presets: Sequence[Preset] = ()) -> Sketch:
    """Waits as bars, a level to be set, and what stands above it poured into the gaps.

    Parameters
    ----------
    x : array_like of shape (n,)
        Five waits at most, in minutes; the first is 69, 74, 79, 84, 89 or 94, and can be changed.
    presets : sequence of Preset
        Controls are 'level', 'first' and 'above'.

    Examples
    --------
    >>> bars = levelling([94, 76, 82, 75, 78])
    >>> bars.set(level=81)
    >>> print(bars.stage.frame.sentence.splitlines()[0])
    Level at 81 minutes: 14 stand above it, 14 are missing below. It fits.
    """
    waits = np.asarray(x, dtype=float)

    def draw(level: float, first: float, above: str) -> Frame:
        return _frame(np.array([first, *waits[1:]]), level, above == FILLS)

    places = [f"{name} wait" for name in ("first", "second", "third", "fourth", "fifth")]
    title = "Waits, and a level across them"
    return sketch(
        controls={
            "level": Scale("Level (min)", LEVELS),
            "first": Scale("First wait (min)", FIRST),
            "above": Choice("What stands above", (STAYS, FILLS)),
        },
        panels={
            "a": _panel(title, "wait (min)", FLOOR, len(waits) + 0.3, places[: len(waits)]),
            "b": _panel("Two piles of minutes", "minutes", 0, 1.6, ["above", "missing"]),
        },
        layers=_layers(waits),
        draw=draw,
        begin={"level": 78, "first": float(waits[0])},
        presets=presets,
        mosaic="aab",
        size=(980, 420),
    )


def _panel(title: str, unit: str, low: float, right: float, names: Sequence[str]) -> Panel:
    def named(ax: Axes) -> None:
        ax.set_xticks(range(len(names)), names)
        ax.grid(visible=False, axis="x")

    return Panel((-0.6, right), (low, low + TALL), title, "", unit, decorate=named)


def _layers(waits: Rows) -> list[Layer]:
    gaps = [Text(key=f"gap {i}", panel="a", size=13) for i in range(len(waits))]
    return [
        Bars(key="own", panel="a", colours=BLUE, labels=["", *(f"{w:g}" for w in waits[1:])]),
        Bars(key="poured", panel="a", colours=ORANGE),
        Bars(key="above", panel="a", colours=ORANGE),
        Bars(key="missing", panel="a", colours=GREY),
        Line(key="level", panel="a", weight=2.5, dashed=True),
        Bars(key="pile above", panel="b", colours=ORANGE),
        Bars(key="pile missing", panel="b", colours=GREY),
        *(Text(key=key, panel="b", size=14) for key in ("sum above", "sum missing")),
        Text(key="first", panel="a", size=11.5),
        Text(key="named", panel="a", size=13),
        Text(key="verdict", panel="a", size=15),
        *gaps,
    ]


def _frame(x: Rows, level: float, filled: bool) -> Frame:
    n, low = len(x), np.minimum(x, level)
    above, missing = np.maximum(x - level, 0), np.maximum(level - x, 0)
    poured = min(above.sum(), missing.sum()) if filled else 0
    over, hole = _less(above, poured), _less(missing, poured)
    flat, line = np.full(n, level), (level - FLOOR) / TALL
    marks: dict[str, Any] = {
        "own": _stand(np.full(n, FLOOR), low),
        "poured": _stand(low, level - hole),
        "above": _stand(flat, level + over),
        "missing": _stand(level - hole, flat),
        "level": [(-0.6, level), (n + 0.3, level)],
        "named": (0.992, line + 0.05, f"level {level:g}"),
        "first": (0.6 / (n + 0.9) - 0.013, (low[0] - FLOOR) / TALL / 2, f"{x[0]:g}"),
        "pile above": _piled(0, over),
        "pile missing": _piled(1, hole),
        "sum above": (0.18, over.sum() / TALL + 0.05, f"{over.sum():g} min"),
        "sum missing": (0.82, hole.sum() / TALL + 0.05, f"{hole.sum():g} min"),
    }
    if filled:
        marks["verdict"] = (0.992, 0.93, _left(over.sum() - hole.sum(), n))
    for i in range(0 if filled else n):
        centre = (i + 0.6) / (n + 0.9)
        top = line + over[i] / TALL + 0.05
        shift = 0.024 if centre > 0.5 else -0.024
        marks[f"gap {i}"] = (centre + shift, top, _signed(x[i] - level))
    return Frame(marks, _said(x, level, filled))


def _less(pieces: Rows, poured: float) -> Rows:
    """What remains of pieces, when so much of them has been poured."""
    return pieces * (1 - poured / pieces.sum()) if pieces.sum() else pieces


def _stand(low: Rows, high: Rows) -> Rows:
    """A bar for each wait, from one height to another."""
    at = np.arange(len(low))
    return np.column_stack([at - HALF, low, at + HALF, high])


def _piled(at: int, pieces: Rows) -> Rows:
    """Pieces on top of one another."""
    tops = np.cumsum(pieces)
    left, right = np.full(len(tops), at - HALF), np.full(len(tops), at + HALF)
    return np.column_stack([left, tops - pieces, right, tops])


def _signed(number: float) -> str:
    return f"{number:+g}".replace("-", "−") if number else "0"


def _left(surplus: float, n: int) -> str:
    if not surplus:
        return "nothing left over, no gap"
    what = "left over" if surplus > 0 else "still missing"
    return f"{abs(surplus):g} min {what}, {abs(surplus) / n:g} for each of {n}"


def _said(x: Rows, level: float, filled: bool) -> str:
    surplus = float(x.sum() - len(x) * level)
    verdict = "It fits" if not surplus else "Too low" if surplus > 0 else "Too high"
    above, missing = np.maximum(x - level, 0).sum(), np.maximum(level - x, 0).sum()
    when = "The gaps have been filled" if filled else "If you fill the gaps"
    return (
        f"Level at {level:g} minutes: {above:g} stand above it, {missing:g} are missing below. "
        f"{verdict}.\nThe waits are {', '.join(f'{v:g}' for v in x)} minutes, {x.sum():g} in all. "
        f"{when}: {_left(surplus, len(x))}."
    )

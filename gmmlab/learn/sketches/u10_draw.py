"""Unit 10's bench: draws through a mixture's F, or through a wrong curve, judged by one band."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Area, Bars, Frame, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import TONES
from gmmlab.plot.style import PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_bench"]

Rows = NDArray[np.float64]
SOURCES = MIXTURE, EQUAL, LONG, AVERAGE, RECORD = (
    "the mixture's F",
    "an F with equal weights",
    "the long kind's F",
    "an average of both kinds",
    "the geyser itself",
)
DRAWS = (1, 2, 3, 5, 10, 20, 30, 50, 80, 120, 200, 272)
BLUE, ORANGE, GREEN = PALETTE[:3]
FIRST, LAST, WIDE, CUT = 1.0, 6.0, 0.25, 1.25
"""In minutes: ends of the axis, width of a column; per minute: where high columns are cut."""
FINE = np.linspace(FIRST - 1, LAST + 1, 7001)
GRID, COARSE = np.linspace(FIRST, LAST, 101), np.linspace(FIRST, LAST, 51)
EDGES = np.array(steps(FIRST, LAST, WIDE))
HOLD = 1.36
"""Over the root of n: at least 19 of 20 fair samples keep within this distance of F."""


class Curve(NamedTuple):
    """A cumulative distribution made of normal ones, and what it turns even chances into."""

    weights: Rows
    means: Rows
    sds: Rows

    def at(self, x: ArrayLike) -> Rows:
        """F at each value."""
        z = (np.asarray(x, dtype=float)[..., None] - self.means) / self.sds
        return np.asarray(ndtr(z) @ self.weights)

    def density(self, x: Rows) -> Rows:
        """The slope of F, per minute."""
        bells = np.exp(-(((x[:, None] - self.means) / self.sds) ** 2) / 2)
        return np.asarray(bells / self.sds @ self.weights / np.sqrt(2 * np.pi))

    def back(self, u: Rows) -> Rows:
        """F read backwards."""
        return np.interp(u, self.at(FINE), FINE)


def draw_bench(
    weights: ArrayLike,
    means: ArrayLike,
    sds: ArrayLike,
    record: ArrayLike,
    *,
    presets: Sequence[Preset] = (),
) -> Sketch:
    """Draw lengths of eruptions through a curve, and hold them against a mixture.

    Parameters
    ----------
    weights, means, sds : array_like of shape (2,)
        Of the short and the long kind; in minutes, between 1 and 6.
    record : array_like of shape (272,)
        Lengths in minutes, in the order in which they were seen.
    presets : sequence of Preset
        Controls are 'n', 'source' and 'column' (where it begins, in minutes).

    Examples
    --------
    >>> bench = draw_bench([0.35, 0.65], [2.0, 4.3], [0.24, 0.44], np.linspace(2, 5, 272))
    >>> bench.set(n=272, source="the geyser itself")
    >>> print(bench.stage.frame.sentence.splitlines()[0])
    272 draws from the geyser itself: largest gap 0.215, outside the band of ±0.082.
    """
    w, m, s = (np.asarray(values, dtype=float) for values in (weights, means, sds))
    one = np.ones(1)
    curves = {
        MIXTURE: Curve(w, m, s),
        EQUAL: Curve(np.full(2, 0.5), m, s),
        LONG: Curve(one, m[1:], s[1:]),
        AVERAGE: Curve(one, np.array([w @ m]), np.array([w @ s])),
    }
    return sketch(
        controls={
            "n": Scale("Draws", DRAWS),
            "source": Choice("They come from", SOURCES),
            "column": Scale("Column from (min)", tuple(EDGES[1:-2]), ".2f"),
        },
        panels=_panels(curves[MIXTURE]),
        layers=_layers(),
        draw=partial(_frame, curves, np.asarray(record, dtype=float)),
        begin={"n": 3, "column": 2.0},
        presets=presets,
        play="n",
        mosaic="a\na\nb\nb",
        size=(980, 550),
    )


def _panels(true: Curve) -> dict[str, Panel]:
    minutes, span = tuple(range(1, 7)), (FIRST, LAST)
    curves = [("F", true.at, -0.13), ("p", true.density, 0.17)]
    above, below = (lambda ax, c=c: _named(ax, *c) for c in curves)
    rise = "Across to a curve and down; strip: the band"
    slope = "The sample, in columns up to 1.25; the density p"
    return {
        "a": Panel(span, (0, 1.2), rise, "", "number u", minutes, (0, 0.5, 1), decorate=above),
        "b": Panel(
            span,
            (0, 1.5),
            slope,
            "eruption (min)",
            "per minute",
            minutes,
            (0, 0.5, 1),
            decorate=below,
        ),
    }


def _named(ax: Axes, name: str, values: Callable[[Rows], Rows], lift: float) -> None:
    """A curve that stays, and its letter."""
    ax.plot(GRID, values(GRID), color=TONES["ink"], lw=2)
    level = float(values(np.array([5.1]))[0])
    ax.text(5.1, level + lift, name, va="center", size=13, style="italic", color=TONES["ink"])


def _layers() -> list[Area | Bars | Line | Marks | Text]:
    return [
        Area(key="band", panel="a", colour="#8a8f96"),
        Line(key="rim", panel="a", colour="muted", weight=1),
        Line(key="wrong", panel="a", colour=GREEN, weight=2.4, dashed=True),
        Line(key="steps", panel="a", colour=BLUE, weight=2.6),
        Line(key="beam", panel="a", colour=GREEN, weight=1.8),
        Marks(key="met", panel="a", colours=(GREEN,), radius=5),
        Line(key="gap", panel="a", colour=ORANGE, weight=6),
        Text(key="verdict", panel="a", size=15),
        Bars(key="columns", panel="b", colours=(BLUE,)),
        Area(key="chance", panel="b", colour=ORANGE),
        Line(key="here", panel="b", colour=ORANGE, weight=3.2),
        Line(key="drop", panel="b", colour=GREEN, weight=1.8),
        Text(key="counted", panel="b", size=15),
    ]


def _frame(curves: dict[str, Curve], record: Rows, n: int, source: str, column: float) -> Frame:
    """The first n draws from one source."""
    true, numbers = curves[MIXTURE], np.random.default_rng(3).random(DRAWS[-1])[:n]
    drawn = record[:n] if source == RECORD else curves[source].back(numbers)
    where, low, high = _largest_gap(true, np.sort(drawn))
    gap, room = abs(high - low), HOLD / np.sqrt(n)
    side, rim = "outside" if gap > room else "inside", _round(true, room)
    counts, ends = np.histogram(drawn, EDGES)[0], np.array([column, column + WIDE])
    heights = np.minimum(counts / n / WIDE, CUT)
    k, inside = int(np.searchsorted(EDGES, column)), np.linspace(column, column + WIDE, 12)
    rise, came, top = float(np.ptp(true.at(ends))), int(counts[k]), heights[k]
    marks: dict[str, Any] = {
        "band": rim,
        "rim": rim,
        "steps": _steps(np.sort(drawn)),
        "gap": [(where, low), (where, high)],
        "verdict": (0.015, 0.92, f"gap {gap:.3f}, {side} ±{room:.3f}"),
        "columns": np.column_stack([EDGES[:-1], 0 * heights, EDGES[1:], heights]),
        "chance": np.column_stack([inside, true.density(inside)]),
        "here": np.column_stack([np.repeat(ends, 2), (0, top, top, 0)]),
        "counted": (0.015, 0.92, f"{n * rise:.1f} of {n} expected, {came} came"),
    }
    if source != RECORD:
        x, u = float(drawn[-1]), float(numbers[-1])
        marks |= {"beam": [(FIRST, u), (x, u), (x, 0)], "met": [(x, u)]}
        marks["drop"] = [(x, CUT), (x, 0)]
    if source not in (MIXTURE, RECORD):
        marks["wrong"] = np.column_stack([COARSE, curves[source].at(COARSE)])
    head = f"{n} draw{'s' * (n > 1)} from {source}: largest gap {gap:.3f}, {side} the band of ±"
    return Frame(marks, f"{head}{room:.3f}.\n{_said(source, drawn, where, column, rise, came)}")


def _round(true: Curve, room: float) -> Rows:
    """The rim of the band round F."""
    level = true.at(COARSE)
    rim = np.r_[np.minimum(level + room, 1), np.maximum(level - room, 0)[::-1]]
    return np.column_stack([np.r_[COARSE, COARSE[::-1]], rim])


def _largest_gap(true: Curve, drawn: Rows) -> tuple[float, float, float]:
    """Where the steps of a sorted sample are farthest from F; F there, and the step's end."""
    n, level = len(drawn), true.at(drawn)
    ends = np.concatenate([np.arange(n) / n, np.arange(1, n + 1) / n])
    k = int(np.argmax(np.abs(ends - np.tile(level, 2))))
    return float(drawn[k % n]), float(level[k % n]), float(ends[k])


def _steps(drawn: Rows) -> Rows:
    """The part of a sorted sample at or below each value, as steps; of many, as a fine line."""
    n = len(drawn)
    if n > 60:
        x = np.linspace(FIRST, LAST, 161)
        return np.column_stack([x, np.searchsorted(drawn, x, side="right") / n])
    x = np.concatenate([[FIRST], np.repeat(drawn, 2), [LAST]])
    return np.column_stack([x, np.repeat(np.arange(n + 1) / n, 2)])


def _said(source: str, drawn: Rows, where: float, column: float, rise: float, came: int) -> str:
    n, each = len(drawn), rise / WIDE
    average = f"They average {drawn.mean():.2f} minutes; the gap is at {where:.2f}. "
    if n == 1:
        average = f"It is {where:.2f} minutes. "
    if source == RECORD:
        average += "The mixture was made to fit these very eruptions. "
    return (
        f"{average}From {column:.2f} to {column + WIDE:.2f} minutes F rises by {rise:.3f}, on "
        f"average by {each:.3f} per minute or {each / 60:.4f} per second: of {n}, {n * rise:.1f} "
        f"{'is' if n == 1 else 'are'} expected, and {came} came."
    )

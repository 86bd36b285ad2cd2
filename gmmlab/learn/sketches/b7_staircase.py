"""Bridge 7, the staircase: label, move, label, move; the inertia goes down, to where it may."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, Slider, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Dots, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import MARKERS, PALETTE

__all__ = ["staircase"]

Rows: TypeAlias = NDArray[Any]
RULES = MEAN, MIDDLE = "to the mean of its points", "half-way between its extremes"
COLOURS, LETTERS = PALETTE[:3], "ABC"
HUES = np.array([[int(hue[i : i + 2], 16) for i in (1, 3, 5)] for hue in COLOURS])
FATES = (("o", PALETTE[5]), ("s", PALETTE[4]), ("v", PALETTE[6]))
"""How A's run ends: at the lowest inertia, higher, or with a centroid that owns nothing."""
MOST, TOP, RAIL = 25, 190, 0.22
"""The last half-step shown, the height of the bars' panel, how far the rail is below A's start."""


class State(NamedTuple):
    """What k-means has after a half-step."""

    centres: Rows
    cells: Rows
    """The centres that the points were last labelled by."""
    labels: Rows
    parts: Rows
    """What each cluster adds to the inertia."""


def staircase(
    X: ArrayLike, others: ArrayLike, height: float, *, presets: Sequence[Preset] = ()
) -> Sketch:
    """K-means with three centroids, half a pass at a time, and its inertia after each half.

    Parameters
    ----------
    X : array_like of shape (n, 2)
        The points, in centimetres.
    others : array_like of shape (2, 2)
        Where the centroids B and C start.
    height : float
        A starts at a place that can be set, on the level line at this height.
    presets : sequence of Preset
        Controls are 'step', 'start' and 'rule'.

    Examples
    --------
    >>> run = staircase([[1, 5], [2, 5], [4, 6], [5, 6], [6, 7]], [[4, 6], [6, 7]], 5)
    >>> run.set(step=1)
    >>> print(run.stage.frame.sentence.splitlines()[0])
    Pass 1, centroids move: inertia 1.00 cm², 0.50 less.
    """
    points, pair = np.asarray(X, dtype=float), np.asarray(others, dtype=float)
    starts = steps(1, 6.5, 0.25)

    @cache
    def run(start: float, rule: str) -> list[State]:
        return _run(points, np.vstack([[start, height], pair]), rule)

    def draw(step: int, start: float, rule: str) -> Frame:
        ends = [(x, run(x, rule)[-1]) for x in starts]
        rail = _rail([(x, height - RAIL) for x in starts], [end for _, end in ends])
        return _frame(points, run(start, rule), step, rule, rail)

    return sketch(
        controls={
            "step": Slider("Half-steps made", 0, MOST),
            "start": Scale("A starts at (cm)", starts, ".2f"),
            "rule": Choice("A centroid moves", RULES),
        },
        panels={"a": _plane(points, height), "b": _stairs()},
        layers=_layers(points),
        draw=draw,
        begin={"step": 0, "start": 1.5},
        presets=presets,
        play="step",
        mosaic="aaaaaabbbbb",
        size=(1000, 430),
    )


def _run(X: Rows, centres: Rows, rule: str) -> list[State]:
    """Labels, move, labels, ...: until labelling anew changes no label."""
    states: list[State] = []
    while len(states) <= MOST:
        labels = np.sum((X[:, None] - centres) ** 2, axis=2).argmin(axis=1)
        states.append(State(centres, centres, labels, _parts(X, centres, labels)))
        if len(states) > 1 and np.array_equal(labels, states[-2].labels):
            break
        own = [X[labels == k] if np.any(labels == k) else centres[k, None] for k in range(3)]
        middles = [x.mean(0) if rule == MEAN else (x.min(0) + x.max(0)) / 2 for x in own]
        moved = np.array(middles)
        states.append(State(moved, centres, labels, _parts(X, moved, labels)))
        centres = moved
    return states


def _parts(X: Rows, centres: Rows, labels: Rows) -> Rows:
    squares = np.sum((X - centres[labels]) ** 2, axis=1)
    return np.bincount(labels, squares, minlength=3)


def _rail(places: list[tuple[float, float]], ends: list[State]) -> dict[str, Rows]:
    """By fate, the places from which A's run meets it."""
    total = np.array([end.parts.sum() for end in ends])
    idle = np.array([not np.all(np.bincount(end.labels, minlength=3)) for end in ends])
    fate = np.where(idle, 2, np.where(total < total.min() + 1, 0, 1))
    return {f"fate {k}": np.array(places)[fate == k] for k in range(3)}


def _plane(X: Rows, height: float) -> Panel:
    def rail(ax: Axes) -> None:
        ax.axhline(height - RAIL, color="#8a8a8a", lw=1, zorder=1)

    x, y = (0.6, 7.3), (min(height, X[:, 1].min()) - 0.35, X[:, 1].max() + 0.15)
    title = "Each point, a thread to its centroid"
    below = "petal length (cm); A's run from here ends ● lowest ■ higher ▼ idle"
    return Panel(x, y, title, below, "sepal length (cm)", decorate=rail)


def _stairs() -> Panel:
    title = "Inertia: all threads, squared and added"
    below = "half-steps: ● points labelled ◆ centroids moved"
    halves, ticks = tuple(range(0, MOST + 1, 5)), tuple(range(0, TOP, 25))
    return Panel((-1, MOST + 1), (-14, TOP), title, below, "cm²", halves, ticks)


def _layers(X: Rows) -> list[Layer]:
    looks = list(zip(LETTERS, COLOURS, strict=True))
    fates = [
        Marks(key=f"fate {k}", panel="a", colours=(colour,), marker=marker, radius=4)
        for k, (marker, colour) in enumerate(FATES)
    ]
    return [
        *(Line(key=f"border {k}", panel="a", colour="muted", weight=2) for k in range(3)),
        *(Line(key=f"threads {z}", panel="a", colour=hue, weight=0.8) for z, hue in looks),
        Dots(key="points", panel="a", xy=X, markers="".join(MARKERS[:3]), radius=3.4),
        *fates,
        *(Line(key=f"trail {z}", panel="a", weight=2, dashed=True) for z in LETTERS),
        Marks(key="centres", panel="a", colours=COLOURS, labels=LETTERS, radius=10),
        *(Bars(key=f"bars {z}", panel="b", colours=(hue,)) for z, hue in looks),
        Marks(key="labelled", panel="b", radius=3.5),
        Marks(key="moved", panel="b", marker="D", radius=3.5),
        Text(key="total", panel="b", size=22),
        Text(key="change", panel="b", size=13),
    ]


def _frame(X: Rows, run: list[State], step: int, rule: str, rail: dict[str, Rows]) -> Frame:
    made = min(step, len(run) - 1)
    now, halves = run[made], np.arange(made + 1)
    tops = np.cumsum([np.zeros(made + 1), *np.array([s.parts for s in run[: made + 1]]).T], axis=0)
    marks: dict[str, Any] = rail | {
        "points": np.column_stack([HUES[now.labels], now.labels]),
        "centres": now.centres,
        "labelled": np.column_stack([halves, np.full(made + 1, -6)])[::2],
        "moved": np.column_stack([halves, np.full(made + 1, -6)])[1::2],
        "total": (0.97, 0.93, f"inertia {_written(tops[-1, -1])} cm²"),
        "change": (0.97, 0.84, _change(tops[-1])),
    }
    marks |= {f"border {k}": border for k, border in enumerate(_borders(now.cells))}
    for k, z in enumerate(LETTERS):
        own = X[now.labels == k]
        there = np.stack([np.broadcast_to(now.centres[k], own.shape), own], axis=1)
        marks[f"threads {z}"] = there.reshape(-1, 2)
        marks[f"trail {z}"] = [state.centres[k] for state in run[: made + 1]]
        marks[f"bars {z}"] = np.column_stack([halves - 0.42, tops[k], halves + 0.42, tops[k + 1]])
    return Frame(marks, _said(run, step, tops[-1], rule))


def _borders(cells: Rows) -> list[Rows]:
    """The stretch of each pair's perpendicular bisector that the third centre leaves to them."""
    found = []
    for i, j, k in ((0, 1, 2), (0, 2, 1), (1, 2, 0)):
        middle, gap = (cells[i] + cells[j]) / 2, cells[j] - cells[i]
        along = np.array([-gap[1], gap[0]]) / max(float(np.hypot(*gap)), 1e-9)
        t = np.linspace(-12, 12, 2401)
        line = middle + t[:, None] * along
        near = np.sum((line - cells[i]) ** 2, axis=1) <= np.sum((line - cells[k]) ** 2, axis=1)
        stretch = line[near]
        found.append(stretch[[0, -1]] if len(stretch) else np.zeros((0, 2)))
    return found


def _written(inertia: float) -> str:
    return f"{inertia:.2f}"


def _change(totals: Rows) -> str:
    if len(totals) < 2:
        return "label first, then move"
    change = totals[-1] - totals[-2]
    if abs(change) < 5e-3:
        return "no change in this half-step"
    return f"{_written(abs(change))} {'less' if change < 0 else 'MORE'}"


def _said(run: list[State], step: int, totals: Rows, rule: str) -> str:
    now, made = run[min(step, len(run) - 1)], len(totals) - 1
    counts = np.bincount(now.labels, minlength=3)
    idle = [z for z, n in zip(LETTERS, counts, strict=True) if n == 0]
    what = "centroids move" if made % 2 else "points are labelled"
    lead = f"Pass {made // 2 + 1}, {what}: inertia {_written(totals[-1])} cm²"
    lead += f", {_change(totals)}." if made else "."
    if step > made:
        lead = f"Half-step {step}: nothing moves any more; inertia {_written(totals[-1])} cm²."
    elif made == len(run) - 1 and made < MOST:
        lead = f"Pass {made // 2 + 1}: no label changes, so it stops at {_written(totals[-1])} cm²."
    each = "; ".join(
        f"{z} owns {n} and adds {_written(part)}, at ({x:.2f}, {y:.2f})"
        for z, n, part, (x, y) in zip(LETTERS, counts, now.parts, now.centres, strict=True)
    )
    rises = int(np.sum(np.diff(totals) > 5e-3))
    ups = f" It has risen in {rises} half-step{'s' * (rises != 1)}." if rises else ""
    nothing = f" {idle[0]} owns nothing and stays." if idle else ""
    return f"{lead}\n{each}.{nothing} A centroid moves {rule}.{ups}"

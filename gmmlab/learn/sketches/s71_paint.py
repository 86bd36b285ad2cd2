"""Step 71, the paint: a shape is a density if the area under it fills a box of area 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Area, Bars, Frame, Line, Panel, Text
from gmmlab.learn.stage.layers import TONES
from gmmlab.plot.style import PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["paint"]

Curve = NDArray[np.float64]
BLUE, ORANGE = PALETTE[:2]
MIDDLE, END = 3.0, 6.0
"""Where the shapes stand, and where the axis ends, in minutes."""
DEPTH = 1 / 3
"""How far the last shape begins below zero, as a part of its peak."""
SHAPES = ("flat", "rising", "bell", "rising from below zero")
WIDTHS = (0.5, 1.0, 2.0, 4.0)


def paint(*, presets: Sequence[Preset] = ()) -> Sketch:
    """Shapes of height c, and a box one minute wide that the area under them fills.

    Parameters
    ----------
    presets : sequence of Preset
        Controls are 'shape', 'width' (of a bell: four standard deviations) and 'c'.

    Examples
    --------
    >>> box = paint()
    >>> box.set(shape="rising", width=2, c=1)
    >>> print(box.stage.frame.sentence.splitlines()[0])
    Rising, 2 min wide, c = 1.00 per minute: area 1.00, a density.
    """
    return sketch(
        controls={
            "shape": Choice("Shape", SHAPES),
            "width": Scale("Width (min)", WIDTHS),
            "c": Scale("Constant c", steps(0.05, 3.2, 0.05), ".2f"),
        },
        panels=_panels(),
        layers=_layers(),
        draw=_frame,
        begin={"shape": "rising", "width": 2.0, "c": 0.5},
        presets=presets,
        mosaic="aaab",
        size=(980, 380),
    )


def _panels() -> dict[str, Panel]:
    style: dict[str, Any] = {"color": TONES["ink"], "linewidth": 1.6}

    def zero(ax: Axes) -> None:
        ax.axhline(0, color=TONES["muted"], linewidth=0.8)

    def box(ax: Axes) -> None:
        ax.grid(False)
        ax.plot([0, 0, 1, 1], [1, 0, 0, 1], **style)
        ax.plot([-0.14, 1.14], [1, 1], linestyle="--", **style)
        ax.set(xticks=(0, 1), yticks=(0, 1))

    title, unit = "A shape of height 1, times c", "eruption (min)"
    return {
        "a": Panel((0, END), (-1.2, 3.55), title, unit, "per minute", decorate=zero),
        "b": Panel((-0.25, 1.25), (-0.06, 1.6), "Its area, poured", "1 min wide", decorate=box),
    }


def _layers() -> list[Area | Bars | Line | Text]:
    return [
        Area(key="above", panel="a", colour=BLUE),
        Area(key="below", panel="a", colour=ORANGE),
        Line(key="curve", panel="a", weight=2.6),
        Bars(key="poured", panel="b", colours=(BLUE, ORANGE)),
        Text(key="verdict", panel="a", size=15),
        Text(key="area", panel="b", size=15),
    ]


def _outline(shape: str, width: float, c: float) -> Curve:
    """The corners of the shape, from its left end to its right."""
    low, high = MIDDLE - width / 2, MIDDLE + width / 2
    if shape == "bell":
        sd = width / 4
        x = MIDDLE + np.linspace(-min(4, MIDDLE / sd), min(4, MIDDLE / sd), 65) * sd
        return np.column_stack([x, c * np.exp(-(((x - MIDDLE) / sd) ** 2) / 2)])
    left = {"flat": c, "rising": 0.0}.get(shape, -DEPTH * c)
    return np.array([(low, left), (high, c)])


def _area(shape: str, width: float, c: float) -> float:
    """What is above zero less what is below, over the whole line."""
    peak_one = {"flat": 1, "rising": 1 / 2, "bell": np.sqrt(2 * np.pi) / 4}
    return float(c * width * peak_one.get(shape, (1 - DEPTH) / 2))


def _frame(shape: str, width: float, c: float) -> Frame:
    curve, area = _outline(shape, width, c), _area(shape, width, c)
    crossing = MIDDLE - width / 2 + width * DEPTH / (1 + DEPTH)
    dips = curve[0, 1] < 0
    full = abs(area - 1) < 0.005
    verdict = "no density: below zero" if dips else "a density" if full else "no density"
    fills = "full" if full else "overflows" if area > 1 else "not full"
    marks: dict[str, Any] = {
        "above": np.vstack([(crossing, 0), curve[1:]]) if dips else curve,
        "curve": np.vstack([(0, 0), (curve[0, 0], 0), curve, (curve[-1, 0], 0), (END, 0)]),
        "poured": [(0, 0, 1, min(area, 1)), (0, 1, 1, area)][: 1 + (area > 1.005)],
        "verdict": (0.985, 0.93, verdict),
        "area": (0.04, 0.93, f"{area:.2f}: {fills}"),
    }
    if dips:
        marks["below"] = [curve[0], (crossing, 0)]
    return Frame(marks, _said(shape, width, c, area, crossing, full))


def _said(shape: str, width: float, c: float, area: float, crossing: float, full: bool) -> str:
    dips, low = shape == SHAPES[-1], MIDDLE - width / 2
    how = f"σ = {width / 4:g} min" if shape == "bell" else f"{width:g} min wide"
    verdict = "a density" if full and not dips else "and yet no density" if full else "no density"
    more = "The area fills the box." if full else "The area does not fill the box: c is too small."
    if area > 1 and not full:
        more = "The area overflows the box: c is too large."
    if dips:
        more += (
            f" From {low:g} to {crossing:g} min the shape lies below zero, which no density does; "
            "what lies below is taken off the area."
        )
    elif full and c > 1:
        more += " The shape stands above 1, as a density may where it is narrow."
    return (
        f"{shape.capitalize()}, {how}, c = {c:.2f} per minute: area {area:.2f}, {verdict}.\n{more}"
    )

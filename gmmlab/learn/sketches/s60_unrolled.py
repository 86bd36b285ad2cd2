"""Step 60, unrolled: arcs of three contours are laid on rulers marked in their own radii."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import MUTED, TONES
from gmmlab.plot.style import PALETTE

__all__ = ["unrolled"]

COLOURS = PALETTE[:3]
GREY = TONES[MUTED]
NAMES = "123"
RADII = (0.5, 1.0, 1.5)
HEIGHTS = (2.5, 1.45, 0.4)
"""Of the three rulers."""
TURN = round(2 * np.pi, 2)
UNITS = RADIANS, DEGREES = "radians", "degrees"

Places = NDArray[np.float64]


def unrolled(*, presets: Sequence[Preset] = ()) -> Sketch:
    """Arcs over one angle on the contours 1, 2 and 3 standard deviations out, unrolled.

    Parameters
    ----------
    presets : sequence of Preset
        Controls are 't' (0, 0.1, ..., 6.2, 6.28), 'laid', the share of each arc that lies on its
        ruler (0, 0.25, ..., 1), and 'unit'.

    Examples
    --------
    >>> arcs = unrolled()
    >>> arcs.set(t=2.5)
    >>> print(arcs.stage.frame.sentence.splitlines()[0])
    t = 2.5 radians: every arc is 2.50 of its own radii long.
    """
    return sketch(
        controls={
            "t": Scale("Number t", (*steps(0, 6.2, 0.1), TURN)),
            "laid": Scale("Unrolled", steps(0, 1, 0.25), ".0%"),
            "unit": Choice("t is read as", UNITS),
        },
        panels={"a": _contours(), "b": _rulers()},
        layers=_layers(),
        draw=_frame,
        begin={"t": 2, "laid": 0.5},
        presets=presets,
        play="laid",
        mosaic="aaabbbbbbbb",
        size=(980, 452),
    )


def _contours() -> Panel:
    def fixed(ax: Axes) -> None:
        ax.set_aspect("equal")
        ax.set(xticks=(), yticks=())
        ax.plot([0], [0], "+", color=TONES["ink"], ms=8)
        for radius in RADII:
            ax.plot(*_arc(radius, 0, 2 * np.pi).T, color=GREY, lw=1)

    return Panel((-1.86, 1.86), (-2.6, 2.6), "Three contours", decorate=fixed)


def _rulers() -> Panel:
    def fixed(ax: Axes) -> None:
        ax.set(xticks=(), yticks=())
        for name, radius, height in zip(NAMES, RADII, HEIGHTS, strict=True):
            end = 2 * np.pi * radius
            words = f"contour {name}: {name} standard deviation{'s' * (name > '1')} out"
            ax.plot([0, end], [height] * 2, color=GREY, lw=1)
            ax.text(0, height + 0.36, words, color=GREY, size=9, va="center")
            ax.plot([end, end], [height - 0.1, height + 0.18], color=GREY, lw=2.2)
            ax.text(end + 0.36, height, "full turn", color=GREY, size=9, va="center")
            for count in range(7):
                x = count * radius
                ax.plot([x, x], [height - 0.1, height + 0.1], color=GREY, lw=1)
                ax.text(x, height - 0.24, str(count), color=GREY, size=9, ha="center", va="center")

    return Panel((-0.4, 11.4), (0, 3.1), "A ruler for each: one mark, one radius", decorate=fixed)


def _layers() -> list[Layer]:
    arcs = [
        layer
        for name, colour in zip(NAMES, COLOURS, strict=True)
        for layer in (
            Line(key="trace" + name, panel="a", colour=colour, weight=2, dashed=True),
            Line(key="left" + name, panel="a", colour=colour, weight=6),
            Line(key="laid" + name, panel="b", colour=colour, weight=6),
        )
    ]
    return [
        Line(key="rays", panel="a", weight=1.5),
        *arcs,
        Marks(key="ends", panel="a", colours=COLOURS, labels=NAMES, radius=8),
        Marks(key="tips", panel="b", colours=COLOURS, labels=NAMES, radius=8),
        Text(key="reading", panel="b", size=15),
    ]


def _arc(radius: float, begin: float, end: float) -> Places:
    turn = np.linspace(begin, end, 61)
    return radius * np.column_stack([np.cos(turn), np.sin(turn)])


def _frame(t: float, laid: float, unit: str) -> Frame:
    angle = t if unit == RADIANS else t * np.pi / 180
    far = 1.78 * np.array([np.cos(angle), np.sin(angle)])
    marks: dict[str, object] = {
        "rays": [(1.78, 0), (0, 0), far],
        "ends": [_arc(radius, angle, angle)[0] for radius in RADII],
        "reading": (0.98, 0.806, f"arc ÷ radius = {angle:.2f}"),
    }
    if laid:
        rulers = zip(RADII, HEIGHTS, strict=True)
        marks["tips"] = [(laid * angle * radius, height) for radius, height in rulers]
    for name, radius, height in zip(NAMES, RADII, HEIGHTS, strict=True):
        marks["trace" + name] = _arc(radius, 0, angle)
        if laid < 1:
            marks["left" + name] = _arc(radius, laid * angle, angle)
        if laid:
            marks["laid" + name] = [(0, height), (laid * angle * radius, height)]
    return Frame(marks, _said(t, angle, laid, unit))


def _said(t: float, angle: float, laid: float, unit: str) -> str:
    if unit == RADIANS:
        lengths = ", ".join(f"{r:g} · {angle:g} = {r * angle:.2f}" for r in RADII)
    else:
        lengths = ", ".join(f"{r:g} · {angle:.4f} ≈ {r * angle:.3f}" for r in RADII)
    if not t:
        rest = "The two rays lie on each other, and there is nothing to unroll."
    elif laid:
        share = "All" if laid == 1 else f"{laid:.0%}"
        rest = f"{share} of each arc lies on its ruler, up to mark {laid * angle:.2f}."
    else:
        rest = "All three arcs still lie on their contours."
    number = f"{t:g} {unit[:-1] if t == 1 else unit}"
    return (
        f"t = {number}: every arc is {angle:.2f} of its own radii long.\n"
        f"Radius times angle in radians, from the inner contour to the outer: {lengths}. {rest}"
    )

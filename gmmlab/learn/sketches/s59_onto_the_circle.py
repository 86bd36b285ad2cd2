"""Step 59, onto the circle: an arrow divided by its length ends on the circle of radius 1."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Area, Bars, Ellipses, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE

__all__ = ["onto_the_circle"]

BLUE, ORANGE, GREEN, YELLOW = *PALETTE[:3], PALETTE[4]
RULES = LENGTH, SUM = "the length of the arrow", "the sum of the legs"
NARROW = 0.35
"""Standard deviation along the short axis; along the long one it is 1."""
TITLE = "The arrow as measured, and the arrow with divided legs"
Plane = NDArray[np.float64]


def onto_the_circle(*, presets: Sequence[Preset] = ()) -> Sketch:
    """Choose two legs, divide them by something, and see where the arrow ends.

    Parameters
    ----------
    presets : sequence of Preset
        Controls are 'across', 'up' and 'by'.

    Examples
    --------
    >>> arrow = onto_the_circle()
    >>> arrow.set(across=1.5, up=2, by="the sum of the legs")
    >>> print(arrow.stage.frame.sentence.splitlines()[0])
    Divided by 3.50, the sum of the legs: the arrow is 0.71 long and ends inside the circle.
    """
    return sketch(
        controls={
            "across": Scale("Across", steps(0, 3, 0.25)),
            "up": Scale("Up", steps(-1, 2.5, 0.25)),
            "by": Choice("Divide both by", RULES),
        },
        panels={"a": _plane(), "b": _squares()},
        layers=_layers(),
        draw=_frame,
        begin={"across": 3, "up": 2},
        presets=presets,
        mosaic="aab",
        size=(980, 440),
    )


def _plane() -> Panel:
    def circle(ax: Axes) -> None:
        turn = np.linspace(0, 2 * np.pi, 121)
        ax.plot(np.cos(turn), np.sin(turn), color="#57606a", lw=1.6)
        ax.text(0.8, -0.95, "circle of radius 1", color="#57606a", size=9)

    x, y = (-1.3, 5.04), (-1.2, 2.75)
    ticks = tuple(range(-1, 6))
    return Panel(x, y, TITLE, "across", "up", ticks, ticks[:4], decorate=circle)


def _squares() -> Panel:
    def one(ax: Axes) -> None:
        ax.set_xticks([])
        ax.axhline(1, color="#57606a", lw=1.2, ls=":")

    return Panel((0, 2), (0, 1.3), "Squares of both divided legs", decorate=one)


def _layers() -> list[Layer]:
    return [
        Ellipses(key="ellipse", panel="a", colours=(BLUE,), levels=(1.0,)),
        Line(key="edge", panel="a", colour=ORANGE, weight=1.8, dashed=True),
        Line(key="measured", panel="a", colour="muted", weight=2),
        Line(key="legs", panel="a", colour="muted", weight=1.4, dashed=True),
        Marks(key="end", panel="a", colours=("muted",), radius=4),
        Area(key="triangle", panel="a", colour=YELLOW),
        Line(key="cosine", panel="a", colour=GREEN, weight=4),
        Line(key="sine", panel="a", colour=ORANGE, weight=4),
        Line(key="arrow", panel="a", weight=3.6),
        Marks(key="letters", panel="a", colours=(GREEN, ORANGE), labels="CS", radius=9),
        Marks(key="tip", panel="a", marker="D", colours=(BLUE,), radius=5),
        Text(key="pair", panel="a", size=22),
        Text(key="by", panel="a", size=15),
        Text(key="names", panel="a", size=15),
        Bars(key="squares", panel="b", colours=(GREEN, ORANGE), labels=("across²", "up²")),
        Text(key="whole", panel="b", size=15),
    ]


def _frame(across: float, up: float, by: str) -> Frame:
    v = np.array([across, up])
    divisor = float(np.hypot(*v) if by == LENGTH else np.abs(v).sum())
    if not divisor:
        words = "Both legs are 0: there is no arrow, no direction, and nothing to divide by."
        return Frame({"pair": (0.985, 0.93, "no direction"), "end": [v]}, words)
    x, y = v / divisor
    spread = np.array([[x, -y * NARROW], [y, x * NARROW]])
    spread[:, 1] /= np.hypot(x, y)
    marks = {
        "measured": [(0, 0), v],
        "legs": [(0, 0), (across, 0), v],
        "end": [v],
        "triangle": [(0, 0), (x, y)],
        "cosine": [(0, 0), (x, 0)],
        "sine": [(x, 0), (x, y)],
        "arrow": [(0, 0), (x, y)],
        "tip": [(x, y)],
        "ellipse": ([(0, 0)], [spread @ spread.T]),
        "squares": [(0.5, 0, 1.5, x * x), (0.5, x * x, 1.5, x * x + y * y)],
        "whole": (0.26, 0.93, f"together {_written(x * x + y * y)}"),
        "pair": (0.985, 0.93, f"({_written(x)}, {_written(y)})"),
        "by": (0.985, 0.85, f"= ({across:g}, {up:g}) ÷ {divisor:.2f}".replace("-", "−")),
    }
    if by == SUM:
        marks["edge"] = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)]
    else:
        marks["names"] = (0.985, 0.78, "C: cosine   S: sine")
        marks["letters"] = [(x / 2, 0), (x, y / 2)][: 1 + (abs(y) > 0.15)]
    return Frame(marks, _said(v, divisor, by))


def _written(number: float) -> str:
    return f"{number + 0.0:.2f}".replace("-", "−")


def _said(v: Plane, divisor: float, by: str) -> str:
    x, y = v / divisor
    length = float(np.hypot(x, y))
    on = length > 1 - 1e-9
    across, up = (f"{leg:g}".replace("-", "−") for leg in v)
    squares = f"{across}² + ({up})²" if v[1] < 0 else f"{across}² + {up}²"
    pair = f"{_written(x)} across and {_written(y)} up"
    if on:
        rest = f"the cosine and the sine of its angle, {pair}. The ellipse reaches the circle"
    else:
        short = f"{100 * (1 - length):.0f} %"
        rest = f"{pair}. Neither is a cosine or a sine: the ellipse is drawn {short} too short"
    return (
        f"Divided by {divisor:.2f}, {by}: the arrow is {length:.2f} long and ends "
        f"{'on' if on else 'inside'} the circle.\n"
        f"As measured, it goes {across} across and {up} up; its length is √({squares}) = "
        f"{np.hypot(*v):.2f}. Divided, its legs are {rest}. Their squares add up to "
        f"{_written(x * x + y * y)}."
    )

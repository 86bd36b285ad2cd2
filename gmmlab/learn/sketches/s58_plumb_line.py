"""Step 58, the plumb line: an arrow along an ellipse's axis, its two legs, and their ratio."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Preset, Scale, Slider, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Area, Bars, Ellipses, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE, axes_of

__all__ = ["plumb_line"]

BLUE, ORANGE, GREEN, PINK, YELLOW, GREY = *PALETTE[:5], PALETTE[6]
TILTS = (-60, 75)
"""Degrees: beyond them the third bar would leave the picture."""
BAR, BARS = 0.4, ((0.4, 3.6), (-2.2, 4.3))
"""Half the width of a bar, and what the bars' panel shows."""
NAMES = "A across", "O up", "O ÷ A"
Plane = NDArray[np.float64]


def plumb_line(
    covariance: ArrayLike, points: ArrayLike = (), *, presets: Sequence[Preset] = ()
) -> Sketch:
    """Turn a component's ellipse, and see which lengths and which ratio follow.

    Parameters
    ----------
    covariance : array_like of shape (2, 2)
        Of the component; both features in one unit.
    points : array_like of shape (n, 2)
        Some of its points, measured from its mean; they turn with the ellipse.
    presets : sequence of Preset
        Controls are 'tilt' in degrees and 'length'.

    Examples
    --------
    >>> line = plumb_line([[2.5, 1.5], [1.5, 2.5]])
    >>> line.set(tilt=45, length=1)
    >>> print(line.stage.frame.sentence.splitlines()[0])
    Tilt 45 degrees: both legs are equally long, and the tangent is 1.
    """
    long, short, tilt = axes_of(np.asarray(covariance, dtype=float))
    lying = np.asarray(points, dtype=float).reshape(-1, 2) @ _turn(np.radians(tilt))

    def draw(tilt: int, length: float) -> Frame:
        turn = _turn(np.radians(tilt))
        tip, spread = length * turn[:, 0], turn @ np.diag([long, short])
        marks = _triangle(tip) | _numbers(tilt, tip) | {"cloud": lying @ turn.T}
        marks["ellipse"] = [(0, 0)], [spread @ spread.T]
        arc = np.radians(tilt) * np.linspace(0, 1, 13)
        marks["arc"] = 0.28 * np.column_stack([np.cos(arc), np.sin(arc)])
        return Frame(marks, _said(tilt, length, tip))

    return sketch(
        controls={
            "tilt": Slider("Tilt of the axis (degrees)", *TILTS),
            "length": Scale("Length of the arrow", steps(0.5, 1.2, 0.1), ".1f"),
        },
        panels={"a": _plane(), "b": _heights()},
        layers=_layers(),
        draw=draw,
        begin={"tilt": round(tilt), "length": 1.0},
        presets=presets,
        mosaic="aab",
        size=(980, 440),
    )


def _turn(angle: float) -> Plane:
    """The matrix that turns by an angle in radians."""
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def _plane() -> Panel:
    def ruler(ax: Axes) -> None:
        ax.axvline(1, color="#57606a", lw=1.2)
        ax.text(1.05, -1.16, "1 across", color="#57606a", size=9)

    title = "An arrow along the long axis, and a plumb line at its tip"
    words = "from the mean (sd)"
    x, y = (-1.5, 3.72), (-1.3, 1.95)
    return Panel(x, y, title, f"eruption, {words}", f"wait, {words}", decorate=ruler)


def _heights() -> Panel:
    def ground(ax: Axes) -> None:
        ax.set_xticks([])
        ax.axhline(0, color="#57606a", lw=1)
        ax.axhline(1, color="#57606a", lw=1, ls=":")

    return Panel(*BARS, "Two legs, and their ratio", decorate=ground)


def _layers() -> list[Layer]:
    return [
        Marks(key="cloud", panel="a", colours=(GREY,), radius=1.1),
        Ellipses(key="ellipse", panel="a", colours=(BLUE,)),
        Line(key="axis", panel="a", colour="muted", weight=1.4, dashed=True),
        Area(key="triangle", panel="a", colour=YELLOW),
        Line(key="arc", panel="a", weight=2),
        Line(key="across", panel="a", colour=GREEN, weight=4),
        Line(key="up", panel="a", colour=ORANGE, weight=4),
        Line(key="arrow", panel="a", weight=3.4),
        Marks(key="meets", panel="a", colours=(PINK,), marker="D", radius=6),
        Marks(key="letters", panel="a", colours=(GREEN, ORANGE), labels="AO", radius=9),
        Text(key="ratio", panel="a", size=24),
        Text(key="legs", panel="a", size=15),
        Bars(key="bars", panel="b", colours=(GREEN, ORANGE, PINK), labels=NAMES),
        *(Text(key=f"number {k}", panel="b", size=14) for k in range(3)),
    ]


def _triangle(tip: Plane) -> dict[str, object]:
    x, y = tip
    back = -0.09 * tip / np.hypot(x, y)
    one, other = (tip + _turn(side) @ back for side in (0.45, -0.45))
    return {
        "triangle": [(0, 0), tip],
        "across": [(0, 0), (x, 0)],
        "up": [(x, 0), tip],
        "arrow": [(0, 0), tip, one, tip, other],
        "axis": [-1.3 * tip / np.hypot(x, y), (0, 0), (max(1, x), max(1, x) * y / x)],
        "meets": [(1, y / x)],
        "letters": [(x / 2, 0), (x, y / 2)][: 1 + (abs(y) > 0.15)],
    }


def _numbers(tilt: int, tip: Plane) -> dict[str, object]:
    x, y = tip
    heights = np.array([x, y, y / x])
    marks: dict[str, object] = {
        "bars": [(k + 0.6, min(h, 0), k + 1.4, max(h, 0)) for k, h in enumerate(heights)],
        "ratio": (0.985, 0.91, f"tan {_written(tilt, 0)}° = {_written(y / x, 2)}"),
        "legs": (0.985, 0.8, f"O ÷ A = {_written(y)} ÷ {_written(x)}"),
    }
    for k, h in enumerate(heights):
        side = k + 1 + (BAR if k == 2 else -BAR)
        room = 0.72 if 0 <= h < 0.55 else 0.3  # above the label of a low bar
        place = Panel(*BARS).place([(side, h + np.copysign(room, h))])[0]
        marks[f"number {k}"] = (*place, _written(h, 2 if k == 2 else 3))
    return marks


def _written(number: float, digits: int = 3) -> str:
    return f"{number + 0.0:.{digits}f}".replace("-", "−")


def _said(tilt: int, length: float, tip: Plane) -> str:
    x, y = tip
    ratio, degrees = _written(y / x, 2), _written(tilt, 0)
    longer = "shorter" if abs(tilt) < 45 else "longer"
    lead = f"the opposite leg is the {longer} one, and the tangent is {ratio}"
    if abs(tilt) == 45:
        lead = f"both legs are equally long, and the tangent is {_written(y / x, 0)}"
    elif tilt == 0:
        lead = "the axis lies flat, and the tangent is 0"
    return (
        f"Tilt {degrees} degrees: {lead}.\n"
        f"The arrow, the hypotenuse, is {length:.1f} long. It goes {_written(x)} across, the "
        f"adjacent leg A, and {_written(abs(y))} {'down' if tilt < 0 else 'up'}, the opposite "
        f"leg O. Opposite / adjacent = {_written(y)} / {_written(x)} = {ratio}: so high does "
        "the axis stand after 1 across. Divided by the arrow, the legs give the cosine, "
        f"{_written(x / length)}, and the sine, {_written(y / length)}."
    )

"""Step 61, two rulers: one tilt in radians and in degrees, and the ellipse that a number draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Ellipses, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE, axes_of

__all__ = ["two_rulers"]

ORANGE, GREEN, GREY = PALETTE[1], PALETTE[2], PALETTE[6]
HANDED = "np.degrees(t)", "t", "np.degrees(np.degrees(t))"
"""What the code hands over to matplotlib."""
LEFT, RIGHT = 1.0, 2.0
"""Where the two rulers stand."""
Plane = NDArray[np.float64]


def two_rulers(
    covariance: ArrayLike, points: ArrayLike, *, presets: Sequence[Preset] = ()
) -> Sketch:
    """Turn a component, and see which ellipse a picture gets from NumPy's tilt.

    Parameters
    ----------
    covariance : array_like of shape (2, 2)
        Of the component, in cm.
    points : array_like of shape (n, 2)
        Its points, measured from its mean; they turn with the tilt.
    presets : sequence of Preset
        Controls are 't', from -1.5 to 1.5 in steps of 0.05, and 'handed'.

    Examples
    --------
    >>> rulers = two_rulers([[2.5, 1.5], [1.5, 2.5]], [[1, 1]])
    >>> rulers.set(t=1, handed="t")
    >>> print(rulers.stage.frame.sentence.splitlines()[0])
    angle = 1.0: the ellipse misses the points by 56.3°.
    """
    long, short, tilt = axes_of(np.asarray(covariance, dtype=float))
    lying = np.asarray(points, dtype=float).reshape(-1, 2) @ _turn(tilt)

    def draw(t: float, handed: str) -> Frame:
        true, number = np.degrees(t), _handed(t, handed)
        seen = _within(number)
        spread = _turn(seen) @ np.diag([long, short])
        marks = _words(t, true, number, seen) | _ruled(true, seen)
        marks["cloud"] = lying @ _turn(true).T
        marks["ellipse"] = [(0, 0)], [spread @ spread.T]
        marks["axis"] = np.outer((-1, 1), 2.6 * long * _turn(true)[:, 0])
        marks["drawn"] = np.outer((-1, 1), 2 * long * _turn(seen)[:, 0])
        return Frame(marks, _said(t, true, handed, number, seen))

    scale = steps(-1.5, 1.5, 0.05)
    return sketch(
        controls={
            "t": Scale("Tilt t of the points (radians)", scale, ".2f"),
            "handed": Choice("angle =", HANDED),
        },
        panels={"a": _plane(), "b": _rulers()},
        layers=_layers(),
        draw=draw,
        begin={"t": min(scale, key=lambda t: abs(t - np.radians(tilt)))},
        presets=presets,
        mosaic="aab",
        size=(980, 440),
    )


def _turn(degrees: float) -> Plane:
    """The matrix that turns by an angle in degrees."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, -s], [s, c]])


def _within(degrees: float) -> float:
    """The same tilt within (-90, 90]: an axis has no arrowhead."""
    return 90 - (90 - degrees) % 180


def _handed(t: float, words: str) -> float:
    times = HANDED.index(words)
    return float((np.degrees(t), t, np.degrees(np.degrees(t)))[times])


def _plane() -> Panel:
    x, y = (-2.15, 2.15), (-1.34, 1.34)
    title = "The points, and the ellipse that matplotlib draws"
    words = "sepal {} (cm), from the mean"
    return Panel(x, y, title, words.format("length"), words.format("width"))


def _rulers() -> Panel:
    def ruled(ax: Axes) -> None:
        ax.grid(visible=False)
        ax.set(xticks=[], yticks=[])
        for side in ax.spines.values():
            side.set_visible(False)
        style: dict[str, Any] = {"va": "center", "color": "#57606a", "size": 9}
        for where, sign, half in ((LEFT, -1, np.pi / 2), (RIGHT, 1, 90)):
            ax.plot([where, where], [-90, 90], color="#24292f", lw=1.6)
            ax.text(
                where, 101, ("radians", "degrees")[sign > 0], ha="center", weight="bold", size=9
            )
            for number in np.arange(-1.5, 1.6, 0.5) if sign < 0 else np.arange(-90, 91, 30):
                y = number * 90 / half
                ax.plot([where, where + sign * 0.05], [y, y], color="#24292f", lw=1)
                word = f"{number:g}".replace("-", "−")
                ax.text(where + sign * 0.1, y, word, ha="right" if sign < 0 else "left", **style)

    return Panel((0.45, 2.55), (-128, 112), "One half-turn, on two rulers", decorate=ruled)


def _layers() -> list[Layer]:
    return [
        Marks(key="cloud", panel="a", colours=(GREY,), radius=2.2),
        Line(key="axis", panel="a", colour=GREEN, weight=3),
        Ellipses(key="ellipse", panel="a", colours=(ORANGE,), levels=(2.0,)),
        Line(key="drawn", panel="a", colour=ORANGE, weight=3, dashed=True),
        Text(key="angle", panel="a", size=21),
        Text(key="verdict", panel="a", size=15),
        Line(key="same", panel="b", colour=GREEN, weight=4),
        Line(key="read", panel="b", colour=ORANGE, weight=3, dashed=True),
        Text(key="equal", panel="b", size=15),
        Marks(key="tilt", panel="b", colours=(GREEN,), radius=6),
        Marks(key="diamond", panel="b", colours=(ORANGE,), marker="D", radius=6),
    ]


def _ruled(true: float, seen: float) -> dict[str, object]:
    return {
        "same": [(LEFT, true), (RIGHT, true)],
        "read": [(LEFT, true), (RIGHT, seen)],
        "tilt": [(LEFT, true)],
        "diamond": [(RIGHT, seen)],
    }


def _words(t: float, true: float, number: float, seen: float) -> dict[str, object]:
    off = abs(_within(true - seen))
    return {
        "angle": (0.02, 0.92, f"angle = {_say(number)}"),
        "verdict": (0.02, 0.82, "on the points" if off < 0.05 else f"off by {off:.1f}°"),
        "equal": (0.15, 0.05, f"{_say(t, 2)} radians = {_say(true)}°"),
    }


def _say(number: float, digits: int = 1) -> str:
    return f"{round(number, digits) + 0:.{digits}f}".replace("-", "−")


def _said(t: float, true: float, handed: str, number: float, seen: float) -> str:
    off = abs(_within(true - seen))
    lead = f"misses the points by {off:.1f}°" if off >= 0.05 else "lies on the points"
    turns = ""
    if abs(number) > 90:
        turns = f", which looks like {_say(seen)}° once whole half-turns are left out"
    return (
        f"angle = {_say(number)}: the ellipse {lead}.\n"
        f"Straight across the rulers, {_say(t, 2)} radians are {_say(true)}°: the solid axis "
        f"of the points. The code hands over {handed}, and matplotlib reads it as {_say(number)}°"
        f"{turns}: the ring, its dashed axis, and the diamond."
    )

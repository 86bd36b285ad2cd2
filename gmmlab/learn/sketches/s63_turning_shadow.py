"""Step 63, a turning shadow: the variance of the shadows on a turning line is a wave."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import MUTED, TONES
from gmmlab.plot.style import PALETTE

__all__ = ["turning_shadow"]

BLUE, ORANGE = PALETTE[:2]
FIRST = 4.0
"""The variance along the one axis; that along the other can be set."""
REACH, ROOM, AWAY = 7.7, 7.6, 5.5
"""How far the panels reach, and how far the wall of the shadows stands from the centre."""
RING = np.radians(np.arange(0, 361, 6))
ROUND = np.arange(0, 361, 5)

Numbers = NDArray[np.float64]


def turning_shadow(X: ArrayLike, *, presets: Sequence[Preset] = ()) -> Sketch:
    """Points cast shadows on a line that turns; the variance of the shadows is drawn as a wave.

    Parameters
    ----------
    X : array_like of shape (n, 2)
        Points with any mean and covariance; they are moved, stretched and turned so that their
        variances along two axes are exactly as set.
    presets : sequence of Preset
        Controls are 't', 'second' and 'tilt'.

    Examples
    --------
    >>> shadow = turning_shadow([[1, 0], [0, 1], [-1, 0], [0, -1]])
    >>> shadow.set(t=120, second=1, tilt=30)
    >>> print(shadow.stage.frame.sentence.splitlines()[0])
    Along 120° the shadows have variance 1.00, the smallest of all.
    """
    Z = np.asarray(X, dtype=float)
    Z = Z - Z.mean(axis=0)
    variances, axes = np.linalg.eigh(Z.T @ Z / len(Z))
    Z = (Z @ axes / np.sqrt(variances))[:, ::-1]
    return sketch(
        controls={
            "t": Scale("Direction t (°)", steps(0, 360, 5), ".0f"),
            "second": Scale("Variance along axis 2", steps(0, 6, 0.5), ".1f"),
            "tilt": Scale("Tilt of axis 1 (°)", steps(-90, 90, 15), ".0f"),
        },
        panels={"a": _cloud_panel(), "b": _wave_panel()},
        layers=_layers(),
        draw=lambda t, second, tilt: _frame(Z, t, second, tilt),
        begin={"t": 60, "second": 1, "tilt": 30},
        presets=presets,
        mosaic="ab",
        size=(980, 480),
    )


def _cloud_panel() -> Panel:
    ends, ticks = (-REACH, REACH), (-6, -4, -2, 0, 2, 4, 6)
    title = "Points, and their shadows on a wall"
    return Panel(
        ends, ends, title, "", "", ticks, ticks, decorate=lambda ax: ax.set_aspect("equal")
    )


def _wave_panel() -> Panel:
    def fixed(ax: Axes) -> None:
        ax.axvline(180, color=TONES[MUTED], lw=0.8, ls=":")

    title, ticks = "Their variance, for every direction", (0, 90, 180, 270, 360)
    words = ("direction t (°)", "variance of the shadows")
    return Panel((-6, 366), (-0.25, ROOM), title, *words, ticks, tuple(range(7)), decorate=fixed)


def _layers() -> list[Layer]:
    return [
        Line(key="ring", panel="a", weight=1.6),
        Line(key="ray", panel="a", colour=MUTED, weight=1.3),
        Line(key="drop", panel="a", colour=MUTED, weight=1.4, dashed=True),
        Line(key="other drop", panel="a", colour=MUTED, weight=1.4, dashed=True),
        Line(key="spread", panel="a", colour=BLUE, weight=7),
        Marks(key="points", panel="a", colours=("#8a9199",), radius=3),
        Marks(key="shadows", panel="a", colours=(ORANGE,), radius=2.8, marker="D"),
        Marks(key="way", panel="a", labels="t", radius=8.5, colours=(BLUE,)),
        Line(key="middle", panel="b", colour=MUTED, weight=1.8, dashed=True),
        Line(key="swing", panel="b", colour=ORANGE, weight=6),
        Line(key="wave", panel="b", weight=2.4),
        Line(key="height", panel="b", colour=BLUE, weight=2),
        Marks(key="opposite", panel="b", colours=(BLUE,), radius=4.5),
        Marks(key="here", panel="b", labels="t", radius=8.5, colours=(BLUE,)),
        Text(key="says middle", panel="b", colour=MUTED, size=14),
        Text(key="says swing", panel="b", colour=ORANGE, size=14),
    ]


def _frame(Z: Numbers, t: float, second: float, tilt: float) -> Frame:
    a, turn = np.radians([tilt, t])
    axes = np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
    stretched = np.sqrt([FIRST, second])[:, None] * axes
    u, sigma = np.array([np.cos(turn), np.sin(turn)]), stretched.T @ stretched
    middle, swing = (FIRST + second) / 2, (FIRST - second) / 2
    seen = middle + swing * np.cos(2 * (turn - a))
    sd = float(np.sqrt(max(seen, 0)))
    wall = AWAY * np.array([np.sin(turn), -np.cos(turn)])
    touch = sigma @ u / sd if sd > 1e-6 else np.zeros(2)
    marks: dict[str, object] = {
        "ring": np.column_stack([np.cos(RING), np.sin(RING)]) @ stretched,
        "ray": [wall - AWAY * u, wall + AWAY * u],
        "drop": [touch, 1.1 * wall + sd * u],
        "other drop": [-touch, 1.1 * wall - sd * u],
        "spread": [1.1 * wall - sd * u, 1.1 * wall + sd * u],
        "points": Z @ stretched,
        "shadows": wall + np.outer(Z @ stretched @ u, u),
        "way": [wall + AWAY * u],
        "wave": np.column_stack([ROUND, middle + swing * np.cos(2 * (np.radians(ROUND) - a))]),
        "middle": [(0, middle), (360, middle)],
        "height": [(t, 0), (t, seen)],
        "here": [(t, seen)],
        "opposite": [((t + 180) % 360, seen)],
        "says middle": (0.03, 0.94, f"midline {middle:.2f} (dashed)"),
        "says swing": (0.97, 0.94, f"amplitude {abs(swing):.2f} (thick)"),
    }
    if swing:
        top = _top(tilt, second) or 180
        marks["swing"] = [(top, middle), (top, middle + abs(swing))]
    return Frame(marks, _said(t, seen, second, tilt))


def _top(tilt: float, second: float) -> float:
    """The first direction from 0° on that sees the largest variance."""
    return (tilt if second < FIRST else tilt + 90) % 180


def _said(t: float, seen: float, second: float, tilt: float) -> str:
    low, high = sorted((FIRST, second))
    middle, swing = (high + low) / 2, (high - low) / 2
    sd = np.sqrt(max(seen, 0))
    root = f"√{abs(seen):.2f} = {sd:.2f}"
    bar = f"The bar behind the wall reaches one standard deviation to each side, {root}."
    if not swing:
        return (
            f"Along {t:.0f}° the shadows have variance {seen:.2f}, as along every other one.\n"
            f"Both axes have variance {high:.2f}: the wave is flat, with midline {middle:.2f} and "
            f"amplitude 0.00. Axis 1 is tilted by {_signed(tilt)}°. {bar}"
        )
    top = _top(tilt, second)
    place = "the largest of all" if np.isclose(seen, high) else f"between {low:.2f} and {high:.2f}"
    place = "the smallest of all" if np.isclose(seen, low) else place
    return (
        f"Along {t:.0f}° the shadows have variance {abs(seen):.2f}, {place}.\n"
        f"Axis 1 is tilted by {_signed(tilt)}° and has variance {FIRST:.2f}, axis 2 has "
        f"{second:.2f}. The wave has midline {middle:.2f} and amplitude {swing:.2f}; it is highest "
        f"at {top:.0f}° and {top + 180:.0f}°. The opposite direction, {(t + 180) % 360:.0f}°, sees "
        f"the same variance. {bar}"
    )


def _signed(number: float) -> str:
    return f"{number:.0f}".replace("-", "−")

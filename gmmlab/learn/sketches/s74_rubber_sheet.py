"""Step 74, the rubber sheet: in another unit a density is stretched and lowered, its areas stay."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import log

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Area, Frame, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import MUTED, TONES
from gmmlab.mixture import Mixture
from gmmlab.plot.style import PALETTE

__all__ = ["rubber_sheet"]

BLUE, ORANGE, GREEN = PALETTE[:3]
UNITS = steps(0.5, 3.0, 0.1)
"""How many minutes a unit may have."""
SLICE = 0.5
"""The width of the slice, in minutes."""
GRID = np.linspace(1, 6, 201)
"""Lengths in minutes, so close that every slice begins and ends at one of them."""
GREY = TONES[MUTED]

Numbers = NDArray[np.float64]


def rubber_sheet(
    lengths: ArrayLike, fits: Sequence[Mixture], *, presets: Sequence[Preset] = ()
) -> Sketch:
    """A mixture's curve and every fit's log-likelihood, in a unit that can be chosen.

    Parameters
    ----------
    lengths : array_like of shape (n,)
        The data, in minutes, between 1 and 6.
    fits : sequence of Mixture
        Fits to them in minutes, with 1, 2, 3, ... components; the second is drawn as a curve.
    presets : sequence of Preset
        Controls are 'unit' and 'at', both in minutes.

    Examples
    --------
    >>> centres = np.array([[3.0]]), np.array([[2.0], [4.0]])
    >>> sheet = rubber_sheet([2.0, 2.5, 4.0], [Mixture.balls(means) for means in centres])
    >>> sheet.set(unit=2.5)
    >>> print(sheet.stage.frame.sentence.splitlines()[0])
    One unit is 2.5 minutes: every number is divided by 2.5, every density multiplied by 2.5.
    """
    points = np.asarray(lengths, dtype=float)[:, None]
    heights = np.array([fit.log_density(points).sum() for fit in fits])
    curve = np.exp(fits[1].log_density(GRID[:, None]))
    return sketch(
        controls={
            "unit": Scale("One unit is (min)", UNITS, ".1f"),
            "at": Scale("Slice from (min)", steps(1.5, 5.0, 0.1), ".1f"),
        },
        panels={"a": _sheet_panel(float(curve.max())), "b": _heights_panel(heights, len(points))},
        layers=[
            Area(key="left", panel="a", colour=BLUE),
            Area(key="right", panel="a", colour=BLUE),
            Area(key="slice", panel="a", colour=ORANGE),
            Line(key="rim", panel="a", weight=1.4),
            Line(key="curve", panel="a", colour=BLUE, weight=3),
            Text(key="share", panel="a", size=13),
            Text(key="sides", panel="a", colour="muted"),
            Line(key="climb", panel="b", colour=GREEN, weight=2.5),
            Marks(key="fits", panel="b", radius=6, colours=(GREEN,)),
            Text(key="lead", panel="b", size=13),
            Text(key="shift", panel="b", colour="muted"),
        ],
        draw=partial(_frame, curve, heights, len(points)),
        begin={"unit": 1, "at": 2},
        presets=presets,
    )


def _sheet_panel(top: float) -> Panel:
    return Panel(
        (0, 12),
        (0, top * UNITS[-1] * 1.12),
        "One mixture, over the numbers that you write down",
        "length, in units",
        "density, per unit",
        yticks=(0, 0.5, 1, 1.5),
        decorate=lambda ax: _dashed(ax, ([0, 12], [1, 1]), (11.1, 1.06), "density 1"),
    )


def _heights_panel(heights: Numbers, n: int) -> Panel:
    K = np.arange(1, len(heights) + 1)
    low, high = heights.min() + n * log(UNITS[0]), heights.max() + n * log(UNITS[-1])
    edge = 0.1 * (high - low)

    def fixed(ax: Axes) -> None:
        ax.axhline(0, color=GREY, lw=1.6)
        _dashed(ax, (K, heights), (1, heights[0] - 0.7 * edge), "in minutes")

    span = (low - 1.5 * edge, high + edge)
    title = "The log-likelihood of each fit"
    return Panel((0.5, K[-1] + 0.5), span, title, "components", xticks=(*K,), decorate=fixed)


def _dashed(
    ax: Axes, line: tuple[ArrayLike, ArrayLike], place: tuple[float, float], name: str
) -> None:
    ax.plot(*line, color=GREY, lw=1.2, ls=(0, (4, 3)))
    ax.text(*place, name, ha="center", va="center", size=9, color=GREY)


def _frame(curve: Numbers, heights: Numbers, n: int, unit: float, at: float) -> Frame:
    first, last = np.searchsorted(GRID, [at - 1e-9, at + SLICE - 1e-9])
    within = slice(first, last + 1)
    share = float(np.trapezoid(curve[within], GRID[within]))
    width, shift, moved = SLICE / unit, n * log(unit), heights + n * log(unit)
    sheet = np.column_stack([GRID / unit, curve * unit])
    climb = np.column_stack([np.arange(1, len(heights) + 1), moved])
    rim = [(sheet[first, 0], 0), *sheet[within], (sheet[last, 0], 0)]
    marks: dict[str, object] = {
        "left": sheet[: first + 1],
        "right": sheet[last:],
        "slice": sheet[within],
    }
    marks |= {"rim": rim, "curve": sheet, "climb": climb, "fits": climb}
    words = {
        "share": (0.985, 0.94, f"area of the slice {share:.3f}"),
        "sides": (0.985, 0.86, f"{width:.3f} wide × {share / width:.3f} high on average"),
        "lead": (0.985, 0.14, f"from 1 to 2 components {_signed(heights[1] - heights[0])}"),
        "shift": (0.985, 0.06, f"all moved by {_signed(shift)} from minutes"),
    }
    return Frame(marks | words, _said(unit, at, share, float(curve.max()) * unit, moved, shift))


def _said(unit: float, at: float, share: float, top: float, moved: Numbers, shift: float) -> str:
    what = f"minutes: every number is divided by {unit:g}, every density multiplied by {unit:g}"
    if unit == 1:
        what = "minute: the numbers are those of the data, the densities are per minute"
    fits = ", ".join(_signed(height) for height in moved)
    return (
        f"One unit is {unit:g} {what}.\n"
        f"The curve's top is {top:.2f} per unit. From {at:.1f} to {at + SLICE:.1f} minutes the "
        f"slice is {SLICE / unit:.3f} units wide, {share * unit / SLICE:.3f} high on average, and "
        f"has the area {share:.3f}. Log-likelihoods of 1 to {len(moved)} components: {fits}; each "
        f"has moved by {_signed(shift)} from that in minutes. From one component to two it is "
        f"{_signed(moved[1] - moved[0])}."
    )


def _signed(number: float) -> str:
    return "0.0" if abs(number) < 0.05 else f"{number:+.1f}".replace("-", "−")

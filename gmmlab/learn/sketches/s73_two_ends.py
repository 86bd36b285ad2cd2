"""Step 73, two ends: the rise of F between them is the area under the density between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from gmmlab.learn.explore import Choice, Preset, Scale, Slider, sketch
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Area, Bars, Dots, Frame, Line, Marks, Panel, Text
from gmmlab.mixture import Mixture
from gmmlab.plot.style import PALETTE

__all__ = ["two_ends"]

Rows = NDArray[np.float64]
ORANGE, GREEN = PALETTE[1:3]
GREY = "#8a8f96"
WIDTHS = (0, 0.1, 0.5, 1, 2, 5, 10, 15, 20)
ENDS = BOTH, NEITHER = "belong to it", "do not belong to it"
FIRST, FOOT, LAST, TOP = 34, 37.5, 106, 0.06
"""In minutes: ends of the axis, between them where the bar ends; and how high densities reach."""
LOOK = {"inside": (0xD5, 0x5E, 0x00, 1), "outside": (0xB4, 0xB9, 0xC0, 0)}
"""Colour and marker of a recorded wait."""


def two_ends(mixture: Mixture, record: ArrayLike, *, presets: Sequence[Preset] = ()) -> Sketch:
    """An interval with two ends, on a mixture's distribution, its density, and the record.

    Parameters
    ----------
    mixture : Mixture
        Of waits, in minutes; one feature.
    record : array_like of shape (n,)
        Waits in whole minutes.
    presets : sequence of Preset
        Controls are 'low', 'width' and 'ends'.

    Examples
    --------
    >>> one = Mixture.balls(np.array([[70.0]]), 100.0)
    >>> ends = two_ends(one, [55, 70, 70, 90])
    >>> ends.set(low=60, width=20)
    >>> print(ends.stage.frame.sentence.splitlines()[0])
    From 60 to 80 minutes: probability 0.683.
    """
    waits = np.sort(np.asarray(record, dtype=float))
    below = [int(np.sum(waits[:i] == wait)) for i, wait in enumerate(waits)]
    piles = np.column_stack([waits, (np.array(below) + 0.5) / len(waits)])

    def draw(low: int, width: float, ends: str) -> Frame:
        return _frame(mixture, waits, low, low + width, ends)

    return sketch(
        controls={
            "low": Slider("Lower end (min)", 40, 85),
            "width": Scale("Width (min)", WIDTHS),
            "ends": Choice("The ends", ENDS),
        },
        panels=_panels(mixture),
        layers=_layers(piles),
        draw=draw,
        begin={"low": 65, "width": 15},
        presets=presets,
        mosaic="a\na\nb\nb",
        size=(980, 550),
    )


def _cumulated(mixture: Mixture, x: ArrayLike) -> Rows:
    """The mixture's F at each value."""
    z = (np.asarray(x, dtype=float)[:, None] - mixture.means[:, 0]) / mixture.factors[:, 0, 0]
    return np.asarray(ndtr(z) @ mixture.weights)


def _density(mixture: Mixture, x: ArrayLike) -> Rows:
    return np.exp(mixture.log_density(np.asarray(x, dtype=float)[:, None]))


def _panels(mixture: Mixture) -> dict[str, Panel]:
    minutes, grid = tuple(range(40, LAST, 10)), np.linspace(FOOT, LAST, 300)
    curves = [(grid, values(mixture, grid)) for values in (_cumulated, _density)]
    above, below = (lambda ax, c=c: ax.plot(*c, color="#24292f", lw=1.8) for c in curves)
    record = "The density, per minute, over the record: each dot is one of its waits"
    fifths, heights = (0, 0.2, 0.4, 0.6, 0.8, 1), (0, 0.02, 0.04, 0.06)
    span = (FIRST, LAST)
    rise = "The probability P of the interval is how far F rises over it"
    return {
        "a": Panel(span, (0, 1.18), rise, "", "F", minutes, fifths, decorate=above),
        "b": Panel(
            span, (0, 1.18 * TOP), record, "wait (min)", "", minutes, heights, decorate=below
        ),
    }


def _layers(piles: Rows) -> list[Area | Line | Bars | Dots | Marks | Text]:
    return [
        Bars(key="before", panel="a", colours=(GREY,)),
        Bars(key="between", panel="a", colours=(ORANGE,), labels="P"),
        Line(key="low", panel="a", colour=GREEN),
        Line(key="high", panel="a", colour=GREEN),
        Marks(key="met", panel="a", colours=(GREEN,), radius=5),
        Text(key="said", panel="a", size=16),
        Dots(key="record", panel="b", xy=piles, markers="os", radius=4.2),
        Area(key="area", panel="b", colour=ORANGE),
        Line(key="left", panel="b", colour=GREEN),
        Line(key="right", panel="b", colour=GREEN),
        Text(key="counted", panel="b", size=13),
    ]


def _frame(mixture: Mixture, waits: Rows, a: float, b: float, ends: str) -> Frame:
    low, high = map(float, _cumulated(mixture, [a, b]))
    grid = np.linspace(a, b, 60)
    inside = (waits >= a) & (waits <= b) if ends == BOTH else (waits > a) & (waits < b)
    heights = _density(mixture, grid)
    n, part = int(inside.sum()), inside.mean()
    equals = f"≈ {high - low:.3f}" if b > a else "= 0"
    marks = {
        "before": [(FIRST, 0, FOOT, low)],
        "between": [(FIRST, low, FOOT, high)] if b > a else [],
        "low": [(a, 0), (a, low), (FOOT, low)],
        "high": [(b, 0), (b, high), (FOOT, high)],
        "met": [(a, low), (b, high)],
        "said": (0.08, 0.92, f"F({b:g}) − F({a:g}) = {high:.4f} − {low:.4f} {equals}"),
        "record": [LOOK["inside" if here else "outside"] for here in inside],
        "area": np.column_stack([grid, heights]),
        "left": [(a, 0), (a, TOP)],
        "right": [(b, 0), (b, TOP)],
        "counted": (0.08, 0.92, f"record: {n} of {len(waits)} = {part:.3f}"),
    }
    return Frame(marks, _said(a, b, (low, high), float(heights[0]), (n, len(waits)), ends))


def _said(
    a: float, b: float, F: tuple[float, float], density: float, count: tuple[int, int], ends: str
) -> str:
    n, total = count
    record = f"In the record, in whole minutes, {n} of {total} waits ({n / total:.3f})"
    if a == b:
        rest = "say so, each rounded" if ends == BOTH else "lie strictly inside, where nothing is"
        return (
            f"Exactly {a:g} minutes: probability 0.\n"
            f"Both ends meet, so F, {F[0]:.3f} there, does not rise. The density there is "
            f"{density:.4f} per minute, over no width. {record} {rest}."
        )
    return (
        f"From {a:g} to {b:g} minutes: probability {F[1] - F[0]:.3f}.\n"
        f"F rises from {F[0]:.3f} to {F[1]:.3f}, on average by {(F[1] - F[0]) / (b - a):.4f} per "
        f"minute. {record} lie there, {'ends included' if ends == BOTH else 'ends left out'}."
    )
